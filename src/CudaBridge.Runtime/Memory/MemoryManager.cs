using System.Collections.Concurrent;
using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>Allocations of every kind. Sizes are bytes. Freeing null does nothing, as CUDA documents.</summary>
public sealed class MemoryManager
{
    private const nuint PitchAlignment = 512;
    private const int InvalidDevice = -2;
    private const HostAllocFlags AllHostAllocFlags = HostAllocFlags.Portable | HostAllocFlags.Mapped | HostAllocFlags.WriteCombined;

    private const HostRegisterFlags AllRegisterFlags =
        HostRegisterFlags.Portable | HostRegisterFlags.Mapped | HostRegisterFlags.IoMemory | HostRegisterFlags.ReadOnly;

    private readonly PrimaryContext _context;
    private readonly Heap _deviceHeap;
    private readonly Heap _hostHeap;
    private readonly HandleTable<CudaArray> _arrays = new(0x41);
    private readonly HandleTable<MipmappedArray> _mipmaps = new(0x6d);
    private readonly HandleTable<MemoryPool> _poolHandles = new(0x50);
    private readonly ConcurrentQueue<GraphMemory> _retired = new();
    private MemoryPool[] _pools = [];

    internal MemoryManager(PrimaryContext context)
    {
        _context = context;
        _deviceHeap = new(context.Device, context.Device.TotalMemory);
        _hostHeap = new(context.Device, (nuint)HostFacts.PhysicalMemory);
        Virtual = new(context);
        Sharing = new(context, _deviceHeap);
        DefaultPool = CreatePool();
        CurrentPool = DefaultPool;
    }

    /// <summary>The device's default pool (<c>cudaDeviceGetDefaultMemPool</c>).</summary>
    public MemoryPool DefaultPool { get; }

    /// <summary>The pool <c>cudaMallocAsync</c> uses (<c>cudaDeviceSetMemPool</c>).</summary>
    public MemoryPool CurrentPool { get; set; }

    /// <summary>What the allocation nodes of graphs hold; also the lock of their states.</summary>
    public GraphMemoryUse GraphUse { get; } = new();

    /// <summary>Addresses and memory that the program puts together itself.</summary>
    internal VirtualMemory Virtual { get; }

    /// <summary>What other processes use of this one's memory, and this one of theirs.</summary>
    internal MemorySharing Sharing { get; }

    internal MemoryTable Table { get; } = new();

    /// <summary><c>cudaMalloc</c>: 512-byte aligned. Size 0 gives null.</summary>
    /// <exception cref="CudaException">MemoryAllocation</exception>
    public nint Allocate(nuint size) => size == 0 ? 0 : Add(_deviceHeap, size, AllocationKind.Device);

    /// <summary><c>cudaFree</c>: waits for the device; takes device, managed and stream-ordered memory.</summary>
    /// <exception cref="CudaException">InvalidValue: not the start of such an allocation.</exception>
    public void Free(nint pointer)
    {
        if (pointer == 0) return;
        _context.Captures.ForbidUnsafeCall();
        _context.WaitForAll();
        if (TryFreeGraphMemory(pointer)) return;
        if (!Table.TryRemove(pointer, a => IsFreeable(a) || a.Kind == AllocationKind.Managed, out Allocation? freed))
            throw new CudaException(CudaError.InvalidValue);
        Release(freed);
    }

    // Memory of another process's pool, and another API's, goes as if it were this one's; what was opened by a handle has a call of its own for that.
    private static bool IsFreeable(Allocation allocation) =>
        allocation.Reservation is null && (allocation.Kind is AllocationKind.Device or AllocationKind.Pool || allocation is { Kind: AllocationKind.Imported, Pool: not null } or { IsExternal: true });

    /// <summary><c>cudaMallocPitch</c>; also for <c>cudaMalloc3D</c>, with <paramref name="rows"/> = height × depth.</summary>
    /// <exception cref="CudaException">MemoryAllocation, also when the size overflows.</exception>
    public (nint Pointer, nuint Pitch) AllocatePitched(nuint widthBytes, nuint rows)
    {
        if (widthBytes > nuint.MaxValue - PitchAlignment) throw new CudaException(CudaError.MemoryAllocation);
        nuint pitch = (widthBytes + PitchAlignment - 1) & ~(PitchAlignment - 1);
        return (Allocate(Multiply(pitch, rows)), pitch);
    }

