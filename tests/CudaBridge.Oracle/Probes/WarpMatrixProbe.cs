using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

/// <summary>
/// PTX ISA 9.7.14.4: wmma. Fragments are opaque, so each instruction is tried together with the others: load A, B and C, multiply, store D. What the
/// instruction does not say about the others is row-major (of 4-bit and 1-bit numbers what is legal), in global memory.
/// </summary>
internal sealed class WarpMatrixProbe : IProbe
{
    private const int Lanes = WarpMeaning.Lanes, SegmentBytes = 2048, SegmentWords = SegmentBytes / 8 / Lanes;

    private readonly int _m, _n, _k;
    private readonly PtxType _factor, _sum, _result;
    private readonly bool _hasStride;
    private readonly Tile _a, _b, _c, _d;

    /// <param name="Stride">Elements from a row, or column, to the next.</param>
    private readonly record struct Tile(int Rows, int Columns, PtxType Type, bool IsRowMajor, int Stride, bool IsShared)
    {
        public int Bits => MatrixProbe.BitsOf(Type);

        public int BitAt(int row, int column) => (IsRowMajor ? row * Stride + column : column * Stride + row) * Bits;
    }

    private WarpMatrixProbe(Opcode opcode, bool hasStride)
    {
        (Opcode, _hasStride) = (opcode, hasStride);
        int[] shape = MatrixProbe.ShapeOf(opcode);
        (_m, _n, _k) = (shape[0], shape[1], shape[2]);
        bool isProduct = opcode.Has("mma");
        (_factor, _sum) = isProduct ? (opcode.Types.Count == 2 ? PtxType.F16 : opcode.Types[1], opcode.Types[^1])
            : opcode.Has("a") || opcode.Has("b") ? (opcode.Types[0], SumOf(opcode.Types[0])) : (FactorOf(opcode.Types[0], shape), opcode.Types[0]);
        _result = isProduct ? opcode.Types[0] : _sum;
        string[] layouts = [.. opcode.Words.Where(word => word is "row" or "col")];
        bool onlyStandard = MatrixProbe.BitsOf(_factor) < 8;
        string LayoutOf(char which, string otherwise) => isProduct ? which switch { 'a' => layouts[0], 'b' => layouts[1], _ => otherwise } : opcode.Has(which.ToString()) ? layouts[0] : otherwise;
        Tile TileOf(char which, int rows, int columns, PtxType type, string otherwise)
        {
            bool isRow = LayoutOf(which, otherwise) == "row", isTried = !isProduct && opcode.Has(which.ToString());
            int least = isRow ? columns : rows;
            // Some way beyond the least stride, by as much as keeps rows aligned.
            int stride = isTried && hasStride ? least + 128 / MatrixProbe.BitsOf(type) : least;
            return new(rows, columns, type, isRow, stride, isTried && opcode.Words.Any(word => word.StartsWith("shared", StringComparison.Ordinal)));
        }
        _a = TileOf('a', _m, _k, _factor, "row");
        _b = TileOf('b', _k, _n, _factor, onlyStandard ? "col" : "row");
        _c = TileOf('c', _m, _n, _sum, "row");
        _d = TileOf('d', _m, _n, _result, "row");
    }

    public Opcode Opcode { get; }

    public int InputWords => 3 * SegmentWords;

    public int OutputWords => SegmentWords;

    public static WarpMatrixProbe? Of(Instruction instruction) =>
        instruction.Opcode.Name == "wmma" ? new(instruction.Opcode, instruction.Operands.Count == 3) : null;

    private static PtxType SumOf(PtxType factor) => factor.Info().Class != PtxTypeClass.Float ? PtxType.S32 : factor == PtxType.F64 ? PtxType.F64 : PtxType.F32;

    private static PtxType FactorOf(PtxType sum, int[] shape) => (sum, shape[2]) switch
    {
        (PtxType.F16, _)   => PtxType.F16,
        (PtxType.F64, _)   => PtxType.F64,
        (PtxType.F32, 8)   => PtxType.Tf32,
        (PtxType.F32, _)   => PtxType.Bf16,
        (_, 32)            => PtxType.S4,
        (_, 128)           => PtxType.B1,
        _                  => PtxType.S8,
    };

    private string ShapeText => string.Create(CultureInfo.InvariantCulture, $"m{_m}n{_n}k{_k}");

    private static string LayoutText(Tile tile) => tile.IsRowMajor ? "row" : "col";

    private string ProductText => Opcode.Has("mma") ? Opcode.Text
        : _factor == PtxType.F16 ? $"wmma.mma.sync.aligned.{LayoutText(_a)}.{LayoutText(_b)}.{ShapeText}.{_result.Name()}.{_sum.Name()}"
        : _factor == PtxType.B1 ? $"wmma.mma.and.popc.sync.aligned.row.col.{ShapeText}.s32.b1.b1.s32"
        : $"wmma.mma.sync.aligned.{LayoutText(_a)}.{LayoutText(_b)}.{ShapeText}.{_result.Name()}.{_factor.Name()}.{_factor.Name()}.{_sum.Name()}";

