namespace CudaBridge.Abi;

/// <summary>A CUDA error on its way to the C ABI, where it becomes its code again.</summary>
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
}