    /// <summary><c>cudaHostAlloc</c> and <c>cudaMallocHost</c> (flags 0): 512-byte aligned. Size 0 gives null.</summary>
    /// <exception cref="CudaException">InvalidValue: unknown flags; MemoryAllocation.</exception>
    public nint AllocateHost(nuint size, HostAllocFlags flags = HostAllocFlags.Default)
    {
        if ((flags & ~AllHostAllocFlags) != 0) throw new CudaException(CudaError.InvalidValue);
        return size == 0 ? 0 : Add(_hostHeap, size, AllocationKind.Host, (uint)flags);
    }

    /// <summary><c>cudaFreeHost</c></summary>
    /// <exception cref="CudaException">InvalidValue: not from <see cref="AllocateHost"/>.</exception>
    public void FreeHost(nint pointer)
    {
        if (pointer == 0) return;
        _context.Captures.ForbidUnsafeCall();
        _context.WaitForAll();
        if (!Table.TryRemove(pointer, a => a.Kind == AllocationKind.Host, out Allocation? freed)) throw new CudaException(CudaError.InvalidValue);
        Release(freed);
    }

    /// <summary><c>cudaHostRegister</c></summary>
    /// <exception cref="CudaException">HostMemoryAlreadyRegistered, InvalidValue.</exception>
    public void RegisterHost(nint pointer, nuint size, HostRegisterFlags flags)
    {
        if (pointer == 0 || size == 0 || (flags & ~AllRegisterFlags) != 0 || !Pages.AreMapped(pointer, size))
            throw new CudaException(CudaError.InvalidValue);
        if (!_context.Device.SharesHostMemory) throw new CudaException(CudaError.NotSupported, $"{_context.Device.Name} cannot reach the program's own memory.");
        if (!Table.TryAdd(new(pointer, size, AllocationKind.Registered) { Flags = (uint)flags }))
            throw new CudaException(CudaError.HostMemoryAlreadyRegistered);
    }

    /// <exception cref="CudaException">HostMemoryNotRegistered; InvalidValue: null.</exception>
    public void UnregisterHost(nint pointer)
    {
        if (pointer == 0) throw new CudaException(CudaError.InvalidValue);
        _context.WaitForAll();
        if (!Table.TryRemove(pointer, a => a.Kind == AllocationKind.Registered, out _)) throw new CudaException(CudaError.HostMemoryNotRegistered);
    }

    /// <summary><c>cudaHostGetDevicePointer</c></summary>
    /// <exception cref="CudaException">InvalidValue: not pinned memory.</exception>
    public nint GetDevicePointer(nint hostPointer) =>
        Table.Find(hostPointer) is { IsPinned: true } ? hostPointer : throw new CudaException(CudaError.InvalidValue);

    /// <summary><c>cudaHostGetFlags</c>. Pinned memory is always portable and mapped here, as with unified addressing.</summary>
    public HostAllocFlags GetHostFlags(nint hostPointer)
    {
        if (Table.Find(hostPointer) is not { IsPinned: true } pinned) throw new CudaException(CudaError.InvalidValue);
        HostAllocFlags given = pinned.Kind == AllocationKind.Host ? (HostAllocFlags)pinned.Flags : HostAllocFlags.Default;
        return given | HostAllocFlags.Mapped;
    }

    /// <summary><c>cudaMallocManaged</c></summary>
    /// <exception cref="CudaException">InvalidValue: size 0, or neither exactly attach-global nor attach-host; MemoryAllocation.</exception>
    public nint AllocateManaged(nuint size, ManagedAttachFlags flags)
    {
        if (size == 0 || flags is not (ManagedAttachFlags.Global or ManagedAttachFlags.Host)) throw new CudaException(CudaError.InvalidValue);
        return Add(_hostHeap, size, AllocationKind.Managed, (uint)flags);
    }

