using System.Numerics;

namespace CudaBridge.Ptx.Tests;

/// <summary>Integer instructions against their sentences in the manual.</summary>
public sealed class IntegerNumericTests
{
    private static int S(ulong x) => (int)(uint)x;
    private static uint U(ulong x) => (uint)x;
    private static long L(ulong x) => (long)x;
    private static short H(ulong x) => (short)(ushort)x;
    private static ulong B(bool x) => x ? 1UL : 0;
    private static ulong W(long x) => (ulong)x;

    [Fact]
    public void Sums_products_and_quotients() => NumericHarness.Check(
    [
        new("add.u16 d, a, b;", "u16 u16 u16", (a, b, _) => a + b),
        new("add.s32 d, a, b;", "s32 s32 s32", (a, b, _) => a + b),
        new("add.u64 d, a, b;", "u64 u64 u64", (a, b, _) => a + b),
        new("add.sat.s32 d, a, b;", "s32 s32 s32", (a, b, _) => W(Math.Clamp((long)S(a) + S(b), int.MinValue, int.MaxValue))),
        new("sub.sat.s32 d, a, b;", "s32 s32 s32", (a, b, _) => W(Math.Clamp((long)S(a) - S(b), int.MinValue, int.MaxValue))),
        new("add.u16x2 d, a, b;", "b32 b32 b32", (a, b, _) => (a + b & 0xffff) | ((a >> 16) + (b >> 16) & 0xffff) << 16),
        new("sub.u32 d, a, b;", "u32 u32 u32", (a, b, _) => a - b),
        new("mul.lo.u16 d, a, b;", "u16 u16 u16", (a, b, _) => a * b),
        new("mul.hi.u16 d, a, b;", "u16 u16 u16", (a, b, _) => a * b >> 16),
        new("mul.hi.s16 d, a, b;", "s16 s16 s16", (a, b, _) => W(H(a) * H(b) >> 16)),
        new("mul.hi.u32 d, a, b;", "u32 u32 u32", (a, b, _) => a * b >> 32),
        new("mul.hi.s32 d, a, b;", "s32 s32 s32", (a, b, _) => W((long)S(a) * S(b) >> 32)),
        new("mul.hi.u64 d, a, b;", "u64 u64 u64", (a, b, _) => Math.BigMul(a, b, out ulong _)),
        new("mul.hi.s64 d, a, b;", "s64 s64 s64", (a, b, _) => W(Math.BigMul(L(a), L(b), out long _))),
        new("mul.wide.s16 d, a, b;", "s32 s16 s16", (a, b, _) => W(H(a) * H(b))),
        new("mul.wide.u32 d, a, b;", "u64 u32 u32", (a, b, _) => a * b),
        new("mul.wide.s32 d, a, b;", "s64 s32 s32", (a, b, _) => W((long)S(a) * S(b))),
        new("mad.lo.s32 d, a, b, c;", "s32 s32 s32 s32", (a, b, c) => a * b + c),
        new("mad.hi.u32 d, a, b, c;", "u32 u32 u32 u32", (a, b, c) => (a * b >> 32) + c),
        new("mad.hi.sat.s32 d, a, b, c;", "s32 s32 s32 s32", (a, b, c) => W(Math.Clamp(((long)S(a) * S(b) >> 32) + S(c), int.MinValue, int.MaxValue))),
        new("mad.wide.s32 d, a, b, c;", "s64 s32 s32 s64", (a, b, c) => W((long)S(a) * S(b)) + c),
        new("mad.wide.u16 d, a, b, c;", "u32 u16 u16 u32", (a, b, c) => a * b + c),
        new("mul24.lo.s32 d, a, b;", "s32 s32 s32", (a, b, _) => W((long)(S(a) << 8 >> 8) * (S(b) << 8 >> 8))),
        new("mul24.hi.u32 d, a, b;", "u32 u32 u32", (a, b, _) => (a & 0xffffff) * (b & 0xffffff) >> 16),
        new("mad24.lo.u32 d, a, b, c;", "u32 u32 u32 u32", (a, b, c) => (a & 0xffffff) * (b & 0xffffff) + c),
        new("sad.s32 d, a, b, c;", "s32 s32 s32 s32", (a, b, c) => W(Math.Abs((long)S(a) - S(b))) + c),
        new("sad.u16 d, a, b, c;", "u16 u16 u16 u16", (a, b, c) => (a > b ? a - b : b - a) + c),
        new("div.u32 d, a, b;", "u32 u32 u32", (a, b, _) => b == 0 ? ulong.MaxValue : a / b),
        new("div.s32 d, a, b;", "s32 s32 s32", (a, b, _) => b == 0 ? ulong.MaxValue : W((long)S(a) / S(b))),
        new("rem.s32 d, a, b;", "s32 s32 s32", (a, b, _) => b == 0 ? a : W((long)S(a) % S(b))),
        new("rem.u64 d, a, b;", "u64 u64 u64", (a, b, _) => b == 0 ? a : a % b),
        new("div.s64 d, a, b;", "s64 s64 s64", (a, b, _) => b == 0 ? ulong.MaxValue : L(b) == -1 ? 0 - a : W(L(a) / L(b))),
        new("abs.s32 d, a;", "s32 s32", (a, _, _) => W(Math.Abs((long)S(a)))),
        new("neg.s64 d, a;", "s64 s64", (a, _, _) => 0 - a),
        new("min.s16 d, a, b;", "s16 s16 s16", (a, b, _) => W(Math.Min(H(a), H(b)))),
        new("max.u64 d, a, b;", "u64 u64 u64", (a, b, _) => Math.Max(a, b)),
        new("max.relu.s32 d, a, b;", "s32 s32 s32", (a, b, _) => W(Math.Max(0, Math.Max(S(a), S(b))))),
        new("min.s16x2 d, a, b;", "b32 b32 b32", (a, b, _) => (ulong)(ushort)Math.Min(H(a), H(b)) | (ulong)(ushort)Math.Min(H(a >> 16), H(b >> 16)) << 16),
    ]);

