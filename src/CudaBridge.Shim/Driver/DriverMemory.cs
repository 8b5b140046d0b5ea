namespace CudaBridge.Shim;

/// <summary>Device, pinned and managed memory.</summary>
internal static unsafe class DriverMemory
{
    private static MemoryManager Memory => DriverContexts.Current.Memory;

    /// <summary>"If bytesize is 0, cuMemAlloc() returns CUDA_ERROR_INVALID_VALUE."</summary>
    [CudaApi]
    public static CUresult cuMemAlloc(nuint* dptr, nuint bytesize)
    {
        Check.NotNull(dptr);
        Check.That(bytesize > 0);
        *dptr = (nuint)Memory.Allocate(bytesize);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuMemAllocPitch(nuint* dptr, nuint* pPitch, nuint WidthInBytes, nuint Height, uint ElementSizeBytes)
    {
        Check.NotNull(dptr);
        Check.NotNull(pPitch);
        Check.That(WidthInBytes > 0 && Height > 0 && ElementSizeBytes is 4 or 8 or 16);
        (nint pointer, *pPitch) = Memory.AllocatePitched(WidthInBytes, Height);
        *dptr = (nuint)pointer;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuMemFree(nuint dptr)
    {
        Memory.Free((nint)dptr);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuMemGetInfo(nuint* free, nuint* total)
    {
        (nuint available, nuint all) = Memory.GetInfo();
        if (free is not null) *free = available;
        if (total is not null) *total = all;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuMemGetAddressRange(nuint* pbase, nuint* psize, nuint dptr)
    {
        (nint start, nuint size) = Memory.GetAddressRange((nint)dptr);
        if (pbase is not null) *pbase = (nuint)start;
        if (psize is not null) *psize = size;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuMemAllocHost(void** pp, nuint bytesize) => cuMemHostAlloc(pp, bytesize, 0);

    [CudaApi]
    public static CUresult cuMemHostAlloc(void** pp, nuint bytesize, uint Flags)
    {
        Check.NotNull(pp);
        Check.That(bytesize > 0);
        *pp = (void*)Memory.AllocateHost(bytesize, (HostAllocFlags)Flags);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuMemFreeHost(void* p)
    {
        Memory.FreeHost((nint)p);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuMemHostRegister(void* p, nuint bytesize, uint Flags)
    {
        Check.NotNull(p);
        Check.That(bytesize > 0);
        Memory.RegisterHost((nint)p, bytesize, (HostRegisterFlags)Flags);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuMemHostUnregister(void* p)
    {
        Check.NotNull(p);
        Memory.UnregisterHost((nint)p);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuMemHostGetDevicePointer(nuint* pdptr, void* p, uint Flags)
    {
        Check.NotNull(pdptr);
        Check.That(Flags == 0);
        *pdptr = (nuint)Memory.GetDevicePointer((nint)p);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuMemHostGetFlags(uint* pFlags, void* p)
    {
        Check.NotNull(pFlags);
        *pFlags = (uint)Memory.GetHostFlags((nint)p);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuMemAllocManaged(nuint* dptr, nuint bytesize, uint flags)
    {
        Check.NotNull(dptr);
        Check.That(bytesize > 0);
        *dptr = (nuint)Memory.AllocateManaged(bytesize, (ManagedAttachFlags)flags);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuMemAllocAsync(nuint* dptr, nuint bytesize, CUstream hStream)
    {
        Check.NotNull(dptr);
        Check.That(bytesize > 0);
        MemoryManager memory = Memory;
        *dptr = (nuint)memory.AllocateAsync(bytesize, memory.CurrentPool, DriverStreams.Get(hStream));
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuMemFreeAsync(nuint dptr, CUstream hStream)
    {
        Memory.FreeAsync((nint)dptr, DriverStreams.Get(hStream));
        return CUresult.CUDA_SUCCESS;
    }

    /// <summary><c>CUpointer_attribute</c>: context, memory type, device pointer, host pointer, managed, device ordinal.</summary>
    [CudaApi]
    public static CUresult cuPointerGetAttribute(void* data, int attribute, nuint ptr)
    {
        const int memoryType = 2, devicePointer = 3, hostPointer = 4, isManaged = 8, deviceOrdinal = 9;
        Check.NotNull(data);
        PointerAttributes found = Memory.GetAttributes((nint)ptr);
        // Memory that CUDA does not know has no attributes.
        Check.That(found.Kind != 0);
        switch (attribute)
        {
            case memoryType: *(uint*)data = (int)found.Kind == 1 ? 1u : 2; break;
            case devicePointer: *(nuint*)data = (nuint)found.DevicePointer; break;
            case hostPointer: *(nuint*)data = (nuint)found.HostPointer; break;
            case isManaged: *(uint*)data = (int)found.Kind == 3 ? 1u : 0; break;
            case deviceOrdinal: *(int*)data = found.Device; break;
            default: return DriverEntry.Unsupported("cuPointerGetAttribute with this attribute", CUresult.CUDA_ERROR_NOT_SUPPORTED);
        }
        return CUresult.CUDA_SUCCESS;
    }
}
