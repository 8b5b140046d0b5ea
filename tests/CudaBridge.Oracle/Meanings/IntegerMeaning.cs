using System.Numerics;
using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

/// <summary>PTX ISA 9.7.1, 9.7.2 and 9.7.8: integers, carries, logic and shifts, as the manual's pseudo-code has them.</summary>
internal static class IntegerMeaning
{
    public static readonly Dictionary<string, Action<Step>> Table = new()
    {
        ["add"] = s => Elements(s, (a, b, _) => a + b),                        ["sub"] = s => Elements(s, (a, b, _) => a - b),
        ["mul"] = s => s.Result = Product(s),                                  ["mad"] = MultiplyAdd,
        ["mul24"] = s => s.Result = Product24(s),                              ["mad24"] = MultiplyAdd24,
        ["sad"] = s => Elements(s, (a, b, c) => c + Int128.Abs(a - b)),
        ["div"] = s => Divide(s, (a, b) => a / b),                             ["rem"] = s => Divide(s, (a, b) => a % b),
        ["abs"] = s => Elements(s, (a, _, _) => Int128.Abs(a)),                ["neg"] = s => Elements(s, (a, _, _) => -a),
        ["min"] = s => Elements(s, (a, b, _) => Relu(s, Int128.Min(a, b))),    ["max"] = s => Elements(s, (a, b, _) => Relu(s, Int128.Max(a, b))),
        ["popc"] = s => s.Result = (ulong)BitOperations.PopCount(s.In(1)),     ["clz"] = s => s.Result = (ulong)LeadingZeros(s.In(1), s.BitsOf(1)),
        ["bfind"] = FindHighest,                                               ["fns"] = FindNthSet,
        ["brev"] = s => s.Result = Reverse(s.In(1), s.BitsOf(1)),              ["bfe"] = Extract,
        ["bfi"] = Insert,                                                      ["szext"] = SignOrZeroExtend,
        ["bmsk"] = Mask,                                                       ["dp4a"] = DotProduct4,
        ["dp2a"] = DotProduct2,
        ["addc"] = s => Chain(s, s.Number(1) + s.Number(2)),                   ["subc"] = s => Chain(s, s.Number(1) - s.Number(2)),
        ["madc"] = s => Chain(s, (Int128)Product(s) + s.Number(3)),

        ["and"] = s => s.Result = s.In(1) & s.In(2),                           ["or"] = s => s.Result = s.In(1) | s.In(2),
        ["xor"] = s => s.Result = s.In(1) ^ s.In(2),                           ["not"] = s => s.Result = ~s.In(1),
        ["cnot"] = s => s.Result = s.In(1) == 0 ? 1UL : 0,                     ["lop3"] = Lop3,
        ["shf"] = FunnelShift,                                                 ["shl"] = s => s.Result = s.In(2) >= (ulong)s.BitsOf(1) ? 0 : s.In(1) << (int)s.In(2),
        ["shr"] = s => s.Result = (ulong)(s.Number(1) >> (int)Math.Min(s.In(2), 100)),
        ["prmt"] = Permute,                                                    ["mov"] = s => s.Result = s.In(1),
    };

    // d = f(a, b, c) on each element; wraps, or saturates with .sat
    private static void Elements(Step s, Func<Int128, Int128, Int128, Int128> f)
    {
        if (s.Has("cc"))
        {
            Chain(s, f(s.In(1), s.In(2), 0));
            return;
        }
        PtxTypeInfo type = s.Type.Info();
        s.Result = Bits.ByElement(type.Lanes, type.ElementBits, element =>
        {
            Int128 Operand(int slot) => slot < s.Opcode.Form.Operands.Count ? Bits.Number(s.Type, element(s.In(slot))) : 0;
            Int128 value = f(Operand(1), Operand(2), Operand(3));
            return (ulong)(s.Has("sat") ? Bits.Saturate(s.Type, value) : value);
        });
    }

    private static Int128 Relu(Step s, Int128 value) => s.Has("relu") ? Int128.Max(value, 0) : value;

