namespace CudaBridge.Shim;

/// <summary>Virtual memory management: addresses are reserved, memory is made, and both are put together.</summary>
internal static unsafe class DriverVirtualMemory
{
    private static VirtualMemory Memory
    {
        get
        {
            DriverDevices.RequireInit();
            return Cudart.DriverContext.Memory.Virtual;
        }
    }

    [CudaApi]
    public static CUresult cuMemGetAllocationGranularity(nuint* granularity, CUmemAllocationProp* prop, int option)
    {
        DriverDevices.RequireInit();
        Check.NotNull(granularity);
        CheckProperties(prop);
        Check.That(option is 0 or 1);
        *granularity = VirtualMemory.Granularity;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuMemAddressReserve(nuint* ptr, nuint size, nuint alignment, nuint addr, ulong flags)
    {
        Check.NotNull(ptr);
        Check.That(flags == 0);
        *ptr = (nuint)Memory.Reserve(size, alignment, (nint)addr);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuMemAddressFree(nuint ptr, nuint size)
    {
        Memory.Free((nint)ptr, size);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuMemCreate(ulong* handle, nuint size, CUmemAllocationProp* prop, ulong flags)
    {
        Check.NotNull(handle);
        CheckProperties(prop);
        Check.That(flags == 0);
        *handle = Memory.Create(size);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuMemRelease(ulong handle)
    {
        Memory.Release(handle);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuMemRetainAllocationHandle(ulong* handle, void* addr)
    {
        Check.NotNull(handle);
        *handle = Memory.Retain((nint)addr);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuMemMap(nuint ptr, nuint size, nuint offset, ulong handle, ulong flags)
    {
        Check.That(flags == 0);
        Memory.Map((nint)ptr, size, offset, handle);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuMemUnmap(nuint ptr, nuint size)
    {
        Memory.Unmap((nint)ptr, size);
        return CUresult.CUDA_SUCCESS;
    }

    /// <summary>Host and device reach the memory alike: the last row that names one of them decides.</summary>
    [CudaApi]
    public static CUresult cuMemSetAccess(nuint ptr, nuint size, CUmemAccessDesc* desc, nuint count)
    {
        Check.That(desc is not null && count > 0);
        for (nuint i = 0; i < count; i++) CheckLocation(desc[i].location);
        for (nuint i = 0; i < count; i++) Memory.SetAccess((nint)ptr, size, desc[i].flags);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuMemGetAccess(ulong* flags, cudaMemLocation* location, nuint ptr)
    {
        Check.NotNull(flags);
        Check.NotNull(location);
        CheckLocation(*location);
        *flags = (ulong)Memory.GetAccess((nint)ptr);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuMemGetAllocationPropertiesFromHandle(CUmemAllocationProp* prop, ulong handle)
    {
        Check.NotNull(prop);
        _ = Memory.Get(handle);
        *prop = new()
        {
            type = cudaMemAllocationType.cudaMemAllocationTypePinned,
            requestedHandleTypes = cudaMemAllocationHandleType.cudaMemHandleTypePosixFileDescriptor,
            location = new() { type = cudaMemLocationType.cudaMemLocationTypeDevice },
        };
        return CUresult.CUDA_SUCCESS;
    }

    /// <summary>A file descriptor, which another process can get over a socket.</summary>
    [CudaApi]
    public static CUresult cuMemExportToShareableHandle(void* shareableHandle, ulong handle, int handleType, ulong flags)
    {
        Check.NotNull(shareableHandle);
        Check.That(flags == 0);
        CheckHandleType(handleType);
        *(int*)shareableHandle = Memory.Export(handle);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuMemImportFromShareableHandle(ulong* handle, void* osHandle, int shHandleType)
    {
        Check.NotNull(handle);
        CheckHandleType(shHandleType);
        *handle = Memory.Import((int)(nint)osHandle);
        return CUresult.CUDA_SUCCESS;
    }

    private static void CheckProperties(CUmemAllocationProp* prop)
    {
        Check.NotNull(prop);
        Check.That(prop->type == cudaMemAllocationType.cudaMemAllocationTypePinned);
        Check.That(prop->requestedHandleTypes is cudaMemAllocationHandleType.cudaMemHandleTypeNone or cudaMemAllocationHandleType.cudaMemHandleTypePosixFileDescriptor, CudaError.NotSupported);
        CheckLocation(prop->location);
    }

    private static void CheckLocation(cudaMemLocation location)
    {
        Check.That(location.type is cudaMemLocationType.cudaMemLocationTypeDevice or cudaMemLocationType.cudaMemLocationTypeHost);
        if (location.type == cudaMemLocationType.cudaMemLocationTypeDevice) Check.Device(location.id);
    }

    private static void CheckHandleType(int type) => Check.That(type == (int)cudaMemAllocationHandleType.cudaMemHandleTypePosixFileDescriptor, CudaError.NotSupported);
}
