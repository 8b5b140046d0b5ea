namespace CudaBridge.Shim;

internal static unsafe class DriverLaunches
{
    // What may stand in a launch's "extra": pairs of a kind and a value, ended by 0.
    private const nint ParameterBuffer = 1, ParameterBufferSize = 2;

    [CudaApi]
    public static CUresult cuLaunchKernel(
        nint f, uint gridDimX, uint gridDimY, uint gridDimZ, uint blockDimX, uint blockDimY, uint blockDimZ, uint sharedMemBytes, CUstream hStream, void** kernelParams, void** extra) =>
        Launch(f, new(gridDimX, gridDimY, gridDimZ), new(blockDimX, blockDimY, blockDimZ), sharedMemBytes, hStream, kernelParams, extra, cooperative: false);

    [CudaApi]
    public static CUresult cuLaunchCooperativeKernel(
        nint f, uint gridDimX, uint gridDimY, uint gridDimZ, uint blockDimX, uint blockDimY, uint blockDimZ, uint sharedMemBytes, CUstream hStream, void** kernelParams) =>
        Launch(f, new(gridDimX, gridDimY, gridDimZ), new(blockDimX, blockDimY, blockDimZ), sharedMemBytes, hStream, kernelParams, null, cooperative: true);

    /// <summary>There is one device.</summary>
    [CudaApi]
    public static CUresult cuLaunchCooperativeKernelMultiDevice(CUDA_LAUNCH_PARAMS* launchParamsList, uint numDevices, uint flags)
    {
        Check.NotNull(launchParamsList);
        Check.Flags(flags, 3);
        Check.That(numDevices == 1, numDevices == 0 ? CudaError.InvalidValue : CudaError.InvalidDevice);
        CUDA_LAUNCH_PARAMS* one = launchParamsList;
        Check.That(one->hStream.Value is not (0 or 1 or 2), CudaError.InvalidResourceHandle);
        return Launch(one->function, new(one->gridDimX, one->gridDimY, one->gridDimZ), new(one->blockDimX, one->blockDimY, one->blockDimZ),
            one->sharedMemBytes, one->hStream, one->kernelParams, null, cooperative: true);
    }

    [CudaApi]
    public static CUresult cuLaunchKernelEx(CUlaunchConfig* config, nint f, void** kernelParams, void** extra, CUstream defaultStream)
    {
        Check.NotNull(config);
        Check.That(config->numAttrs == 0 || config->attrs is not null);
        var attributes = LaunchAttributes.Read(new ReadOnlySpan<cudaLaunchAttribute>(config->attrs, (int)config->numAttrs));
        CUstream stream = config->hStream.Value == 0 ? defaultStream : config->hStream;
        CUresult result = Launch(f, new(config->gridDimX, config->gridDimY, config->gridDimZ), new(config->blockDimX, config->blockDimY, config->blockDimZ),
            config->sharedMemBytes, stream, kernelParams, extra, attributes.Cooperative);
        foreach (cudaEvent_t afterwards in attributes.EventsToRecord) Events.Get(afterwards).Record(DriverStreams.Get(stream));
        return result;
    }

    private static CUresult Launch(nint f, Dim3 grid, Dim3 block, uint shared, CUstream stream, void** parameters, void** extra, bool cooperative)
    {
        Function function = DriverModules.GetFunction(f);
        Stream queue = DriverStreams.Get(stream);
        ReadOnlySpan<CpuParameter> described = function.Parameters;
        void** pointers = stackalloc void*[described.Length + 1];
        if (parameters is null && extra is not null)
        {
            byte* buffer = Buffer(extra, out nuint size);
            for (int i = 0; i < described.Length; i++)
            {
                Check.That(described[i].Offset + described[i].Size <= size);
                pointers[i] = buffer + described[i].Offset;
            }
            parameters = pointers;
        }
        Check.That(parameters is not null || described.IsEmpty);
        function.Launch(grid, block, shared, queue, parameters, cooperative);
        return CUresult.CUDA_SUCCESS;
    }

    /// <summary>The packed arguments that a launch's "extra" names.</summary>
    public static byte* Buffer(void** extra, out nuint size)
    {
        byte* buffer = null;
        size = 0;
        for (; *extra is not null; extra += 2)
            switch ((nint)extra[0])
            {
                case ParameterBuffer: buffer = (byte*)extra[1]; break;
                case ParameterBufferSize: size = *(nuint*)extra[1]; break;
                default: Check.That(false); break;
            }
        Check.NotNull(buffer);
        return buffer;
    }

    [CudaApi]
    public static CUresult cuLaunchHostFunc(CUstream hStream, CUhostFn fn, void* userData)
    {
        Check.That(fn.Value is not null);
        DriverStreams.Get(hStream).LaunchHostFunction(fn.Value, userData);
        return CUresult.CUDA_SUCCESS;
    }

