using CudaBridge.Runtime;

namespace CudaBridge;

/// <summary><c>cudaEventDefault</c>, <c>cudaEventBlockingSync</c>, <c>cudaEventDisableTiming</c></summary>
[Flags]
public enum CudaEventFlags
{
    Default = 0,
    BlockingSync = 1,
    DisableTiming = 2,
}

/// <summary>A marker in a stream, with the time at which the work before it was complete.</summary>
public sealed class CudaEvent : CudaResource
{
    public CudaEvent(CudaEventFlags flags = CudaEventFlags.Default, CudaContext? context = null)
        : base(context ?? CudaContext.Current, nameof(CudaEvent)) => Native = Context.Native.CreateEvent((EventFlags)flags);

    internal Event Native { get; }

    /// <summary>In milliseconds.</summary>
    /// <exception cref="CudaException">InvalidResourceHandle: not recorded or timing disabled; NotReady: one is not complete.</exception>
    public static float ElapsedTime(CudaEvent start, CudaEvent stop)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(stop);
        return Event.ElapsedMilliseconds(start.Native, stop.Native);
    }

    /// <summary>Takes its place in the stream, the default one unless given; replaces an earlier record.</summary>
    public void Record(CudaStream? stream = null)
    {
        ThrowIfDisposed();
        _ = Context.Native;
        Native.Record((stream ?? Context.DefaultStream).Native);
    }

    /// <summary>The recorded work is complete, or nothing was recorded.</summary>
    public bool Query()
    {
        _ = Context.Native;
        return Native.Query() == CudaError.Success;
    }

    /// <exception cref="CudaException">The error of a kernel that faulted.</exception>
    public void Synchronize()
    {
        _ = Context.Native;
        Native.Synchronize();
    }

    private protected override void Release(PrimaryContext native) => native.DestroyEvent(Native.Handle);
}
