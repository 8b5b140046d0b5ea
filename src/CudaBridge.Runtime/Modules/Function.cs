using System.Runtime.InteropServices;
using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>A kernel of a loaded module.</summary>
public sealed unsafe class Function
{
    private const int DefaultCarveout = -1;
    internal const CpuKernelFlags MayPrint = CpuKernelFlags.Printf | CpuKernelFlags.IndirectCalls;

    private readonly PrimaryContext _context;
    private readonly Func<string, nint>? _load;
    private CpuKernel* _loaded;
    private int? _maxDynamicShared;
    private int _carveout = DefaultCarveout;
    private long _ticksPerBlock;

    /// <param name="codeOf">How the kernel runs, by its name; null: as CPU code.</param>
    internal Function(PrimaryContext context, CpuKernel* kernel, Func<string, IKernelCode?> codeOf)
    {
        _context = context;
        _loaded = kernel;
        Name = Marshal.PtrToStringUTF8((nint)kernel->Name)!;
        Code = codeOf(Name);
        Handle = context.Functions.Add(this);
    }

    /// <summary>A kernel that is compiled when it is first used.</summary>
    /// <param name="load">Gives the address of the <see cref="CpuKernel"/>; throws what is wrong with the code.</param>
    internal Function(PrimaryContext context, string name, Func<string, nint> load)
    {
        _context = context;
        _load = load;
        Name = name;
        Handle = context.Functions.Add(this);
    }

    /// <summary>The mangled name.</summary>
    public string Name { get; }

    /// <summary>An opaque value for <c>cudaFunction_t</c> / <c>CUfunction</c>.</summary>
    public nint Handle { get; }

    public CpuKernelFlags Flags => Kernel->Flags;

    public FunctionFacts Facts => new(
        SharedSize: Kernel->StaticShared,
        ConstantSize: 0,
        LocalSize: Kernel->LocalBytes,
        MaxThreadsPerBlock: MaxThreads,
        Registers: SmLimits.AssumedRegistersPerThread,
        PtxVersion: SmLimits.Version,
        BinaryVersion: SmLimits.Version,
        MaxDynamicShared: MaxDynamicShared,
        PreferredCarveout: _carveout);

    /// <summary>Offset and size of each parameter in bytes (<c>cuFuncGetParamInfo</c>).</summary>
    public ReadOnlySpan<CpuParameter> Parameters => new(Kernel->Parameters, (int)Kernel->ParameterCount);

    /// <summary>Compiles it if that is not done.</summary>
    internal CpuKernel* Kernel => _loaded != null ? _loaded : _loaded = (CpuKernel*)_load!(Name);

    internal bool IsLoaded => _loaded != null;

    private int MaxDynamicShared
    {
        get => _maxDynamicShared ?? (int)Math.Max(0, SmLimits.SharedPerBlock - (long)Kernel->StaticShared);
        set => _maxDynamicShared = value;
    }

    /// <summary>The texture and surface references of its module.</summary>
    internal TextureReference[] References { get; set; } = [];

    /// <summary>How it runs; null: as CPU code.</summary>
    internal IKernelCode? Code { get; }

    /// <summary>Time of one block on one thread in Stopwatch ticks × 16, from earlier launches; 0: unknown.</summary>
    internal long SixteenthTicksPerBlock
    {
        get => Volatile.Read(ref _ticksPerBlock);
        set => Volatile.Write(ref _ticksPerBlock, value);
    }

    private int MaxThreads => (int)Math.Min(Kernel->MaxThreads == 0 ? SmLimits.ThreadsPerBlock : Kernel->MaxThreads, SmLimits.ThreadsPerBlock);

    /// <exception cref="CudaException">InvalidValue: no such attribute or a value out of range.</exception>
    public void SetAttribute(FunctionAttribute attribute, int value)
    {
        switch (attribute)
        {
            case FunctionAttribute.MaxDynamicSharedMemorySize:
                if (value < 0 || value > SmLimits.SharedPerBlockOptIn - Kernel->StaticShared) throw new CudaException(CudaError.InvalidValue);
                MaxDynamicShared = value;
                break;
            case FunctionAttribute.PreferredSharedMemoryCarveout:
                if (value is < -1 or > 100) throw new CudaException(CudaError.InvalidValue);
                _carveout = value;
                break;
            case FunctionAttribute.ClusterSchedulingPolicyPreference or FunctionAttribute.NonPortableClusterSizeAllowed:
                throw new CudaException(CudaError.NotSupported); // sm_90 and later
            default:
                throw new CudaException(CudaError.InvalidValue);
        }
    }

    /// <summary>Blocks of this shape that one multiprocessor holds (<c>cudaOccupancyMaxActiveBlocksPerMultiprocessor</c>).</summary>
    /// <exception cref="CudaException">InvalidValue: no threads.</exception>
    public int MaxActiveBlocks(int blockSize, nuint dynamicShared)
    {
        if (blockSize <= 0) throw new CudaException(CudaError.InvalidValue);
        if (blockSize > MaxThreads || dynamicShared > (nuint)MaxDynamicShared) return 0;
        return SmLimits.ActiveBlocks(blockSize, Kernel->StaticShared + dynamicShared);
    }

    /// <summary><c>cudaOccupancyAvailableDynamicSMemPerBlock</c></summary>
    public nuint AvailableDynamicShared(int blocks, int blockSize)
    {
        if (blocks <= 0 || blockSize <= 0 || blockSize > MaxThreads || blocks > SmLimits.ActiveBlocks(blockSize, Kernel->StaticShared))
            throw new CudaException(CudaError.InvalidValue);
        long share = SmLimits.SharedPerMultiprocessor / blocks - SmLimits.ReservedSharedPerBlock - Kernel->StaticShared;
        return (nuint)Math.Clamp(share, 0, SmLimits.SharedPerBlockOptIn - Kernel->StaticShared);
    }

