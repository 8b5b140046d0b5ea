using System.Globalization;
using System.Text;
using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

/// <summary>
/// mma, dense and sparse: D = A × B + C of a warp. Operands are small whole numbers, so that every order of additions gives the same bits: the manual leaves order and
/// intermediate rounding open.
/// </summary>
internal sealed class MatrixProbe : IProbe
{
    private const int Lanes = WarpMeaning.Lanes, MostRegisters = 8, MetadataWord = 3 * MostRegisters;

    private readonly int _m, _n, _k;
    private readonly PtxType _result, _a, _b, _sum;
    private readonly SparseLayout? _sparse;

    private MatrixProbe(Opcode opcode, int m, int n, int k)
    {
        (Opcode, _m, _n, _k) = (opcode, m, n, k);
        (_result, _a, _b, _sum) = (opcode.Types[0], opcode.Types[1], opcode.Types[2], opcode.Types[3]);
        _sparse = opcode.Has("sp") || opcode.Has("sp::ordered_metadata") ? new(BitsOf(_a), k) : null;
    }

    public Opcode Opcode { get; }

    public int InputWords => MetadataWord + 1;

    public int OutputWords => MostRegisters;

    /// <summary>Null when the oracle does not interpret it: formats of six and four bits, and the four small products of m8n8k4.</summary>
    public static MatrixProbe? Of(Instruction instruction)
    {
        Opcode opcode = instruction.Opcode;
        if (opcode.Name != "mma" || opcode.Has("kind::f8f6f4")) return null;
        int[] shape = ShapeOf(opcode);
        if (shape is [8, 8, 4] && opcode.Types[1] == PtxType.F16) return null;
        return new(opcode, shape[0], shape[1], shape[2]);
    }

    public static int[] ShapeOf(Opcode opcode) =>
        [.. opcode.Words.First(word => word[0] == 'm' && word.Length > 1 && char.IsAsciiDigit(word[1])).Split(['m', 'n', 'k'], StringSplitOptions.RemoveEmptyEntries).Select(n => int.Parse(n, CultureInfo.InvariantCulture))];

    public static int BitsOf(PtxType type) => type == PtxType.B1 ? 1 : type.Info().Bits;

    // Numbers of a register of 32 bits, or one of 64
    private static int PerRegister(PtxType type) => Math.Max(1, 32 / BitsOf(type));

    private static int RegisterBits(PtxType type) => Math.Max(32, BitsOf(type));

    private int Registers(PtxType type, int numbers) => numbers / Lanes / PerRegister(type);

    // Of a sparse matrix half of the elements are stored.
    private int ColumnsOfA => _sparse is null ? _k : _k / 2;

    private int RegistersOfA => Registers(_a, _m * ColumnsOfA);
    private int RegistersOfB => Registers(_b, _k * _n);
    private int RegistersOfC => Registers(_sum, _m * _n);
    private int RegistersOfD => Registers(_result, _m * _n);

    public string Kernel(string name)
    {
        StringBuilder text = new(KernelText.Open(name, InputWords, OutputWords));
        string a = List(text, "%a", _a, RegistersOfA, 0), b = List(text, "%b", _b, RegistersOfB, MostRegisters), c = List(text, "%e", _sum, RegistersOfC, 2 * MostRegisters);
        if (_sparse is not null) text.Append(KernelText.Load("%metadata", 32, MetadataWord));
        string sparse = _sparse is null ? "" : $", %metadata, {_sparse.Selector}";
        text.Append(CultureInfo.InvariantCulture, $"\t.reg .b{RegisterBits(_result)} %d<{RegistersOfD}>;\n\t{Opcode.Text} {{{string.Join(", ", Enumerable.Range(0, RegistersOfD).Select(i => $"%d{i}"))}}}, {a}, {b}, {c}{sparse};\n");
        for (int i = 0; i < RegistersOfD; i++) text.Append(KernelText.Store($"%d{i}", RegisterBits(_result), i));
        return text.Append(KernelText.Close).ToString();
    }

    private static string List(StringBuilder text, string register, PtxType type, int count, int word)
    {
        for (int i = 0; i < count; i++) text.Append(KernelText.Load($"{register}{i}", RegisterBits(type), word + i));
        return $"{{{string.Join(", ", Enumerable.Range(0, count).Select(i => $"{register}{i}"))}}}";
    }

    public IEnumerable<ulong[]> Rows(int count)
    {
        Random random = new(Opcode.Text.Length * 7919 + 5);
        for (int n = 0; n < (count + Lanes - 1) / Lanes * Lanes; n++)
        {
            ulong[] row = new ulong[InputWords];
            for (int i = 0; i < RegistersOfA; i++) row[i] = Register(random, _a);
            for (int i = 0; i < RegistersOfB; i++) row[MostRegisters + i] = Register(random, _b);
            for (int i = 0; i < RegistersOfC; i++) row[2 * MostRegisters + i] = Register(random, _sum);
            if (_sparse is not null) row[MetadataWord] = _sparse.RandomMetadata(random);
            yield return row;
        }
    }

