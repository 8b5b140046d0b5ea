using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>Memory without an address (<c>cuMemCreate</c>): an anonymous file. It lasts while somebody has its handle or maps it.</summary>
internal sealed class PhysicalMemory(int descriptor, nuint size)
{
    private int _users = 1;

    /// <summary>How often a program has the handle.</summary>
    public int References;

    public ulong Handle { get; set; }

    public int Descriptor { get; } = descriptor;

    public nuint Size { get; } = size;

    public void Hold() => Interlocked.Increment(ref _users);

    /// <returns>It is gone.</returns>
    public bool Drop()
    {
        if (Interlocked.Decrement(ref _users) > 0) return false;
        _ = Libc.close(Descriptor);
        return true;
    }
}

/// <summary>Addresses (<c>cuMemAddressReserve</c>) and what is mapped there.</summary>
internal sealed class Reservation(nint start, nuint size)
{
    private readonly object _gate = new();
    private readonly SortedDictionary<nint, Mapping> _mappings = [];

    public nint Start { get; } = start;

    public nuint Size { get; } = size;

    public bool IsEmpty
    {
        get
        {
            lock (_gate) return _mappings.Count == 0;
        }
    }

    public bool Contains(nint address, nuint bytes) => address >= Start && (nuint)(address - Start) <= Size && bytes <= Size - (nuint)(address - Start);

    public bool TryAdd(Mapping mapping)
    {
        lock (_gate)
        {
            if (_mappings.Values.Any(other => other.Start < mapping.End && mapping.Start < other.End)) return false;
            _mappings[mapping.Start] = mapping;
            return true;
        }
    }

    public void Remove(Mapping mapping)
    {
        lock (_gate) _mappings.Remove(mapping.Start);
    }

    public Mapping? Find(nint address)
    {
        lock (_gate) return _mappings.Values.FirstOrDefault(mapping => address >= mapping.Start && address < mapping.End);
    }

    /// <summary>The mappings that make up the range, without a gap or a rest; null where there are none such.</summary>
    public IReadOnlyList<Mapping>? Exactly(nint address, nuint bytes)
    {
        lock (_gate)
        {
            List<Mapping> found = [];
            nint at = address, end = address + (nint)bytes;
            while (at < end && _mappings.TryGetValue(at, out Mapping? mapping))
            {
                found.Add(mapping);
                at = mapping.End;
            }
            return at == end && found.Count > 0 ? found : null;
        }
    }

    /// <summary>Every byte of the range may be read and written.</summary>
    public bool IsAccessible(nint address, nuint bytes)
    {
        lock (_gate)
        {
            nint at = address, end = address + (nint)bytes;
            foreach (Mapping mapping in _mappings.Values)
                if (at >= mapping.Start && at < mapping.End && mapping.Access == VirtualMemory.ReadWrite) at = mapping.End;
            return at >= end;
        }
    }
}

/// <param name="End">Behind its last byte.</param>
internal sealed record Mapping(nint Start, nint End, PhysicalMemory Memory)
{
    /// <summary><c>CUmemAccess_flags</c></summary>
    public int Access { get; set; }
}

/// <summary>Virtual memory management: addresses, memory and access, each on its own. The unit of all sizes is <see cref="Granularity"/>.</summary>
internal sealed unsafe class VirtualMemory(PrimaryContext context)
{
    /// <summary>CUDA's, so that programs that forget to ask meet here what they would meet there.</summary>
    public const nuint Granularity = 2 << 20;

    public const int ReadOnly = 1;
    public const int ReadWrite = 3;

    private readonly object _gate = new();
    private readonly HandleTable<PhysicalMemory> _handles = new(0x56);
    private readonly Dictionary<nint, Reservation> _reservations = [];
    private nuint _used;

    /// <summary>Bytes of memory that exist.</summary>
    public nuint Used
    {
        get
        {
            lock (_gate) return _used;
        }
    }

