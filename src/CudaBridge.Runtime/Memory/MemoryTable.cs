using System.Diagnostics.CodeAnalysis;

namespace CudaBridge.Runtime;

/// <summary>All allocations, ordered by address and disjoint. A thread that looks up the same one again takes no lock.</summary>
internal sealed class MemoryTable
{
    [ThreadStatic] private static (MemoryTable? Table, Allocation? Allocation) t_last;

    private readonly object _gate = new();
    private readonly List<nint> _starts = [];
    private readonly List<Allocation> _allocations = [];

    /// <summary>False: it overlaps one that is there.</summary>
    public bool TryAdd(Allocation allocation)
    {
        lock (_gate)
        {
            int at = ~IndexOf(allocation.Start);
            if (at < 0) return false;
            if (at > 0 && _allocations[at - 1].Contains(allocation.Start)) return false;
            if (at < _starts.Count && (nuint)(_starts[at] - allocation.Start) < allocation.Size) return false;
            _starts.Insert(at, allocation.Start);
            _allocations.Insert(at, allocation);
            return true;
        }
    }

    /// <summary>Removes the allocation that starts at <paramref name="start"/> if it passes; two threads cannot both remove one.</summary>
    public bool TryRemove(nint start, Func<Allocation, bool> accept, [NotNullWhen(true)] out Allocation? removed)
    {
        lock (_gate)
        {
            removed = null;
            int at = IndexOf(start);
            if (at < 0 || !accept(_allocations[at])) return false;
            removed = _allocations[at];
            removed.IsFreed = true;
            _starts.RemoveAt(at);
            _allocations.RemoveAt(at);
            return true;
        }
    }

    /// <summary>The allocation that contains the address.</summary>
    public Allocation? Find(nint pointer)
    {
        (MemoryTable? table, Allocation? last) = t_last;
        if (table == this && !last!.IsFreed && last.Contains(pointer)) return last;
        lock (_gate)
        {
            int at = IndexOf(pointer);
            if (at < 0) at = ~at - 1;
            if (at < 0 || !_allocations[at].Contains(pointer)) return null;
            t_last = (this, _allocations[at]);
            return _allocations[at];
        }
    }

    public IReadOnlyList<Allocation> Snapshot()
    {
        lock (_gate) return [.. _allocations];
    }

    private int IndexOf(nint start) => _starts.BinarySearch(start);
}
