using System.Diagnostics;
using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>
/// The threads that run blocks: the thread that runs a stream's work, and helpers, one for each further core. Helpers are shared by all
/// streams; each grid asks for as many as it can use.
/// </summary>
internal sealed unsafe class WorkerPool
{
    // What a helper costs, in Stopwatch ticks: one that still looks for work, and one that must be woken. A grid that is shorter is done sooner alone.
    private static readonly long s_awakeHelper = Stopwatch.Frequency / 200_000;   // 5 µs
    private static readonly long s_sleepingHelper = Stopwatch.Frequency / 33_000; // 30 µs

    // Programs launch one kernel after another: a helper looks for the next one for this long, in Stopwatch ticks.
    private static readonly long s_looksFor = Stopwatch.Frequency / 20_000; // 50 µs

    private readonly object _gate = new();
    private readonly object _cooperativeGate = new();
    private readonly List<Grid> _open = [];
    private int _helpers;
    private int _sleeping;
    private int _openCount;

    /// <param name="concurrency">Threads that run blocks of one grid at once.</param>
    public WorkerPool(int concurrency) => Concurrency = concurrency;

    public int Concurrency { get; }

    private long WorthHelping => Volatile.Read(ref _sleeping) > 0 || Volatile.Read(ref _helpers) == 0 ? s_sleepingHelper : s_awakeHelper;

    /// <summary>The process's pool.</summary>
    public static WorkerPool Shared { get; } = new(HostFacts.UsableCores);

    /// <summary>Runs a launch to its end on the calling thread and helpers.</summary>
    /// <param name="ticksPerBlock">How long a block took last time, in Stopwatch ticks; 0: unknown.</param>
    /// <returns>Threads it could have run on.</returns>
    public int Run(Grid grid, CpuLaunch* launch, BlockOrder order, double ticksPerBlock)
    {
        CpuWorker* worker = ThreadWorker.Current;
        ulong blocks = launch->Grid.Count;
        int helpers = (int)Math.Min((ulong)Concurrency, blocks) - 1;
        if (order == BlockOrder.Cooperative) return RunCooperative(grid, launch, worker, blocks, helpers);
        if (ticksPerBlock > 0) helpers = (int)Math.Min(helpers, blocks * ticksPerBlock / WorthHelping);
        grid.Start(launch, blocks, helpers, order, ticksPerBlock);
        RunWithHelpers(grid, worker, helpers);
        return helpers + 1;
    }

    // Two cooperative grids that each hold some of the helpers would wait for each other for ever.
    private int RunCooperative(Grid grid, CpuLaunch* launch, CpuWorker* worker, ulong blocks, int helpers)
    {
        lock (_cooperativeGate)
        {
            helpers = Available(helpers); // its blocks wait for each other: none may be left without a thread
            launch->State->GridWorkers = (uint)helpers + 1;
            grid.Start(launch, blocks, helpers, BlockOrder.Cooperative, ticksPerBlock: 0);
            RunWithHelpers(grid, worker, helpers);
            return helpers + 1;
        }
    }

    private void RunWithHelpers(Grid grid, CpuWorker* worker, int helpers)
    {
        if (helpers > 0) Open(grid, helpers);
        grid.RunBlocks(worker);
        if (helpers > 0) CloseAndWait(grid);
    }

    private void Open(Grid grid, int helpers)
    {
        lock (_gate)
        {
            _open.Add(grid);
            Volatile.Write(ref _openCount, _open.Count);
            StartHelpers(helpers);
            for (int i = 0; i < Math.Min(_sleeping, helpers); i++) Monitor.Pulse(_gate);
        }
    }

    private void CloseAndWait(Grid grid)
    {
        lock (_gate)
        {
            grid.Close();
            _open.Remove(grid);
            Volatile.Write(ref _openCount, _open.Count);
        }
        grid.WaitForHelpers();
    }

    // Of so many helpers, those that there are.
    private int Available(int helpers)
    {
        lock (_gate)
        {
            StartHelpers(helpers);
            return Math.Min(helpers, _helpers);
        }
    }

    // The pool's lock is held. Where the system has no thread left, the others do its work.
    private void StartHelpers(int wanted)
    {
        for (int missing = Math.Min(wanted, Concurrency - 1) - _helpers; missing > 0; missing--)
        {
            uint index = (uint)_helpers + 1;
            if (!BackgroundThread.TryStart(() => Help(index), ThreadWorker.StackBytes, $"cudabridge {index}")) return;
            _helpers++;
        }
    }

    private void Help(uint index)
    {
        CpuWorker* worker = ThreadWorker.Current;
        worker->Index = index;
        while (true)
        {
            Grid grid = Next();
            grid.RunBlocks(worker);
            grid.Leave();
        }
    }

    private Grid Next()
    {
        for (long start = Stopwatch.GetTimestamp(); Volatile.Read(ref _openCount) == 0 && Stopwatch.GetTimestamp() - start < s_looksFor;) Thread.SpinWait(1);
        lock (_gate)
        {
            while (true)
            {
                foreach (Grid grid in _open)
                    if (grid.TryJoin()) return grid;
                _sleeping++;
                Monitor.Wait(_gate);
                _sleeping--;
            }
        }
    }
}