    [Fact]
    public void Carries_run_through_chains() => NumericHarness.Check(
    [
        new("{ add.cc.u32 r0, a, b; addc.u32 d, c, 0; }", "u32 u32 u32 u32", (a, b, c) => c + (a + b >> 32)),
        new("{ sub.cc.u32 r0, a, b; subc.u32 d, c, 0; }", "u32 u32 u32 u32", (a, b, c) => c - B(a < b)),
        new("{ add.cc.u64 l0, a, b; addc.cc.u64 l1, c, b; addc.u64 d, 0, 0; }", "u64 u64 u64 u64", (a, b, c) => (ulong)((UInt128)c + b + (a + b < a ? 1UL : 0) >> 64)),
        new("{ mad.lo.cc.u32 r0, a, b, c; madc.hi.u32 d, a, b, 0; }", "u32 u32 u32 u32", (a, b, c) => a * b + c >> 32),
        new("{ mad.lo.cc.u32 r0, a, b, c; madc.hi.cc.u32 r1, a, b, c; addc.u32 d, 0, 0; }", "u32 u32 u32 u32",
            (a, b, c) => (ulong)(((UInt128)(a * b) + c + ((UInt128)c << 32)) >> 64)),
        new("{ sub.cc.s32 r0, a, b; subc.cc.s32 r1, b, a; subc.s32 d, 0, 0; }", "s32 s32 s32", (a, b, _) => 0 - B((Int128)(long)b - (long)a - (long)B(a < b) < 0)),
    ]);

