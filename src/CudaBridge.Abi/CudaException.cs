using CudaBridge.Abi;

namespace CudaBridge;

/// <summary>A CUDA call that failed. On its way out of the C ABI it becomes its code again.</summary>
public sealed class CudaException : Exception
{
    public CudaException(CudaError code)
        : this(code, CudaErrorTable.Describe(code))
    {
    }

    public CudaException(CudaError code, string message)
        : base(message) => Code = code;

    public CudaException(CudaError code, string message, Exception inner)
        : base(message, inner) => Code = code;

    public CudaError Code { get; }

    /// <summary><see cref="Code"/> under ManagedCuda's name.</summary>
    public CudaError CudaError => Code;
}
