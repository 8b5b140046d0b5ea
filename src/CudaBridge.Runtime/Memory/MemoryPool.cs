using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary><c>cudaMemPoolAttr</c></summary>
public enum PoolAttribute
{
    ReuseFollowEventDependencies = 1,
    ReuseAllowOpportunistic = 2,
    ReuseAllowInternalDependencies = 3,
    ReleaseThreshold = 4,
    ReservedMemCurrent = 5,
    ReservedMemHigh = 6,
    UsedMemCurrent = 7,
    UsedMemHigh = 8,
}

/// <summary>
/// Stream-ordered memory (<c>cudaMemPool_t</c>): keeps what was freed until a synchronisation finds more than the release threshold.
/// </summary>
public sealed class MemoryPool
{
    private const int ReadWrite = 3;

    private readonly object _gate = new();
    private readonly Heap _heap;
    private readonly nuint _maxSize;
    private readonly SortedDictionary<nuint, Stack<nint>> _unused = [];
    private readonly ulong[] _reuse = [0, 1, 1, 1];
    private nuint _unusedBytes;
    private nuint _used;
    private nuint _usedHigh;
    private nuint _reservedHigh;
    private bool _closed;

    internal MemoryPool(Heap heap, nuint maxSize, SharedArena? arena = null, bool isImported = false) =>
        (_heap, _maxSize, Arena, IsImported) = (heap, maxSize == 0 ? nuint.MaxValue : maxSize, arena, isImported);

    /// <summary>The <c>cudaMemPool_t</c>.</summary>
    public nint Handle { get; internal set; }

    /// <summary>Another process's: it makes no allocations here.</summary>
    public bool IsImported { get; }

    /// <summary>Where its memory lies if other processes can use it.</summary>
    internal SharedArena? Arena { get; }

    /// <summary>Access of the device (<c>cudaMemAccessFlags</c>): always read and write.</summary>
    public int Access => ReadWrite;

    /// <summary>Bytes of unused memory that a synchronisation leaves.</summary>
    internal nuint ReleaseThreshold { get; private set; }

    internal bool HasUnused => Volatile.Read(ref _unusedBytes) > 0;

    /// <exception cref="CudaException">InvalidValue: no such attribute.</exception>
    public ulong GetAttribute(PoolAttribute attribute)
    {
        lock (_gate)
            return attribute switch
            {
                >= PoolAttribute.ReuseFollowEventDependencies and <= PoolAttribute.ReuseAllowInternalDependencies => _reuse[(int)attribute],
                PoolAttribute.ReleaseThreshold => ReleaseThreshold,
                PoolAttribute.ReservedMemCurrent => _used + _unusedBytes,
                PoolAttribute.ReservedMemHigh => _reservedHigh,
                PoolAttribute.UsedMemCurrent => _used,
                PoolAttribute.UsedMemHigh => _usedHigh,
                _ => throw new CudaException(CudaError.InvalidValue),
            };
    }

    /// <summary>The two high-water marks can only be set to 0, the two current sizes not at all.</summary>
    /// <exception cref="CudaException">InvalidValue</exception>
    public void SetAttribute(PoolAttribute attribute, ulong value)
    {
        lock (_gate)
            switch (attribute)
            {
                case >= PoolAttribute.ReuseFollowEventDependencies and <= PoolAttribute.ReuseAllowInternalDependencies:
                    _reuse[(int)attribute] = value;
                    break;
                case PoolAttribute.ReleaseThreshold:
                    ReleaseThreshold = (nuint)value;
                    break;
                case PoolAttribute.ReservedMemHigh when value == 0:
                    _reservedHigh = _used + _unusedBytes;
                    break;
                case PoolAttribute.UsedMemHigh when value == 0:
                    _usedHigh = _used;
                    break;
                default:
                    throw new CudaException(CudaError.InvalidValue);
            }
    }

    /// <summary><c>cudaMemPoolTrimTo</c></summary>
    public void TrimTo(nuint bytesToKeep)
    {
        lock (_gate)
            while (_unusedBytes > 0 && _used + _unusedBytes > bytesToKeep) ReleaseOne();
    }

    /// <summary>Memory of at least that size, 0 when there is none.</summary>
    internal nint Allocate(nuint bytes)
    {
        nuint size = SizeOf(bytes);
        if (size == 0) return 0;
        lock (_gate)
        {
            nint start = TakeUnused(size);
            if (start == 0 && size <= _maxSize && _used + _unusedBytes <= _maxSize - size) start = _heap.Allocate(size);
            if (start == 0) return 0;
            _used += size;
            _usedHigh = Math.Max(_usedHigh, _used);
            _reservedHigh = Math.Max(_reservedHigh, _used + _unusedBytes);
            return start;
        }
    }

    internal void Return(nint start, nuint bytes)
    {
        nuint size = SizeOf(bytes);
        lock (_gate)
        {
            _used -= size;
            if (_closed)
            {
                _heap.Free(start, size);
                ReleaseOwnHeap();
                return;
            }
            if (!_unused.TryGetValue(size, out Stack<nint>? same)) _unused[size] = same = new();
            same.Push(start);
            _unusedBytes += size;
        }
    }

    internal void Close()
    {
        TrimTo(0);
        lock (_gate)
        {
            _closed = true;
            ReleaseOwnHeap();
        }
    }

    // Nobody else would give back the last chunk of a heap that is this pool's alone.
    private void ReleaseOwnHeap()
    {
        if (_used == 0 && Arena is not null && !IsImported) _heap.ReleaseChunks();
    }

    // Sizes in steps of an eighth of their power of two, so that memory of about the same size is used again.
    private static nuint SizeOf(nuint bytes)
    {
        nuint step = Math.Max(Heap.Alignment, System.Numerics.BitOperations.RoundUpToPowerOf2(bytes) / 16);
        nuint size = bytes + step - 1;
        return size < bytes ? 0 : size / step * step;
    }

    private nint TakeUnused(nuint size)
    {
        if (!_unused.TryGetValue(size, out Stack<nint>? same)) return 0;
        nint start = same.Pop();
        if (same.Count == 0) _unused.Remove(size);
        _unusedBytes -= size;
        return start;
    }

    private void ReleaseOne()
    {
        (nuint size, Stack<nint> same) = _unused.First();
        _heap.Free(same.Pop(), size);
        if (same.Count == 0) _unused.Remove(size);
        _unusedBytes -= size;
    }
}
