using System.Collections.Concurrent;
using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>Everything that lives between two resets of the device: memory, streams, events, modules, limits and the sticky error.</summary>
public sealed partial class PrimaryContext
{
    /// <summary>The range of <c>cudaDeviceGetStreamPriorityRange</c>; lower is more urgent.</summary>
    public const int LeastPriority = 0;

    public const int GreatestPriority = -5;
    private const int ExitGraceMilliseconds = 2000;
    private const nint LegacyHandle = 1;
    private const nint PerThreadHandle = 2;
    private const EventFlags AllEventFlags = EventFlags.BlockingSync | EventFlags.DisableTiming | EventFlags.Interprocess;

    [ThreadStatic] private static PerThreadStream? t_perThread;

    private readonly object _gate = new();
    private readonly HandleTable<Stream> _streams = new(0x53);
    private readonly HandleTable<Event> _events = new(0x45);
    private readonly ProgramRegistry _registry;
    private readonly ConcurrentDictionary<nint, Function> _hostFunctions = new();
    private readonly ConcurrentDictionary<nint, Variable> _hostVariables = new();
    private readonly Dictionary<nint, Module> _programModules = [];
    private readonly HashSet<Module> _loadedModules = [];
    private Stream[] _blockingStreams;
    private Stream[] _nonBlockingStreams = [];
    private Stream? _marks;
    private Dependency? _awaitedByAll;
    private int _stickyError;
    private string? _faultDetails;
    private bool _prints;

    internal PrimaryContext(Device device, ProgramRegistry registry)
    {
        Device = device;
        _registry = registry;
        LegacyStream = new(this, StreamFlags.Default, LeastPriority) { Handle = LegacyHandle };
        _blockingStreams = [LegacyStream];
        Captures = new(this);
        Memory = new(this);
        Transfers = new(this);
        Textures = new(this);
    }

    public Device Device { get; }

    public MemoryManager Memory { get; }

    public TextureObjects Textures { get; }

    /// <summary>Copies and fills in every direction and shape.</summary>
    public Transfers Transfers { get; }

    /// <summary>The error of a kernel that faulted; Success while all is well. Every call but a reset returns it.</summary>
    public CudaError StickyError => (CudaError)Volatile.Read(ref _stickyError);

    /// <summary>Default, created and per-thread streams at this moment.</summary>
    internal IEnumerable<Stream> AllStreams => [.. BlockingStreams, .. Volatile.Read(ref _nonBlockingStreams)];

    /// <summary><c>cudaDeviceSetFlags</c>'s value (<c>cudaDeviceSchedule…</c>, <c>cudaDeviceMapHost</c> …), stored.</summary>
    public uint Flags { get; set; }

    internal OperationPool Operations { get; } = new();

    internal WorkGate Gate { get; } = new();

    internal HandleTable<Function> Functions { get; } = new(0x46);

    internal Stream LegacyStream { get; }

    /// <summary>The streams that the legacy default stream waits for, itself included. An array that does not change.</summary>
    internal Stream[] BlockingStreams => Volatile.Read(ref _blockingStreams);

    /// <summary>
    /// The stream a <c>cudaStream_t</c> means: 0 the default stream (the calling thread's own with
    /// <paramref name="perThreadDefault"/>), 1 <c>cudaStreamLegacy</c>, 2 <c>cudaStreamPerThread</c>, else a created stream.
    /// </summary>
    /// <exception cref="CudaException">InvalidResourceHandle</exception>
    public Stream GetStream(nint handle, bool perThreadDefault = false)
    {
        if (handle == PerThreadHandle || (handle == 0 && perThreadDefault)) return CurrentThreadStream();
        if (handle is 0 or LegacyHandle) return LegacyStream;
        return _streams.TryGet(handle, out Stream? stream) ? stream : throw new CudaException(CudaError.InvalidResourceHandle);
    }

    /// <exception cref="CudaException">InvalidValue: an unknown flag bit. A priority out of range is clamped.</exception>
    public Stream CreateStream(StreamFlags flags = StreamFlags.Default, int priority = 0)
    {
        if ((flags & ~StreamFlags.NonBlocking) != 0) throw new CudaException(CudaError.InvalidValue);
        Stream stream = new(this, flags, Math.Clamp(priority, GreatestPriority, LeastPriority));
        stream.Handle = _streams.Add(stream);
        Track(stream);
        return stream;
    }

