using System.Runtime.InteropServices;
using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>What <c>cudaIpcMemHandle_t</c>'s and <c>cudaMemPoolPtrExportData</c>'s 64 bytes hold. Sizes are bytes.</summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
internal struct MemoryTicket
{
    public const ulong Allocation = 0x594d454d42445543; // "CUDBMEMY"
    public const ulong OfPool = 0x5254505042445543;     // "CUDBPPTR"

    public ulong Magic;

    /// <summary>Where the file is open: process and descriptor. Of a pool's memory: nothing, since its descriptor comes by other ways.</summary>
    public int Process;
    public int Descriptor;

    /// <summary>Says whether the file found there is still the one meant.</summary>
    public ulong File;

    /// <summary>Of an allocation: the pages it shares with its neighbours.</summary>
    public ulong RegionSize;

    /// <summary>From the start of those pages, or in the pool's file.</summary>
    public ulong Offset;
    public ulong Size;
}

/// <summary>
/// Memory that several processes use. An allocation that a program asks a handle of moves to a file's pages at its addresses; the other process finds the file
/// among those that this one has open, so it must be the same user's and see its process number.
/// </summary>
internal sealed class MemorySharing(PrimaryContext context, Heap heap)
{
    private readonly object _gate = new();
    private readonly Dictionary<ulong, ImportedPages> _regions = [];
    private readonly HandleTable<ExternalMemory> _external = new(0x58);

    private sealed record ExternalMemory(SharedFile File, nuint Size);

    /// <exception cref="CudaException">NotSupported: kernels see only what the device's own allocator gives.</exception>
    public void Require()
    {
        if (!context.Device.SharesHostMemory) throw new CudaException(CudaError.NotSupported, $"{context.Device.Name} cannot share memory with other processes.");
    }

    /// <summary>The address lies in memory that <see cref="Share"/> takes.</summary>
    public bool CanShare(nint pointer) => context.Device.SharesHostMemory && Shareable(pointer) is not null;

    /// <summary><c>cudaIpcGetMemHandle</c>: of the allocation that holds the address.</summary>
    /// <exception cref="CudaException">InvalidValue: not from <c>cudaMalloc</c>; MemoryAllocation, MapBufferObjectFailed, NotSupported.</exception>
    public MemoryTicket Share(nint pointer)
    {
        Require();
        Allocation allocation = Shareable(pointer) ?? throw new CudaException(CudaError.InvalidValue);
        (SharedFile file, nint start, nuint size) = heap.Share(allocation.Start, allocation.Size, context.Gate);
        lock (_gate)
        {
            // A descriptor for each allocation: with it goes the way to find freed memory.
            SharedFile own = allocation.Exported ??= file.Duplicate() ?? throw new CudaException(CudaError.MapBufferObjectFailed);
            return new()
            {
                Magic = MemoryTicket.Allocation,
                Process = Environment.ProcessId,
                Descriptor = own.Descriptor,
                File = own.Identity,
                RegionSize = size,
                Offset = (ulong)(allocation.Start - start),
                Size = allocation.Size,
            };
        }
    }

    /// <summary><c>cudaIpcOpenMemHandle</c>: the same address whenever it is opened again.</summary>
    /// <exception cref="CudaException">
    /// InvalidValue: no such handle; DeviceUninitialized: of this process; InvalidResourceHandle: the memory is gone; MapBufferObjectFailed.
    /// </exception>
    public nint Open(in MemoryTicket ticket)
    {
        Require();
        bool isSound = ticket.Magic == MemoryTicket.Allocation && ticket.Size > 0 && ticket.Size <= ticket.RegionSize && ticket.Offset <= ticket.RegionSize - ticket.Size;
        if (!isSound) throw new CudaException(CudaError.InvalidValue);
        if (ticket.Process == Environment.ProcessId) throw new CudaException(CudaError.DeviceUninitialized);
        using SharedFile? file = SharedFile.Of(ticket.Process, ticket.Descriptor);
        if (file is null || file.Identity != ticket.File || file.Size < ticket.RegionSize) throw new CudaException(CudaError.InvalidResourceHandle);
        lock (_gate)
        {
            if (_regions.TryGetValue(ticket.File, out ImportedPages? pages)) pages.Hold();
            else _regions[ticket.File] = pages = ImportedPages.Map(file, 0, (nuint)ticket.RegionSize);
            nint address = pages.Start + (nint)ticket.Offset;
            if (context.Memory.Table.Find(address) is { } known && known.Start == address && known.Size == ticket.Size) known.Opened++;
            else if (!context.Memory.Table.TryAdd(new(address, (nuint)ticket.Size, AllocationKind.Imported) { Imported = pages, Opened = 1 }))
            {
                Drop(pages);
                throw new CudaException(CudaError.InvalidResourceHandle); // memory that was freed there, and opened, is still open
            }
            return address;
        }
    }

