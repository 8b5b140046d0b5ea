using System.Diagnostics.CodeAnalysis;

namespace CudaBridge.Runtime;

/// <summary>
/// Gives objects the opaque, pointer-like handles that a C program holds. A handle is never reused while its slot's generation lasts
/// (16 million uses), so a stale one is recognised. Lookups take no lock.
/// </summary>
internal sealed class HandleTable<T>(byte tag) where T : class
{
    // Bits: 56 … 63 zero, 48 … 55 tag, 24 … 47 generation, 4 … 23 slot + 1, 0 … 3 zero. Tags keep kinds of handles apart.
    private const int SlotBits = 20;
    private const int GenerationShift = 4 + SlotBits;
    private const int TagShift = 48;

    private readonly object _gate = new();
    private readonly Stack<int> _free = new();
    private (T? Value, int Generation)[] _slots = new (T?, int)[16];
    private int _used;

    public nint Add(T value)
    {
        lock (_gate)
        {
            if (!_free.TryPop(out int slot)) slot = _used++;
            if (slot >= (1 << SlotBits) - 1) throw new InvalidOperationException("More than a million live handles of a kind.");
            if (slot == _slots.Length) Grow();
            int generation = _slots[slot].Generation;
            _slots[slot] = (value, generation);
            return HandleOf(slot, generation);
        }
    }

    public bool TryGet(nint handle, [NotNullWhen(true)] out T? value)
    {
        (T? Value, int Generation)[] slots = Volatile.Read(ref _slots);
        int slot = SlotOf(handle);
        value = null;
        if ((uint)slot >= (uint)slots.Length) return false;
        (T? found, int generation) = slots[slot];
        if (found is null || HandleOf(slot, generation) != handle) return false;
        value = found;
        return true;
    }

    public bool Remove(nint handle, [NotNullWhen(true)] out T? value)
    {
        lock (_gate)
        {
            if (!TryGet(handle, out value)) return false;
            int slot = SlotOf(handle);
            _slots[slot] = (null, (_slots[slot].Generation + 1) & 0xFFFFFF);
            _free.Push(slot);
            return true;
        }
    }

    /// <summary>The live objects at this moment.</summary>
    public IReadOnlyList<T> Snapshot()
    {
        lock (_gate) return [.. _slots.Where(slot => slot.Value is not null).Select(slot => slot.Value!)];
    }

    /// <summary>The live objects at this moment, with their handles.</summary>
    public IReadOnlyList<(nint Handle, T Value)> Pairs()
    {
        lock (_gate) return [.. _slots.Select((slot, i) => (Handle: HandleOf(i, slot.Generation), slot.Value)).Where(pair => pair.Value is not null).Select(pair => (pair.Handle, pair.Value!))];
    }

    // Readers keep the old array: it stays valid for the handles it knows.
    private void Grow()
    {
        (T?, int)[] larger = new (T?, int)[_slots.Length * 2];
        _slots.CopyTo(larger, 0);
        Volatile.Write(ref _slots, larger);
    }

    private static int SlotOf(nint handle) => (int)((handle >> 4) & ((1 << SlotBits) - 1)) - 1;

    private nint HandleOf(int slot, int generation) =>
        ((nint)tag << TagShift) | ((nint)generation << GenerationShift) | ((nint)(slot + 1) << 4);
}
