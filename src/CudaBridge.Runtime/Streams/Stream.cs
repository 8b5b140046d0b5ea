using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary><c>cudaStreamNonBlocking</c>: takes no part in the legacy default stream's ordering.</summary>
[Flags]
public enum StreamFlags : uint
{
    Default = 0,
    NonBlocking = 1,
}

/// <summary>
/// An in-order queue of work. One thread at a time holds the stream's runner role and runs its work: a stream thread, or a thread that
/// synchronises and finds the role free. Work that must wait for another stream blocks no thread: the role is given up, and the other
/// stream schedules this one when it is far enough.
/// </summary>
/// <remarks>
/// Whoever gives up the role leaves the queue empty, blocked (waiting for another stream) or scheduled on a stream thread; so work always
/// goes on. Dependencies point only at work that was submitted earlier, so streams cannot wait for each other in a circle.
/// </remarks>
public sealed unsafe class Stream
{
    // As much as a GPU queues before a launch waits.
    private const ulong LongestQueue = 1024;
    private const int SpinsBeforeSleep = 100;

    private static ulong s_lastId;

    private readonly PrimaryContext _context;
    private readonly object _gate = new();
    private Operation? _head;
    private Operation? _tail;
    private ulong _submitted;
    private ulong _completed;
    private bool _running;
    private bool _scheduled;
    private bool _blocked;
    private int _sleepers;
    private List<(Stream Stream, ulong Sequence)> _waiters = [];

    internal Stream(PrimaryContext context, StreamFlags flags, int priority)
    {
        _context = context;
        Flags = flags;
        Priority = priority;
        Id = Interlocked.Increment(ref s_lastId);
    }

    /// <summary>The <c>cudaStream_t</c>.</summary>
    public nint Handle { get; internal set; }

    /// <summary>Unique in the process (<c>cudaStreamGetId</c>).</summary>
    public ulong Id { get; }

    public StreamFlags Flags { get; }

    public int Priority { get; }

    /// <summary>Its part in a capture; null: it is not captured.</summary>
    internal StreamCapture? Captured { get; set; }

    /// <summary>What takes new work instead of the device; null: the device does.</summary>
    /// <exception cref="CudaException">StreamCaptureInvalidated, StreamCaptureImplicit.</exception>
    internal StreamCapture? Recording => _context.Captures.Any ? _context.Captures.Of(this) : null;

    internal OperationPool Pool => _context.Operations;

    internal ulong Completed => Volatile.Read(ref _completed);

    internal ulong Submitted => Volatile.Read(ref _submitted);

    internal bool IsIdle => Completed >= Submitted;

    internal bool IsBlocking => (Flags & StreamFlags.NonBlocking) == 0;

    /// <summary>Success when all work is complete, else NotReady; the sticky error after a fault.</summary>
    /// <exception cref="CudaException">StreamCaptureUnsupported</exception>
    public CudaError Query()
    {
        if (_context.Captures.Any) _context.Captures.ForbidWaiting(this);
        if (_context.StickyError != CudaError.Success) return _context.StickyError;
        return IsIdle ? CudaError.Success : CudaError.NotReady;
    }

    /// <exception cref="CudaException">The error of a kernel that faulted; StreamCaptureUnsupported.</exception>
    public void Synchronize()
    {
        if (_context.Captures.Any) _context.Captures.ForbidWaiting(this);
        WaitFor(Submitted);
        _context.AfterSynchronization();
    }

    /// <summary><c>cudaStreamWaitEvent</c>: later work waits for the event's last record so far; nothing if it was never recorded.</summary>
    /// <param name="external">In a capture: a node that waits, whoever records the event (<c>cudaEventWaitExternal</c>).</param>
    public void Wait(Event signal, bool external = false)
    {
        ArgumentNullException.ThrowIfNull(signal);
        if (_context.Captures.Any || signal.Captured is not null)
        {
            if (external && Recording is { } capture)
            {
                capture.Add(new WaitEventWork(signal));
                return;
            }
            if (_context.Captures.TryWait(this, signal)) return;
        }
        if (signal.Shared is { } shared)
        {
            if (shared.Recorded is var version && !shared.IsComplete(version)) Submit(new SharedEventWait(shared, version));
            return;
        }
        if (signal.Recorded is not { IsMet: false } dependency) return;
        Marker marker = Pool.TakeMarker();
        marker.DependOn(dependency);
        Submit(marker);
    }

