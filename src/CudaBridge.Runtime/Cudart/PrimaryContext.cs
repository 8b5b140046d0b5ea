using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>Everything that lives between two resets of the device: memory, streams, events, modules, limits and the sticky error.</summary>
public sealed class PrimaryContext
{
    public Device Device => throw new CudaException(CudaError.NotYetImplemented);

    public MemoryManager Memory => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary>Copies and fills in every direction and shape.</summary>
    public Transfers Transfers => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary>The error of a kernel that faulted; Success while all is well. Every call but a reset returns it.</summary>
    public CudaError StickyError => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>cudaDeviceSetFlags</c>'s value (<c>cudaDeviceSchedule…</c>, <c>cudaDeviceMapHost</c> …), stored.</summary>
    public uint Flags { get; set; }

    /// <summary>
    /// The stream a <c>cudaStream_t</c> means: 0 the default stream (the calling thread's own with
    /// <paramref name="perThreadDefault"/>), 1 <c>cudaStreamLegacy</c>, 2 <c>cudaStreamPerThread</c>, else a created stream.
    /// </summary>
    /// <exception cref="CudaException">InvalidResourceHandle</exception>
    public Stream GetStream(nint handle, bool perThreadDefault = false) => throw new CudaException(CudaError.NotYetImplemented);

    /// <exception cref="CudaException">InvalidValue: an unknown flag bit. A priority out of range is clamped.</exception>
    public Stream CreateStream(StreamFlags flags = StreamFlags.Default, int priority = 0) => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary>Work that is queued still runs; the handle is invalid at once.</summary>
    /// <exception cref="CudaException">InvalidResourceHandle, also for the default streams.</exception>
    public void DestroyStream(nint handle) => throw new CudaException(CudaError.NotYetImplemented);

    public Event CreateEvent(EventFlags flags = EventFlags.Default) => throw new CudaException(CudaError.NotYetImplemented);

    public Event GetEvent(nint handle) => throw new CudaException(CudaError.NotYetImplemented);

    public void DestroyEvent(nint handle) => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>cudaDeviceSynchronize</c>: waits for all work submitted so far and writes what kernels printed.</summary>
    /// <exception cref="CudaException">The error of a kernel that faulted.</exception>
    public void Synchronize() => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary>The kernel a program's host stub stands for; loads its module.</summary>
    /// <exception cref="CudaException">InvalidDeviceFunction: not registered or not in the image.</exception>
    public Function GetFunction(nint hostFunction) => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary>The device variable behind a host symbol; loads its module.</summary>
    /// <exception cref="CudaException">InvalidSymbol</exception>
    public Variable GetVariable(nint hostVariable) => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>cudaDeviceGetLimit</c></summary>
    /// <exception cref="CudaException">UnsupportedLimit</exception>
    public nuint GetLimit(DeviceLimit limit) => throw new CudaException(CudaError.NotYetImplemented);

    public void SetLimit(DeviceLimit limit, nuint value) => throw new CudaException(CudaError.NotYetImplemented);
}

/// <summary><c>cudaLimit</c></summary>
public enum DeviceLimit
{
    StackSize = 0,
    PrintfFifoSize = 1,
    MallocHeapSize = 2,
    DevRuntimeSyncDepth = 3,
    DevRuntimePendingLaunchCount = 4,
    MaxL2FetchGranularity = 5,
    PersistingL2CacheSize = 6,
}