    /// <summary>Work that is queued still runs; the handle is invalid at once.</summary>
    /// <exception cref="CudaException">InvalidResourceHandle, also for the default streams.</exception>
    public void DestroyStream(nint handle)
    {
        if (!_streams.Remove(handle, out Stream? stream)) throw new CudaException(CudaError.InvalidResourceHandle);
        Captures.Abandon(stream);
        Retire(stream);
    }

    /// <exception cref="CudaException">InvalidValue: unknown flags, or interprocess with timing.</exception>
    public Event CreateEvent(EventFlags flags = EventFlags.Default)
    {
        bool interprocessTiming = (flags & EventFlags.Interprocess) != 0 && (flags & EventFlags.DisableTiming) == 0;
        if ((flags & ~AllEventFlags) != 0 || interprocessTiming) throw new CudaException(CudaError.InvalidValue);
        return AddEvent(new(this, flags, (flags & EventFlags.Interprocess) != 0 ? SharedEvent.Create() : null));
    }

    /// <summary><c>cudaIpcOpenEventHandle</c>: an event of another process.</summary>
    /// <exception cref="CudaException">Those of <see cref="SharedEvent.Open"/>.</exception>
    internal Event OpenEvent(in EventTicket ticket) => AddEvent(new(this, EventFlags.DisableTiming | EventFlags.Interprocess, SharedEvent.Open(ticket)));

    private Event AddEvent(Event created)
    {
        created.Handle = _events.Add(created);
        return created;
    }

    /// <exception cref="CudaException">InvalidResourceHandle</exception>
    public Event GetEvent(nint handle) => _events.TryGet(handle, out Event? found) ? found : throw new CudaException(CudaError.InvalidResourceHandle);

    /// <summary>A record that is queued completes without it.</summary>
    /// <exception cref="CudaException">InvalidResourceHandle</exception>
    public void DestroyEvent(nint handle)
    {
        if (!_events.Remove(handle, out Event? destroyed)) throw new CudaException(CudaError.InvalidResourceHandle);
        destroyed.Shared?.Forget();
    }

    /// <summary><c>cuCtxRecordEvent</c>: recorded behind all work that any stream has.</summary>
    /// <exception cref="CudaException">StreamCaptureUnsupported</exception>
    internal void RecordAll(Event recorded)
    {
        Captures.ForbidWaitingForAll();
        Marker all = Operations.TakeMarker();
        foreach (Stream stream in AllStreams)
            if (!stream.IsIdle) all.DependOn(new(stream, stream.Submitted));
        Marks.SubmitNow(all);
        recorded.Record(Marks);
    }

    /// <summary><c>cuCtxWaitEvent</c>: what any stream is given from now on, also one made later, waits for the event's last record.</summary>
    /// <exception cref="CudaException">StreamCaptureUnsupported</exception>
    internal void WaitAll(Event awaited)
    {
        Captures.ForbidWaitingForAll();
        Marks.Wait(awaited);
        lock (_gate) _awaitedByAll = new(Marks, Marks.Submitted);
        foreach (Stream stream in AllStreams) WaitForMark(stream);
    }

    // A stream of the context's own: what waits in it holds up nobody else.
    private Stream Marks => LazyInitializer.EnsureInitialized(ref _marks, () => new(this, StreamFlags.NonBlocking, LeastPriority));

    private void WaitForMark(Stream stream)
    {
        if (_awaitedByAll is not { IsMet: false } mark) return;
        Marker marker = Operations.TakeMarker();
        marker.DependOn(mark);
        stream.SubmitNow(marker);
    }

    /// <summary><c>cudaDeviceSynchronize</c>: waits for all work submitted so far and writes what kernels printed.</summary>
    /// <exception cref="CudaException">The error of a kernel that faulted; StreamCaptureUnsupported.</exception>
    public void Synchronize()
    {
        Captures.ForbidWaitingForAll();
        WaitForAll();
        AfterSynchronization();
    }

