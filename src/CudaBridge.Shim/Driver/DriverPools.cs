namespace CudaBridge.Shim;

/// <summary>Memory pools and hints. The structs and numbers are those of the runtime API, whose methods do the work.</summary>
internal static unsafe class DriverPools
{
    private static CUresult Run(CudaError result) => DriverCodes.Of(result);

    [CudaApi]
    public static CUresult cuDeviceGetDefaultMemPool(nint* pool_out, int dev)
    {
        DriverDevices.Require(dev);
        return Run(Pools.cudaDeviceGetDefaultMemPool((cudaMemPool_t*)pool_out, dev));
    }

    [CudaApi]
    public static CUresult cuDeviceGetMemPool(nint* pool, int dev)
    {
        DriverDevices.Require(dev);
        return Run(Pools.cudaDeviceGetMemPool((cudaMemPool_t*)pool, dev));
    }

    [CudaApi]
    public static CUresult cuDeviceSetMemPool(int dev, nint pool)
    {
        DriverDevices.Require(dev);
        return Run(Pools.cudaDeviceSetMemPool(dev, new(pool)));
    }

    [CudaApi]
    public static CUresult cuMemPoolCreate(nint* pool, void* poolProps)
    {
        DriverDevices.RequireInit();
        return Run(Pools.cudaMemPoolCreate((cudaMemPool_t*)pool, (cudaMemPoolProps*)poolProps));
    }

    [CudaApi]
    public static CUresult cuMemPoolDestroy(nint pool)
    {
        DriverDevices.RequireInit();
        return Run(Pools.cudaMemPoolDestroy(new(pool)));
    }

    [CudaApi]
    public static CUresult cuMemPoolTrimTo(nint pool, nuint minBytesToKeep)
    {
        DriverDevices.RequireInit();
        return Run(Pools.cudaMemPoolTrimTo(new(pool), minBytesToKeep));
    }

    [CudaApi]
    public static CUresult cuMemPoolSetAttribute(nint pool, int attr, void* value)
    {
        DriverDevices.RequireInit();
        return Run(Pools.cudaMemPoolSetAttribute(new(pool), (cudaMemPoolAttr)attr, value));
    }

    [CudaApi]
    public static CUresult cuMemPoolGetAttribute(nint pool, int attr, void* value)
    {
        DriverDevices.RequireInit();
        return Run(Pools.cudaMemPoolGetAttribute(new(pool), (cudaMemPoolAttr)attr, value));
    }

    [CudaApi]
    public static CUresult cuMemPoolSetAccess(nint pool, CUmemAccessDesc* map, nuint count)
    {
        DriverDevices.RequireInit();
        return Run(Pools.cudaMemPoolSetAccess(new(pool), (cudaMemAccessDesc*)map, count));
    }

    [CudaApi]
    public static CUresult cuMemPoolGetAccess(int* flags, nint memPool, cudaMemLocation* location)
    {
        DriverDevices.RequireInit();
        return Run(Pools.cudaMemPoolGetAccess((cudaMemAccessFlags*)flags, new(memPool), location));
    }

    [CudaApi]
    public static CUresult cuMemAllocFromPoolAsync(nuint* dptr, nuint bytesize, nint pool, CUstream hStream)
    {
        _ = DriverContexts.Current;
        Check.That(bytesize > 0);
        return Run(Pools.cudaMallocFromPoolAsync((void**)dptr, bytesize, new(pool), new(hStream.Value)));
    }

    [CudaApi]
    public static CUresult cuMemPoolExportToShareableHandle(void* handle_out, nint pool, int handleType, ulong flags)
    {
        DriverDevices.RequireInit();
        Check.That(flags == 0);
        return Run(Pools.cudaMemPoolExportToShareableHandle(handle_out, new(pool), (cudaMemAllocationHandleType)handleType, 0));
    }

    [CudaApi]
    public static CUresult cuMemPoolImportFromShareableHandle(nint* pool_out, void* handle, int handleType, ulong flags)
    {
        DriverDevices.RequireInit();
        Check.That(flags == 0);
        return Run(Pools.cudaMemPoolImportFromShareableHandle((cudaMemPool_t*)pool_out, handle, (cudaMemAllocationHandleType)handleType, 0));
    }

    [CudaApi]
    public static CUresult cuMemPoolExportPointer(void* shareData_out, nuint ptr)
    {
        DriverDevices.RequireInit();
        return Run(Pools.cudaMemPoolExportPointer((cudaMemPoolPtrExportData*)shareData_out, (void*)ptr));
    }

    [CudaApi]
    public static CUresult cuMemPoolImportPointer(nuint* ptr_out, nint pool, void* shareData)
    {
        DriverDevices.RequireInit();
        return Run(Pools.cudaMemPoolImportPointer((void**)ptr_out, new(pool), (cudaMemPoolPtrExportData*)shareData));
    }

    [CudaApi]
    public static CUresult cuMemAdvise(nuint devPtr, nuint count, int advice, int device)
    {
        _ = DriverContexts.Current;
        return Run(ManagedHints.cudaMemAdvise((void*)devPtr, count, (cudaMemoryAdvise)advice, device));
    }

    [CudaApi]
    public static CUresult cuMemAdvise_v2(nuint devPtr, nuint count, int advice, cudaMemLocation location)
    {
        _ = DriverContexts.Current;
        return Run(ManagedHints.cudaMemAdvise_v2((void*)devPtr, count, (cudaMemoryAdvise)advice, location));
    }

    [CudaApi]
    public static CUresult cuMemRangeGetAttribute(void* data, nuint dataSize, int attribute, nuint devPtr, nuint count)
    {
        _ = DriverContexts.Current;
        return Run(ManagedHints.cudaMemRangeGetAttribute(data, dataSize, (cudaMemRangeAttribute)attribute, (void*)devPtr, count));
    }

    [CudaApi]
    public static CUresult cuMemRangeGetAttributes(void** data, nuint* dataSizes, int* attributes, nuint numAttributes, nuint devPtr, nuint count)
    {
        _ = DriverContexts.Current;
        return Run(ManagedHints.cudaMemRangeGetAttributes(data, dataSizes, (cudaMemRangeAttribute*)attributes, numAttributes, (void*)devPtr, count));
    }

    [CudaApi]
    public static CUresult cuMemPrefetchAsync(nuint devPtr, nuint count, int dstDevice, CUstream hStream)
    {
        _ = DriverContexts.Current;
        return Run(ManagedHints.cudaMemPrefetchAsync((void*)devPtr, count, dstDevice, new(hStream.Value)));
    }

    [CudaApi]
    public static CUresult cuMemPrefetchAsync_v2(nuint devPtr, nuint count, cudaMemLocation location, uint flags, CUstream hStream)
    {
        _ = DriverContexts.Current;
        return Run(ManagedHints.cudaMemPrefetchAsync_v2((void*)devPtr, count, location, flags, new(hStream.Value)));
    }

    [CudaApi]
    public static CUresult cuStreamAttachMemAsync(CUstream hStream, nuint dptr, nuint length, uint flags)
    {
        _ = DriverContexts.Current;
        return Run(Streams.cudaStreamAttachMemAsync(new(hStream.Value), (void*)dptr, length, flags));
    }
}
