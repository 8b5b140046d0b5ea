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
}