    /// <summary><c>cudaPointerGetAttributes</c>; a pointer no allocation holds is unregistered host memory.</summary>
    public PointerAttributes GetAttributes(nint pointer) => Table.Find(pointer) switch
    {
        null or { Kind: AllocationKind.Array } => new(MemoryKind.Unregistered, InvalidDevice, 0, 0),
        { IsManaged: true } => new(MemoryKind.Managed, 0, pointer, pointer),
        { IsPinned: true } => new(MemoryKind.Host, 0, pointer, pointer),
        _ => new(MemoryKind.Device, 0, pointer, 0),
    };

    /// <summary><c>cudaMemGetInfo</c></summary>
    public (nuint Free, nuint Total) GetInfo()
    {
        nuint total = _context.Device.TotalMemory;
        nuint used = Math.Min(_deviceHeap.Used + Virtual.Used, total);
        return (total - used, total);
    }

    /// <summary>From a pointer to the end of its allocation.</summary>
    /// <exception cref="CudaException">InvalidValue: no allocation contains it.</exception>
    public nuint BytesFrom(nint pointer) =>
        Table.Find(pointer) is { } found ? found.Size - (nuint)(pointer - found.Start) : throw new CudaException(CudaError.InvalidValue);

    /// <summary><c>cuMemGetAddressRange</c></summary>
    /// <exception cref="CudaException">InvalidValue: no allocation contains it.</exception>
    public (nint Base, nuint Size) GetAddressRange(nint pointer) =>
        Table.Find(pointer) is { } found ? (found.Start, found.Size) : throw new CudaException(CudaError.InvalidValue);

    /// <summary><c>cudaMallocArray</c> and <c>cudaMalloc3DArray</c>; height and depth 0 for fewer dimensions.</summary>
    /// <exception cref="CudaException">InvalidValue: format, extent or flags; MemoryAllocation.</exception>
    public CudaArray AllocateArray(ChannelFormat format, Extent extent, ArrayFlags flags)
    {
        CudaArray.Check(format, extent, flags);
        CudaArray array = new(format, extent, flags);
        array.Pitch = (array.RowBytes + CudaArray.RowAlignment - 1) & ~(CudaArray.RowAlignment - 1);
        nuint size = Multiply(Multiply(array.Pitch, array.Rows), array.Slices);
        array.Data = Add(_deviceHeap, size, AllocationKind.Array);
        array.Handle = _arrays.Add(array);
        return array;
    }

    /// <exception cref="CudaException">InvalidResourceHandle</exception>
    public CudaArray GetArray(nint handle) =>
        _arrays.TryGet(handle, out CudaArray? array) ? array : throw new CudaException(CudaError.InvalidResourceHandle);

    /// <summary><c>cudaMallocMipmappedArray</c></summary>
    /// <param name="levels">At least one is made, and no more than down to a single element.</param>
    /// <exception cref="CudaException">Those of <see cref="AllocateArray"/>.</exception>
    public MipmappedArray AllocateMipmap(ChannelFormat format, Extent extent, ArrayFlags flags, uint levels)
    {
        CudaArray.Check(format, extent, flags);
        List<CudaArray> made = [];
        try
        {
            for (int level = 0; level < MipmappedArray.CountOf(extent, flags, levels); level++)
            {
                CudaArray array = AllocateArray(format, MipmappedArray.ExtentOf(extent, flags, level), flags);
                array.IsLevel = true;
                made.Add(array);
            }
        }
        catch (CudaException)
        {
            foreach (CudaArray array in made) Free(array);
            throw;
        }
        MipmappedArray mipmap = new(made);
        mipmap.Handle = _mipmaps.Add(mipmap);
        return mipmap;
    }

    /// <exception cref="CudaException">InvalidResourceHandle</exception>
    public MipmappedArray GetMipmap(nint handle) =>
        _mipmaps.TryGet(handle, out MipmappedArray? mipmap) ? mipmap : throw new CudaException(CudaError.InvalidResourceHandle);

