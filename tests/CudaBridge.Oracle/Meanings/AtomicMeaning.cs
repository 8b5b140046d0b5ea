using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

/// <summary>PTX ISA 9.7.13.7 and 9.7.13.8: what atom and red leave in memory; the bulk reductions do the same with each element.</summary>
internal static class AtomicMeaning
{
    /// <summary>Of an instruction that names its operation.</summary>
    /// <param name="isOpen">Becomes true where the manual leaves the result to the device.</param>
    public static UInt128 Combined(Opcode opcode, PtxType type, UInt128 old, UInt128 b, UInt128 c, ref bool isOpen)
    {
        int bits = type.Info().Bits;
        UInt128 mask = bits == 128 ? UInt128.MaxValue : Bits.Mask(bits);
        (b, c) = (b & mask, c & mask);
        if (opcode.Has("exch")) return b;
        if (opcode.Has("cas")) return old == b ? c : old;
        if (opcode.Has("inc")) return old >= b ? 0 : old + 1;
        if (opcode.Has("dec")) return old == 0 || old > b ? b : old - 1;
        if (type.Info().Class == PtxTypeClass.Float) return OfFloats(opcode, type, (ulong)old, (ulong)b, ref isOpen);
        Int128 x = Bits.Number(type, (ulong)old), y = Bits.Number(type, (ulong)b);
        Int128 result = opcode.Words.First(word => word is "add" or "min" or "max" or "and" or "or" or "xor") switch
        {
            "add" => x + y,
            "min" => Int128.Min(x, y),
            "max" => Int128.Max(x, y),
            "and" => x & y,
            "or"  => x | y,
            _     => x ^ y,
        };
        return (UInt128)result & mask;
    }

    private static ulong OfFloats(Opcode opcode, PtxType type, ulong old, ulong b, ref bool isOpen)
    {
        Format f = Format.Of(type);
        bool isAddition = opcode.Has("add"), open = false;
        ulong result = Bits.ByElement(type.Info().Lanes, f.Bits, element =>
        {
            ulong x = element(old), y = element(b), z = isAddition ? FloatMeaning.Sum(f, x, y, Rounding.Nearest) : FloatMeaning.ExtremeOf(f, [x, y], opcode.Has("max"), takesMagnitudes: false, keepsNaN: false);
            // "The current implementation of atom.add.f32 on global memory flushes subnormal inputs and results; on shared memory it does not."
            open |= type == PtxType.F32 && (f.IsSubnormal(x) || f.IsSubnormal(y) || f.IsSubnormal(z));
            return z;
        });
        isOpen |= open;
        return result;
    }
}
