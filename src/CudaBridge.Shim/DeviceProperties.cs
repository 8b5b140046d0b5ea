using System.Text;
using static CudaBridge.Runtime.DeviceAttribute;

namespace CudaBridge.Shim;

/// <summary>Fills <c>cudaDeviceProp</c> from the device's attributes; every field of the struct is an attribute, its name or its memory.</summary>
internal static unsafe class DeviceProperties
{
    public static void Fill(cudaDeviceProp* prop, Device device)
    {
        *prop = default;
        Encoding.UTF8.GetBytes(device.Name.AsSpan(), new Span<byte>(prop->name, 255));
        device.Uuid.CopyTo(new Span<byte>(prop->uuid.bytes, 16));
        prop->luidDeviceNodeMask = 0;
        prop->totalGlobalMem = device.TotalMemory;
        Compute(prop, device);
        Textures(prop, device);
        Surfaces(prop, device);
        Capabilities(prop, device);
    }

    private static void Compute(cudaDeviceProp* prop, Device device)
    {
        prop->sharedMemPerBlock = Size(device, MaxSharedMemoryPerBlock);
        prop->sharedMemPerBlockOptin = Size(device, MaxSharedMemoryPerBlockOptin);
        prop->sharedMemPerMultiprocessor = Size(device, MaxSharedMemoryPerMultiprocessor);
        prop->reservedSharedMemPerBlock = Size(device, ReservedSharedMemoryPerBlock);
        prop->totalConstMem = Size(device, TotalConstantMemory);
        prop->memPitch = Size(device, MaxPitch);
        prop->regsPerBlock = device.GetAttribute(MaxRegistersPerBlock);
        prop->regsPerMultiprocessor = device.GetAttribute(MaxRegistersPerMultiprocessor);
        prop->warpSize = device.GetAttribute(WarpSize);
        prop->maxThreadsPerBlock = device.GetAttribute(MaxThreadsPerBlock);
        prop->maxThreadsPerMultiProcessor = device.GetAttribute(MaxThreadsPerMultiProcessor);
        prop->maxBlocksPerMultiProcessor = device.GetAttribute(MaxBlocksPerMultiprocessor);
        Set(prop->maxThreadsDim, device, MaxBlockDimX, MaxBlockDimY, MaxBlockDimZ);
        Set(prop->maxGridSize, device, MaxGridDimX, MaxGridDimY, MaxGridDimZ);
        prop->clockRate = device.GetAttribute(ClockRate);
        prop->memoryClockRate = device.GetAttribute(MemoryClockRate);
        prop->memoryBusWidth = device.GetAttribute(GlobalMemoryBusWidth);
        prop->l2CacheSize = device.GetAttribute(L2CacheSize);
        prop->persistingL2CacheMaxSize = device.GetAttribute(MaxPersistingL2CacheSize);
        prop->accessPolicyMaxWindowSize = device.GetAttribute(MaxAccessPolicyWindowSize);
        prop->major = device.GetAttribute(ComputeCapabilityMajor);
        prop->minor = device.GetAttribute(ComputeCapabilityMinor);
        prop->multiProcessorCount = device.GetAttribute(MultiProcessorCount);
        prop->singleToDoublePrecisionPerfRatio = device.GetAttribute(SingleToDoublePrecisionPerfRatio);
    }

    private static void Textures(cudaDeviceProp* prop, Device device)
    {
        prop->textureAlignment = Size(device, TextureAlignment);
        prop->texturePitchAlignment = Size(device, TexturePitchAlignment);
        prop->maxTexture1D = device.GetAttribute(MaxTexture1DWidth);
        prop->maxTexture1DMipmap = device.GetAttribute(MaxTexture1DMipmappedWidth);
        prop->maxTexture1DLinear = device.GetAttribute(MaxTexture1DLinearWidth);
        Set(prop->maxTexture2D, device, MaxTexture2DWidth, MaxTexture2DHeight);
        Set(prop->maxTexture2DMipmap, device, MaxTexture2DMipmappedWidth, MaxTexture2DMipmappedHeight);
        Set(prop->maxTexture2DLinear, device, MaxTexture2DLinearWidth, MaxTexture2DLinearHeight, MaxTexture2DLinearPitch);
        Set(prop->maxTexture2DGather, device, MaxTexture2DGatherWidth, MaxTexture2DGatherHeight);
        Set(prop->maxTexture3D, device, MaxTexture3DWidth, MaxTexture3DHeight, MaxTexture3DDepth);
        Set(prop->maxTexture3DAlt, device, MaxTexture3DWidthAlt, MaxTexture3DHeightAlt, MaxTexture3DDepthAlt);
        prop->maxTextureCubemap = device.GetAttribute(MaxTextureCubemapWidth);
        Set(prop->maxTexture1DLayered, device, MaxTexture1DLayeredWidth, MaxTexture1DLayeredLayers);
        Set(prop->maxTexture2DLayered, device, MaxTexture2DLayeredWidth, MaxTexture2DLayeredHeight, MaxTexture2DLayeredLayers);
        Set(prop->maxTextureCubemapLayered, device, MaxTextureCubemapLayeredWidth, MaxTextureCubemapLayeredLayers);
    }