    /// <summary>
    /// Queues the kernel. <paramref name="arguments"/> points at one pointer per parameter (<c>cudaLaunchKernel</c>'s args); the values
    /// are copied before it returns.
    /// </summary>
    /// <exception cref="CudaException">
    /// InvalidConfiguration: a zero or too large dimension, too many threads; InvalidValue: shared memory beyond the limit;
    /// LaunchOutOfResources: more threads than the kernel was compiled for; CooperativeLaunchTooLarge.
    /// </exception>
    public void Launch(Dim3 grid, Dim3 block, nuint dynamicShared, Stream stream, void** arguments, bool cooperative = false)
    {
        CheckArguments(arguments);
        ArgumentNullException.ThrowIfNull(stream);
        if (stream.Recording is { } capture)
        {
            capture.Add(Describe(grid, block, dynamicShared, arguments, cooperative));
            return;
        }
        LaunchOperation launch = Begin(grid, block, dynamicShared, stream, cooperative);
        launch.Prepare(this, grid, block, (uint)dynamicShared, cooperative, arguments);
        stream.SubmitNow(launch);
    }

    /// <summary>As <see cref="Launch"/>, with the arguments in one piece that is laid out as the parameter buffer.</summary>
    /// <exception cref="CudaException">Those of <see cref="Launch"/>; InvalidValue: arguments of another size.</exception>
    public void LaunchPacked(Dim3 grid, Dim3 block, nuint dynamicShared, Stream stream, ReadOnlySpan<byte> arguments, bool cooperative = false)
    {
        if (arguments.Length != (int)Kernel->ParameterBytes)
            throw new CudaException(CudaError.InvalidValue, $"Kernel {Name} takes {Kernel->ParameterBytes} bytes of parameters, not {arguments.Length}.");
        ArgumentNullException.ThrowIfNull(stream);
        if (stream.Recording is { } capture)
        {
            Check(grid, block, dynamicShared, cooperative);
            capture.Add(new KernelWork(this, grid, block, (uint)dynamicShared, cooperative, arguments));
            return;
        }
        LaunchOperation launch = Begin(grid, block, dynamicShared, stream, cooperative);
        launch.Prepare(this, grid, block, (uint)dynamicShared, cooperative, arguments);
        stream.SubmitNow(launch);
    }

    /// <summary>The launch as the work of a graph's node.</summary>
    /// <exception cref="CudaException">Those of <see cref="Launch"/>.</exception>
    internal KernelWork Describe(Dim3 grid, Dim3 block, nuint dynamicShared, void** arguments, bool cooperative)
    {
        CheckArguments(arguments);
        Check(grid, block, dynamicShared, cooperative);
        byte[] buffer = new byte[Kernel->ParameterBytes];
        foreach (CpuParameter parameter in Parameters) new ReadOnlySpan<byte>(*arguments++, (int)parameter.Size).CopyTo(buffer.AsSpan((int)parameter.Offset));
        return new(this, grid, block, (uint)dynamicShared, cooperative, buffer);
    }

    /// <summary>The same with the arguments in one piece that is laid out as the parameter buffer.</summary>
    /// <exception cref="CudaException">Those of <see cref="LaunchPacked"/>.</exception>
    internal KernelWork Describe(Dim3 grid, Dim3 block, nuint dynamicShared, ReadOnlySpan<byte> arguments, bool cooperative)
    {
        if (arguments.Length < (int)Kernel->ParameterBytes) throw new CudaException(CudaError.InvalidValue);
        Check(grid, block, dynamicShared, cooperative);
        return new(this, grid, block, (uint)dynamicShared, cooperative, arguments[..(int)Kernel->ParameterBytes]);
    }

    private LaunchOperation Begin(Dim3 grid, Dim3 block, nuint dynamicShared, Stream stream, bool cooperative)
    {
        Check(grid, block, dynamicShared, cooperative);
        stream.MakeRoom();
        return stream.Pool.TakeLaunch();
    }

    private void Check(Dim3 grid, Dim3 block, nuint dynamicShared, bool cooperative)
    {
        CheckShape(grid, block, dynamicShared, cooperative);
        if (Code?.Refusal is { } refusal)
        {
            Log.WriteOnce(refusal);
            throw new CudaException(CudaError.NotSupported, refusal);
        }

        foreach (TextureReference reference in References) reference.Use();
        if ((Kernel->Flags & MayPrint) != 0) _context.NotePrintf();
    }

    private void CheckArguments(void** arguments)
    {
        for (uint i = 0; i < Kernel->ParameterCount; i++)
            if (arguments == null || arguments[i] == null) throw new CudaException(CudaError.InvalidValue);
    }

    private void CheckShape(Dim3 grid, Dim3 block, nuint dynamicShared, bool cooperative)
    {
        if (!SmLimits.IsValidGrid(grid) || !SmLimits.IsValidBlock(block)) throw new CudaException(CudaError.InvalidConfiguration);
        if (block.Count > (ulong)MaxThreads) throw new CudaException(CudaError.LaunchOutOfResources);
        if (dynamicShared > (nuint)MaxDynamicShared || Kernel->StaticShared + dynamicShared > SmLimits.SharedPerBlockOptIn)
            throw new CudaException(CudaError.InvalidValue);
        if (!cooperative) return;
        ulong resident = (ulong)MaxActiveBlocks((int)block.Count, dynamicShared) * (ulong)_context.Device.MultiprocessorCount;
        if (grid.Count > resident) throw new CudaException(CudaError.CooperativeLaunchTooLarge);
    }
}