    private int Registers(char which) => which switch
    {
        'a' or 'b' when _factor == PtxType.F16 => 8,
        'a' => RegistersOf(_a),
        'b' => RegistersOf(_b),
        'c' => RegistersOf(_c),
        _   => RegistersOf(_d),
    };

    private static int RegisterBits(Tile tile) => Math.Max(32, tile.Bits);

    private static int RegistersOf(Tile tile) => tile.Rows * tile.Columns * tile.Bits / Lanes / RegisterBits(tile);

    private string List(char which) => $"{{{string.Join(", ", Enumerable.Range(0, Registers(which)).Select(i => $"%{which}{i}"))}}}";

    public string Kernel(string name)
    {
        StringBuilder text = new(KernelText.Open(name, InputWords, OutputWords));
        // %matrix: the warp's first byte of input, %result: of output; the same in shared memory.
        text.Append(CultureInfo.InvariantCulture, $$"""
            	.reg .b64 %matrix, %result, %place, %cell; .reg .b32 %lane, %warp, %stride;
            	.shared .align 128 .b8 tiles[{{2 * SegmentBytes}}];
            	and.b32 %lane, %thread, 31; shr.u32 %warp, %thread, 5;
            	mul.wide.u32 %place, %lane, {{InputWords * 8}}; sub.u64 %matrix, %in, %place;
            	mul.wide.u32 %place, %lane, {{OutputWords * 8}}; sub.u64 %result, %out, %place;
            	mov.u64 %place, tiles; mad.wide.u32 %place, %warp, {{SegmentBytes}}, %place;
            	mad.wide.u32 %cell, %lane, {{SegmentWords * 8}}, %place;

            """);
        Load(text, 'a', _a, 0);
        Load(text, 'b', _b, 1);
        Load(text, 'c', _c, 2);
        text.Append(CultureInfo.InvariantCulture, $"\t.reg .b{RegisterBits(_d)} %d<{Registers('d')}>;\n\t{ProductText} {List('d')}, {List('a')}, {List('b')}, {List('c')};\n");
        Store(text);
        return text.Append(KernelText.Close).ToString();
    }

    private void Load(StringBuilder text, char which, Tile tile, int segment)
    {
        int offset = segment * SegmentBytes;
        text.Append(CultureInfo.InvariantCulture, $"\t.reg .b{RegisterBits(tile)} %{which}<{Registers(which)}>;\n");
        // Lane i copies the i-th piece of the segment.
        if (tile.IsShared)
            text.Append(CultureInfo.InvariantCulture, $"\tmad.wide.u32 %y, %lane, {SegmentWords * 8}, %matrix;\n");
        for (int i = 0; i < SegmentWords && tile.IsShared; i++) text.Append(CultureInfo.InvariantCulture, $"\tld.global.u64 %x, [%y+{offset + 8 * i}]; st.shared.u64 [%cell+{8 * i}], %x;\n");
        if (tile.IsShared) text.Append("\tbar.warp.sync 0xffffffff;\n");
        string opcode = Opcode.Has("load") && Opcode.Has(which.ToString()) ? Opcode.Text : $"wmma.load.{which}.sync.aligned.{LayoutText(tile)}.{ShapeText}.global.{tile.Type.Name()}";
        text.Append(CultureInfo.InvariantCulture, $"\t{opcode} {List(which)}, {(tile.IsShared ? "[%place]" : $"[%matrix+{offset}]")}{StrideText(opcode == Opcode.Text, tile)};\n");
    }

    private string StrideText(bool isTried, Tile tile) => isTried && _hasStride ? string.Create(CultureInfo.InvariantCulture, $", {tile.Stride}") : "";

    private void Store(StringBuilder text)
    {
        bool isTried = Opcode.Has("store");
        string opcode = isTried ? Opcode.Text : $"wmma.store.d.sync.aligned.row.{ShapeText}.global.{_result.Name()}";
        for (int i = 0; i < SegmentWords && _d.IsShared; i++) text.Append(CultureInfo.InvariantCulture, $"\tst.shared.u64 [%cell+{8 * i}], 0;\n");
        if (_d.IsShared) text.Append("\tbar.warp.sync 0xffffffff;\n");
        text.Append(CultureInfo.InvariantCulture, $"\t{opcode} [{(_d.IsShared ? "%place" : "%result")}], {List('d')}{StrideText(isTried, _d)};\n");
        if (_d.IsShared) text.Append("\tbar.warp.sync 0xffffffff;\n");
        for (int i = 0; i < SegmentWords && _d.IsShared; i++) text.Append(CultureInfo.InvariantCulture, $"\tld.shared.u64 %x, [%cell+{8 * i}]; st.global.u64 [%out+{8 * i}], %x;\n");
    }

