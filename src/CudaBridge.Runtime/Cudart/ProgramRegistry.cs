using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>
/// The fat binaries, kernels and variables that a program's start-up code registers. Registering only notes pointers; an image is
/// read and loaded into a context when one of its kernels or variables is first used.
/// </summary>
public sealed class ProgramRegistry
{
    /// <summary><c>__cudaRegisterFatBinary</c>: <paramref name="wrapper"/> points at the wrapper (magic 0x466243B1). Returns the handle.</summary>
    public nint RegisterFatBinary(nint wrapper) => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>__cudaRegisterFatBinaryEnd</c>: loads the module now if the host may touch managed variables of it.</summary>
    public void EndFatBinary(nint handle) => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>__cudaUnregisterFatBinary</c>: after the last one the process is ending; waits for the device and writes printf output.</summary>
    public void UnregisterFatBinary(nint handle) => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>__cudaRegisterFunction</c>; <paramref name="deviceName"/> is the mangled kernel name.</summary>
    public void RegisterFunction(nint fatBinary, nint hostFunction, string deviceName) => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>__cudaRegisterVar</c></summary>
    public void RegisterVariable(nint fatBinary, nint hostVariable, string deviceName, nuint size, bool constant) =>
        throw new CudaException(CudaError.NotYetImplemented);
}
