using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>
/// What compute capability 8.0 promises a kernel. Source: CUDA C++ Programming Guide, "Technical Specifications per Compute Capability".
/// </summary>
internal static class SmLimits
{
    public const int Version = 80;
    public const int WarpSize = 32;
    public const int ThreadsPerBlock = 1024;
    public const int ThreadsPerMultiprocessor = 2048;
    public const int BlocksPerMultiprocessor = 32;
    public const int MaxBlockX = 1024;
    public const int MaxBlockY = 1024;
    public const int MaxBlockZ = 64;
    public const int MaxGridX = int.MaxValue;
    public const int MaxGridY = 65535;
    public const int MaxGridZ = 65535;
    public const int SharedPerBlock = 48 << 10;
    public const int SharedPerBlockOptIn = 163 << 10;
    public const int SharedPerMultiprocessor = 164 << 10;
    public const int ReservedSharedPerBlock = 1 << 10;
    public const int RegistersPerMultiprocessor = 64 << 10;
    public const int ConstantBytes = 64 << 10;

    /// <summary>A CPU has no such limit; 32 registers let a multiprocessor hold all the threads it can.</summary>
    public const int AssumedRegistersPerThread = 32;

    private const int SharedGranularity = 128;

    public static bool IsValidGrid(Dim3 grid) =>
        grid.X is > 0 and <= MaxGridX && grid.Y is > 0 and <= MaxGridY && grid.Z is > 0 and <= MaxGridZ;

    public static bool IsValidBlock(Dim3 block) =>
        block.X is > 0 and <= MaxBlockX && block.Y is > 0 and <= MaxBlockY && block.Z is > 0 and <= MaxBlockZ && block.Count <= ThreadsPerBlock;

    /// <summary>Blocks that one multiprocessor holds at once.</summary>
    public static int ActiveBlocks(int blockSize, nuint shared)
    {
        if (shared > SharedPerBlockOptIn) return 0;
        int threads = (blockSize + WarpSize - 1) / WarpSize * WarpSize;
        int sharedBytes = ((int)shared + ReservedSharedPerBlock + SharedGranularity - 1) / SharedGranularity * SharedGranularity;
        return Math.Min(Math.Min(ThreadsPerMultiprocessor / threads, SharedPerMultiprocessor / sharedBytes), BlocksPerMultiprocessor);
    }
}
