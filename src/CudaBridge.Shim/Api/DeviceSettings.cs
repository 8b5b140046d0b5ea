namespace CudaBridge.Shim;

/// <summary>Limits and cache preferences. A CPU's caches cannot be split, so preferences are only remembered, as CUDA allows.</summary>
internal static unsafe class DeviceSettings
{
    private static cudaFuncCache s_cacheConfig;

    [CudaApi]
    public static CudaError cudaDeviceGetLimit(nuint* pValue, cudaLimit limit)
    {
        Check.NotNull(pValue);
        Check.That(Enum.IsDefined(limit));
        *pValue = Cudart.Context.GetLimit((DeviceLimit)limit);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaDeviceSetLimit(cudaLimit limit, nuint value)
    {
        Check.That(Enum.IsDefined(limit));
        Cudart.Context.SetLimit((DeviceLimit)limit, value);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaDeviceGetCacheConfig(cudaFuncCache* pCacheConfig)
    {
        Check.NotNull(pCacheConfig);
        *pCacheConfig = s_cacheConfig;
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaDeviceSetCacheConfig(cudaFuncCache cacheConfig)
    {
        Check.That(Enum.IsDefined(cacheConfig));
        s_cacheConfig = cacheConfig;
        return CudaError.Success;
    }

    /// <summary>"On devices with fixed shared memory bank size" the setting has no effect and reads as four bytes.</summary>
    [CudaApi]
    public static CudaError cudaDeviceGetSharedMemConfig(cudaSharedMemConfig* pConfig)
    {
        Check.NotNull(pConfig);
        *pConfig = cudaSharedMemConfig.cudaSharedMemBankSizeFourByte;
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaDeviceSetSharedMemConfig(cudaSharedMemConfig config)
    {
        Check.That(Enum.IsDefined(config));
        return CudaError.Success;
    }

    /// <summary>No line is ever marked persisting.</summary>
    [CudaApi]
    public static CudaError cudaCtxResetPersistingL2Cache() => CudaError.Success;
}