    /// <summary><c>cudaIpcCloseMemHandle</c>: the last of them unmaps.</summary>
    /// <exception cref="CudaException">InvalidValue: not from <see cref="Open"/>.</exception>
    public void Close(nint pointer)
    {
        context.Captures.ForbidUnsafeCall();
        context.WaitForAll();
        lock (_gate)
        {
            if (context.Memory.Table.Find(pointer) is not { Kind: AllocationKind.Imported, Pool: null, IsExternal: false } found || found.Start != pointer) throw new CudaException(CudaError.InvalidValue);
            if (--found.Opened == 0) context.Memory.Table.TryRemove(pointer, allocation => allocation == found, out _);
            Drop(found.Imported!);
        }
    }

    /// <summary><c>cudaMemPoolExportPointer</c></summary>
    /// <exception cref="CudaException">InvalidValue: not the start of memory from a pool that can be exported.</exception>
    public MemoryTicket SharePooled(nint pointer)
    {
        if (context.Memory.Table.Find(pointer) is not { Kind: AllocationKind.Pool, Pool.Arena: { } arena } found || found.Start != pointer) throw new CudaException(CudaError.InvalidValue);
        return new() { Magic = MemoryTicket.OfPool, File = arena.Identity, Offset = arena.OffsetOf(pointer), Size = found.Size };
    }

    /// <summary><c>cudaMemPoolImportPointer</c>: freed like the pool's own memory, which does not free it in the process that made it.</summary>
    /// <exception cref="CudaException">InvalidValue: not an imported pool's, or another one's; MapBufferObjectFailed.</exception>
    public nint OpenPooled(MemoryPool pool, in MemoryTicket ticket)
    {
        if (!pool.IsImported || ticket.Magic != MemoryTicket.OfPool || ticket.File != pool.Arena!.Identity) throw new CudaException(CudaError.InvalidValue);
        (ImportedPages pages, nint address) = pool.Arena.Import((nuint)ticket.Offset, (nuint)ticket.Size);
        context.Memory.Table.TryAdd(new(address, (nuint)ticket.Size, AllocationKind.Imported) { Imported = pages, Pool = pool, Opened = 1 });
        return address;
    }

    /// <summary><c>cudaImportExternalMemory</c>: memory behind a file descriptor, which is the library's from now on.</summary>
    /// <exception cref="CudaException">InvalidValue: no descriptor of that much memory; NotSupported.</exception>
    public nint ImportExternal(int descriptor, ulong size)
    {
        Require();
        SharedFile file = SharedFile.Duplicate(descriptor) ?? throw new CudaException(CudaError.InvalidValue);
        if (size > 0 && file.Size >= size)
        {
            _ = Libc.close(descriptor);
            return _external.Add(new(file, (nuint)size));
        }
        file.Dispose();
        throw new CudaException(CudaError.InvalidValue);
    }

    /// <summary><c>cudaExternalMemoryGetMappedBuffer</c>: freed with <c>cudaFree</c>.</summary>
    /// <exception cref="CudaException">InvalidResourceHandle; InvalidValue: outside the memory; MapBufferObjectFailed.</exception>
    public nint MapExternal(nint handle, ulong offset, ulong size)
    {
        if (!_external.TryGet(handle, out ExternalMemory? memory)) throw new CudaException(CudaError.InvalidResourceHandle);
        if (size == 0 || offset > memory.Size || size > memory.Size - offset) throw new CudaException(CudaError.InvalidValue);
        nuint before = (nuint)offset % Pages.Size;
        ImportedPages pages = ImportedPages.Map(memory.File, (nuint)offset - before, before + (nuint)size);
        nint address = pages.Start + (nint)before;
        context.Memory.Table.TryAdd(new(address, (nuint)size, AllocationKind.Imported) { Imported = pages, Opened = 1, IsExternal = true });
        return address;
    }

    /// <summary>What is mapped stays until it is freed.</summary>
    /// <exception cref="CudaException">InvalidResourceHandle</exception>
    public void DestroyExternal(nint handle)
    {
        if (!_external.Remove(handle, out ExternalMemory? memory)) throw new CudaException(CudaError.InvalidResourceHandle);
        memory.File.Dispose();
    }

    /// <summary>The context ends, and with it all that was opened.</summary>
    internal void FreeAll()
    {
        lock (_gate) _regions.Clear();
    }

    private Allocation? Shareable(nint pointer) =>
        context.Memory.Table.Find(pointer) is { Kind: AllocationKind.Device, Reservation: null, Graph: null } found ? found : null;

    private void Drop(ImportedPages pages)
    {
        if (!pages.Drop()) return;
        foreach ((ulong file, ImportedPages known) in _regions)
            if (known == pages)
            {
                _regions.Remove(file);
                return;
            }
    }
}
