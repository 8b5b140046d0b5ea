namespace CudaBridge.Runtime;

/// <summary>
/// The device's attributes that do not depend on the machine: those of compute capability 8.0 where a kernel could tell, 0 for what a CPU
/// does not have. Texture and surface extents are those of compute capability 8.0.
/// </summary>
internal static class DeviceAttributes
{
    private const int NoNode = -1;

    public static readonly IReadOnlyDictionary<DeviceAttribute, int> Values = new Dictionary<DeviceAttribute, int>
    {
        // The shape of grids and blocks
        [DeviceAttribute.MaxThreadsPerBlock]                    = SmLimits.ThreadsPerBlock,
        [DeviceAttribute.MaxBlockDimX]                          = SmLimits.MaxBlockX,
        [DeviceAttribute.MaxBlockDimY]                          = SmLimits.MaxBlockY,
        [DeviceAttribute.MaxBlockDimZ]                          = SmLimits.MaxBlockZ,
        [DeviceAttribute.MaxGridDimX]                           = SmLimits.MaxGridX,
        [DeviceAttribute.MaxGridDimY]                           = SmLimits.MaxGridY,
        [DeviceAttribute.MaxGridDimZ]                           = SmLimits.MaxGridZ,
        [DeviceAttribute.WarpSize]                              = SmLimits.WarpSize,
        [DeviceAttribute.MaxThreadsPerMultiProcessor]           = SmLimits.ThreadsPerMultiprocessor,
        [DeviceAttribute.MaxBlocksPerMultiprocessor]            = SmLimits.BlocksPerMultiprocessor,
        [DeviceAttribute.ComputeCapabilityMajor]                = SmLimits.Version / 10,
        [DeviceAttribute.ComputeCapabilityMinor]                = SmLimits.Version % 10,
        [DeviceAttribute.MaxRegistersPerBlock]                  = SmLimits.RegistersPerMultiprocessor,
        [DeviceAttribute.MaxRegistersPerMultiprocessor]         = SmLimits.RegistersPerMultiprocessor,

        // Memory
        [DeviceAttribute.MaxSharedMemoryPerBlock]               = SmLimits.SharedPerBlock,
        [DeviceAttribute.MaxSharedMemoryPerBlockOptin]          = SmLimits.SharedPerBlockOptIn,
        [DeviceAttribute.MaxSharedMemoryPerMultiprocessor]      = SmLimits.SharedPerMultiprocessor,
        [DeviceAttribute.ReservedSharedMemoryPerBlock]          = SmLimits.ReservedSharedPerBlock,
        [DeviceAttribute.TotalConstantMemory]                   = SmLimits.ConstantBytes,
        [DeviceAttribute.MaxPitch]                              = int.MaxValue,
        [DeviceAttribute.TextureAlignment]                      = 512,
        [DeviceAttribute.TexturePitchAlignment]                 = 32,
        [DeviceAttribute.SurfaceAlignment]                      = 512,
        [DeviceAttribute.MemoryClockRate]                       = 1_600_000, // DDR4-3200
        [DeviceAttribute.GlobalMemoryBusWidth]                  = 128,       // two channels
        [DeviceAttribute.UnifiedAddressing]                     = 1,
        [DeviceAttribute.ManagedMemory]                         = 1,
        [DeviceAttribute.ConcurrentManagedAccess]               = 1,
        [DeviceAttribute.PageableMemoryAccess]                  = 0,         // copies tell pageable and device memory apart
        [DeviceAttribute.PageableMemoryAccessUsesHostPageTables] = 0,
        [DeviceAttribute.DirectManagedMemAccessFromHost]        = 1,
        [DeviceAttribute.CanMapHostMemory]                      = 1,
        [DeviceAttribute.CanUseHostPointerForRegisteredMem]     = 1,
        [DeviceAttribute.HostNativeAtomicSupported]             = 1,
        [DeviceAttribute.HostRegisterSupported]                 = 1,
        [DeviceAttribute.HostRegisterReadOnlySupported]         = 1,
        [DeviceAttribute.MemoryPoolsSupported]                  = 1,
        [DeviceAttribute.MaxAccessPolicyWindowSize]             = 128 << 20,
        [DeviceAttribute.GlobalL1CacheSupported]                = 1,
        [DeviceAttribute.LocalL1CacheSupported]                 = 1,
        [DeviceAttribute.EccEnabled]                            = 0,

        // Execution
        [DeviceAttribute.ConcurrentKernels]                     = 1,
        [DeviceAttribute.AsyncEngineCount]                      = 2,
        [DeviceAttribute.GpuOverlap]                            = 1,
        [DeviceAttribute.CooperativeLaunch]                     = 1,
        [DeviceAttribute.CooperativeMultiDeviceLaunch]          = 0,
        [DeviceAttribute.StreamPrioritiesSupported]             = 1,
        [DeviceAttribute.ComputePreemptionSupported]            = 1,
        [DeviceAttribute.KernelExecTimeout]                     = 0,
        [DeviceAttribute.ClusterLaunch]                         = 0, // sm_90
        [DeviceAttribute.SingleToDoublePrecisionPerfRatio]      = 2,
        [DeviceAttribute.ComputeMode]                           = 0, // cudaComputeModeDefault

        // The board
        [DeviceAttribute.Integrated]                            = 0,
        [DeviceAttribute.PciBusId]                              = 0,
        [DeviceAttribute.PciDeviceId]                           = 0,
        [DeviceAttribute.PciDomainId]                           = 0,
        [DeviceAttribute.GpuPciDeviceId]                        = 0,
        [DeviceAttribute.GpuPciSubsystemId]                     = 0,
        [DeviceAttribute.TccDriver]                             = 0,
        [DeviceAttribute.IsMultiGpuBoard]                       = 0,
        [DeviceAttribute.MultiGpuBoardGroupId]                  = 0,
        [DeviceAttribute.NumaConfig]                            = 0,
        [DeviceAttribute.NumaId]                                = NoNode,
        [DeviceAttribute.HostNumaId]                            = NoNode,
        [DeviceAttribute.HostNumaMultinodeIpcSupported]         = 0,
        [DeviceAttribute.MpsEnabled]                            = 0,

        // Words that streams wait for (the driver API's; the runtime API calls them reserved)
        [DeviceAttribute.CanUseStreamMemOpsV1]                  = 1,
        [DeviceAttribute.CanUse64BitStreamMemOpsV1]             = 1,
        [DeviceAttribute.CanUseStreamWaitValueNorV1]            = 1,
        [DeviceAttribute.CanUse64BitStreamMemOps]               = 1,
        [DeviceAttribute.CanUseStreamWaitValueNor]              = 1,

        // Sharing with others
        [DeviceAttribute.CanFlushRemoteWrites]                  = 0,
        [DeviceAttribute.GpuDirectRdmaSupported]                = 0,
        [DeviceAttribute.GpuDirectRdmaFlushWritesOptions]       = 0,
        [DeviceAttribute.GpuDirectRdmaWritesOrdering]           = 0,
        [DeviceAttribute.TimelineSemaphoreInteropSupported]     = 0,
        [DeviceAttribute.MemSyncDomainCount]                    = 1,
        [DeviceAttribute.D3D12CigSupported]                     = 0,
        [DeviceAttribute.VulkanCigSupported]                    = 0,
        [DeviceAttribute.SparseCudaArraySupported]              = 0,
        [DeviceAttribute.DeferredMappingCudaArraySupported]     = 0,

        // Textures and surfaces, in elements
        [DeviceAttribute.MaxTexture1DWidth]                     = 131072,
        [DeviceAttribute.MaxTexture1DMipmappedWidth]            = 32768,
        [DeviceAttribute.MaxTexture1DLinearWidth]               = 1 << 28,
        [DeviceAttribute.MaxTexture1DLayeredWidth]              = 32768,
        [DeviceAttribute.MaxTexture1DLayeredLayers]             = 2048,
        [DeviceAttribute.MaxTexture2DWidth]                     = 131072,
        [DeviceAttribute.MaxTexture2DHeight]                    = 65536,
        [DeviceAttribute.MaxTexture2DLinearWidth]               = 131072,
        [DeviceAttribute.MaxTexture2DLinearHeight]              = 65000,
        [DeviceAttribute.MaxTexture2DLinearPitch]               = 2097120,
        [DeviceAttribute.MaxTexture2DMipmappedWidth]            = 32768,
        [DeviceAttribute.MaxTexture2DMipmappedHeight]           = 32768,
        [DeviceAttribute.MaxTexture2DLayeredWidth]              = 32768,
        [DeviceAttribute.MaxTexture2DLayeredHeight]             = 32768,
        [DeviceAttribute.MaxTexture2DLayeredLayers]             = 2048,
        [DeviceAttribute.MaxTexture2DGatherWidth]               = 32768,
        [DeviceAttribute.MaxTexture2DGatherHeight]              = 32768,
        [DeviceAttribute.MaxTexture3DWidth]                     = 16384,
        [DeviceAttribute.MaxTexture3DHeight]                    = 16384,
        [DeviceAttribute.MaxTexture3DDepth]                     = 16384,
        [DeviceAttribute.MaxTexture3DWidthAlt]                  = 8192,
        [DeviceAttribute.MaxTexture3DHeightAlt]                 = 8192,
        [DeviceAttribute.MaxTexture3DDepthAlt]                  = 32768,
        [DeviceAttribute.MaxTextureCubemapWidth]                = 32768,
        [DeviceAttribute.MaxTextureCubemapLayeredWidth]         = 32768,
        [DeviceAttribute.MaxTextureCubemapLayeredLayers]        = 2046,
        [DeviceAttribute.MaxSurface1DWidth]                     = 32768,
        [DeviceAttribute.MaxSurface1DLayeredWidth]              = 32768,
        [DeviceAttribute.MaxSurface1DLayeredLayers]             = 2048,
        [DeviceAttribute.MaxSurface2DWidth]                     = 131072,
        [DeviceAttribute.MaxSurface2DHeight]                    = 65536,
        [DeviceAttribute.MaxSurface2DLayeredWidth]              = 32768,
        [DeviceAttribute.MaxSurface2DLayeredHeight]             = 32768,
        [DeviceAttribute.MaxSurface2DLayeredLayers]             = 2048,
        [DeviceAttribute.MaxSurface3DWidth]                     = 16384,
        [DeviceAttribute.MaxSurface3DHeight]                    = 16384,
        [DeviceAttribute.MaxSurface3DDepth]                     = 16384,
        [DeviceAttribute.MaxSurfaceCubemapWidth]                = 32768,
        [DeviceAttribute.MaxSurfaceCubemapLayeredWidth]         = 32768,
        [DeviceAttribute.MaxSurfaceCubemapLayeredLayers]        = 2046,
    };
}
