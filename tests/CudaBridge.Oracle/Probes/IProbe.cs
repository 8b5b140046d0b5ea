using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

/// <summary>One spelling of an instruction as a kernel, and what the oracle expects of it.</summary>
internal interface IProbe
{
    Opcode Opcode { get; }

    /// <summary>Threads whose rows <see cref="Expect"/> sees together: a warp's, or a block's.</summary>
    int Together => WarpMeaning.Lanes;

    /// <summary>The instruction has no effect that could differ: it is executed, and everything else must be as it was.</summary>
    bool IsHint => false;

    /// <summary>The error that a launch ends with; 0 for none.</summary>
    uint Error => 0;

    /// <summary>64-bit words that each thread reads.</summary>
    int InputWords { get; }

    /// <summary>64-bit words that each thread writes.</summary>
    int OutputWords { get; }

    /// <summary><c>kernel(inputs, outputs)</c>: thread i reads and writes the words of its row.</summary>
    string Kernel(string name);

    /// <summary>Rows of input words, one a thread.</summary>
    IEnumerable<ulong[]> Rows(int count);

    /// <summary>What each thread of a group writes.</summary>
    /// <param name="warp">The rows of the group.</param>
    Expected[][] Expect(ulong[][] warp);

    /// <summary>The operands of a row, for people.</summary>
    string Describe(ulong[] row);
}

/// <summary>What a word must be that a kernel writes.</summary>
/// <param name="Mask">The bits that count; none where the manual leaves the result open.</param>
/// <param name="Format">The numbers that the word is full of, any NaN of which is as good as another; null: bits.</param>
/// <param name="Bound">How far each number may be off; null: not at all.</param>
internal readonly record struct Expected(ulong Value, ulong Mask, Format? Format = null, Bound? Bound = null)
{
    public static Expected Anything => default;

    public static Expected Of(bool value) => new(value ? 1UL : 0, ulong.MaxValue);

    /// <param name="share">The largest part of its bound that a number is off.</param>
    public bool Agrees(ulong found, ref double share)
    {
        if (((found ^ Value) & Mask) == 0 || Mask == 0) return true;
        if (Format is null) return false;
        for (int shift = 0; shift < 64; shift += Format.Bits)
        {
            ulong mask = Bits.Mask(Format.Bits), x = found >> shift & mask, y = Value >> shift & mask;
            if (x == y || Format.IsNaN(x) && Format.IsNaN(y)) continue;
            if (Bound is not { } bound || !bound.Allows(Format.ToDouble(x), Format.ToDouble(y), ref share)) return false;
        }
        return true;
    }
}
