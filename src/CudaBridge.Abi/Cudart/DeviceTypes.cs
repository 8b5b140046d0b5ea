namespace CudaBridge.Abi;

public unsafe struct cudaUUID_t
{
    public fixed byte bytes[16];
}

/// <summary>CUDA 12's layout, 1032 bytes; CUDA 11's is a prefix that ends before <see cref="hostRegisterSupported"/>.</summary>
public unsafe struct cudaDeviceProp
{
    public fixed byte name[256];
    public cudaUUID_t uuid;
    public fixed byte luid[8];
    public uint luidDeviceNodeMask;
    public nuint totalGlobalMem;
    public nuint sharedMemPerBlock;
    public int regsPerBlock;
    public int warpSize;
    public nuint memPitch;
    public int maxThreadsPerBlock;
    public fixed int maxThreadsDim[3];
    public fixed int maxGridSize[3];
    public int clockRate;
    public nuint totalConstMem;
    public int major;
    public int minor;
    public nuint textureAlignment;
    public nuint texturePitchAlignment;
    public int deviceOverlap;
    public int multiProcessorCount;
    public int kernelExecTimeoutEnabled;
    public int integrated;
    public int canMapHostMemory;
    public int computeMode;
    public int maxTexture1D;
    public int maxTexture1DMipmap;
    public int maxTexture1DLinear;
    public fixed int maxTexture2D[2];
    public fixed int maxTexture2DMipmap[2];
    public fixed int maxTexture2DLinear[3];
    public fixed int maxTexture2DGather[2];
    public fixed int maxTexture3D[3];
    public fixed int maxTexture3DAlt[3];
    public int maxTextureCubemap;
    public fixed int maxTexture1DLayered[2];
    public fixed int maxTexture2DLayered[3];
    public fixed int maxTextureCubemapLayered[2];
    public int maxSurface1D;
    public fixed int maxSurface2D[2];
    public fixed int maxSurface3D[3];
    public fixed int maxSurface1DLayered[2];
    public fixed int maxSurface2DLayered[3];
    public int maxSurfaceCubemap;
    public fixed int maxSurfaceCubemapLayered[2];
    public nuint surfaceAlignment;
    public int concurrentKernels;
    public int ECCEnabled;
    public int pciBusID;
    public int pciDeviceID;
    public int pciDomainID;
    public int tccDriver;
    public int asyncEngineCount;
    public int unifiedAddressing;
    public int memoryClockRate;
    public int memoryBusWidth;
    public int l2CacheSize;
    public int persistingL2CacheMaxSize;
    public int maxThreadsPerMultiProcessor;
    public int streamPrioritiesSupported;
    public int globalL1CacheSupported;
    public int localL1CacheSupported;
    public nuint sharedMemPerMultiprocessor;
    public int regsPerMultiprocessor;
    public int managedMemory;
    public int isMultiGpuBoard;
    public int multiGpuBoardGroupID;
    public int hostNativeAtomicSupported;
    public int singleToDoublePrecisionPerfRatio;
    public int pageableMemoryAccess;
    public int concurrentManagedAccess;
    public int computePreemptionSupported;
    public int canUseHostPointerForRegisteredMem;
    public int cooperativeLaunch;
    public int cooperativeMultiDeviceLaunch;
    public nuint sharedMemPerBlockOptin;
    public int pageableMemoryAccessUsesHostPageTables;
    public int directManagedMemAccessFromHost;
    public int maxBlocksPerMultiProcessor;
    public int accessPolicyMaxWindowSize;
    public nuint reservedSharedMemPerBlock;
    public int hostRegisterSupported;
    public int sparseCudaArraySupported;
    public int hostRegisterReadOnlySupported;
    public int timelineSemaphoreInteropSupported;
    public int memoryPoolsSupported;
    public int gpuDirectRDMASupported;
    public uint gpuDirectRDMAFlushWritesOptions;
    public int gpuDirectRDMAWritesOrdering;
    public uint memoryPoolSupportedHandleTypes;
    public int deferredMappingCudaArraySupported;
    public int ipcEventSupported;
    public int clusterLaunch;
    public int unifiedFunctionPointers;
    private fixed int reserved2[2];
    private fixed int reserved1[1];
    private fixed int reserved[60];
}

public enum cudaComputeMode
{
    cudaComputeModeDefault = 0,
    cudaComputeModeExclusive = 1,
    cudaComputeModeProhibited = 2,
    cudaComputeModeExclusiveProcess = 3,
}

public enum cudaLimit
{
    cudaLimitStackSize = 0,
    cudaLimitPrintfFifoSize = 1,
    cudaLimitMallocHeapSize = 2,
    cudaLimitDevRuntimeSyncDepth = 3,
    cudaLimitDevRuntimePendingLaunchCount = 4,
    cudaLimitMaxL2FetchGranularity = 5,
    cudaLimitPersistingL2CacheSize = 6,
}

public enum cudaFuncCache
{
    cudaFuncCachePreferNone = 0,
    cudaFuncCachePreferShared = 1,
    cudaFuncCachePreferL1 = 2,
    cudaFuncCachePreferEqual = 3,
}

public enum cudaSharedMemConfig
{
    cudaSharedMemBankSizeDefault = 0,
    cudaSharedMemBankSizeFourByte = 1,
    cudaSharedMemBankSizeEightByte = 2,
}

public enum cudaDeviceP2PAttr
{
    cudaDevP2PAttrPerformanceRank = 1,
    cudaDevP2PAttrAccessSupported = 2,
    cudaDevP2PAttrNativeAtomicSupported = 3,
    cudaDevP2PAttrCudaArrayAccessSupported = 4,
}

public enum cudaFlushGPUDirectRDMAWritesOptions
{
    cudaFlushGPUDirectRDMAWritesOptionHost = 1,
    cudaFlushGPUDirectRDMAWritesOptionMemOps = 2,
}

public enum cudaGPUDirectRDMAWritesOrdering
{
    cudaGPUDirectRDMAWritesOrderingNone = 0,
    cudaGPUDirectRDMAWritesOrderingOwner = 100,
    cudaGPUDirectRDMAWritesOrderingAllDevices = 200,
}

public enum cudaFlushGPUDirectRDMAWritesScope
{
    cudaFlushGPUDirectRDMAWritesToOwner = 100,
    cudaFlushGPUDirectRDMAWritesToAllDevices = 200,
}

public enum cudaFlushGPUDirectRDMAWritesTarget
{
    cudaFlushGPUDirectRDMAWritesTargetCurrentDevice = 0,
}

public unsafe struct cudaIpcEventHandle_t
{
    public fixed byte reserved[64];
}

public unsafe struct cudaIpcMemHandle_t
{
    public fixed byte reserved[64];
}

public enum cudaDriverEntryPointQueryResult
{
    cudaDriverEntryPointSuccess = 0,
    cudaDriverEntryPointSymbolNotFound = 1,
    cudaDriverEntryPointVersionNotSufficent = 2,
}