    // add.cc, addc, sub.cc, subc, mad.cc, madc: CC.CF is the carry, or the borrow, out of the register's bits
    private static void Chain(Step s, Int128 value)
    {
        int bits = s.BitsOf(1);
        bool takesCarry = s.Name is "addc" or "subc" or "madc";
        bool isDifference = s.Name is "sub" or "subc";
        Int128 a = s.In(1), b = s.In(2), carry = takesCarry && s.Carry ? 1 : 0;
        Int128 total = s.Name switch
        {
            "sub" or "subc" => a - b - carry,
            "mad" or "madc" => (Int128)(Product(s) & Bits.Mask(bits)) + (Int128)s.In(3) + carry,
            _               => a + b + carry,
        };
        s.Result = (ulong)total;
        if (s.Has("cc")) s.Carry = isDifference ? total < 0 : total >> bits != 0;
    }

    private static ulong Product(Step s)
    {
        Int128 product = 0;
        if (s.BitsOf(1) < 64) product = s.Number(1) * s.Number(2);
        else if (!s.Has("hi")) return s.In(1) * s.In(2);
        else
        {
            BigInteger wide = (BigInteger)s.Number(1) * (BigInteger)s.Number(2) >> 64;
            return (ulong)(wide & ulong.MaxValue);
        }
        return (ulong)(s.Has("hi") ? product >> s.BitsOf(1) : product);
    }

    private static void MultiplyAdd(Step s)
    {
        if (s.Has("cc")) Chain(s, 0);
        else if (s.Has("sat")) s.Result = (ulong)Bits.Saturate(s.Type, (Int128)(long)(int)Product(s) + s.Number(3));
        else s.Result = Product(s) + s.In(3);
    }

    // The low 24 bits of each operand, extended by the type's sign
    private static Int128 Low24(Step s, int slot)
    {
        long low = (long)(s.In(slot) & 0xffffff);
        return Bits.IsSigned(s.Type) && (low & 0x800000) != 0 ? low - 0x1000000 : low;
    }

    private static ulong Product24(Step s) => (ulong)(Low24(s, 1) * Low24(s, 2) >> (s.Has("hi") ? 16 : 0));

    private static void MultiplyAdd24(Step s) =>
        s.Result = s.Has("sat") ? (ulong)Bits.Saturate(s.Type, (Int128)(int)Product24(s) + s.Number(3)) : Product24(s) + s.In(3);

    // "Division by zero yields an unspecified, machine-specific value."
    private static void Divide(Step s, Func<Int128, Int128, Int128> f)
    {
        s.IsUndefined = s.In(2) == 0;
        if (!s.IsUndefined) s.Result = (ulong)f(s.Number(1), s.Number(2));
    }

    private static int LeadingZeros(ulong value, int bits)
    {
        int zeros = 0;
        while (zeros < bits && (value >> (bits - 1 - zeros) & 1) == 0) zeros++;
        return zeros;
    }

    private static void FindHighest(Step s)
    {
        int bits = s.BitsOf(1);
        ulong a = s.Number(1) < 0 ? ~s.In(1) & Bits.Mask(bits) : s.In(1);
        int highest = bits - 1 - LeadingZeros(a, bits);
        s.Result = highest < 0 ? 0xffffffff : (ulong)(s.Has("shiftamt") ? bits - 1 - highest : highest);
    }

    private static void FindNthSet(Step s)
    {
        ulong mask = s.In(1), start = s.In(2);
        int offset = (int)s.Number(3);
        s.IsUndefined = start > 31;
        s.Result = 0xffffffff;
        if (offset == 0)
        {
            if ((mask >> (int)start & 1) != 0) s.Result = start;
            return;
        }
        long count = Math.Abs((long)offset) - 1;
        for (int position = (int)start; position is >= 0 and < 32; position += Math.Sign(offset))
        {
            if ((mask >> position & 1) == 0 || count-- != 0) continue;
            s.Result = (ulong)position;
            return;
        }
    }

    private static ulong Reverse(ulong value, int bits)
    {
        ulong reversed = 0;
        for (int i = 0; i < bits; i++) reversed |= (value >> i & 1) << (bits - 1 - i);
        return reversed;
    }

    private static void Extract(Step s)
    {
        int msb = s.BitsOf(1) - 1, position = (int)(s.In(2) & 0xff), length = (int)(s.In(3) & 0xff);
        ulong a = s.In(1), sign = !Bits.IsSigned(s.Type) || length == 0 ? 0 : a >> Math.Min(position + length - 1, msb) & 1;
        for (int i = 0; i <= msb; i++) s.Result |= (i < length && position + i <= msb ? a >> (position + i) & 1 : sign) << i;
    }