    /// <summary><c>CUfunction_attribute</c></summary>
    [CudaApi]
    public static CUresult cuFuncGetAttribute(int* pi, int attrib, nint hfunc)
    {
        Check.NotNull(pi);
        FunctionFacts facts = DriverModules.GetFunction(hfunc).Facts;
        Check.That(attrib is >= 0 and <= 15);
        *pi = attrib switch
        {
            0 => facts.MaxThreadsPerBlock,
            1 => (int)facts.SharedSize,
            2 => (int)facts.ConstantSize,
            3 => (int)facts.LocalSize,
            4 => facts.Registers,
            5 => facts.PtxVersion,
            6 => facts.BinaryVersion,
            8 => facts.MaxDynamicShared,
            9 => facts.PreferredCarveout,
            _ => 0,
        };
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuFuncSetAttribute(nint hfunc, int attrib, int value)
    {
        DriverModules.GetFunction(hfunc).SetAttribute((FunctionAttribute)attrib, value);
        return CUresult.CUDA_SUCCESS;
    }

    /// <summary>A hint; a CPU's caches cannot be split.</summary>
    [CudaApi]
    public static CUresult cuFuncSetCacheConfig(nint hfunc, int config)
    {
        _ = DriverModules.GetFunction(hfunc);
        Check.That(config is >= 0 and <= 3);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuFuncGetParamInfo(nint func, nuint paramIndex, nuint* paramOffset, nuint* paramSize)
    {
        Check.NotNull(paramOffset);
        ReadOnlySpan<CpuParameter> parameters = DriverModules.GetFunction(func).Parameters;
        Check.That(paramIndex < (nuint)parameters.Length);
        *paramOffset = parameters[(int)paramIndex].Offset;
        if (paramSize is not null) *paramSize = parameters[(int)paramIndex].Size;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuOccupancyMaxActiveBlocksPerMultiprocessor(int* numBlocks, nint func, int blockSize, nuint dynamicSMemSize)
    {
        Check.NotNull(numBlocks);
        *numBlocks = DriverModules.GetFunction(func).MaxActiveBlocks(blockSize, dynamicSMemSize);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuOccupancyAvailableDynamicSMemPerBlock(nuint* dynamicSmemSize, nint func, int numBlocks, int blockSize)
    {
        Check.NotNull(dynamicSmemSize);
        *dynamicSmemSize = DriverModules.GetFunction(func).AvailableDynamicShared(numBlocks, blockSize);
        return CUresult.CUDA_SUCCESS;
    }


    [CudaApi]
    public static CUresult cuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(int* numBlocks, nint func, int blockSize, nuint dynamicSMemSize, uint flags)
    {
        Check.Flags(flags, 1);
        return cuOccupancyMaxActiveBlocksPerMultiprocessor(numBlocks, func, blockSize, dynamicSMemSize);
    }

    [CudaApi]
    public static CUresult cuOccupancyMaxPotentialBlockSize(
        int* minGridSize, int* blockSize, nint func, nint blockSizeToDynamicSMemSize, nuint dynamicSMemSize, int blockSizeLimit)
    {
        Check.NotNull(minGridSize);
        Check.NotNull(blockSize);
        Check.That(blockSizeLimit >= 0);
        Function function = DriverModules.GetFunction(func);
        int most = function.Facts.MaxThreadsPerBlock, best = 0, bestBlocks = 0;
        var shared = (delegate* unmanaged<int, nuint>)blockSizeToDynamicSMemSize;
        // Whole warps, the largest first: the first that fills a multiprocessor best wins.
        for (int size = Math.Min(most, blockSizeLimit == 0 ? most : blockSizeLimit); size > 0; size = (size - 1) / 32 * 32)
        {
            int blocks = function.MaxActiveBlocks(size, shared is null ? dynamicSMemSize : shared(size));
            if (blocks * size > bestBlocks * best) (best, bestBlocks) = (size, blocks);
        }
        *blockSize = best;
        *minGridSize = bestBlocks * Cudart.Device.MultiprocessorCount;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuOccupancyMaxPotentialBlockSizeWithFlags(
        int* minGridSize, int* blockSize, nint func, nint blockSizeToDynamicSMemSize, nuint dynamicSMemSize, int blockSizeLimit, uint flags)
    {
        Check.Flags(flags, 1);
        return cuOccupancyMaxPotentialBlockSize(minGridSize, blockSize, func, blockSizeToDynamicSMemSize, dynamicSMemSize, blockSizeLimit);
    }

    /// <summary>Each block is a cluster of its own: the device has no larger ones.</summary>
    [CudaApi]
    public static CUresult cuOccupancyMaxActiveClusters(int* numClusters, nint func, CUlaunchConfig* config)
    {
        Check.NotNull(numClusters);
        *numClusters = Clusters(DriverModules.GetFunction(func), config) * Cudart.Device.MultiprocessorCount;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuOccupancyMaxPotentialClusterSize(int* clusterSize, nint func, CUlaunchConfig* config)
    {
        Check.NotNull(clusterSize);
        *clusterSize = Math.Min(Clusters(DriverModules.GetFunction(func), config), 1);
        return CUresult.CUDA_SUCCESS;
    }

    private static int Clusters(Function function, CUlaunchConfig* config)
    {
        Check.NotNull(config);
        Check.That(config->numAttrs == 0 || config->attrs is not null);
        LaunchAttributes.Read(new ReadOnlySpan<cudaLaunchAttribute>(config->attrs, (int)config->numAttrs));
        return function.MaxActiveBlocks((int)(config->blockDimX * config->blockDimY * config->blockDimZ), config->sharedMemBytes);
    }

    /// <summary>Banks of shared memory have a fixed size.</summary>
    [CudaApi]
    public static CUresult cuFuncSetSharedMemConfig(nint hfunc, int config)
    {
        _ = DriverModules.GetFunction(hfunc);
        Check.That(config is >= 0 and <= 2);
        return CUresult.CUDA_SUCCESS;
    }
}
