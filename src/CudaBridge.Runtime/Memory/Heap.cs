using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>
/// Hands out memory aligned to 512 bytes: small pieces, best fit, from chunks of several megabytes; large ones as mappings of their own.
/// Contents are not cleared when a piece is used again, as on a GPU.
/// </summary>
internal sealed class Heap
{
    public const nuint Alignment = 512;
    private const nuint ChunkBytes = 8 << 20;
    private const nuint LargestPiece = 1 << 20;

    private readonly object _gate = new();
    private readonly Device _device;
    private readonly nuint _limit;
    private readonly SortedSet<(nuint Size, nint Start)> _freeBySize = [];
    private readonly Dictionary<nint, nuint> _freeByStart = [];
    private readonly Dictionary<nint, nuint> _freeByEnd = [];
    private readonly HashSet<nint> _chunks = [];
    private readonly Dictionary<nint, SharedFile> _files = [];
    private readonly SharedArena? _arena;
    private bool _sharesFromTheStart;
    private nuint _used;

    /// <param name="device">Gives the memory.</param>
    /// <param name="limit">Bytes it may hand out.</param>
    /// <param name="arena">Gives the memory instead.</param>
    public Heap(Device device, nuint limit, SharedArena? arena = null) => (_device, _limit, _arena) = (device, limit, arena);

    /// <summary>Bytes handed out, rounded to the alignment.</summary>
    public nuint Used
    {
        get
        {
            lock (_gate) return _used;
        }
    }

    /// <summary>Start of the memory, 0 when the limit or the system's memory does not allow it.</summary>
    public nint Allocate(nuint bytes)
    {
        if (bytes > _limit) return 0;
        nuint size = SizeOf(bytes);
        lock (_gate)
        {
            if (size > _limit - _used) return 0;
            nint start = size > LargestPiece ? Map(size) : TakePiece(size);
            if (start != 0) _used += size;
            return start;
        }
    }

    public void Free(nint start, nuint bytes)
    {
        nuint size = SizeOf(bytes);
        lock (_gate)
        {
            _used -= size;
            if (size > LargestPiece) Unmap(start, size);
            else ReturnPiece(start, size);
        }
    }

    /// <summary>
    /// Moves what holds a piece to pages of a file that other processes can map, at the same addresses. Neighbours move with it, as CUDA documents, and
    /// later memory is made so at once: whoever shares one piece shares more.
    /// </summary>
    /// <param name="gate">Nothing may touch the memory while it moves.</param>
    /// <exception cref="CudaException">MapBufferObjectFailed</exception>
    public (SharedFile File, nint Start, nuint Size) Share(nint start, nuint bytes, WorkGate gate)
    {
        (nint Start, nuint Size) region;
        bool isShared;
        lock (_gate)
        {
            region = RegionOf(start, SizeOf(bytes));
            isShared = _files.ContainsKey(region.Start);
        }
        // The gate before the lock: work that is let finish may give memory back.
        if (!isShared)
            gate.RunAlone(() =>
            {
                lock (_gate)
                    if (!_files.ContainsKey(region.Start))
                        _files[region.Start] = Pages.TryMoveToFile(region.Start, region.Size) ?? throw new CudaException(CudaError.MapBufferObjectFailed);
            });
        lock (_gate)
        {
            _sharesFromTheStart = true;
            return (_files[region.Start], region.Start, region.Size);
        }
    }

    /// <summary>Gives everything back to the system, pieces that are still in use too.</summary>
    public void ReleaseChunks()
    {
        lock (_gate)
        {
            foreach (nint chunk in _chunks) Unmap(chunk, ChunkBytes);
            _chunks.Clear();
            _freeBySize.Clear();
            _freeByStart.Clear();
            _freeByEnd.Clear();
        }
    }

    private nint Map(nuint size)
    {
        if (_arena is not null) return _arena.Map(size);
        nint start = _device.MapMemory(size);
        if (start != 0 && _sharesFromTheStart && Pages.TryMoveToFile(start, size, isNew: true) is { } file) _files[start] = file;
        return start;
    }

    private void Unmap(nint start, nuint size)
    {
        if (_arena is not null)
        {
            _arena.Unmap(start, size);
            return;
        }
        _device.UnmapMemory(start, size);
        if (_files.Remove(start, out SharedFile? file)) file.Dispose();
    }

    private (nint Start, nuint Size) RegionOf(nint start, nuint size) =>
        size > LargestPiece ? (start, size) : (_chunks.First(chunk => (nuint)(start - chunk) < ChunkBytes), ChunkBytes);

    private static nuint SizeOf(nuint bytes) => (Math.Max(bytes, 1) + Alignment - 1) & ~(Alignment - 1);

    private nint TakePiece(nuint size)
    {
        SortedSet<(nuint Size, nint Start)> fitting = _freeBySize.GetViewBetween((size, 0), (nuint.MaxValue, nint.MaxValue));
        if (_freeBySize.Count == 0 || fitting.Min == default)
        {
            nint chunk = Map(ChunkBytes);
            if (chunk == 0) return 0;
            _chunks.Add(chunk);
            AddFree(chunk, ChunkBytes);
            return TakePiece(size);
        }
        (nuint found, nint start) = fitting.Min;
        RemoveFree(start, found);
        if (found > size) AddFree(start + (nint)size, found - size);
        return start;
    }

    // Guard pages lie between chunks, so neighbours are always of one chunk.
    private void ReturnPiece(nint start, nuint size)
    {
        if (_freeByStart.TryGetValue(start + (nint)size, out nuint after))
        {
            RemoveFree(start + (nint)size, after);
            size += after;
        }
        if (_freeByEnd.TryGetValue(start, out nuint before))
        {
            start -= (nint)before;
            RemoveFree(start, before);
            size += before;
        }
        if (size == ChunkBytes && _chunks.Count > 1)
        {
            _chunks.Remove(start);
            Unmap(start, ChunkBytes);
            return;
        }
        AddFree(start, size);
    }

    private void AddFree(nint start, nuint size)
    {
        _freeBySize.Add((size, start));
        _freeByStart[start] = size;
        _freeByEnd[start + (nint)size] = size;
    }

    private void RemoveFree(nint start, nuint size)
    {
        _freeBySize.Remove((size, start));
        _freeByStart.Remove(start);
        _freeByEnd.Remove(start + (nint)size);
    }
}