    private static void Surfaces(cudaDeviceProp* prop, Device device)
    {
        prop->surfaceAlignment = Size(device, SurfaceAlignment);
        prop->maxSurface1D = device.GetAttribute(MaxSurface1DWidth);
        Set(prop->maxSurface2D, device, MaxSurface2DWidth, MaxSurface2DHeight);
        Set(prop->maxSurface3D, device, MaxSurface3DWidth, MaxSurface3DHeight, MaxSurface3DDepth);
        Set(prop->maxSurface1DLayered, device, MaxSurface1DLayeredWidth, MaxSurface1DLayeredLayers);
        Set(prop->maxSurface2DLayered, device, MaxSurface2DLayeredWidth, MaxSurface2DLayeredHeight, MaxSurface2DLayeredLayers);
        prop->maxSurfaceCubemap = device.GetAttribute(MaxSurfaceCubemapWidth);
        Set(prop->maxSurfaceCubemapLayered, device, MaxSurfaceCubemapLayeredWidth, MaxSurfaceCubemapLayeredLayers);
    }

    private static void Capabilities(cudaDeviceProp* prop, Device device)
    {
        prop->deviceOverlap = device.GetAttribute(GpuOverlap);
        prop->kernelExecTimeoutEnabled = device.GetAttribute(KernelExecTimeout);
        prop->integrated = device.GetAttribute(Integrated);
        prop->canMapHostMemory = device.GetAttribute(CanMapHostMemory);
        prop->computeMode = device.GetAttribute(ComputeMode);
        prop->concurrentKernels = device.GetAttribute(ConcurrentKernels);
        prop->ECCEnabled = device.GetAttribute(EccEnabled);
        prop->pciBusID = device.GetAttribute(PciBusId);
        prop->pciDeviceID = device.GetAttribute(PciDeviceId);
        prop->pciDomainID = device.GetAttribute(PciDomainId);
        prop->tccDriver = device.GetAttribute(TccDriver);
        prop->asyncEngineCount = device.GetAttribute(AsyncEngineCount);
        prop->unifiedAddressing = device.GetAttribute(UnifiedAddressing);
        prop->streamPrioritiesSupported = device.GetAttribute(StreamPrioritiesSupported);
        prop->globalL1CacheSupported = device.GetAttribute(GlobalL1CacheSupported);
        prop->localL1CacheSupported = device.GetAttribute(LocalL1CacheSupported);
        prop->managedMemory = device.GetAttribute(ManagedMemory);
        prop->isMultiGpuBoard = device.GetAttribute(IsMultiGpuBoard);
        prop->multiGpuBoardGroupID = device.GetAttribute(MultiGpuBoardGroupId);
        prop->hostNativeAtomicSupported = device.GetAttribute(HostNativeAtomicSupported);
        prop->pageableMemoryAccess = device.GetAttribute(PageableMemoryAccess);
        prop->concurrentManagedAccess = device.GetAttribute(ConcurrentManagedAccess);
        prop->computePreemptionSupported = device.GetAttribute(ComputePreemptionSupported);
        prop->canUseHostPointerForRegisteredMem = device.GetAttribute(CanUseHostPointerForRegisteredMem);
        prop->cooperativeLaunch = device.GetAttribute(CooperativeLaunch);
        prop->cooperativeMultiDeviceLaunch = device.GetAttribute(CooperativeMultiDeviceLaunch);
        prop->pageableMemoryAccessUsesHostPageTables = device.GetAttribute(PageableMemoryAccessUsesHostPageTables);
        prop->directManagedMemAccessFromHost = device.GetAttribute(DirectManagedMemAccessFromHost);
        prop->hostRegisterSupported = device.GetAttribute(HostRegisterSupported);
        prop->sparseCudaArraySupported = device.GetAttribute(SparseCudaArraySupported);
        prop->hostRegisterReadOnlySupported = device.GetAttribute(HostRegisterReadOnlySupported);
        prop->timelineSemaphoreInteropSupported = device.GetAttribute(TimelineSemaphoreInteropSupported);
        prop->memoryPoolsSupported = device.GetAttribute(MemoryPoolsSupported);
        prop->gpuDirectRDMASupported = device.GetAttribute(GpuDirectRdmaSupported);
        prop->gpuDirectRDMAFlushWritesOptions = (uint)device.GetAttribute(GpuDirectRdmaFlushWritesOptions);
        prop->gpuDirectRDMAWritesOrdering = device.GetAttribute(GpuDirectRdmaWritesOrdering);
        prop->memoryPoolSupportedHandleTypes = (uint)device.GetAttribute(MemoryPoolSupportedHandleTypes);
        prop->deferredMappingCudaArraySupported = device.GetAttribute(DeferredMappingCudaArraySupported);
        prop->ipcEventSupported = device.GetAttribute(IpcEventSupport);
        prop->clusterLaunch = device.GetAttribute(ClusterLaunch);
    }

    private static nuint Size(Device device, DeviceAttribute attribute) => (nuint)device.GetAttribute(attribute);

    private static void Set(int* field, Device device, params ReadOnlySpan<DeviceAttribute> attributes)
    {
        for (int i = 0; i < attributes.Length; i++) field[i] = device.GetAttribute(attributes[i]);
    }
}
