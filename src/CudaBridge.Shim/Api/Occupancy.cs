namespace CudaBridge.Shim;

internal static unsafe class Occupancy
{
    private const uint DisableCachingOverride = 1;

    [CudaApi]
    public static CudaError cudaOccupancyMaxActiveBlocksPerMultiprocessor(int* numBlocks, void* func, int blockSize, nuint dynamicSMemSize) =>
        cudaOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(numBlocks, func, blockSize, dynamicSMemSize, 0);

    [CudaApi]
    public static CudaError cudaOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(
        int* numBlocks, void* func, int blockSize, nuint dynamicSMemSize, uint flags)
    {
        Check.NotNull(numBlocks);
        Check.That(blockSize > 0);
        Check.Flags(flags, DisableCachingOverride);
        *numBlocks = Functions.Get(func).MaxActiveBlocks(blockSize, dynamicSMemSize);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaOccupancyAvailableDynamicSMemPerBlock(nuint* dynamicSmemSize, void* func, int numBlocks, int blockSize)
    {
        Check.NotNull(dynamicSmemSize);
        Check.That(numBlocks > 0 && blockSize > 0);
        *dynamicSmemSize = Functions.Get(func).AvailableDynamicShared(numBlocks, blockSize);
        return CudaError.Success;
    }

    /// <summary>Each block is a cluster of its own: the device has no larger ones.</summary>
    [CudaApi]
    public static CudaError cudaOccupancyMaxActiveClusters(int* numClusters, void* func, cudaLaunchConfig_t* launchConfig)
    {
        Check.NotNull(numClusters);
        *numClusters = Clusters(Functions.Get(func), launchConfig) * Cudart.Device.MultiprocessorCount;
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaOccupancyMaxPotentialClusterSize(int* clusterSize, void* func, cudaLaunchConfig_t* launchConfig)
    {
        Check.NotNull(clusterSize);
        *clusterSize = Math.Min(Clusters(Functions.Get(func), launchConfig), 1);
        return CudaError.Success;
    }

    private static int Clusters(Function function, cudaLaunchConfig_t* config)
    {
        Check.NotNull(config);
        Check.That(config->numAttrs == 0 || config->attrs is not null);
        LaunchAttributes.Read(new ReadOnlySpan<cudaLaunchAttribute>(config->attrs, (int)config->numAttrs));
        return function.MaxActiveBlocks((int)config->blockDim.Count, config->dynamicSmemBytes);
    }
}