    /// <param name="alignment">A power of two; 0: the granularity.</param>
    /// <param name="wish">Where it would be best; elsewhere if that is taken.</param>
    /// <exception cref="CudaException">InvalidValue: no multiple of the granularity; MemoryAllocation; NotSupported: the device has its own address space.</exception>
    public nint Reserve(nuint size, nuint alignment, nint wish)
    {
        if (!context.Device.SharesHostMemory) throw new CudaException(CudaError.NotSupported, $"{context.Device.Name} cannot reach the program's own memory.");
        RequireMultiple(size);
        if (alignment != 0 && !System.Numerics.BitOperations.IsPow2(alignment)) throw new CudaException(CudaError.InvalidValue);
        nuint align = Math.Max(alignment, Granularity);
        nint start = TryReserve(wish, size) is var near && near != 0 && (nuint)near % align == 0 ? near : ReserveAligned(near, size, align);
        Reservation reservation = new(start, size);
        lock (_gate) _reservations[start] = reservation;
        context.Memory.Table.TryAdd(new(start, size, AllocationKind.Device) { Reservation = reservation });
        return start;
    }

    /// <exception cref="CudaException">InvalidValue: no such reservation, or something is mapped there.</exception>
    public void Free(nint start, nuint size)
    {
        lock (_gate)
        {
            if (!_reservations.TryGetValue(start, out Reservation? found) || found.Size != size || !found.IsEmpty) throw new CudaException(CudaError.InvalidValue);
            _reservations.Remove(start);
            context.Memory.Table.TryRemove(start, allocation => allocation.Reservation == found, out _);
        }
        _ = Libc.munmap((void*)start, size);
    }

    /// <exception cref="CudaException">InvalidValue: no multiple of the granularity; MemoryAllocation.</exception>
    public ulong Create(nuint size)
    {
        RequireMultiple(size);
        nuint free = context.Memory.GetInfo().Free;
        if (size > free) throw new CudaException(CudaError.MemoryAllocation);
        int descriptor = Libc.memfd_create("cudabridge-memory", Libc.CloseOnExec);
        if (descriptor < 0) throw new CudaException(CudaError.MemoryAllocation);
        if (Libc.ftruncate(descriptor, (nint)size) == 0) return Name(descriptor, size);
        _ = Libc.close(descriptor);
        throw new CudaException(CudaError.MemoryAllocation);
    }

    /// <summary>Memory behind a file descriptor that another process, or this one, has exported.</summary>
    /// <exception cref="CudaException">InvalidValue: no such file.</exception>
    public ulong Import(int descriptor)
    {
        nint size = Libc.lseek(descriptor, 0, Libc.SeekEnd);
        int own = size > 0 && (nuint)size % Granularity == 0 ? Libc.dup(descriptor) : -1;
        return own >= 0 ? Name(own, (nuint)size) : throw new CudaException(CudaError.InvalidValue);
    }

    /// <summary>A file descriptor for the memory, the caller's to close.</summary>
    public int Export(ulong handle)
    {
        int descriptor = Libc.dup(Get(handle).Descriptor);
        return descriptor >= 0 ? descriptor : throw new CudaException(CudaError.OperatingSystem);
    }

    /// <exception cref="CudaException">InvalidValue</exception>
    public PhysicalMemory Get(ulong handle) => _handles.TryGet((nint)handle, out PhysicalMemory? memory) ? memory : throw new CudaException(CudaError.InvalidValue);

    /// <summary>What is mapped stays.</summary>
    /// <exception cref="CudaException">InvalidValue</exception>
    public void Release(ulong handle)
    {
        PhysicalMemory memory = Get(handle);
        if (Interlocked.Decrement(ref memory.References) == 0) _handles.Remove((nint)handle, out _);
        Drop(memory);
    }

    /// <summary>The handle of what is mapped at an address, once more.</summary>
    /// <exception cref="CudaException">InvalidValue: nothing is.</exception>
    public ulong Retain(nint address)
    {
        PhysicalMemory memory = (Around(address, 1).Find(address) ?? throw new CudaException(CudaError.InvalidValue)).Memory;
        memory.Hold();
        if (Interlocked.Increment(ref memory.References) == 1) memory.Handle = (ulong)_handles.Add(memory);
        return memory.Handle;
    }

    /// <summary>Nobody may use it yet.</summary>
    /// <exception cref="CudaException">InvalidValue: outside reservations, larger than the memory, or something is there already.</exception>
    public void Map(nint address, nuint size, nuint offset, ulong handle)
    {
        PhysicalMemory memory = Get(handle);
        RequireMultiple(size);
        if ((nuint)address % Granularity != 0 || offset != 0 || size > memory.Size) throw new CudaException(CudaError.InvalidValue);
        Reservation reservation = Around(address, size);
        Mapping mapping = new(address, address + (nint)size, memory);
        if (!reservation.TryAdd(mapping)) throw new CudaException(CudaError.InvalidValue);
        if (Libc.mmap((void*)address, size, Libc.ProtectNone, Libc.MapSharedFixed, memory.Descriptor, 0) == Libc.MapFailed)
        {
            reservation.Remove(mapping);
            throw new CudaException(CudaError.MapBufferObjectFailed);
        }
        memory.Hold();
    }

