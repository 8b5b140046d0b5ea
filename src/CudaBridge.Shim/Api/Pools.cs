namespace CudaBridge.Shim;

/// <summary>The stream-ordered allocator.</summary>
internal static unsafe class Pools
{
    private static MemoryManager Memory => Cudart.Context.Memory;

    /// <exception cref="CudaException">InvalidValue</exception>
    private static MemoryPool Get(cudaMemPool_t pool) => Memory.GetPool(pool.Value);

    [CudaApi]
    public static CudaError cudaMallocAsync(void** devPtr, nuint size, cudaStream_t hStream)
    {
        Check.NotNull(devPtr);
        *devPtr = (void*)Memory.AllocateAsync(size, Memory.CurrentPool, Streams.Get(hStream));
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaMallocFromPoolAsync(void** ptr, nuint size, cudaMemPool_t memPool, cudaStream_t stream)
    {
        Check.NotNull(ptr);
        *ptr = (void*)Memory.AllocateAsync(size, Get(memPool), Streams.Get(stream));
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaFreeAsync(void* devPtr, cudaStream_t hStream)
    {
        Memory.FreeAsync((nint)devPtr, Streams.Get(hStream));
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaDeviceGetDefaultMemPool(cudaMemPool_t* memPool, int device)
    {
        Check.NotNull(memPool);
        Check.Device(device);
        *memPool = new(Memory.DefaultPool.Handle);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaDeviceGetMemPool(cudaMemPool_t* memPool, int device)
    {
        Check.NotNull(memPool);
        Check.Device(device);
        *memPool = new(Memory.CurrentPool.Handle);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaDeviceSetMemPool(int device, cudaMemPool_t memPool)
    {
        Check.Device(device);
        MemoryPool pool = Get(memPool);
        Check.That(!pool.IsImported);
        Memory.CurrentPool = pool;
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaMemPoolCreate(cudaMemPool_t* memPool, cudaMemPoolProps* poolProps)
    {
        Check.NotNull(memPool);
        Check.NotNull(poolProps);
        Check.That(poolProps->allocType == cudaMemAllocationType.cudaMemAllocationTypePinned);
        CheckLocation(poolProps->location);
        bool isShared = poolProps->handleTypes == cudaMemAllocationHandleType.cudaMemHandleTypePosixFileDescriptor;
        Check.That(isShared || poolProps->handleTypes == cudaMemAllocationHandleType.cudaMemHandleTypeNone, CudaError.NotSupported);
        *memPool = new(Memory.CreatePool(poolProps->maxSize, isShared).Handle);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaMemPoolDestroy(cudaMemPool_t memPool)
    {
        Memory.DestroyPool(memPool.Value);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaMemPoolTrimTo(cudaMemPool_t memPool, nuint minBytesToKeep)
    {
        Get(memPool).TrimTo(minBytesToKeep);
        return CudaError.Success;
    }

    /// <summary>The three reuse attributes are <c>int</c>, the others <c>cuuint64_t</c>.</summary>
    [CudaApi]
    public static CudaError cudaMemPoolGetAttribute(cudaMemPool_t memPool, cudaMemPoolAttr attr, void* value)
    {
        Check.NotNull(value);
        Check.That(Enum.IsDefined(attr));
        ulong found = Get(memPool).GetAttribute((PoolAttribute)attr);
        if (IsInt(attr)) *(int*)value = (int)found;
        else *(ulong*)value = found;
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaMemPoolSetAttribute(cudaMemPool_t memPool, cudaMemPoolAttr attr, void* value)
    {
        Check.NotNull(value);
        Check.That(Enum.IsDefined(attr));
        Get(memPool).SetAttribute((PoolAttribute)attr, IsInt(attr) ? (ulong)*(int*)value : *(ulong*)value);
        return CudaError.Success;
    }

    /// <summary>A pool is always readable and writable from its own device; that access cannot be taken away.</summary>
    [CudaApi]
    public static CudaError cudaMemPoolSetAccess(cudaMemPool_t memPool, cudaMemAccessDesc* descList, nuint count)
    {
        Check.That(descList is not null || count == 0);
        _ = Get(memPool);
        for (nuint i = 0; i < count; i++)
        {
            CheckLocation(descList[i].location);
            Check.That(descList[i].flags == cudaMemAccessFlags.cudaMemAccessFlagsProtReadWrite);
        }
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaMemPoolGetAccess(cudaMemAccessFlags* flags, cudaMemPool_t memPool, cudaMemLocation* location)
    {
        Check.NotNull(flags);
        Check.NotNull(location);
        CheckLocation(*location);
        *flags = (cudaMemAccessFlags)Get(memPool).Access;
        return CudaError.Success;
    }

    /// <summary>A file descriptor, which another process can get over a socket; the caller closes it.</summary>
    [CudaApi]
    public static CudaError cudaMemPoolExportToShareableHandle(void* shareableHandle, cudaMemPool_t memPool, cudaMemAllocationHandleType handleType, uint flags)
    {
        Check.NotNull(shareableHandle);
        Check.That(flags == 0 && handleType == cudaMemAllocationHandleType.cudaMemHandleTypePosixFileDescriptor);
        MemoryPool pool = Get(memPool);
        Check.That(pool.Arena is not null && !pool.IsImported);
        *(int*)shareableHandle = pool.Arena.Export();
        return CudaError.Success;
    }

    /// <summary>"Imported memory pools do not support creating new allocations."</summary>
    [CudaApi]
    public static CudaError cudaMemPoolImportFromShareableHandle(cudaMemPool_t* memPool, void* shareableHandle, cudaMemAllocationHandleType handleType, uint flags)
    {
        Check.NotNull(memPool);
        Check.That(flags == 0 && handleType == cudaMemAllocationHandleType.cudaMemHandleTypePosixFileDescriptor);
        *memPool = new(Memory.ImportPool((int)(nint)shareableHandle).Handle);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaMemPoolExportPointer(cudaMemPoolPtrExportData* exportData, void* ptr)
    {
        Check.NotNull(exportData);
        *(MemoryTicket*)exportData = Memory.Sharing.SharePooled((nint)ptr);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaMemPoolImportPointer(void** ptr, cudaMemPool_t memPool, cudaMemPoolPtrExportData* exportData)
    {
        Check.NotNull(ptr);
        Check.NotNull(exportData);
        *ptr = (void*)Memory.Sharing.OpenPooled(Get(memPool), *(MemoryTicket*)exportData);
        return CudaError.Success;
    }

    private static bool IsInt(cudaMemPoolAttr attribute) => attribute <= cudaMemPoolAttr.cudaMemPoolReuseAllowInternalDependencies;

    private static void CheckLocation(cudaMemLocation location)
    {
        Check.That(location.type == cudaMemLocationType.cudaMemLocationTypeDevice);
        Check.Device(location.id);
    }
}
