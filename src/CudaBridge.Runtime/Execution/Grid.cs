using System.Diagnostics;
using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>How a grid's blocks are dealt to threads.</summary>
internal enum BlockOrder
{
    /// <summary>Each thread has a contiguous range and helps others when it is through.</summary>
    Ranges,

    /// <summary>
    /// In increasing order from one counter. Look-back algorithms, which need atomics, want neighbouring blocks on different threads, so
    /// chunks grow only while they take next to no time.
    /// </summary>
    Interleaved,

    /// <summary>Each thread gets one contiguous share; all of its blocks are resident at once.</summary>
    Cooperative,
}

/// <summary>One launch while it runs: hands out its blocks to the threads that take part.</summary>
internal sealed unsafe class Grid
{
    private const int ChunksPerWorker = 4;
    private const int SpinsBeforeSleep = 100;
    private static readonly long s_shortChunk = Stopwatch.Frequency / 100_000; // 10 µs
    private static readonly long s_longChunk = Stopwatch.Frequency / 20_000;   // 50 µs

    private readonly BlockRanges _ranges = new();

    private static ulong s_last;

    private CpuLaunch* _launch;
    private ulong _next;
    private ulong _total;
    private uint _workers;
    private int _seats;
    private int _helpers;
    private uint _nextShare;
    private BlockOrder _order;
    private ulong _firstChunk;
    private ulong _leastChunk;
    private bool _starterSleeps;

    /// <summary>A number for %gridid.</summary>
    public static ulong NextId() => Interlocked.Increment(ref s_last);

    public static BlockOrder OrderOf(CpuKernel* kernel) => (kernel->Flags & CpuKernelFlags.Atomics) != 0 ? BlockOrder.Interleaved : BlockOrder.Ranges;

    public static CpuLaunchFlags StreamingOf(Dim3 grid, Dim3 block) =>
        grid.Count * block.Count > (ulong)HostFacts.LastCacheBytes / sizeof(float) ? CpuLaunchFlags.Streaming : CpuLaunchFlags.None;

    /// <param name="helpers">Threads that may join the one that starts it.</param>
    /// <param name="ticksPerBlock">How long a block took last time, in Stopwatch ticks; 0: unknown.</param>
    public void Start(CpuLaunch* launch, ulong total, int helpers, BlockOrder order, double ticksPerBlock)
    {
        _launch = launch;
        _total = total;
        _workers = (uint)helpers + 1;
        _order = order == BlockOrder.Ranges && total > BlockRanges.Most ? BlockOrder.Interleaved : order;
        _leastChunk = Math.Max(1, launch->Kernel->GroupBlocks);
        _firstChunk = ticksPerBlock > 0 ? Math.Max(_leastChunk, (ulong)(s_shortChunk / ticksPerBlock)) : _leastChunk;
        if (_order == BlockOrder.Ranges && helpers > 0) _ranges.Start(total, _workers);
        _nextShare = 0;
        _next = 0;
        _helpers = 0;
        _seats = helpers;
    }

    private bool HelpersAreDone => Volatile.Read(ref _helpers) == 0;

    private bool HasBlocks => _order switch
    {
        BlockOrder.Ranges => _ranges.HasUnclaimed,
        BlockOrder.Cooperative => Volatile.Read(ref _nextShare) < _workers,
        _ => Volatile.Read(ref _next) < _total,
    };

    /// <summary>A helper joins; false when it is not needed any more. The pool's lock is held.</summary>
    public bool TryJoin()
    {
        if (_seats == 0 || !HasBlocks) return false;
        _seats--;
        Interlocked.Increment(ref _helpers);
        return true;
    }

    /// <summary>No helper may join from now on. The pool's lock is held.</summary>
    public void Close() => _seats = 0;

    public void Leave()
    {
        if (Interlocked.Decrement(ref _helpers) > 0 || !Volatile.Read(ref _starterSleeps)) return;
        lock (this) Monitor.Pulse(this);
    }

    /// <summary>The thread that started it waits for the helpers; spins a little, for most grids end everywhere at about the same time.</summary>
    public void WaitForHelpers()
    {
        for (int i = 0; i < SpinsBeforeSleep && !HelpersAreDone; i++) Thread.SpinWait(10);
        if (HelpersAreDone) return;
        lock (this)
        {
            Volatile.Write(ref _starterSleeps, true);
            Interlocked.MemoryBarrier(); // a helper that leaves either sees this or is seen to have left
            while (!HelpersAreDone) Monitor.Wait(this);
            _starterSleeps = false;
        }
    }

    /// <summary>Runs blocks on the calling thread until none is left.</summary>
    public void RunBlocks(CpuWorker* worker)
    {
        if (_order == BlockOrder.Cooperative) RunShares(worker);
        else if (_workers == 1) RunAll(worker);
        else if (_order == BlockOrder.Ranges) RunRanges(worker);
        else RunChunks(worker);
    }

    // Blocks wait for each other at grid barriers, so a share ends only once the others run. A kernel that never waits may be through
    // its share before a helper has come; then it takes that helper's too.
    private void RunShares(CpuWorker* worker)
    {
        for (uint share; (share = Interlocked.Increment(ref _nextShare) - 1) < _workers;)
        {
            ulong first = share * _total / _workers;
            ulong end = (share + 1) * _total / _workers;
            CpuSupport.Run(worker, _launch, first, end - first);
        }
    }

    private void RunAll(CpuWorker* worker) => CpuSupport.Run(worker, _launch, 0, _total);

    private void RunRanges(CpuWorker* worker)
    {
        ChunkSize chunk = new(_firstChunk, _leastChunk, s_longChunk);
        int owned = -1;
        while (_ranges.TryOwn(ref owned))
            while (_ranges.TryTake(owned, chunk.Blocks, out ulong first, out ulong count))
            {
                if (CpuSupport.Run(worker, _launch, first, count) != 0) return;
                chunk.Adapt();
            }
    }

    private void RunChunks(CpuWorker* worker)
    {
        ChunkSize chunk = new(_firstChunk, _leastChunk, s_shortChunk);
        while (TakeChunk(chunk.Blocks, out ulong first, out ulong count))
        {
            if (CpuSupport.Run(worker, _launch, first, count) != 0) return;
            chunk.Adapt();
        }
    }

    /// <summary>Blocks to take at once so that they take about a given time.</summary>
    private struct ChunkSize(ulong first, ulong least, long ticks)
    {
        private const ulong Largest = 1 << 30;

        private long _before = Stopwatch.GetTimestamp();

        public ulong Blocks { get; private set; } = first;

        public void Adapt()
        {
            long now = Stopwatch.GetTimestamp();
            if (now - _before < ticks) Blocks = Math.Min(Blocks * 2, Largest);
            else if (Blocks > least && now - _before > 2 * ticks) Blocks /= 2;
            _before = now;
        }
    }

    private bool TakeChunk(ulong wanted, out ulong first, out ulong count)
    {
        while (true)
        {
            first = Volatile.Read(ref _next);
            ulong left = _total - first;
            count = Math.Min(wanted, Math.Max(1, left / (_workers * ChunksPerWorker)));
            if (left == 0) return false;
            if (Interlocked.CompareExchange(ref _next, first + count, first) == first) return true;
        }
    }
}
