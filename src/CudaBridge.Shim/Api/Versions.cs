namespace CudaBridge.Shim;

internal static unsafe class Versions
{
    // 1000 × major + 10 × minor.
    private const int Cuda = 12080;

    [CudaApi]
    public static CudaError cudaDriverGetVersion(int* driverVersion)
    {
        Check.NotNull(driverVersion);
        *driverVersion = Cuda;
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaRuntimeGetVersion(int* runtimeVersion)
    {
        Check.NotNull(runtimeVersion);
        *runtimeVersion = Cuda;
        return CudaError.Success;
    }

    /// <summary>There is no driver API behind this library, so no symbol of it is found.</summary>
    [CudaApi]
    public static CudaError cudaGetDriverEntryPoint(
        byte* symbol, void** funcPtr, ulong flags, cudaDriverEntryPointQueryResult* driverStatus, cudaStream_t defaultStream)
    {
        const ulong legacyOrPerThread = 1 | 2;
        Check.NotNull(symbol);
        Check.NotNull(funcPtr);
        Check.That((flags & ~legacyOrPerThread) == 0);
        *funcPtr = null;
        if (driverStatus is not null) *driverStatus = cudaDriverEntryPointQueryResult.cudaDriverEntryPointSymbolNotFound;
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaGetDriverEntryPointByVersion(
        byte* symbol, void** funcPtr, uint cudaVersion, ulong flags, cudaDriverEntryPointQueryResult* driverStatus, cudaStream_t defaultStream) =>
        cudaGetDriverEntryPoint(symbol, funcPtr, flags, driverStatus, defaultStream);
}
