namespace CudaBridge.Shim;

/// <summary>The names that CUDA 4 replaced by <c>cudaDevice…</c>; old programs still call them.</summary>
internal static unsafe class Threads
{
    [CudaApi]
    public static CudaError cudaThreadExit() => Devices.cudaDeviceReset();

    [CudaApi]
    public static CudaError cudaThreadSynchronize() => Devices.cudaDeviceSynchronize();

    [CudaApi]
    public static CudaError cudaThreadGetLimit(nuint* pValue, cudaLimit limit) => DeviceSettings.cudaDeviceGetLimit(pValue, limit);

    [CudaApi]
    public static CudaError cudaThreadSetLimit(cudaLimit limit, nuint value) => DeviceSettings.cudaDeviceSetLimit(limit, value);

    [CudaApi]
    public static CudaError cudaThreadGetCacheConfig(cudaFuncCache* pCacheConfig) => DeviceSettings.cudaDeviceGetCacheConfig(pCacheConfig);

    [CudaApi]
    public static CudaError cudaThreadSetCacheConfig(cudaFuncCache cacheConfig) => DeviceSettings.cudaDeviceSetCacheConfig(cacheConfig);
}
