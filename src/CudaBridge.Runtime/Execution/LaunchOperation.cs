using System.Diagnostics;
using System.Runtime.InteropServices;
using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>
/// A kernel launch in a stream's queue: native memory holds the launch, its state and the parameter buffer, and is reused by later launches.
/// </summary>
internal sealed unsafe class LaunchOperation : Operation
{
    private const int Alignment = 64;
    private const int SmallestBuffer = 256;

    // Two blocks' weight against one in the running mean: kernels with changing work are followed quickly.
    private const int MeanWeight = 2;

    private static readonly int s_stateOffset = RoundUp(sizeof(CpuLaunch));
    private static readonly int s_parameterOffset = s_stateOffset + RoundUp(sizeof(CpuLaunchState));

    private readonly Grid _grid = new();
    private ChildGrids? _children;
    private Function? _function;
    private byte* _memory;
    private uint _parameterCapacity;
    private bool _cooperative;

    ~LaunchOperation() => NativeMemory.AlignedFree(_memory);

    public override void Dispose()
    {
        NativeMemory.AlignedFree(_memory);
        _memory = null;
        GC.SuppressFinalize(this);
    }

    private BlockOrder Order => _cooperative ? BlockOrder.Cooperative : Grid.OrderOf(_function!.Kernel);

    private CpuLaunch* Launch => (CpuLaunch*)_memory;

    private CpuLaunchState* State => (CpuLaunchState*)(_memory + s_stateOffset);

    public void Prepare(Function function, Dim3 grid, Dim3 block, uint dynamicShared, bool cooperative, void** arguments)
    {
        byte* parameters = Begin(function, grid, block, dynamicShared, cooperative);
        foreach (CpuParameter parameter in function.Parameters)
            Buffer.MemoryCopy(*arguments++, parameters + parameter.Offset, parameter.Size, parameter.Size);
    }

    /// <param name="arguments">Laid out as the parameter buffer.</param>
    public void Prepare(Function function, Dim3 grid, Dim3 block, uint dynamicShared, bool cooperative, ReadOnlySpan<byte> arguments)
    {
        byte* parameters = Begin(function, grid, block, dynamicShared, cooperative);
        arguments.CopyTo(new Span<byte>(parameters, arguments.Length));
    }

    /// <summary>Everything but the parameters, whose place it returns.</summary>
    private byte* Begin(Function function, Dim3 grid, Dim3 block, uint dynamicShared, bool cooperative)
    {
        _function = function;
        _cooperative = cooperative;
        Reserve(function.Kernel->ParameterBytes);
        byte* parameters = _memory + s_parameterOffset;
        *State = default;
        *Launch = new CpuLaunch
        {
            Grid = grid,
            Block = block,
            DynamicShared = dynamicShared,
            Flags = (cooperative ? CpuLaunchFlags.Cooperative : CpuLaunchFlags.None) | Grid.StreamingOf(grid, block),
            Parameters = parameters,
            GridId = Grid.NextId(),
            State = State,
            Kernel = function.Kernel,
        };
        return parameters;
    }

    public override void Rearm()
    {
        *State = default;
        Launch->GridId = Grid.NextId();
    }

    public override void Run(PrimaryContext context)
    {
        Function function = _function!;
        if (function.Code is { } code)
        {
            code.Run(context, Launch);
            return;
        }

        ulong blocks = Launch->Grid.Count;
        long start = Stopwatch.GetTimestamp();
        int threads = WorkerPool.Shared.Run(_grid, Launch, Order, function.SixteenthTicksPerBlock / 16.0);
        if (State->Error != 0) context.Fault((CudaError)State->Error, FaultText.Of(State, function.Name));
        else if (!_cooperative) Learn(function, (Stopwatch.GetTimestamp() - start) * (double)threads / blocks);
        if (State->Children != null) (_children ??= new(_grid)).Run(context, State);
    }

    public override void Release(Stream stream)
    {
        _function = null;
        stream.Pool.Return(this);
    }

    private static void Learn(Function function, double ticksPerBlock)
    {
        long now = Math.Max(1, (long)(ticksPerBlock * 16));
        long before = function.SixteenthTicksPerBlock;
        function.SixteenthTicksPerBlock = before == 0 ? now : (before * (MeanWeight - 1) + now) / MeanWeight;
    }

    private void Reserve(uint parameterBytes)
    {
        if (_memory != null && parameterBytes <= _parameterCapacity) return;
        NativeMemory.AlignedFree(_memory);
        _parameterCapacity = (uint)RoundUp((int)Math.Max(parameterBytes, SmallestBuffer));
        _memory = (byte*)NativeMemory.AlignedAlloc((nuint)s_parameterOffset + _parameterCapacity, Alignment);
    }

    private static int RoundUp(int bytes) => (bytes + Alignment - 1) & -Alignment;
}