    [Fact]
    public void Bits_are_counted_found_and_moved() => NumericHarness.Check(
    [
        new("popc.b32 d, a;", "u32 b32", (a, _, _) => (ulong)BitOperations.PopCount(a)),
        new("popc.b64 d, a;", "u32 b64", (a, _, _) => (ulong)BitOperations.PopCount(a)),
        new("clz.b32 d, a;", "u32 b32", (a, _, _) => (ulong)BitOperations.LeadingZeroCount(U(a))),
        new("clz.b64 d, a;", "u32 b64", (a, _, _) => (ulong)BitOperations.LeadingZeroCount(a)),
        new("bfind.u32 d, a;", "u32 u32", (a, _, _) => a == 0 ? ulong.MaxValue : (ulong)BitOperations.Log2(U(a))),
        new("bfind.s64 d, a;", "u32 s64", (a, _, _) => Highest(L(a) < 0 ? ~a : a)),
        new("bfind.shiftamt.s32 d, a;", "u32 s32", (a, _, _) => Highest(U(S(a) < 0 ? ~a : a)) is ulong.MaxValue ? ulong.MaxValue : 31 - Highest(U(S(a) < 0 ? ~a : a))),
        new("brev.b32 d, a;", "b32 b32", (a, _, _) => Reversed(a, 32)),
        new("brev.b64 d, a;", "b64 b64", (a, _, _) => Reversed(a, 64)),
        new("bfe.u32 d, a, b, c;", "u32 u32 u32 u32", (a, b, c) => Extracted(a, b, c, 32, signed: false)),
        new("bfe.s32 d, a, b, c;", "s32 s32 u32 u32", (a, b, c) => Extracted(a, b, c, 32, signed: true)),
        new("bfe.u64 d, a, b, c;", "u64 u64 u32 u32", (a, b, c) => Extracted(a, b, c, 64, signed: false)),
        new("bfe.s64 d, a, b, c;", "s64 s64 u32 u32", (a, b, c) => Extracted(a, b, c, 64, signed: true)),
        new("bfi.b32 d, a, b, c, 11;", "b32 b32 b32 u32", (a, b, c) => Inserted(a, b, c, 11, 32)),
        new("bfi.b64 d, a, b, c, 40;", "b64 b64 b64 u32", (a, b, c) => Inserted(a, b, c, 40, 64)),
        new("szext.wrap.s32 d, a, b;", "s32 s32 u32", (a, b, _) => (b & 31) == 0 ? 0 : W(S(a) << (int)(32 - (b & 31)) >> (int)(32 - (b & 31)))),
        new("szext.clamp.u32 d, a, b;", "u32 u32 u32", (a, b, _) => b >= 32 ? a : a & (1UL << (int)b) - 1),
        new("bmsk.clamp.b32 d, a, b;", "b32 u32 u32", (a, b, _) => a >= 32 ? 0 : (b >= 32 ? ulong.MaxValue : (1UL << (int)b) - 1) << (int)a),
        new("dp4a.u32.s32 d, a, b, c;", "b32 b32 b32 b32", (a, b, c) => c + W(Enumerable.Range(0, 4).Sum(i => (int)(byte)(a >> 8 * i) * (sbyte)(b >> 8 * i)))),
        new("dp2a.hi.s32.u32 d, a, b, c;", "b32 b32 b32 b32", (a, b, c) => c + W(Enumerable.Range(0, 2).Sum(i => H(a >> 16 * i) * (byte)(b >> 16 + 8 * i)))),
        new("prmt.b32 d, a, b, c;", "b32 b32 b32 u32", (a, b, c) => Permuted(a, b, c)),
        new("prmt.b32.f4e d, a, b, c;", "b32 b32 b32 u32", (a, b, c) => (b << 32 | a) >> (int)(8 * (c & 3))),
        new("prmt.b32.rc16 d, a, b, c;", "b32 b32 b32 u32", (a, _, c) => (a >> (int)(16 * (c & 1)) & 0xffff) * 0x10001),
        new("fns.b32 d, a, 0, 3;", "b32 b32", (a, _, _) => NthSet(a, 3)),
    ]);

    [Fact]
    public void Logic_and_shifts() => NumericHarness.Check(
    [
        new("cnot.b32 d, a;", "b32 b32", (a, _, _) => B(a == 0)),
        new("not.b16 d, a;", "b16 b16", (a, _, _) => ~a),
        new("shl.b32 d, a, b;", "b32 b32 u32", (a, b, _) => b < 32 ? a << (int)b : 0),
        new("shl.b64 d, a, b;", "b64 b64 u32", (a, b, _) => b < 64 ? a << (int)b : 0),
        new("shr.u16 d, a, b;", "u16 u16 u32", (a, b, _) => b < 16 ? a >> (int)b : 0),
        new("shr.s16 d, a, b;", "s16 s16 u32", (a, b, _) => W(H(a) >> (int)Math.Min(b, 15))),
        new("shr.s32 d, a, b;", "s32 s32 u32", (a, b, _) => W(S(a) >> (int)Math.Min(b, 31))),
        new("shr.s64 d, a, b;", "s64 s64 u32", (a, b, _) => W(L(a) >> (int)Math.Min(b, 63))),
        new("shf.l.wrap.b32 d, a, b, c;", "b32 b32 b32 u32", (a, b, c) => (b << 32 | a) << (int)(c & 31) >> 32),
        new("shf.r.wrap.b32 d, a, b, c;", "b32 b32 b32 u32", (a, b, c) => (b << 32 | a) >> (int)(c & 31)),
        new("shf.l.clamp.b32 d, a, b, c;", "b32 b32 b32 u32", (a, b, c) => c >= 32 ? a : (b << 32 | a) << (int)c >> 32),
        new("shf.r.clamp.b32 d, a, b, c;", "b32 b32 b32 u32", (a, b, c) => c >= 32 ? b : (b << 32 | a) >> (int)c),
        .. new[] { 0x00, 0x1b, 0x3c, 0x80, 0x96, 0xc0, 0xca, 0xd8, 0xe8, 0xf0, 0xfe, 0xff, 0x69, 0x17, 0x2d, 0x5a }
            .Select(table => new NumericCase($"lop3.b32 d, a, b, c, {table};", "b32 b32 b32 b32", (a, b, c) => Looked(a, b, c, table))),
        new("{ setp.ne.u32 q, c, 0; lop3.and.b32 r0|p, a, b, c, 0x80, q; selp.u32 d, 1, 0, p; }", "u32 b32 b32 b32", (a, b, c) => B((a & b & c) != 0 && c != 0)),
    ]);

