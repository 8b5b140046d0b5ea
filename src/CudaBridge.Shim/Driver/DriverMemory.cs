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
        if (Memory.GetAttributes((nint)dptr).Kind == MemoryKind.Unregistered) return CUresult.CUDA_ERROR_NOT_FOUND;
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

    // CUpointer_attribute
    private enum Attribute
    {
        Context = 1,
        MemoryType = 2,
        DevicePointer = 3,
        HostPointer = 4,
        SyncMemops = 6,
        BufferId = 7,
        IsManaged = 8,
        DeviceOrdinal = 9,
        IsIpcCapable = 10,
        RangeStart = 11,
        RangeSize = 12,
        IsMapped = 13,
        AllowedHandleTypes = 14,
        IsRdmaCapable = 15,
        AccessFlags = 16,
        MempoolHandle = 17,
    }

    [CudaApi]
    public static CUresult cuPointerGetAttribute(void* data, int attribute, nuint ptr)
    {
        Check.NotNull(data);
        PointerAttributes found = Memory.GetAttributes((nint)ptr);
        // Memory that CUDA does not know has no attributes.
        Check.That(found.Kind != MemoryKind.Unregistered && Enum.IsDefined((Attribute)attribute));
        Write(data, (Attribute)attribute, found, ptr);
        return CUresult.CUDA_SUCCESS;
    }

    /// <summary>"Unlike cuPointerGetAttribute, this function will not return an error when the pointer is not valid": the attributes are zero then.</summary>
    [CudaApi]
    public static CUresult cuPointerGetAttributes(uint numAttributes, int* attributes, void** data, nuint ptr)
    {
        Check.That(numAttributes > 0);
        Check.NotNull(attributes);
        Check.NotNull(data);
        PointerAttributes found = Memory.GetAttributes((nint)ptr);
        for (uint i = 0; i < numAttributes; i++)
        {
            Check.That(Enum.IsDefined((Attribute)attributes[i]));
            Check.NotNull(data[i]);
            if (found.Kind != MemoryKind.Unregistered) Write(data[i], (Attribute)attributes[i], found, ptr);
            else if ((Attribute)attributes[i] == Attribute.DeviceOrdinal) *(int*)data[i] = found.Device;
            else if (IsPointerSized((Attribute)attributes[i])) *(nuint*)data[i] = 0;
            else *(uint*)data[i] = 0;
        }
        return CUresult.CUDA_SUCCESS;
    }

    /// <summary>Only CU_POINTER_ATTRIBUTE_SYNC_MEMOPS can be set, which synchronous copies here always follow.</summary>
    [CudaApi]
    public static CUresult cuPointerSetAttribute(void* value, int attribute, nuint ptr)
    {
        Check.NotNull(value);
        Check.That((Attribute)attribute == Attribute.SyncMemops && Memory.GetAttributes((nint)ptr).Kind == MemoryKind.Device);
        return CUresult.CUDA_SUCCESS;
    }

    private static bool IsPointerSized(Attribute attribute) => attribute is Attribute.Context or Attribute.DevicePointer or Attribute.HostPointer
        or Attribute.BufferId or Attribute.RangeStart or Attribute.RangeSize or Attribute.AllowedHandleTypes or Attribute.AccessFlags or Attribute.MempoolHandle;

    // Booleans and numbers have 4 bytes, addresses, sizes and masks 8.
    private static void Write(void* data, Attribute attribute, PointerAttributes found, nuint pointer)
    {
        const uint host = 1, device = 2;
        const nuint readWrite = 3;
        bool isHost = found.Kind == MemoryKind.Host;
        switch (attribute)
        {
            case Attribute.Context: *(nint*)data = DriverContexts.CurrentHandle; break;
            case Attribute.MemoryType: *(uint*)data = isHost ? host : device; break;
            case Attribute.DevicePointer: *(nuint*)data = (nuint)found.DevicePointer; break;
            case Attribute.HostPointer: *(nuint*)data = (nuint)found.HostPointer; break;
            case Attribute.SyncMemops: *(uint*)data = 1; break;
            case Attribute.IsManaged: *(uint*)data = found.Kind == MemoryKind.Managed ? 1u : 0; break;
            case Attribute.DeviceOrdinal: *(int*)data = found.Device; break;
            case Attribute.IsMapped: *(uint*)data = 1; break;
            case Attribute.BufferId or Attribute.RangeStart: *(nuint*)data = (nuint)Memory.GetAddressRange((nint)pointer).Base; break;
            case Attribute.RangeSize: *(nuint*)data = Memory.GetAddressRange((nint)pointer).Size; break;
            case Attribute.AccessFlags: *(nuint*)data = readWrite; break;
            case Attribute.IsIpcCapable: *(uint*)data = Memory.Sharing.CanShare((nint)pointer) ? 1u : 0; break;
            case Attribute.AllowedHandleTypes or Attribute.MempoolHandle: *(nuint*)data = 0; break;
            default: *(uint*)data = 0; break;
        }
    }
}
