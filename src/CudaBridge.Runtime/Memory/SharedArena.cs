using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>The memory of a pool that several processes use: one file, which grows, and whose pages go back to the system when they are free.</summary>
internal sealed unsafe class SharedArena
{
    private const ulong Mark = 0x4c4f4f5042445543; // "CUDBPOOL"
    private const nuint HeaderBytes = 4096;

    private readonly object _gate = new();
    private readonly SharedFile _file;
    private readonly Dictionary<nint, (nuint Offset, nuint Size)> _regions = [];
    private readonly List<(nuint Offset, nuint Size)> _free = [];
    private nuint _end = HeaderBytes;

    private SharedArena(SharedFile file) => (_file, Identity) = (file, file.Identity);

    /// <summary>The same in every process that has the pool.</summary>
    public ulong Identity { get; }

    /// <exception cref="CudaException">MemoryAllocation</exception>
    public static SharedArena Create()
    {
        SharedFile file = SharedFile.Create("cudabridge-pool", HeaderBytes);
        ulong mark = Mark;
        _ = Libc.pwrite(file.Descriptor, &mark, sizeof(ulong), 0);
        return new(file);
    }

    /// <exception cref="CudaException">InvalidValue: no descriptor of a pool's file.</exception>
    public static SharedArena Open(int descriptor)
    {
        SharedFile file = SharedFile.Duplicate(descriptor) ?? throw new CudaException(CudaError.InvalidValue);
        ulong mark = 0;
        if (Libc.pread(file.Descriptor, &mark, sizeof(ulong), 0) == sizeof(ulong) && mark == Mark) return new(file);
        file.Dispose();
        throw new CudaException(CudaError.InvalidValue);
    }

    /// <summary>A descriptor for other processes, the caller's to close.</summary>
    /// <exception cref="CudaException">OperatingSystem</exception>
    public int Export()
    {
        int descriptor = Libc.dup(_file.Descriptor);
        return descriptor >= 0 ? descriptor : throw new CudaException(CudaError.OperatingSystem);
    }

    /// <summary>Zeroed memory; 0 when there is none.</summary>
    public nint Map(nuint bytes)
    {
        nuint size = (bytes + HeaderBytes - 1) & ~(HeaderBytes - 1);
        nint start = Pages.Map(size);
        if (start == 0) return 0;
        lock (_gate)
        {
            nuint offset = Take(size);
            if (offset != 0 && _file.TryMap(start, size, offset))
            {
                _regions[start] = (offset, size);
                return start;
            }
            if (offset != 0) _free.Add((offset, size));
        }
        Pages.Unmap(start, size);
        return 0;
    }

    public void Unmap(nint start, nuint bytes)
    {
        _ = bytes;
        lock (_gate)
        {
            if (!_regions.Remove(start, out (nuint Offset, nuint Size) region)) return;
            Pages.Unmap(start, region.Size);
            _ = Libc.fallocate(_file.Descriptor, Libc.PunchHole, (nint)region.Offset, (nint)region.Size);
            _free.Add(region);
        }
    }

    /// <summary>Where in the file a byte lies.</summary>
    public nuint OffsetOf(nint address)
    {
        lock (_gate)
        {
            (nint start, (nuint offset, _)) = _regions.First(region => (nuint)(address - region.Key) < region.Value.Size);
            return offset + (nuint)(address - start);
        }
    }

    /// <summary>The pages of another process's allocation.</summary>
    /// <exception cref="CudaException">InvalidValue: outside the file; MapBufferObjectFailed.</exception>
    public (ImportedPages Pages, nint Address) Import(nuint offset, nuint bytes)
    {
        nuint before = offset % HeaderBytes, from = offset - before, end = _file.Size;
        if (from < HeaderBytes || offset >= end || bytes == 0 || bytes > end - offset) throw new CudaException(CudaError.InvalidValue);
        ImportedPages pages = ImportedPages.Map(_file, from, before + bytes);
        return (pages, pages.Start + (nint)before);
    }

    private nuint Take(nuint size)
    {
        int fit = _free.FindIndex(free => free.Size >= size);
        if (fit >= 0)
        {
            (nuint found, nuint room) = _free[fit];
            if (room == size) _free.RemoveAt(fit);
            else _free[fit] = (found + size, room - size);
            return found;
        }
        if (Libc.ftruncate(_file.Descriptor, (nint)(_end + size)) != 0) return 0;
        nuint offset = _end;
        _end += size;
        return offset;
    }
}

/// <summary>Pages of another process's file that are mapped here, for as many as use them.</summary>
internal sealed class ImportedPages
{
    private readonly nuint _bytes;
    private int _users = 1;

    private ImportedPages(nint start, nuint bytes) => (Start, _bytes) = (start, bytes);

    public nint Start { get; }

    /// <exception cref="CudaException">MapBufferObjectFailed</exception>
    public static ImportedPages Map(SharedFile file, nuint offset, nuint bytes)
    {
        nint start = Pages.Map(bytes);
        if (start == 0) throw new CudaException(CudaError.MapBufferObjectFailed);
        if (file.TryMap(start, bytes, offset)) return new(start, bytes);
        Pages.Unmap(start, bytes);
        throw new CudaException(CudaError.MapBufferObjectFailed);
    }

    public void Hold() => _users++;

    /// <returns>Nobody uses them any more: they are gone.</returns>
    public bool Drop()
    {
        if (--_users > 0) return false;
        Pages.Unmap(Start, _bytes);
        return true;
    }
}