    [Fact]
    public void Comparisons_and_selection() => NumericHarness.Check(
    [
        new("set.lt.u32.s32 d, a, b;", "u32 s32 s32", (a, b, _) => S(a) < S(b) ? ulong.MaxValue : 0),
        new("set.hi.f32.u32 d, a, b;", "b32 u32 u32", (a, b, _) => a > b ? 0x3f800000UL : 0),
        new("{ setp.ge.s16 p, a, b; selp.u32 d, 5, 9, p; }", "u32 s16 s16", (a, b, _) => H(a) >= H(b) ? 5UL : 9),
        new("{ setp.ne.u32 s, c, 0; setp.lt.and.u32 p|q, a, b, s; selp.u32 r0, 2, 0, p; selp.u32 r1, 1, 0, q; or.b32 d, r0, r1; }", "u32 u32 u32 u32",
            (a, b, c) => B(a < b && c != 0) * 2 + B(a >= b && c != 0)),
        new("{ setp.eq.u32 s, c, 0; setp.le.xor.s32 p, a, b, !s; selp.u32 d, 1, 0, p; }", "u32 s32 s32 s32", (a, b, c) => B(S(a) <= S(b) ^ c != 0)),
        new("slct.u32.s32 d, a, b, c;", "u32 u32 u32 s32", (a, b, c) => S(c) >= 0 ? a : b),
        new("{ setp.lt.u32 p, a, b; @p mov.u32 d, a; @!p mov.u32 d, b; }", "u32 u32 u32", (a, b, _) => Math.Min(a, b)),
    ]);

    [Fact]
    public void Loops_scopes_and_tables() => NumericHarness.Check(
    [
        new("{ mov.u32 d, 0; and.b32 r0, a, 15; LOOP: setp.eq.u32 p, r0, 0; @p bra DONE; add.u32 d, d, b; sub.u32 r0, r0, 1; bra LOOP; DONE: }", "u32 u32 u32", (a, b, _) => (a & 15) * b),
        new("{ .reg .u32 r0; mov.u32 r0, a; { .reg .u32 r0; mov.u32 r0, b; } mov.u32 d, r0; }", "u32 u32 u32", (a, _, _) => a),
        new("{ and.b32 r0, a, 1; ts: .branchtargets ZERO, ONE; brx.idx r0, ts; ZERO: mov.u32 d, 10; bra END; ONE: mov.u32 d, 20; END: }", "u32 u32", (a, _, _) => (a & 1) == 0 ? 10UL : 20),
        new("{ .reg .b32 x<3>; mov.u32 x0, a; add.u32 x2, x0, b; mov.u32 d, x2; }", "u32 u32 u32", (a, b, _) => a + b),
        new("{ .local .align 4 .b8 buffer[16]; st.local.u32 [buffer+4], a; ld.local.u8 r0, [buffer+6]; mov.u32 d, r0; }", "u32 u32", (a, _, _) => a >> 16 & 255),
    ]);

    [Fact]
    public void Moves_pack_and_unpack() => NumericHarness.Check(
    [
        new("mov.b64 d, {a, b};", "b64 b32 b32", (a, b, _) => b << 32 | a),
        new("{ mov.b64 {r0, d}, a; }", "b32 b64", (a, _, _) => a >> 32),
        new("{ mov.b32 {h0, h1}, a; mov.b32 d, {h1, h0}; }", "b32 b32", (a, _, _) => a << 16 | a >> 16),
        new("{ mov.b32 {c0, c1, c2, c3}, a; mov.b32 d, {c3, c2, c1, c0}; }", "b32 b32", (a, _, _) => System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(U(a))),
        new("mov.u32 d, 0xdeadbeef;", "u32 u32", (_, _, _) => 0xdeadbeef),
        new("mov.b32 d, 0f3F800000;", "b32 u32", (_, _, _) => 0x3f800000),
        new("add.u64 d, a, -1;", "u64 u64", (a, _, _) => a - 1),
    ]);

