using System.Diagnostics;
using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>
/// One launch while it runs: hands out its blocks, in increasing order, to the threads that take part. Look-back algorithms need that
/// order, and neighbouring blocks on different threads, so chunks grow only while they take next to no time.
/// </summary>
internal sealed unsafe class Grid
{
    private const int ChunksPerWorker = 4;
    private const int SpinsBeforeSleep = 100;
    private static readonly long s_shortChunk = Stopwatch.Frequency / 100_000; // 10 µs

    private CpuLaunch* _launch;
    private ulong _next;
    private ulong _total;
    private uint _workers;
    private int _seats;
    private int _helpers;
    private uint _nextShare;
    private bool _cooperative;
    private bool _starterSleeps;

    /// <param name="helpers">Threads that may join the one that starts it.</param>
    /// <param name="cooperative">Each thread gets one contiguous share of the blocks; all of a share's blocks are resident at once.</param>
    public void Start(CpuLaunch* launch, ulong total, int helpers, bool cooperative)
    {
        _launch = launch;
        _total = total;
        _workers = (uint)helpers + 1;
        _cooperative = cooperative;
        _nextShare = 0;
        _next = 0;
        _helpers = 0;
        _seats = helpers;
    }

    private bool HelpersAreDone => Volatile.Read(ref _helpers) == 0;

    private bool HasBlocks => _cooperative ? Volatile.Read(ref _nextShare) < _workers : Volatile.Read(ref _next) < _total;

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
        if (_cooperative) RunShares(worker);
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

    private void RunChunks(CpuWorker* worker)
    {
        if (_workers == 1)
        {
            _next = _total;
            CpuSupport.Run(worker, _launch, 0, _total);
            return;
        }
        ulong least = Math.Max(1, _launch->Kernel->GroupBlocks), chunk = least;
        long before = Stopwatch.GetTimestamp();
        while (TakeChunk(chunk, out ulong first, out ulong count))
        {
            if (CpuSupport.Run(worker, _launch, first, count) != 0) return;
            long now = Stopwatch.GetTimestamp();
            if (now - before < s_shortChunk) chunk *= 2;
            else if (chunk > least && now - before > 2 * s_shortChunk) chunk /= 2;
            before = now;
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
