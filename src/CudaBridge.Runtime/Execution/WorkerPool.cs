using System.Diagnostics;
using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>
/// The threads that run blocks: the thread that runs a stream's work, and helpers, one for each further core. Helpers are shared by all
/// streams; each grid asks for as many as it can use.
/// </summary>
internal sealed unsafe class WorkerPool
{
    // Waking a helper costs about this much; a grid that is shorter is done sooner alone.
    private static readonly long s_worthHelping = Stopwatch.Frequency / 100_000; // 10 µs
    private const int SpinsBeforeSleep = 50;

    private readonly object _gate = new();
    private readonly object _cooperativeGate = new();
    private readonly List<Grid> _open = [];
    private int _helpers;
    private int _sleeping;
    private int _openCount;

    /// <param name="concurrency">Threads that run blocks of one grid at once.</param>
    public WorkerPool(int concurrency) => Concurrency = concurrency;

    public int Concurrency { get; }

    /// <summary>The process's pool.</summary>
    public static WorkerPool Shared { get; } = new(HostFacts.UsableCores);

    /// <summary>Runs a launch to its end on the calling thread and helpers.</summary>
    /// <param name="expected">How long it took last time, in Stopwatch ticks; 0: unknown.</param>
    /// <returns>Threads it could have run on.</returns>
    public int Run(Grid grid, CpuLaunch* launch, bool cooperative, long expected)
    {
        CpuWorker* worker = ThreadWorker.Current;
        ulong blocks = launch->Grid.Count;
        int helpers = (int)Math.Min((ulong)Concurrency, blocks) - 1;
        if (!cooperative && expected > 0) helpers = (int)Math.Min(helpers, expected / s_worthHelping);
        if (cooperative) RunCooperative(grid, launch, worker, blocks, helpers);
        else RunWithHelpers(grid, launch, worker, blocks, helpers, cooperative: false);
        return helpers + 1;
    }

    // Two cooperative grids that each hold some of the helpers would wait for each other for ever.
    private void RunCooperative(Grid grid, CpuLaunch* launch, CpuWorker* worker, ulong blocks, int helpers)
    {
        lock (_cooperativeGate)
        {
            launch->State->GridWorkers = (uint)helpers + 1;
            RunWithHelpers(grid, launch, worker, blocks, helpers, cooperative: true);
        }
    }

    private void RunWithHelpers(Grid grid, CpuLaunch* launch, CpuWorker* worker, ulong blocks, int helpers, bool cooperative)
    {
        grid.Start(launch, blocks, helpers, cooperative);
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
            int missing = Concurrency - 1 - _helpers;
            for (int i = 0; i < Math.Min(missing, helpers); i++) StartHelper();
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

    private void StartHelper()
    {
        uint index = (uint)++_helpers;
        new Thread(() => Help(index), ThreadWorker.StackBytes) { IsBackground = true, Name = $"cudabridge worker {index}" }.Start();
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
        for (int i = 0; i < SpinsBeforeSleep && Volatile.Read(ref _openCount) == 0; i++) Thread.SpinWait(10);
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