    /// <summary><c>cudaLaunchHostFunc</c>: runs on a thread of ours, between the work before and after it.</summary>
    public void LaunchHostFunction(delegate* unmanaged<void*, void> function, void* userData)
    {
        if (function == null) throw new CudaException(CudaError.InvalidValue);
        if (Recording is { } capture) capture.Add(new HostWork((nint)function, (nint)userData));
        else Submit(new HostCall(function, userData));
    }

    /// <summary><c>cuStreamBatchMemOp</c>: waits for words in memory and writes of them, one after the other.</summary>
    internal void Submit(MemoryOperationsWork work)
    {
        if (Recording is { } capture) capture.Add(work);
        else Submit(work.Prepare());
    }

    /// <summary><c>cudaStreamAddCallback</c>: <paramref name="callback"/>(stream, status, userData). Called after a fault too.</summary>
    public void AddCallback(delegate* unmanaged<nint, int, void*, void> callback, void* userData)
    {
        if (callback == null) throw new CudaException(CudaError.InvalidValue);
        if (_context.Captures.Any) _context.Captures.ForbidWaiting(this);
        Submit(new HostCall(callback, Handle, userData));
    }

    /// <summary>Nothing submitted anywhere has to run before work of this stream could: such work may be done at once by the caller.</summary>
    internal bool CanRunInline()
    {
        if (!IsIdle) return false;
        if (!IsBlocking) return true;
        if (this != _context.LegacyStream) return _context.LegacyStream.IsIdle;
        foreach (Stream stream in _context.BlockingStreams)
            if (!stream.IsIdle) return false;
        return true;
    }

    /// <summary>Appends work and returns its place in the order.</summary>
    /// <param name="callerWaits">The caller calls <see cref="WaitFor"/> at once, so no stream thread need be woken.</param>
    internal ulong Submit(Operation operation, bool callerWaits = false)
    {
        MakeRoom();
        return SubmitNow(operation, callerWaits);
    }

    /// <summary>Waits while the queue is too long. Must not be called with a lock that running work takes.</summary>
    internal void MakeRoom()
    {
        if (Submitted - Completed >= LongestQueue) WaitFor(Submitted - LongestQueue / 2);
    }

    internal ulong SubmitNow(Operation operation, bool callerWaits = false)
    {
        DependOnDefaultStreams(operation);
        bool schedule;
        lock (_gate)
        {
            operation.Sequence = _submitted + 1;
            if (_head is null) _head = operation;
            else _tail!.Next = operation;
            _tail = operation;
            Volatile.Write(ref _submitted, operation.Sequence);
            schedule = !callerWaits && MarkScheduled();
        }
        if (schedule) StreamThreads.Schedule(this);
        return operation.Sequence;
    }

    /// <summary>Returns once the work up to <paramref name="sequence"/> is complete; runs it itself if nobody else does.</summary>
    internal void WaitFor(ulong sequence)
    {
        if (Completed >= sequence) return;
        if (HostCall.IsRunning) throw new CudaException(CudaError.NotPermitted);
        bool mayRun = ThreadWorker.HasDeepStack;
        if (mayRun && TryTakeRole()) Run(sequence, onStreamThread: false);
        else ScheduleIfNeeded();
        for (int i = 0; i < SpinsBeforeSleep && Completed < sequence; i++) Thread.SpinWait(10);
        if (Completed >= sequence) return;
        lock (_gate)
        {
            _sleepers++;
            while (_completed < sequence) Monitor.Wait(_gate);
            _sleepers--;
        }
    }