    /// <summary><c>cudaFreeMipmappedArray</c></summary>
    /// <exception cref="CudaException">InvalidResourceHandle</exception>
    public void FreeMipmap(nint handle)
    {
        _ = GetMipmap(handle);
        _context.Captures.ForbidUnsafeCall();
        _context.WaitForAll();
        if (!_mipmaps.Remove(handle, out MipmappedArray? mipmap)) throw new CudaException(CudaError.InvalidResourceHandle);
        foreach (CudaArray level in mipmap.Levels) Free(level);
    }

    /// <summary><c>cudaFreeArray</c></summary>
    /// <exception cref="CudaException">InvalidResourceHandle; InvalidValue: a level of a mipmap.</exception>
    public void FreeArray(nint handle)
    {
        if (handle == 0) return;
        _context.Captures.ForbidUnsafeCall();
        _context.WaitForAll();
        CudaArray array = GetArray(handle);
        if (array.IsLevel) throw new CudaException(CudaError.InvalidValue);
        Free(array);
    }

    private void Free(CudaArray array)
    {
        if (!_arrays.Remove(array.Handle, out _)) throw new CudaException(CudaError.InvalidResourceHandle);
        if (Table.TryRemove(array.Data, a => a.Kind == AllocationKind.Array, out Allocation? freed)) Release(freed);
    }

    /// <param name="maxSize">Bytes the pool may hold; 0: as much as the device.</param>
    /// <param name="shared">Other processes can use what is allocated from it.</param>
    /// <exception cref="CudaException">NotSupported: the device's memory cannot be shared; MemoryAllocation.</exception>
    public MemoryPool CreatePool(nuint maxSize = 0, bool shared = false)
    {
        if (!shared) return AddPool(new(_deviceHeap, maxSize));
        Sharing.Require();
        SharedArena arena = SharedArena.Create();
        return AddPool(new(new Heap(_context.Device, _context.Device.TotalMemory, arena), maxSize, arena));
    }

    /// <summary>A pool of another process, by the descriptor it has exported.</summary>
    /// <exception cref="CudaException">InvalidValue: it is not one of a pool; NotSupported.</exception>
    internal MemoryPool ImportPool(int descriptor)
    {
        Sharing.Require();
        return AddPool(new(_deviceHeap, 0, SharedArena.Open(descriptor), isImported: true));
    }

    private MemoryPool AddPool(MemoryPool pool)
    {
        lock (_poolHandles)
        {
            pool.Handle = _poolHandles.Add(pool);
            _pools = [.. _pools, pool];
        }
        return pool;
    }

    /// <exception cref="CudaException">InvalidValue</exception>
    public MemoryPool GetPool(nint handle) => _poolHandles.TryGet(handle, out MemoryPool? pool) ? pool : throw new CudaException(CudaError.InvalidValue);

    /// <summary>What is allocated from it stays valid and goes back to the device when it is freed.</summary>
    /// <exception cref="CudaException">InvalidValue: no pool, or the default pool.</exception>
    public void DestroyPool(nint handle)
    {
        if (handle == DefaultPool.Handle || !_poolHandles.Remove(handle, out MemoryPool? pool)) throw new CudaException(CudaError.InvalidValue);
        lock (_poolHandles) _pools = [.. _pools.Where(p => p != pool)];
        if (CurrentPool == pool) CurrentPool = DefaultPool;
        pool.Close();
    }

    /// <summary><c>cudaMallocAsync</c> / <c>cudaMallocFromPoolAsync</c>. The memory exists at once, which is earlier than CUDA promises.</summary>
    /// <exception cref="CudaException">InvalidValue: size 0; MemoryAllocation.</exception>
    public nint AllocateAsync(nuint size, MemoryPool pool, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(stream);
        if (size == 0) return 0;
        if (pool.IsImported) throw new CudaException(CudaError.InvalidValue, "Memory pools of other processes make no allocations.");
        if (stream.Recording is { } capture)
        {
            GraphMemory memory = AllocateForGraph(size);
            capture.Add(new AllocateWork(memory));
            return memory.Address;
        }
        nint start = pool.Allocate(size);
        if (start == 0 && TrimPools(0)) start = pool.Allocate(size);
        if (start == 0) throw new CudaException(CudaError.MemoryAllocation);
        Table.TryAdd(new(start, size, AllocationKind.Pool) { Pool = pool });
        return start;
    }