    private ulong Register(Random random, PtxType type)
    {
        int bits = BitsOf(type);
        ulong register = 0;
        for (int i = 0; i < PerRegister(type); i++) register |= Number(random, type, bits) << i * bits;
        return register;
    }

    private ulong Number(Random random, PtxType type, int bits) => Number(random, type, bits, Opcode.Has("satfinite"));

    // With .satfinite, sums near the ends of the range.
    public static ulong Number(Random random, PtxType type, int bits, bool saturates)
    {
        if (type.Info().Class == PtxTypeClass.Float) return new Exact(random.Next(-3, 4), 0).Round(Format.Of(type), Rounding.Nearest);
        if (type == PtxType.S32 && saturates && random.Next(2) == 0) return (uint)(random.Next(2) == 0 ? int.MaxValue - random.Next(100_000) : int.MinValue + random.Next(100_000));
        return (ulong)random.NextInt64() & Bits.Mask(bits);
    }

    public Expected[][] Expect(ulong[][] warp)
    {
        long[,] a = new long[_m, ColumnsOfA], b = new long[_k, _n], c = new long[_m, _n];
        for (int lane = 0; lane < Lanes; lane++)
        {
            Each(_a, RegistersOfA, (register, j, at) => a[lane / 4 + 8 * (RowOfA(register)), KOf(_a, lane, register / (_m / 8), j)] = Value(_a, warp[lane][register], at));
            Each(_b, RegistersOfB, (register, j, at) => b[KOf(_b, lane, register, j), lane / 4] = Value(_b, warp[lane][MostRegisters + register], at));
            Each(_sum, RegistersOfC, (register, j, at) => c[RowOfSum(_sum, lane, register, j), ColumnOfSum(_sum, lane, register, j)] = Value(_sum, warp[lane][2 * MostRegisters + register], at));
        }
        if (_sparse is not null) a = _sparse.Expanded(a, (group, lane) => (uint)warp[4 * group + lane][MetadataWord]);
        return [.. Enumerable.Range(0, Lanes).Select(lane => ResultOf(lane, a, b, c))];
    }

    private static void Each(PtxType type, int registers, Action<int, int, int> number)
    {
        for (int register = 0; register < registers; register++)
            for (int j = 0; j < PerRegister(type); j++) number(register, j, j * BitsOf(type));
    }

    // Registers of A alternate between the upper and the lower eight rows.
    private int RowOfA(int register) => _m == 16 ? register & 1 : 0;

    // Four threads share the numbers along k: a register's worth each, then the next four registers' worth.
    private static int KOf(PtxType type, int lane, int group, int j) => group * 4 * PerRegister(type) + lane % 4 * PerRegister(type) + j;

    // Two neighbours of a row, then the two eight rows below.
    private static int RowOfSum(PtxType type, int lane, int register, int j) => lane / 4 + 8 * (Index(type, register, j) / 2);

    private static int ColumnOfSum(PtxType type, int lane, int register, int j) => lane % 4 * 2 + Index(type, register, j) % 2;

    private static int Index(PtxType type, int register, int j) => register * PerRegister(type) + j;

    public static long Value(PtxType type, ulong register, int at)
    {
        int bits = BitsOf(type);
        ulong value = register >> at & Bits.Mask(bits);
        return type.Info().Class == PtxTypeClass.Float ? (long)Format.Of(type).ToDouble(value) : Bits.IsSigned(type) && value >> (bits - 1) != 0 ? (long)(value | ~Bits.Mask(bits)) : (long)value;
    }

    private Expected[] ResultOf(int lane, long[,] a, long[,] b, long[,] c)
    {
        Expected[] words = new Expected[OutputWords];
        ulong[] registers = new ulong[RegistersOfD];
        Each(_result, RegistersOfD, (register, j, at) =>
        {
            int row = RowOfSum(_result, lane, register, j), column = ColumnOfSum(_result, lane, register, j);
            long sum = c[row, column];
            for (int k = 0; k < _k; k++) sum += _a == PtxType.B1 && Opcode.Has("xor") ? a[row, k] ^ b[k, column] : a[row, k] * b[k, column];
            registers[register] |= ResultBits(sum) << at;
        });
        for (int i = 0; i < registers.Length; i++) words[i] = new(registers[i], ulong.MaxValue);
        return words;
    }

    private ulong ResultBits(long sum)
    {
        if (_result.Info().Class == PtxTypeClass.Float) return new Exact(sum, 0).Round(Format.Of(_result), Rounding.Nearest);
        return (uint)(Opcode.Has("satfinite") ? Math.Clamp(sum, int.MinValue, int.MaxValue) : sum);
    }

    public string Describe(ulong[] row) => string.Create(CultureInfo.InvariantCulture, $"a=0x{row[0]:x}, b=0x{row[MostRegisters]:x}, c=0x{row[2 * MostRegisters]:x} of this lane");
}
