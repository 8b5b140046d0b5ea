namespace CudaBridge.Ptx;

/// <summary>Gives equal spellings one string: names and opcodes repeat by the thousand in a module.</summary>
internal sealed class NamePool
{
    private string?[] _slots = new string?[256];
    private int _count;

    public string Get(ReadOnlySpan<char> spelling)
    {
        int slot = Find(spelling);
        if (_slots[slot] is { } known) return known;
        if (++_count * 2 > _slots.Length)
        {
            Grow();
            slot = Find(spelling);
        }
        return _slots[slot] = spelling.ToString();
    }

    private int Find(ReadOnlySpan<char> spelling)
    {
        int mask = _slots.Length - 1;
        int slot = string.GetHashCode(spelling) & mask;
        while (_slots[slot] is { } other && !spelling.SequenceEqual(other)) slot = (slot + 1) & mask;
        return slot;
    }

    private void Grow()
    {
        string?[] old = _slots;
        _slots = new string?[old.Length * 2];
        foreach (string? name in old)
            if (name is not null) _slots[Find(name)] = name;
    }
}