    public IEnumerable<ulong[]> Rows(int count)
    {
        Random random = new(Opcode.Text.Length * 7919 + 13);
        for (int warp = 0; warp < (count + Lanes - 1) / Lanes; warp++)
        {
            ulong[] memory = new ulong[Lanes * InputWords];
            Fill(random, MemoryMarshal.AsBytes(memory.AsSpan()), _a, 0);
            Fill(random, MemoryMarshal.AsBytes(memory.AsSpan()), _b, 1);
            Fill(random, MemoryMarshal.AsBytes(memory.AsSpan()), _c, 2);
            for (int lane = 0; lane < Lanes; lane++) yield return memory[(lane * InputWords)..((lane + 1) * InputWords)];
        }
    }

    private void Fill(Random random, Span<byte> memory, Tile tile, int segment)
    {
        for (int row = 0; row < tile.Rows; row++)
            for (int column = 0; column < tile.Columns; column++)
                Put(memory[(segment * SegmentBytes)..], tile.BitAt(row, column), tile.Bits, Number(random, tile, isSum: segment == 2));
    }

    private ulong Number(Random random, Tile tile, bool isSum)
    {
        bool saturates = Opcode.Has("satfinite");
        // What saturation is for: infinities and NaN. Sums near the largest number would depend on the order of additions.
        if (isSum && saturates && tile.Type.Info().Class == PtxTypeClass.Float && random.Next(8) == 0)
            return random.Next(3) switch { 0 => Format.Of(tile.Type).NaN, 1 => Format.Of(tile.Type).Infinity, _ => Format.Of(tile.Type).Infinity | Format.Of(tile.Type).SignBit };
        // Rounding down, the sign of a sum of zero would depend on the order of additions, too.
        if (isSum && Opcode.Has("rm")) return BitConverter.DoubleToUInt64Bits(random.Next(100, 200));
        return MatrixProbe.Number(random, tile.Type, tile.Bits, saturates);
    }

    private static void Put(Span<byte> memory, int bit, int bits, ulong value)
    {
        if (bits < 8) memory[bit / 8] |= (byte)(value << bit % 8);
        else for (int i = 0; i < bits / 8; i++) memory[bit / 8 + i] = (byte)(value >> 8 * i);
    }

    private static ulong Get(ReadOnlySpan<byte> memory, int bit, int bits)
    {
        if (bits < 8) return (ulong)memory[bit / 8] >> bit % 8 & Bits.Mask(bits);
        ulong value = 0;
        for (int i = 0; i < bits / 8; i++) value |= (ulong)memory[bit / 8 + i] << 8 * i;
        return value;
    }

    public Expected[][] Expect(ulong[][] warp)
    {
        byte[] memory = MemoryMarshal.AsBytes<ulong>(warp.SelectMany(row => row).ToArray()).ToArray(), results = new byte[SegmentBytes];
        for (int row = 0; row < _m; row++)
            for (int column = 0; column < _n; column++)
                Put(results, _d.BitAt(row, column), _d.Bits, ResultOf(memory, row, column));
        Format? format = _result.Info().Class == PtxTypeClass.Float ? Format.Of(_result) : null;
        return [.. Enumerable.Range(0, Lanes).Select(lane => Enumerable.Range(0, SegmentWords)
            .Select(i => new Expected(BinaryPrimitives.ReadUInt64LittleEndian(results.AsSpan((lane * SegmentWords + i) * 8)), ulong.MaxValue, format)).ToArray())];
    }

    private ulong ResultOf(byte[] memory, int row, int column)
    {
        ulong start = Get(memory.AsSpan(2 * SegmentBytes), _c.BitAt(row, column), _c.Bits);
        if (_sum.Info().Class == PtxTypeClass.Float)
        {
            Format f = Format.Of(_sum), to = Format.Of(_result);
            if (f.IsNaN(start)) return 0;
            if (f.IsInfinite(start)) return to.Largest | (f.IsNegative(start) ? to.SignBit : 0);
        }
        long sum = MatrixProbe.Value(_sum, start, 0);
        for (int k = 0; k < _k; k++)
        {
            ulong left = Get(memory, _a.BitAt(row, k), _a.Bits), right = Get(memory.AsSpan(SegmentBytes), _b.BitAt(k, column), _b.Bits);
            long a = MatrixProbe.Value(_factor, left, 0), b = MatrixProbe.Value(_factor, right, 0);
            sum += Opcode.Has("xor") ? a ^ b : a * b;
        }
        if (_result.Info().Class == PtxTypeClass.Float) return new Exact(sum, 0).Round(Format.Of(_result), Rounding.Nearest);
        return (uint)(Opcode.Has("satfinite") ? Math.Clamp(sum, int.MinValue, int.MaxValue) : sum);
    }

    public string Describe(ulong[] row) => string.Create(CultureInfo.InvariantCulture, $"a=0x{row[0]:x} … of this lane's part of the memory");
}