    /// <summary><c>cudaFreeAsync</c>: the pointer is invalid for later calls; work already in the stream may still use it.</summary>
    /// <exception cref="CudaException">InvalidValue: not the start of stream-ordered or device memory.</exception>
    public void FreeAsync(nint pointer, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (pointer == 0) return;
        if (stream.Recording is { } capture)
        {
            capture.Add(new FreeWork(FindGraphMemory(pointer)));
            return;
        }
        if (TryFreeGraphMemory(pointer)) return;
        if (!Table.TryRemove(pointer, IsFreeable, out Allocation? freed))
            throw new CudaException(CudaError.InvalidValue);
        if (stream.CanRunInline()) Release(freed);
        else stream.Submit(new ActionOperation(() => Release(freed), runsAfterFault: true));
    }

    /// <summary>Memory for an allocation node.</summary>
    /// <exception cref="CudaException">InvalidValue: size 0; MemoryAllocation.</exception>
    internal GraphMemory AllocateForGraph(nuint size)
    {
        if (size == 0) throw new CudaException(CudaError.InvalidValue);
        nint start = _deviceHeap.Allocate(size);
        if (start == 0) throw new CudaException(CudaError.MemoryAllocation);
        GraphMemory memory = new(this, start, size);
        Table.TryAdd(new(start, size, AllocationKind.Device) { Graph = memory });
        lock (GraphUse) GraphUse.Reserve((long)size);
        return memory;
    }

    /// <summary>The memory of an allocation node.</summary>
    /// <exception cref="CudaException">InvalidValue: it does not start there.</exception>
    internal GraphMemory FindGraphMemory(nint pointer) =>
        Table.Find(pointer) is { Graph: { } memory } found && found.Start == pointer ? memory : throw new CudaException(CudaError.InvalidValue);

    /// <summary>No graph names the memory any more and nothing has it; work that is queued may still use it.</summary>
    internal void Release(GraphMemory memory) => _retired.Enqueue(memory);

    // Only a launch makes the memory of a node somebody's.
    private bool TryFreeGraphMemory(nint pointer)
    {
        if (Table.Find(pointer) is not { Graph: { } memory } found) return false;
        if (found.Start != pointer || !memory.IsAllocated) throw new CudaException(CudaError.InvalidValue);
        memory.SetAllocated(false);
        return true;
    }

    /// <summary><c>cudaMemPrefetchAsync</c>, <c>cudaMemAdvise</c>: nothing moves on a CPU, but the advice is kept.</summary>
    /// <exception cref="CudaException">InvalidValue: the range does not lie in managed memory.</exception>
    public void Advise(nint pointer, nuint size, Func<Advice, Advice> change)
    {
        Allocation found = ManagedRange(pointer, size);
        ulong start = (ulong)(pointer - found.Start);
        found.Advice.Change(start, start + size, change);
    }

    /// <summary><c>cudaMemRangeGetAttribute</c>: what holds for the whole range.</summary>
    /// <exception cref="CudaException">InvalidValue: the range does not lie in managed memory.</exception>
    public Advice AdviceAbout(nint pointer, nuint size)
    {
        Allocation found = ManagedRange(pointer, size);
        ulong start = (ulong)(pointer - found.Start);
        return found.Advice.About(start, start + size);
    }

    private Allocation ManagedRange(nint pointer, nuint size) =>
        size > 0 && Table.Find(pointer) is { IsManaged: true } found && found.Holds(pointer, size) ? found : throw new CudaException(CudaError.InvalidValue);

    /// <summary><c>cudaStreamAttachMemAsync</c>: "length must be either zero or the entire allocation's size".</summary>
    /// <exception cref="CudaException">InvalidValue</exception>
    public void CheckManagedAllocation(nint pointer, nuint size)
    {
        if (Table.Find(pointer) is not { IsManaged: true } found || (size != 0 && size != found.Size))
            throw new CudaException(CudaError.InvalidValue);
    }

