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

    /// <summary>The driver API is in this library too.</summary>
    [CudaApi]
    public static CudaError cudaGetDriverEntryPoint(
        byte* symbol, void** funcPtr, ulong flags, cudaDriverEntryPointQueryResult* driverStatus, cudaStream_t defaultStream)
    {
        const ulong legacyOrPerThread = 1 | 2;
        Check.NotNull(symbol);
        Check.NotNull(funcPtr);
        Check.That((flags & ~legacyOrPerThread) == 0);
        // "cudaEnableDefault" follows the caller: its default stream says which variant it was compiled for.
        const ulong perThread = 2;
        bool wantsPerThread = (flags & perThread) != 0 || flags == 0 && defaultStream == cudaStream_t.PerThread;
        CUresult found = DriverDevices.cuGetProcAddress_v2(symbol, funcPtr, Cuda, wantsPerThread ? perThread : 1, null);
        if (driverStatus is not null)
            *driverStatus = found == CUresult.CUDA_SUCCESS ? cudaDriverEntryPointQueryResult.cudaDriverEntryPointSuccess : cudaDriverEntryPointQueryResult.cudaDriverEntryPointSymbolNotFound;
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaGetDriverEntryPointByVersion(
        byte* symbol, void** funcPtr, uint cudaVersion, ulong flags, cudaDriverEntryPointQueryResult* driverStatus, cudaStream_t defaultStream) =>
        cudaGetDriverEntryPoint(symbol, funcPtr, flags, driverStatus, defaultStream);
}
