using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary><c>cudaStreamNonBlocking</c>: takes no part in the legacy default stream's ordering.</summary>
[Flags]
public enum StreamFlags : uint
{
    Default = 0,
    NonBlocking = 1,
}

/// <summary>An in-order queue of work.</summary>
public sealed unsafe class Stream
{
    /// <summary>The <c>cudaStream_t</c>.</summary>
    public nint Handle => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary>Unique in the process (<c>cudaStreamGetId</c>).</summary>
    public ulong Id => throw new CudaException(CudaError.NotYetImplemented);

    public StreamFlags Flags => throw new CudaException(CudaError.NotYetImplemented);

    public int Priority => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary>Success when all work is complete, else NotReady; the sticky error after a fault. Never throws.</summary>
    public CudaError Query() => throw new CudaException(CudaError.NotYetImplemented);

    /// <exception cref="CudaException">The error of a kernel that faulted.</exception>
    public void Synchronize() => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>cudaStreamWaitEvent</c>: later work waits for the event's last record so far; nothing if it was never recorded.</summary>
    public void Wait(Event signal) => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>cudaLaunchHostFunc</c>: runs on a thread of ours, between the work before and after it.</summary>
    public void LaunchHostFunction(delegate* unmanaged<void*, void> function, void* userData) => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>cudaStreamAddCallback</c>: <paramref name="callback"/>(stream, status, userData). Called after a fault too.</summary>
    public void AddCallback(delegate* unmanaged<nint, int, void*, void> callback, void* userData) =>
        throw new CudaException(CudaError.NotYetImplemented);
}
