using CudaBridge.Runtime;

namespace CudaBridge;

/// <summary>A kernel by name, for images that have no generated launchers. Arguments are checked by size only.</summary>
public sealed unsafe partial class CudaKernel
{
    private readonly Function _function;

    /// <exception cref="CudaException">InvalidDeviceFunction</exception>
    public CudaKernel(string kernelName, CudaModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        (Module, _function) = (module, module.GetFunction(kernelName));
    }

    public CudaKernel(string kernelName, CudaModule module, Dim3 gridDim, Dim3 blockDim)
        : this(kernelName, module) => (GridDimensions, BlockDimensions) = (gridDim, blockDim);

    public CudaModule Module { get; }

    public string KernelName => _function.Name;

    public Dim3 GridDimensions { get; set; } = new(1);

    public Dim3 BlockDimensions { get; set; } = new(1);

    /// <summary>Bytes for each block.</summary>
    public int DynamicSharedMemory { get; set; }

    public int MaxThreadsPerBlock => _function.Facts.MaxThreadsPerBlock;

    /// <summary>Static shared memory in bytes.</summary>
    public int SharedMemory => (int)_function.Facts.SharedSize;

    /// <summary>Blocks of <see cref="MaxThreadsPerBlock"/> threads or fewer, enough for all elements.</summary>
    public void SetComputeSize(long elements)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(elements);
        uint threads = (uint)Math.Min(256, MaxThreadsPerBlock);
        (GridDimensions, BlockDimensions) = (new Dim3(checked((uint)((elements + threads - 1) / threads))), new Dim3(threads));
    }

    /// <summary>Sizes in bytes of the arguments must be the parameters'.</summary>
    private void Launch(CudaStream? stream, ReadOnlySpan<int> sizes, void** arguments)
    {
        ReadOnlySpan<Abi.CpuParameter> parameters = _function.Parameters;
        if (sizes.Length != parameters.Length)
            throw new CudaException(CudaError.InvalidValue, $"Kernel {KernelName} has {parameters.Length} parameters, not {sizes.Length}.");
        for (int i = 0; i < sizes.Length; i++)
            if (sizes[i] != parameters[i].Size)
                throw new CudaException(CudaError.InvalidValue, $"Parameter {i + 1} of kernel {KernelName} has {parameters[i].Size} bytes, its argument {sizes[i]}.");
        _ = Module.Context.Native;
        _function.Launch(GridDimensions, BlockDimensions, (nuint)DynamicSharedMemory, (stream ?? Module.Context.DefaultStream).Native, arguments);
    }
}
