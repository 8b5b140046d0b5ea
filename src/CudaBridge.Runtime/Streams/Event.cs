using System.Diagnostics;
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

/// <summary>An event that was recorded in a capture: the nodes before the record.</summary>
internal sealed record EventCapture(Capture Capture, IReadOnlyList<GraphNode> Nodes);

/// <summary>A marker in a stream, with the time at which the work before it was complete.</summary>
public sealed class Event
{
    private readonly PrimaryContext _context;
    private readonly object _gate = new();
    private Dependency? _recorded;
    private ulong _version;
    private long _timestamp;

    internal Event(PrimaryContext context, EventFlags flags, SharedEvent? shared = null) => (_context, Flags, Shared) = (context, flags, shared);

    /// <summary>The <c>cudaEvent_t</c>.</summary>
    public nint Handle { get; internal set; }

    public EventFlags Flags { get; }

    /// <summary>Its state, where other processes see it; null: it is this process's alone.</summary>
    internal SharedEvent? Shared { get; }

    /// <summary>What it stands for if it was last recorded in a stream that was captured.</summary>
    internal EventCapture? Captured { get; private set; }

    internal Dependency? Recorded
    {
        get
        {
            lock (_gate) return _recorded;
        }
    }

    /// <summary><c>cudaEventRecord</c>; a later record replaces an earlier one.</summary>
    /// <param name="external">In a capture: a node that records, for others to see (<c>cudaEventRecordExternal</c>).</param>
    public void Record(Stream stream, bool external = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (stream.Recording is { } capture)
        {
            if (external) capture.Add(new RecordEventWork(this));
            else Captured = new(capture.Capture, [.. capture.Dependencies]);
            return;
        }
        Captured = null;
        if (Shared is not null)
        {
            RecordShared(Shared, stream);
            return;
        }
        if (stream.CanRunInline())
        {
            RecordNow(stream);
            return;
        }
        stream.MakeRoom();
        Marker marker = stream.Pool.TakeMarker();
        // Submitting under the lock keeps the version and the place in the stream together.
        lock (_gate)
        {
            marker.Mark(this, ++_version);
            _recorded = new(stream, stream.SubmitNow(marker));
        }
    }

    private static void RecordShared(SharedEvent shared, Stream stream)
    {
        stream.MakeRoom();
        ulong version = shared.Begin();
        if (stream.CanRunInline()) shared.Complete(version);
        else stream.SubmitNow(new SharedEventRecord(shared, version));
    }

    private void RecordNow(Stream stream)
    {
        lock (_gate)
        {
            _version++;
            _timestamp = Stopwatch.GetTimestamp();
            _recorded = new(stream, 0);
        }
    }

    /// <summary>Success when the recorded work is complete or nothing was recorded, else NotReady.</summary>
    /// <exception cref="CudaException">CapturedEvent</exception>
    public CudaError Query()
    {
        ForbidCaptured();
        if (_context.StickyError != CudaError.Success) return _context.StickyError;
        bool isComplete = Shared?.IsComplete(Shared.Recorded) ?? Recorded is not { IsMet: false };
        return isComplete ? CudaError.Success : CudaError.NotReady;
    }

    public void Synchronize()
    {
        ForbidCaptured();
        if (Shared is not null) Shared.WaitFor(Shared.Recorded);
        else if (Recorded is { } recorded) recorded.Stream.WaitFor(recorded.Sequence);
        _context.AfterSynchronization();
    }

    /// <summary><c>cudaEventElapsedTime</c> in milliseconds.</summary>
    /// <exception cref="CudaException">InvalidResourceHandle: not recorded or timing disabled; NotReady: one is not complete.</exception>
    public static float ElapsedMilliseconds(Event start, Event end)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(end);
        start.ForbidCaptured();
        end.ForbidCaptured();
        long ticks = end.CompletionTime() - start.CompletionTime();
        return (float)(ticks * 1000.0 / Stopwatch.Frequency);
    }

    // Such an event never happens: it is a place in a graph.
    private void ForbidCaptured()
    {
        if (Captured is not { } captured) return;
        captured.Capture.Invalidate();
        throw new CudaException(CudaError.CapturedEvent);
    }

    private long CompletionTime()
    {
        lock (_gate)
        {
            if (_recorded is not { } recorded || (Flags & EventFlags.DisableTiming) != 0)
                throw new CudaException(CudaError.InvalidResourceHandle);
            return recorded.IsMet ? _timestamp : throw new CudaException(CudaError.NotReady);
        }
    }

    /// <summary>The work before the record is complete.</summary>
    internal void Complete(ulong version)
    {
        long now = Stopwatch.GetTimestamp();
        lock (_gate)
            if (version == _version) _timestamp = now;
    }
}
