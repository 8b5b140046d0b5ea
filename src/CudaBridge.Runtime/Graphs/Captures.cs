using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary><c>cudaStreamCaptureMode</c>: which threads may not make calls that could disturb a capture.</summary>
public enum CaptureMode
{
    Global = 0,
    ThreadLocal = 1,
    Relaxed = 2,
}

/// <summary><c>cudaStreamCaptureStatus</c></summary>
public enum CaptureStatus
{
    None = 0,
    Active = 1,
    Invalidated = 2,
}

/// <summary>The work of some streams on its way into a graph.</summary>
internal sealed class Capture(Graph graph, Stream origin, CaptureMode mode)
{
    private static ulong s_lastId;
    private volatile bool _isInvalid;

    /// <summary>Unique in the process.</summary>
    public ulong Id { get; } = Interlocked.Increment(ref s_lastId);

    public Graph Graph { get; } = graph;

    /// <summary>The stream in which it began and must end.</summary>
    public Stream Origin { get; } = origin;

    public CaptureMode Mode { get; } = mode;

    public int Thread { get; } = Environment.CurrentManagedThreadId;

    /// <summary>The origin and those that have joined by waiting for an event.</summary>
    public List<Stream> Streams { get; } = [];

    public HashSet<GraphNode> Added { get; } = [];

    public bool HasEnded { get; set; }

    public CaptureStatus Status => _isInvalid ? CaptureStatus.Invalidated : CaptureStatus.Active;

    public void Invalidate() => _isInvalid = true;
}

/// <summary>A stream's part in a capture.</summary>
internal sealed class StreamCapture(Capture capture, IEnumerable<GraphNode> dependencies)
{
    private nint[] _handles = [];

    public Capture Capture { get; } = capture;

    /// <summary>What the stream's next work waits for.</summary>
    public List<GraphNode> Dependencies { get; private set; } = [.. dependencies];

    public GraphNode Add(NodeWork work)
    {
        GraphNode node = Capture.Graph.Add(work, Dependencies);
        Capture.Added.Add(node);
        Dependencies = [node];
        return node;
    }

    public void Join(IEnumerable<GraphNode> nodes) => Dependencies = [.. Dependencies.Union(nodes)];

    public void Set(IEnumerable<GraphNode> nodes) => Dependencies = [.. nodes.Distinct()];

    /// <summary>The dependencies' handles, in memory that stays valid until the next call that changes them.</summary>
    public nint HandlesOfDependencies()
    {
        if (Dependencies.Count == 0) return 0;
        _handles = GC.AllocateUninitializedArray<nint>(Dependencies.Count, pinned: true);
        for (int i = 0; i < _handles.Length; i++) _handles[i] = Dependencies[i].Handle;
        return System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(_handles, 0);
    }
}

/// <summary>The captures of a context. The rules and their errors are those of the programming guide's "Prohibited and Unhandled Operations".</summary>
internal sealed class Captures(PrimaryContext context)
{
    [ThreadStatic] private static CaptureMode t_mode;

    private readonly object _gate = new();
    private Capture[] _running = [];

    /// <summary>Some stream is captured: the question that costs next to nothing.</summary>
    public bool Any => Volatile.Read(ref _running).Length > 0;

    /// <summary><c>cudaThreadExchangeStreamCaptureMode</c></summary>
    public static CaptureMode ExchangeMode(CaptureMode mode)
    {
        (CaptureMode before, t_mode) = (t_mode, mode);
        return before;
    }

    /// <exception cref="CudaException">StreamCaptureUnsupported: the legacy stream; IllegalState: it is captured already.</exception>
    public void Begin(Stream stream, CaptureMode mode, Graph? target = null, IEnumerable<GraphNode>? dependencies = null)
    {
        if (stream == context.LegacyStream) throw new CudaException(CudaError.StreamCaptureUnsupported);
        if (stream.Captured is not null) throw new CudaException(CudaError.IllegalState);
        Capture capture = new(target ?? context.CreateGraph(), stream, mode);
        lock (_gate) _running = [.. _running, capture];
        Attach(stream, capture, dependencies ?? []);
    }

    /// <summary>Ends the capture that began in the stream.</summary>
    /// <exception cref="CudaException">
    /// IllegalState: no capture; StreamCaptureUnmatched: it began in another stream; StreamCaptureWrongThread; StreamCaptureInvalidated; StreamCaptureUnjoined:
    /// streams that took part have work that the first does not wait for. In the last two cases the capture has ended all the same.
    /// </exception>
    public Graph End(Stream stream)
    {
        if (stream.Captured is not { Capture: var capture } part) throw new CudaException(CudaError.IllegalState);
        if (capture.Origin != stream) throw new CudaException(CudaError.StreamCaptureUnmatched);
        if (capture.Mode != CaptureMode.Relaxed && capture.Thread != Environment.CurrentManagedThreadId) throw new CudaException(CudaError.StreamCaptureWrongThread);
        Finish(capture);
        if (capture.Status == CaptureStatus.Invalidated) throw new CudaException(CudaError.StreamCaptureInvalidated);
        if (!IsJoined(capture, part)) throw new CudaException(CudaError.StreamCaptureUnjoined);
        return capture.Graph;
    }

