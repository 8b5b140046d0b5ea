using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>
/// What a CUDA runtime library keeps per process: the device's primary context, what programs registered, and each host thread's last
/// error. Every member may be called from any thread.
/// </summary>
public static class Cudart
{
    /// <summary>What the program's start-up code registered; outlives <see cref="DeviceReset"/>.</summary>
    public static ProgramRegistry Registry { get; } = new();

    /// <summary>The primary context for an API call; the first use creates it.</summary>
    /// <exception cref="CudaException">The context's sticky error; NotPermitted inside a stream's host function.</exception>
    public static PrimaryContext Context => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>cudaGetLastError</c>: the calling thread's last error, which is cleared unless it is sticky.</summary>
    public static CudaError GetLastError() => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>cudaPeekAtLastError</c></summary>
    public static CudaError PeekAtLastError() => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary>Makes a failed call's error the thread's last one and returns it. Success and NotReady change nothing.</summary>
    public static CudaError Record(CudaError error) => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary>
    /// <c>cudaDeviceReset</c>: waits for the device, frees what the context holds and clears sticky errors. The next call that needs
    /// a context gets a new one; registered modules are loaded afresh.
    /// </summary>
    public static void DeviceReset() => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>__cudaPushCallConfiguration</c>: the <c>&lt;&lt;&lt;…&gt;&gt;&gt;</c> of the launch that follows on this thread.</summary>
    public static void PushCallConfiguration(Dim3 grid, Dim3 block, nuint sharedBytes, nint stream) =>
        throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>__cudaPopCallConfiguration</c></summary>
    /// <exception cref="CudaException">MissingConfiguration: none was pushed.</exception>
    public static (Dim3 Grid, Dim3 Block, nuint SharedBytes, nint Stream) PopCallConfiguration() =>
        throw new CudaException(CudaError.NotYetImplemented);
}