    [Fact]
    public void Video_instructions() => NumericHarness.Check(
    [
        new("vadd.s32.u32.s32.sat d, a.b1, b.h1;", "s32 b32 b32", (a, b, _) => W((long)(a >> 8 & 255) + H(b >> 16))),
        new("vadd.u32.u32.u32.sat d, a, b;", "u32 b32 b32", (a, b, _) => Math.Min(a + b, uint.MaxValue)),
        new("vsub.s32.s32.s32.sat.max d, a, b, c;", "s32 b32 b32 b32", (a, b, c) => W(Math.Max(Math.Clamp((long)S(a) - S(b), int.MinValue, int.MaxValue), S(c)))),
        new("vabsdiff.u32.u32.u32.add d, a.b0, b.b3, c;", "u32 b32 b32 b32", (a, b, c) => W(Math.Abs((long)(a & 255) - (long)(b >> 24))) + c),
        new("vmin.s32.s32.u32 d, a.h0, b.b2;", "s32 b32 b32", (a, b, _) => W(Math.Min(H(a), (int)(b >> 16 & 255)))),
        new("vmax.u32.u32.u32 d.h1, a, b, c;", "u32 b32 b32 b32", (a, b, c) => (Math.Max(a, b) & 0xffff) << 16 | c & 0xffff),
        new("vshl.u32.u32.u32.clamp d, a, b;", "u32 b32 b32", (a, b, _) => b >= 32 ? 0 : a << (int)b),
        new("vshr.s32.s32.u32.wrap d, a, b;", "s32 b32 b32", (a, b, _) => W(S(a) >> (int)(b & 31))),
        new("vshl.u32.u32.u32.sat.clamp d, a, b;", "u32 b32 b32", (a, b, _) => (ulong)UInt128.Min((UInt128)a << (int)Math.Min(b, 32), uint.MaxValue)),
        new("vmad.s32.s32.s32.shr7 d, a.h0, -b.h0, c;", "s32 b32 b32 b32", (a, b, c) => W(-(long)H(a) * H(b) + S(c) >> 7)),
        new("vmad.u32.u32.u32.po.sat d, a, b, c;", "u32 b32 b32 b32", (a, b, c) => (ulong)UInt128.Min((UInt128)a * b + c + 1, uint.MaxValue)),
        new("vset.s32.u32.lt d, a.b0, b;", "u32 b32 b32", (a, b, _) => B((sbyte)a < (long)b)),
        new("vadd2.s32.s32.s32.sat d, a, b, c;", "b32 b32 b32 b32", (a, b, _) => Halves(i => Math.Clamp(H(a >> i) + H(b >> i), short.MinValue, short.MaxValue))),
        new("vsub4.u32.u32.u32.sat d, a, b, c;", "b32 b32 b32 b32", (a, b, _) => Bytes(i => Math.Clamp((int)(byte)(a >> i) - (byte)(b >> i), 0, 255))),
        new("vavrg4.u32.u32.u32 d, a, b, c;", "b32 b32 b32 b32", (a, b, _) => Bytes(i => ((byte)(a >> i) + (byte)(b >> i) + 1) >> 1)),
        new("vabsdiff4.u32.u32.u32.add d, a, b, c;", "b32 b32 b32 b32", (a, b, c) => c + (ulong)Enumerable.Range(0, 4).Sum(i => Math.Abs((byte)(a >> 8 * i) - (byte)(b >> 8 * i)))),
        new("vmax4.s32.s32.s32 d.b20, a, b, c;", "b32 b32 b32 b32", (a, b, c) => Bytes(i => i is 0 or 16 ? Math.Max((sbyte)(a >> i), (sbyte)(b >> i)) : (byte)(c >> i))),
        new("vset2.u32.u32.ge d, a, b, c;", "b32 b32 b32 b32", (a, b, _) => Halves(i => (ushort)(a >> i) >= (ushort)(b >> i) ? 1 : 0)),
        new("vadd2.u32.u32.u32 d, a.h01, b.h13, c;", "b32 b32 b32 b32", (a, b, _) => ((a >> 16) + (b >> 16) & 0xffff) | ((a & 0xffff) + (a >> 16) & 0xffff) << 16),
    ]);

