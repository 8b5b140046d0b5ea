using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary><c>cudaEventDefault …</c></summary>
[Flags]
public enum EventFlags : uint
{
    Default = 0,
    BlockingSync = 1,
    DisableTiming = 2,
    Interprocess = 4,
}

/// <summary>A marker in a stream, with the time at which the work before it was complete.</summary>
public sealed class Event
{
    /// <summary>The <c>cudaEvent_t</c>.</summary>
    public nint Handle => throw new CudaException(CudaError.NotYetImplemented);

    public EventFlags Flags => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>cudaEventRecord</c>; a later record replaces an earlier one.</summary>
    public void Record(Stream stream) => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary>Success when the recorded work is complete or nothing was recorded, else NotReady. Never throws.</summary>
    public CudaError Query() => throw new CudaException(CudaError.NotYetImplemented);

    public void Synchronize() => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>cudaEventElapsedTime</c> in milliseconds.</summary>
    /// <exception cref="CudaException">InvalidResourceHandle: not recorded or timing disabled; NotReady: one is not complete.</exception>
    public static float ElapsedMilliseconds(Event start, Event end) => throw new CudaException(CudaError.NotYetImplemented);
}