    /// <summary>Waits for all work submitted so far.</summary>
    internal void WaitForAll()
    {
        foreach (Stream stream in BlockingStreams) stream.WaitFor(stream.Submitted);
        foreach (Stream stream in Volatile.Read(ref _nonBlockingStreams)) stream.WaitFor(stream.Submitted);
    }

    /// <summary>What a blocking call does once its work is complete.</summary>
    /// <exception cref="CudaException">The error of a kernel that faulted.</exception>
    internal void AfterSynchronization()
    {
        if (Volatile.Read(ref _prints)) PrintfOutput.Drain();
        Memory.AfterSynchronization();
        ThrowIfFaulted();
    }

    internal void ThrowIfFaulted()
    {
        if (StickyError != CudaError.Success) throw new CudaException(StickyError, $"{CudaErrorTable.Describe(StickyError)} ({Volatile.Read(ref _faultDetails)})");
    }

    /// <summary>A kernel failed: nothing but a reset helps from now on.</summary>
    internal void Fault(CudaError error, string details)
    {
        Log.Write(RuntimeMessages.KernelFault, CudaErrorTable.NameOf(error), details);
        Interlocked.CompareExchange(ref _faultDetails, details, null);
        Interlocked.CompareExchange(ref _stickyError, (int)error, 0);
    }

    /// <summary>A kernel that prints is launched; synchronisations look for its output from now on.</summary>
    internal void NotePrintf() => Volatile.Write(ref _prints, true);

    /// <summary>The end of the context: waits, then gives back memory and modules.</summary>
    internal void Close()
    {
        WaitForAll();
        PrintfOutput.Drain();
        Memory.FreeAll();
        Textures.FreeAll();
        lock (_gate)
        {
            foreach (Module module in _programModules.Values) module.Unload();
            _programModules.Clear();
            foreach (Module module in _loadedModules) module.Unload();
            _loadedModules.Clear();
        }
    }

    /// <summary>The process ends: gives running work a moment, then writes what was printed. A kernel that never ends must not keep the process.</summary>
    internal void FinishAtExit()
    {
        if (HostCall.IsRunning) return; // exit() inside a host function: its own stream cannot finish
        long deadline = Environment.TickCount64 + ExitGraceMilliseconds;
        while (!IsIdle && Environment.TickCount64 < deadline) Thread.Sleep(1);
        PrintfOutput.Drain();
    }

    internal bool IsIdle => BlockingStreams.All(s => s.IsIdle) && Volatile.Read(ref _nonBlockingStreams).All(s => s.IsIdle);

    private Stream CurrentThreadStream()
    {
        if (t_perThread is { } own && own.Context == this) return own.Stream;
        Stream stream = new(this, StreamFlags.Default, LeastPriority) { Handle = PerThreadHandle };
        Track(stream);
        t_perThread = new(this, stream);
        return stream;
    }

    /// <summary>A thread's default stream. Nobody holds it any more when the thread has ended.</summary>
    private sealed class PerThreadStream(PrimaryContext context, Stream stream)
    {
        ~PerThreadStream() => Context.Retire(Stream);

        public PrimaryContext Context { get; } = context;

        public Stream Stream { get; } = stream;
    }

    /// <summary>No new work comes; later work of the default stream must still wait for what is queued.</summary>
    private void Retire(Stream stream)
    {
        if (stream.IsIdle) Forget(stream);
        else stream.SubmitNow(new ActionOperation(() => Forget(stream), runsAfterFault: true));
    }

    private void Track(Stream stream)
    {
        WaitForMark(stream);
        lock (_gate)
        {
            if (stream.IsBlocking) Volatile.Write(ref _blockingStreams, [.. _blockingStreams, stream]);
            else Volatile.Write(ref _nonBlockingStreams, [.. _nonBlockingStreams, stream]);
        }
    }

    private void Forget(Stream stream)
    {
        lock (_gate)
        {
            if (stream.IsBlocking) Volatile.Write(ref _blockingStreams, [.. _blockingStreams.Where(s => s != stream)]);
            else Volatile.Write(ref _nonBlockingStreams, [.. _nonBlockingStreams.Where(s => s != stream)]);
        }
    }
}