    /// <summary>What takes the stream's work; null: the device does.</summary>
    /// <exception cref="CudaException">StreamCaptureInvalidated; StreamCaptureImplicit: the legacy stream, for which a captured stream would have to wait.</exception>
    public StreamCapture? Of(Stream stream)
    {
        if (stream.Captured is { } part)
            return part.Capture.Status == CaptureStatus.Active ? part : throw new CudaException(CudaError.StreamCaptureInvalidated);
        if (stream == context.LegacyStream) ForbidLegacyStream();
        return null;
    }

    /// <summary>The stream is the legacy one, and a stream that waits for it by itself is captured.</summary>
    public bool Blocks(Stream stream) => stream == context.LegacyStream && Volatile.Read(ref _running).Any(capture => capture.Streams.Any(captured => captured.IsBlocking));

    private void ForbidLegacyStream()
    {
        bool any = false;
        foreach (Capture capture in Volatile.Read(ref _running))
            if (capture.Streams.Any(stream => stream.IsBlocking))
            {
                capture.Invalidate();
                any = true;
            }
        if (any) throw new CudaException(CudaError.StreamCaptureImplicit);
    }

    /// <summary>A call that asks whether the stream's work is complete, or waits for that.</summary>
    /// <exception cref="CudaException">StreamCaptureUnsupported, and the capture is invalid from now on.</exception>
    public void ForbidWaiting(Stream stream)
    {
        if (Of(stream) is not { } part) return;
        part.Capture.Invalidate();
        throw new CudaException(CudaError.StreamCaptureUnsupported);
    }

    /// <summary>A call that waits for the whole device.</summary>
    /// <exception cref="CudaException">StreamCaptureUnsupported</exception>
    public void ForbidWaitingForAll()
    {
        Capture[] running = Volatile.Read(ref _running);
        if (running.Length == 0) return;
        foreach (Capture capture in running) capture.Invalidate();
        throw new CudaException(CudaError.StreamCaptureUnsupported);
    }

    /// <summary>A call that may wait for work in the course of what it does, such as an allocation.</summary>
    /// <exception cref="CudaException">StreamCaptureUnsupported, where the capture's mode and the thread's forbid it.</exception>
    public void ForbidUnsafeCall()
    {
        Capture[] running = Volatile.Read(ref _running);
        if (running.Length == 0 || t_mode == CaptureMode.Relaxed) return;
        bool any = false;
        foreach (Capture capture in running)
        {
            bool isOwn = capture.Thread == Environment.CurrentManagedThreadId && capture.Mode != CaptureMode.Relaxed;
            bool isGlobal = capture.Mode == CaptureMode.Global && t_mode == CaptureMode.Global;
            if (!isOwn && !isGlobal) continue;
            capture.Invalidate();
            any = true;
        }
        if (any) throw new CudaException(CudaError.StreamCaptureUnsupported);
    }

    /// <summary>A stream waits for an event.</summary>
    /// <returns>False: neither takes part in a capture.</returns>
    /// <exception cref="CudaException">StreamCaptureIsolation, StreamCaptureMerge, StreamCaptureImplicit, CapturedEvent.</exception>
    public bool TryWait(Stream stream, Event signal)
    {
        StreamCapture? part = Of(stream);
        if (signal.Captured is not { } recorded)
        {
            if (part is null) return false;
            part.Capture.Invalidate();
            throw new CudaException(CudaError.StreamCaptureIsolation);
        }
        if (recorded.Capture.HasEnded) throw new CudaException(CudaError.CapturedEvent);
        if (recorded.Capture.Status == CaptureStatus.Invalidated) throw new CudaException(CudaError.StreamCaptureInvalidated);
        if (part is null)
        {
            if (stream == context.LegacyStream) throw new CudaException(CudaError.StreamCaptureImplicit);
            Attach(stream, recorded.Capture, recorded.Nodes);
            return true;
        }
        if (part.Capture != recorded.Capture)
        {
            part.Capture.Invalidate();
            recorded.Capture.Invalidate();
            throw new CudaException(CudaError.StreamCaptureMerge);
        }
        part.Join(recorded.Nodes);
        return true;
    }

    /// <summary>A stream is destroyed. What it captured stays; a capture that began in it can no longer end.</summary>
    public void Abandon(Stream stream)
    {
        if (stream.Captured is not { Capture: var capture }) return;
        if (capture.Origin == stream)
        {
            capture.Invalidate();
            Finish(capture);
            return;
        }
        lock (_gate) capture.Streams.Remove(stream);
        stream.Captured = null;
    }

    private void Attach(Stream stream, Capture capture, IEnumerable<GraphNode> dependencies)
    {
        lock (_gate) capture.Streams.Add(stream);
        stream.Captured = new(capture, dependencies);
    }

    private void Finish(Capture capture)
    {
        lock (_gate)
        {
            capture.HasEnded = true;
            foreach (Stream stream in capture.Streams) stream.Captured = null;
            _running = [.. _running.Where(running => running != capture)];
        }
    }

    // Everything that was captured comes before what the first stream would do next.
    private static bool IsJoined(Capture capture, StreamCapture origin)
    {
        HashSet<GraphNode> before = [];
        Stack<GraphNode> open = new(origin.Dependencies);
        while (open.TryPop(out GraphNode? node))
            if (before.Add(node))
                foreach (GraphNode dependency in node.Dependencies) open.Push(dependency);
        return capture.Added.IsSubsetOf(before);
    }
}
