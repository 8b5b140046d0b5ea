namespace CudaBridge.Runtime;

/// <summary>
/// Memory of an allocation node. Its address is fixed when the node is made, as CUDA promises, and here the memory is there from then on: until no graph
/// names it any more and nothing that was launched still has it.
/// </summary>
internal sealed class GraphMemory(MemoryManager manager, nint address, nuint bytes)
{
    private int _owners;
    private bool _isAllocated;

    public nint Address { get; } = address;

    public nuint Bytes { get; } = bytes;

    /// <summary>A launch has allocated it and nothing has freed it since.</summary>
    public bool IsAllocated
    {
        get
        {
            lock (manager.GraphUse) return _isAllocated;
        }
    }

    /// <summary>A graph or an executable one begins to name it.</summary>
    public void Hold()
    {
        lock (manager.GraphUse) _owners++;
    }

    public void Drop()
    {
        lock (manager.GraphUse) _owners--;
        GiveBackIfUnused();
    }

    /// <summary>A launch allocates it, or something frees it.</summary>
    public void SetAllocated(bool allocated)
    {
        lock (manager.GraphUse)
        {
            if (_isAllocated == allocated) return;
            _isAllocated = allocated;
            manager.GraphUse.Use(allocated ? (long)Bytes : -(long)Bytes);
        }
        if (!allocated) GiveBackIfUnused();
    }

    private void GiveBackIfUnused()
    {
        lock (manager.GraphUse)
        {
            if (_owners > 0 || _isAllocated) return;
            _owners = int.MaxValue;
        }
        manager.Release(this);
    }
}

/// <summary><c>cudaDeviceGetGraphMemAttribute</c>: bytes, now and at most.</summary>
public sealed class GraphMemoryUse
{
    public long Used { get; private set; }

    public long UsedHigh { get; private set; }

    public long Reserved { get; private set; }

    public long ReservedHigh { get; private set; }

    public void ResetUsedHigh() => UsedHigh = Used;

    public void ResetReservedHigh() => ReservedHigh = Reserved;

    internal void Use(long bytes)
    {
        Used += bytes;
        UsedHigh = Math.Max(UsedHigh, Used);
    }

    internal void Reserve(long bytes)
    {
        Reserved += bytes;
        ReservedHigh = Math.Max(ReservedHigh, Reserved);
    }
}