    /// <summary>Memory of the runtime's own making, or the program's, becomes known to CUDA calls.</summary>
    internal void AddVariable(Variable variable) =>
        Table.TryAdd(new(variable.Address, Math.Max(variable.Size, 1), variable.IsManaged ? AllocationKind.ManagedVariable : AllocationKind.Variable));

    internal void RemoveVariable(Variable variable) =>
        Table.TryRemove(variable.Address, a => a.Kind is AllocationKind.ManagedVariable or AllocationKind.Variable, out _);

    /// <summary>A synchronisation: pools give back what they keep beyond their thresholds.</summary>
    internal void AfterSynchronization()
    {
        TrimPools(null);
        if (!_retired.IsEmpty && _context.IsIdle) GiveBackRetired();
    }

    /// <summary>Gives all memory back; only the program's own storage stays.</summary>
    internal void FreeAll()
    {
        foreach (Allocation allocation in Table.Snapshot())
            if (Table.TryRemove(allocation.Start, _ => true, out Allocation? freed)) Release(freed);
        Virtual.FreeAll();
        Sharing.FreeAll();
        foreach (MemoryPool pool in _pools) pool.Close();
        _deviceHeap.ReleaseChunks();
        _hostHeap.ReleaseChunks();
    }

    private void GiveBackRetired()
    {
        while (_retired.TryDequeue(out GraphMemory? memory))
        {
            if (!Table.TryRemove(memory.Address, allocation => allocation.Graph == memory, out Allocation? freed)) continue;
            lock (GraphUse) GraphUse.Reserve(-(long)memory.Bytes);
            Release(freed);
        }
    }

    private bool TrimPools(nuint? keep)
    {
        bool any = false;
        foreach (MemoryPool pool in Volatile.Read(ref _pools))
        {
            if (!pool.HasUnused) continue;
            pool.TrimTo(keep ?? pool.ReleaseThreshold);
            any = true;
        }
        return any;
    }

    private nint Add(Heap heap, nuint size, AllocationKind kind, uint flags = 0)
    {
        _context.Captures.ForbidUnsafeCall();
        nint start = heap.Allocate(size);
        if (start == 0 && heap == _deviceHeap && TrimPools(0)) start = heap.Allocate(size);
        if (start == 0) throw new CudaException(CudaError.MemoryAllocation);
        // A stale registration of memory that the program has unmapped may lie there.
        Allocation allocation = new(start, size, kind) { Flags = flags };
        while (!Table.TryAdd(allocation))
            if (!DropStaleRegistration(start, size)) throw new CudaException(CudaError.MemoryAllocation);
        return start;
    }

    private bool DropStaleRegistration(nint start, nuint size)
    {
        foreach (Allocation allocation in Table.Snapshot())
        {
            bool overlaps = allocation.Contains(start) || (nuint)(allocation.Start - start) < size;
            if (overlaps && Table.TryRemove(allocation.Start, a => a.Kind == AllocationKind.Registered, out _)) return true;
        }
        return false;
    }

    private void Release(Allocation allocation)
    {
        switch (allocation.Kind)
        {
            case AllocationKind.Device when allocation.Reservation is not null:
                break; // goes with the reservation
            case AllocationKind.Imported:
                for (int i = 0; i < allocation.Opened; i++) allocation.Imported!.Drop();
                break;
            case AllocationKind.Device or AllocationKind.Array:
                allocation.Exported?.Dispose();
                _deviceHeap.Free(allocation.Start, allocation.Size);
                break;
            case AllocationKind.Pool:
                allocation.Pool!.Return(allocation.Start, allocation.Size);
                break;
            case AllocationKind.Host or AllocationKind.Managed:
                _hostHeap.Free(allocation.Start, allocation.Size);
                break;
            case AllocationKind.Registered or AllocationKind.Variable or AllocationKind.ManagedVariable:
                break; // not ours
        }
    }

    private static nuint Multiply(nuint a, nuint b) =>
        Math.BigMul(a, b, out ulong low) == 0 ? (nuint)low : throw new CudaException(CudaError.MemoryAllocation);
}