    /// <summary>A stream thread took this stream from the ready queue.</summary>
    internal void RunScheduled()
    {
        lock (_gate)
        {
            _scheduled = false;
            if (_running || _blocked || _head is null) return;
            _running = true;
        }
        Run(ulong.MaxValue, onStreamThread: true);
    }

    private void DependOnDefaultStreams(Operation operation)
    {
        if (!IsBlocking) return;
        Stream legacy = _context.LegacyStream;
        if (this != legacy)
        {
            if (!legacy.IsIdle) operation.DependOn(new(legacy, legacy.Submitted));
            return;
        }
        foreach (Stream stream in _context.BlockingStreams)
            if (!stream.IsIdle) operation.DependOn(new(stream, stream.Submitted));
    }

    private bool TryTakeRole()
    {
        lock (_gate)
        {
            if (_running || _blocked || _head is null) return false;
            return _running = true;
        }
    }

    // The gate is held.
    private bool MarkScheduled()
    {
        if (_running || _scheduled || _blocked || _head is null) return false;
        return _scheduled = true;
    }

    private void ScheduleIfNeeded()
    {
        bool schedule;
        lock (_gate) schedule = MarkScheduled();
        if (schedule) StreamThreads.Schedule(this);
    }

    /// <summary>The caller holds the runner role; gives it up when <paramref name="target"/> is complete or no work can go on here.</summary>
    private void Run(ulong target, bool onStreamThread)
    {
        while (true)
        {
            Operation? operation;
            bool schedule;
            lock (_gate)
            {
                operation = _head;
                if (operation is null || _completed >= target || (operation.NeedsStreamThread && !onStreamThread))
                {
                    _running = false;
                    schedule = MarkScheduled();
                    operation = null;
                }
                else
                {
                    schedule = false;
                }
            }
            if (operation is null)
            {
                if (schedule) StreamThreads.Schedule(this);
                return;
            }
            if (operation.TryFindUnmet(out Dependency unmet))
            {
                if (GiveUpUntil(unmet)) return;
                continue;
            }
            Execute(operation);
            Complete(operation);
        }
    }

    private void Execute(Operation operation)
    {
        if (_context.StickyError != CudaError.Success && !operation.RunsAfterFault) return;
        try
        {
            operation.RunInTurn(_context);
        }
        catch (CudaException e)
        {
            _context.Fault(e.Code, e.Message);
        }
        catch (Exception e)
        {
            // On a stream thread nobody else could report it.
            _context.Fault(CudaError.Unknown, e.ToString());
        }
    }

    private void Complete(Operation operation)
    {
        List<(Stream Stream, ulong Sequence)>? ready = null;
        lock (_gate)
        {
            _head = operation.Next;
            if (_head is null) _tail = null;
            Volatile.Write(ref _completed, operation.Sequence);
            if (_waiters.Count > 0) ready = TakeReadyWaiters();
            if (_sleepers > 0) Monitor.PulseAll(_gate);
        }
        operation.Next = null;
        operation.Release(this);
        if (ready is not null)
            foreach ((Stream stream, _) in ready) stream.Unblock();
    }

    private List<(Stream, ulong)> TakeReadyWaiters()
    {
        List<(Stream, ulong)> ready = _waiters.FindAll(waiter => waiter.Sequence <= _completed);
        _waiters.RemoveAll(waiter => waiter.Sequence <= _completed);
        return ready;
    }

    /// <summary>Gives up the role until the dependency is met. False: it is met by now and the caller still has the role.</summary>
    private bool GiveUpUntil(Dependency unmet)
    {
        lock (_gate)
        {
            _running = false;
            _blocked = true;
        }
        if (unmet.Stream.AddWaiter(this, unmet.Sequence)) return true;
        lock (_gate)
        {
            _blocked = false;
            return !(_running = true);
        }
    }

    private bool AddWaiter(Stream waiter, ulong sequence)
    {
        lock (_gate)
        {
            if (_completed >= sequence) return false;
            _waiters.Add((waiter, sequence));
            return true;
        }
    }

    private void Unblock()
    {
        lock (_gate) _blocked = false;
        ScheduleIfNeeded();
    }
}
