using System.Runtime.InteropServices;

namespace CudaBridge.Runtime;

/// <summary>
/// A grid's blocks in contiguous ranges, one for each thread that may take part, so that threads stay out of each other's pages and prefetches.
/// A thread claims the lowest range that nobody has, runs it in order, claims the next, and when all are claimed takes the upper half of
/// what another has left. So the lowest unfinished block is always a running one: a block may wait for lower ones.
/// </summary>
internal sealed class BlockRanges
{
    /// <summary>Blocks of a grid that this can hand out.</summary>
    public const ulong Most = uint.MaxValue;

    private const int CacheLine = 64;

    // Taken off the front by its owner, off the back by thieves: `first` in the low half, `end` in the high half.
    [StructLayout(LayoutKind.Sequential, Size = CacheLine)]
    private struct Range
    {
        public ulong Bits;
    }

    private Range[] _ranges = [];
    private uint _count;
    private uint _claimed;
    private ulong _total;

    public void Start(ulong total, uint threads)
    {
        if (_ranges.Length < threads) _ranges = new Range[threads];
        (_count, _claimed, _total) = (threads, 0, total);
        for (uint i = 0; i < threads; i++) _ranges[i].Bits = 0;
    }

    public bool HasUnclaimed => Volatile.Read(ref _claimed) < _count;

    /// <summary>A range for the calling thread to run from now on; false: there is nothing left.</summary>
    /// <param name="owned">Where its range lies; a negative number before the first call.</param>
    public bool TryOwn(ref int owned)
    {
        uint claim = HasUnclaimed ? Interlocked.Increment(ref _claimed) - 1 : _count;
        if (claim >= _count) return owned >= 0 && TrySteal(owned);
        owned = (int)claim;
        Volatile.Write(ref _ranges[claim].Bits, Pack(claim * _total / _count, (claim + 1) * _total / _count));
        return true;
    }

    /// <summary>Takes at most <paramref name="wanted"/> blocks off the front of the caller's range, and leaves some to steal.</summary>
    public bool TryTake(int owned, ulong wanted, out ulong first, out ulong count)
    {
        ref ulong bits = ref _ranges[owned].Bits;
        while (true)
        {
            ulong seen = Volatile.Read(ref bits);
            (first, ulong end) = Unpack(seen);
            count = Math.Min(wanted, (end - first + 3) / 4);
            if (count == 0) return false;
            if (Interlocked.CompareExchange(ref bits, Pack(first + count, end), seen) == seen) return true;
        }
    }

    private bool TrySteal(int owned)
    {
        for (uint i = 1; i < _count; i++)
        {
            ref ulong bits = ref _ranges[(owned + i) % _count].Bits;
            while (true)
            {
                ulong seen = Volatile.Read(ref bits);
                (ulong first, ulong end) = Unpack(seen);
                if (first == end) break;
                ulong middle = first + (end - first) / 2;
                if (Interlocked.CompareExchange(ref bits, Pack(first, middle), seen) != seen) continue;
                Volatile.Write(ref _ranges[owned].Bits, Pack(middle, end));
                return true;
            }
        }
        return false;
    }

    private static ulong Pack(ulong first, ulong end) => first == end ? 0 : first | end << 32;

    private static (ulong First, ulong End) Unpack(ulong bits) => (bits & uint.MaxValue, bits >> 32);
}
