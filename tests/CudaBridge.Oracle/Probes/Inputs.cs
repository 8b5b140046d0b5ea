using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

/// <summary>Operand values: all of them where the operands together have 16 bits or fewer, else edges and random ones.</summary>
internal static class Inputs
{
    /// <summary>Rows of one word a slot, the destination's among them, and a last word for the carry.</summary>
    public static ulong[][] For(RegisterProbe instance, int count)
    {
        int columns = instance.Form.Operands.Count + 1;
        PtxType[] types = [.. instance.Sources.Select(instance.TypeOf)];
        int bits = types.Sum(type => type.Info().Bits);
        Random random = new(instance.Opcode.Text.Length * 7919 + 1);
        bool isExhaustive = IsExhaustive(instance);
        // Whole warps, since lanes of a warp may share what they do.
        int warps = (count + WarpMeaning.Lanes - 1) / WarpMeaning.Lanes;
        ulong[][] rows = new ulong[isExhaustive ? 1 << bits : warps * WarpMeaning.Lanes][];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = new ulong[columns];
            int used = 0;
            for (int k = 0; k < types.Length; k++)
            {
                int width = types[k].Info().Bits;
                rows[i][instance.Sources[k]] = isExhaustive ? (ulong)i >> used & Bits.Mask(width) : Value(random, types[k]);
                used += width;
            }
            rows[i][columns - 1] = (ulong)random.Next(2);
        }
        int mask = instance.Form.Operands.ToList().FindIndex(operand => operand.Name == "membermask");
        if (mask >= 0) ShareMasks(random, rows, mask);
        return rows;
    }

    /// <summary>All operands there are have 16 bits or fewer; what a warp does together is not of them.</summary>
    public static bool IsExhaustive(RegisterProbe instance) =>
        instance.Sources.Sum(slot => instance.TypeOf(slot).Info().Bits) <= 16 && !instance.UsesCarry && !WarpMeaning.Table.ContainsKey(instance.Opcode.Name);

    // Lanes of a mask name the same mask: all of a warp, or two parts of it.
    private static void ShareMasks(Random random, ulong[][] rows, int column)
    {
        uint part = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            if (i % WarpMeaning.Lanes == 0) part = random.Next(2) == 0 ? uint.MaxValue : (uint)random.NextInt64() & (uint)random.NextInt64();
            rows[i][column] = (part >> (i % WarpMeaning.Lanes) & 1) != 0 ? part : ~part;
        }
    }

    public static ulong Value(Random random, PtxType type)
    {
        PtxTypeInfo info = type.Info();
        return Bits.ByElement(info.Lanes, info.ElementBits, _ => random.Next(4) switch
        {
            0 => Edge(random, type),
            1 => (ulong)random.NextInt64(),
            2 when info.Class == PtxTypeClass.Float => Moderate(random, type),
            _ => ((ulong)random.NextInt64() << 1 ^ (ulong)random.NextInt64()) >> random.Next(64),
        });
    }

    private static readonly ulong[] s_edges = [0, 1, 2, 3, 4, 7, 8, 15, 16, 23, 24, 31, 32, 33, 47, 63, 64, 65, 127, 128, 255, 256];

    // Small numbers, single bits and their neighbours; of floats zeros, ones, infinities, NaN, the smallest and largest numbers
    private static ulong Edge(Random random, PtxType type)
    {
        int bits = type.Info().ElementBits;
        if (type.Info().Class == PtxTypeClass.Float)
        {
            Format f = Format.Of(type);
            ulong[] values = [0, f.One, f.Infinity, f.NaN, f.Largest, 1UL << f.Unused, f.FractionMask << f.Unused, (f.FractionMask + 1) << f.Unused, f.One + (1UL << f.Unused), f.One - (1UL << f.Unused), f.One + (f.One >> 3), f.One >> 1];
            return values[random.Next(values.Length)] | (random.Next(2) == 0 ? 0 : f.SignBit);
        }
        ulong edge = random.Next(3) == 0 ? s_edges[random.Next(s_edges.Length)] : (1UL << random.Next(bits)) + (ulong)random.Next(-1, 2);
        return random.Next(3) == 0 ? ~edge : edge;
    }

    // Exponents near that of 1, so that sums cancel and products stay finite
    private static ulong Moderate(Random random, PtxType type)
    {
        Format f = Format.Of(type);
        ulong exponent = (ulong)Math.Clamp(f.Bias + random.Next(-9, 10), 1, (int)f.ExponentMask - 1);
        ulong fraction = (ulong)random.NextInt64() & f.FractionMask;
        return ((ulong)random.Next(2) << (f.Bits - 1)) | (exponent << f.Fraction | fraction) << f.Unused;
    }
}
