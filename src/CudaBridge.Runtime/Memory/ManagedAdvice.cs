namespace CudaBridge.Runtime;

/// <summary>A place that memory may be asked to be: -2 none (<c>cudaInvalidDeviceId</c>), -1 the host, else the device. With the newer calls' kind of host node.</summary>
/// <param name="Type"><c>cudaMemLocationType</c>: 0 none, 1 device, 2 host, 3 a NUMA node of it, 4 the calling thread's.</param>
/// <param name="Id">The device or the node.</param>
public readonly record struct AdvisedLocation(int Type, int Id)
{
    private const int None = -2, Host = -1, DeviceType = 1;

    /// <summary>As the calls name it that know devices and the host alone.</summary>
    public int Device => Type == 0 ? None : Type == DeviceType ? Id : Host;
}

/// <summary>What a program has advised about some bytes of managed memory.</summary>
public readonly record struct Advice(bool IsReadMostly, AdvisedLocation Preferred, bool AccessedByDevice, bool AccessedByHost, AdvisedLocation LastPrefetch)
{
    /// <summary>What holds for the bytes of both: places that differ are none.</summary>
    public Advice Join(Advice other) => new(
        IsReadMostly && other.IsReadMostly, Preferred == other.Preferred ? Preferred : default,
        AccessedByDevice && other.AccessedByDevice, AccessedByHost && other.AccessedByHost, LastPrefetch == other.LastPrefetch ? LastPrefetch : default);
}

/// <summary>
/// <c>cudaMemAdvise</c> and <c>cudaMemPrefetchAsync</c> of one managed allocation. Nothing moves on a CPU, but <c>cudaMemRangeGetAttribute</c> tells what was said.
/// </summary>
public sealed class ManagedAdvice
{
    // Where pieces begin, by offset, and what holds up to the next. The first begins at 0.
    private readonly SortedList<ulong, Advice> _pieces = new() { [0] = default };
    private readonly object _gate = new();

    /// <summary>Changes the advice about bytes [start, end) of the allocation.</summary>
    public void Change(ulong start, ulong end, Func<Advice, Advice> change)
    {
        lock (_gate)
        {
            Split(end);
            Split(start);
            foreach (ulong piece in _pieces.Keys.Where(key => key >= start && key < end).ToList()) _pieces[piece] = change(_pieces[piece]);
        }
    }

    /// <summary>What holds for all bytes [start, end).</summary>
    public Advice About(ulong start, ulong end)
    {
        lock (_gate) return _pieces.Where((_, i) => _pieces.Keys[i] < end && (i + 1 == _pieces.Count || _pieces.Keys[i + 1] > start)).Select(piece => piece.Value).Aggregate((a, b) => a.Join(b));
    }

    private void Split(ulong at) => _pieces.TryAdd(at, _pieces.Last(piece => piece.Key <= at).Value);
}