    private static void Insert(Step s)
    {
        int msb = s.BitsOf(1) - 1, position = (int)(s.In(3) & 0xff), length = (int)(s.In(4) & 0xff);
        s.Result = s.In(2);
        for (int i = 0; i < length && position + i <= msb; i++)
            s.Result = s.Result & ~(1UL << (position + i)) | (s.In(1) >> i & 1) << (position + i);
    }

    private static void SignOrZeroExtend(Step s)
    {
        int b = (int)(s.In(2) & 31);
        bool isTooLarge = s.Has("clamp") && s.In(2) >= 32;
        uint mask = isTooLarge ? 0 : uint.MaxValue << b;
        bool sign = Bits.IsSigned(s.Type) && b > 0 && (s.In(1) >> (b - 1) & 1) != 0;
        s.Result = s.In(1) & ~mask | (sign ? mask : 0);
    }

    private static void Mask(Step s)
    {
        int a = (int)(s.In(1) & 31), b = (int)(s.In(2) & 31);
        bool clamp = s.Has("clamp");
        uint low = clamp && s.In(1) >= 32 ? 0 : uint.MaxValue << a;
        bool isOpen = a + b >= 32 || clamp && (s.In(1) >= 32 || s.In(2) >= 32);
        uint high = isOpen ? 0 : uint.MaxValue << (a + b);
        s.Result = low & ~high;
    }

    private static Int128 Piece(ulong word, int index, int bits, PtxType type)
    {
        ulong piece = word >> (index * bits) & Bits.Mask(bits);
        return Bits.IsSigned(type) && (piece >> (bits - 1)) != 0 ? (Int128)piece - ((Int128)1 << bits) : piece;
    }

    private static void DotProduct4(Step s)
    {
        Int128 sum = (Int128)s.In(3);
        for (int i = 0; i < 4; i++) sum += Piece(s.In(1), i, 8, s.Opcode.Types[0]) * Piece(s.In(2), i, 8, s.Opcode.Types[1]);
        s.Result = (ulong)sum;
    }

    private static void DotProduct2(Step s)
    {
        Int128 sum = (Int128)s.In(3);
        for (int i = 0; i < 2; i++) sum += Piece(s.In(1), i, 16, s.Opcode.Types[0]) * Piece(s.In(2), i + (s.Has("hi") ? 2 : 0), 8, s.Opcode.Types[1]);
        s.Result = (ulong)sum;
    }

    private static void Lop3(Step s)
    {
        for (int i = 0; i < 32; i++)
        {
            ulong index = (s.In(1) >> i & 1) << 2 | (s.In(2) >> i & 1) << 1 | s.In(3) >> i & 1;
            s.Result |= (s.In(4) >> (int)index & 1) << i;
        }
        if (s.Opcode.Form.Operands.Count > 5) s.Second = s.Has("or") ? s.Result != 0 | s.In(5) != 0 : s.Result != 0 & s.In(5) != 0;
    }

    private static void FunnelShift(Step s)
    {
        int n = (int)(s.Has("clamp") ? Math.Min(s.In(3), 32) : s.In(3) & 31);
        ulong both = s.In(2) << 32 | s.In(1);
        s.Result = s.Has("l") ? (ulong)((UInt128)both << n >> 32) : both >> n;
    }

    private static void Permute(Step s)
    {
        ulong both = s.In(2) << 32 | s.In(1), c = s.In(3);
        ulong Byte(ulong index) => both >> (int)(8 * (index & 7)) & 0xff;
        int mode = (int)(c & 3);
        for (int i = 0; i < 4; i++)
        {
            ulong nibble = c >> (4 * i) & 15;
            ulong piece = true switch
            {
                true when s.Has("f4e")  => Byte((ulong)(mode + i)),
                true when s.Has("b4e")  => Byte((ulong)(mode + 8 - i)),
                true when s.Has("rc8")  => Byte((ulong)mode),
                true when s.Has("ecl")  => Byte((ulong)Math.Max(i, mode)),
                true when s.Has("ecr")  => Byte((ulong)Math.Min(i, mode)),
                true when s.Has("rc16") => Byte((ulong)((mode & 1) * 2 + (i & 1))),
                _ => (nibble & 8) == 0 ? Byte(nibble) : (Byte(nibble) & 0x80) != 0 ? 0xffUL : 0,
            };
            s.Result |= piece << (8 * i);
        }
    }
}