    [Fact]
    public void Integer_conversions() => NumericHarness.Check(
    [
        new("cvt.s32.s8 d, a;", "s32 b32", (a, _, _) => W((sbyte)a)),
        new("cvt.u32.u8 d, a;", "u32 b32", (a, _, _) => a & 255),
        new("cvt.s64.s32 d, a;", "s64 s32", (a, _, _) => W(S(a))),
        new("cvt.u64.u32 d, a;", "u64 u32", (a, _, _) => a),
        new("cvt.u16.s64 d, a;", "u16 s64", (a, _, _) => a),
        new("cvt.s8.s32 d, a;", "s32 s32", (a, _, _) => W((sbyte)a)),
        new("cvt.sat.u8.s32 d, a;", "u32 s32", (a, _, _) => W(Math.Clamp(S(a), 0, 255))),
        new("cvt.sat.s32.u32 d, a;", "s32 u32", (a, _, _) => Math.Min(a, int.MaxValue)),
        new("cvt.sat.s32.s64 d, a;", "s32 s64", (a, _, _) => W(Math.Clamp(L(a), int.MinValue, int.MaxValue))),
        new("cvt.sat.u64.s64 d, a;", "u64 s64", (a, _, _) => W(Math.Max(L(a), 0))),
        new("cvt.pack.sat.s16.s32 d, a, b;", "b32 s32 s32", (a, b, _) => (ulong)(ushort)Math.Clamp(S(a), short.MinValue, short.MaxValue) << 16 | (ushort)Math.Clamp(S(b), short.MinValue, short.MaxValue)),
        new("cvt.pack.sat.u8.s32.b32 d, a, b, c;", "b32 s32 s32 b32", (a, b, c) => c << 16 | W(Math.Clamp(S(a), 0, 255)) << 8 | W(Math.Clamp(S(b), 0, 255))),
    ]);

    private static ulong Highest(ulong a) => a == 0 ? ulong.MaxValue : (ulong)BitOperations.Log2(a);

    private static ulong Reversed(ulong a, int width)
    {
        ulong result = 0;
        for (int i = 0; i < width; i++) result |= (a >> i & 1) << (width - 1 - i);
        return result;
    }

    // The pseudo code of the manual's bfe.
    private static ulong Extracted(ulong a, ulong b, ulong c, int width, bool signed)
    {
        int position = (int)(b & 255), length = (int)(c & 255), most = width - 1;
        ulong sign = !signed || length == 0 ? 0 : a >> Math.Min(position + length - 1, most) & 1;
        ulong result = 0;
        for (int i = 0; i <= most; i++) result |= (i < length && position + i <= most ? a >> position + i & 1 : sign) << i;
        return result;
    }

    private static ulong Inserted(ulong a, ulong b, ulong c, int length, int width)
    {
        int position = (int)(c & 255);
        ulong result = b;
        for (int i = 0; i < length && position + i < width; i++) result = result & ~(1UL << position + i) | (a >> i & 1) << position + i;
        return result;
    }

    private static ulong Permuted(ulong a, ulong b, ulong c)
    {
        ulong bytes = b << 32 | a, result = 0;
        for (int i = 0; i < 4; i++)
        {
            int selector = (int)(c >> 4 * i & 15);
            ulong value = bytes >> 8 * (selector & 7) & 255;
            result |= (selector < 8 ? value : value >= 128 ? 255UL : 0) << 8 * i;
        }
        return result;
    }

    private static ulong NthSet(ulong a, int n)
    {
        for (int i = 0; i < 32; i++)
            if ((a >> i & 1) != 0 && --n == 0) return (ulong)i;
        return ulong.MaxValue;
    }

    private static ulong Looked(ulong a, ulong b, ulong c, int table)
    {
        ulong result = 0;
        for (int i = 0; i < 32; i++) result |= (ulong)(table >> (int)((a >> i & 1) << 2 | (b >> i & 1) << 1 | c >> i & 1) & 1) << i;
        return result;
    }

    private static ulong Halves(Func<int, int> value) => (ulong)(ushort)value(0) | (ulong)(ushort)value(16) << 16;

    private static ulong Bytes(Func<int, int> value) => (ulong)(byte)value(0) | (ulong)(byte)value(8) << 8 | (ulong)(byte)value(16) << 16 | (ulong)(byte)value(24) << 24;
}