    /// <exception cref="CudaException">InvalidValue: not exactly what was mapped.</exception>
    public void Unmap(nint address, nuint size)
    {
        Reservation reservation = Around(address, size);
        IReadOnlyList<Mapping> mappings = reservation.Exactly(address, size) ?? throw new CudaException(CudaError.InvalidValue);
        context.WaitForAll();
        foreach (Mapping mapping in mappings)
        {
            reservation.Remove(mapping);
            _ = Libc.mmap((void*)mapping.Start, (nuint)(mapping.End - mapping.Start), Libc.ProtectNone, Libc.MapPrivateAnonymousNoReserve | Libc.MapFixed, -1, 0);
            Drop(mapping.Memory);
        }
    }

    /// <param name="access"><c>CUmemAccess_flags</c></param>
    /// <exception cref="CudaException">InvalidValue: not exactly what was mapped, or no such access.</exception>
    public void SetAccess(nint address, nuint size, int access)
    {
        if (access is not (0 or ReadOnly or ReadWrite)) throw new CudaException(CudaError.InvalidValue);
        IReadOnlyList<Mapping> mappings = Around(address, size).Exactly(address, size) ?? throw new CudaException(CudaError.InvalidValue);
        if (Libc.mprotect((void*)address, size, access == ReadWrite ? Libc.ProtectReadWrite : access) != 0) throw new CudaException(CudaError.InvalidValue);
        foreach (Mapping mapping in mappings) mapping.Access = access;
    }

    /// <exception cref="CudaException">InvalidValue: nothing is mapped there.</exception>
    public int GetAccess(nint address) => (Around(address, 1).Find(address) ?? throw new CudaException(CudaError.InvalidValue)).Access;

    /// <summary>The context ends.</summary>
    internal void FreeAll()
    {
        lock (_gate)
        {
            foreach (Reservation reservation in _reservations.Values) _ = Libc.munmap((void*)reservation.Start, reservation.Size);
            _reservations.Clear();
            foreach (PhysicalMemory memory in _handles.Snapshot()) _ = Libc.close(memory.Descriptor);
            _used = 0;
        }
    }

    private ulong Name(int descriptor, nuint size)
    {
        PhysicalMemory memory = new(descriptor, size) { References = 1 };
        memory.Handle = (ulong)_handles.Add(memory);
        lock (_gate) _used += size;
        return memory.Handle;
    }

    private void Drop(PhysicalMemory memory)
    {
        if (!memory.Drop()) return;
        lock (_gate) _used -= memory.Size;
    }

    private Reservation Around(nint address, nuint bytes)
    {
        lock (_gate)
            foreach (Reservation reservation in _reservations.Values)
                if (bytes > 0 && reservation.Contains(address, bytes)) return reservation;
        throw new CudaException(CudaError.InvalidValue);
    }

    // Exactly there or anywhere; 0 when the system has no room.
    private static nint TryReserve(nint wish, nuint size)
    {
        void* start = Libc.mmap((void*)wish, size, Libc.ProtectNone, Libc.MapPrivateAnonymousNoReserve, -1, 0);
        return start == Libc.MapFailed ? 0 : (nint)start;
    }

    // Takes more and gives back both ends.
    private static nint ReserveAligned(nint unaligned, nuint size, nuint align)
    {
        if (unaligned != 0) _ = Libc.munmap((void*)unaligned, size);
        nint all = size > nuint.MaxValue - align ? 0 : TryReserve(0, size + align);
        if (all == 0) throw new CudaException(CudaError.MemoryAllocation);
        nint start = (nint)(((nuint)all + align - 1) & ~(align - 1));
        if (start > all) _ = Libc.munmap((void*)all, (nuint)(start - all));
        nuint after = (nuint)(all - start) + align;
        if (after > 0) _ = Libc.munmap((void*)(start + (nint)size), after);
        return start;
    }

    private static void RequireMultiple(nuint size)
    {
        if (size == 0 || size % Granularity != 0) throw new CudaException(CudaError.InvalidValue);
    }
}
