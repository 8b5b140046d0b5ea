using System.Globalization;
using System.Text;
using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

/// <summary>PTX ISA 9.7.14.5.1: mma.m8n8k4 of f16, four products of eight lanes each: 0 to 3 and 16 to 19, 4 to 7 and 20 to 23, …</summary>
internal sealed class QuadMatrixProbe : IProbe
{
    private const int Size = 8, K = 4, Words = 8, Lanes = WarpMeaning.Lanes;

    private readonly bool _aByRows, _bByRows;
    private readonly PtxType _result, _sum;

    private QuadMatrixProbe(Opcode opcode)
    {
        Opcode = opcode;
        string[] layouts = [.. opcode.Words.Where(word => word is "row" or "col")];
        (_aByRows, _bByRows, _result, _sum) = (layouts[0] == "row", layouts[1] == "row", opcode.Types[0], opcode.Types[3]);
    }

    public Opcode Opcode { get; }

    // Two registers of A, two of B, at most eight of C
    public int InputWords => 4 + Words;

    public int OutputWords => Words;

    public static QuadMatrixProbe? Of(Instruction instruction) =>
        instruction.Opcode is { Name: "mma" } opcode && opcode.Has("m8n8k4") && opcode.Types[1] == PtxType.F16 ? new(opcode) : null;

    private static int Registers(PtxType type) => type == PtxType.F16 ? 4 : 8;

    public string Kernel(string name)
    {
        StringBuilder text = new(KernelText.Open(name, InputWords, OutputWords));
        for (int i = 0; i < 4 + Registers(_sum); i++) text.Append(KernelText.Load($"%s{i}", 32, i));
        text.Append(CultureInfo.InvariantCulture, $"\t.reg .b32 %d<8>;\n\t{Opcode.Text} {List("%d", 0, Registers(_result))}, {List("%s", 0, 2)}, {List("%s", 2, 2)}, {List("%s", 4, Registers(_sum))};\n");
        for (int i = 0; i < Registers(_result); i++) text.Append(KernelText.Store($"%d{i}", 32, i));
        return text.Append(KernelText.Close).ToString();
    }

    private static string List(string register, int first, int count) => $"{{{string.Join(", ", Enumerable.Range(first, count).Select(i => $"{register}{i}"))}}}";

    public IEnumerable<ulong[]> Rows(int count)
    {
        Random random = new(Opcode.Text.Length * 7919 + 11);
        ulong Half() => MatrixProbe.Number(random, PtxType.F16, 16, saturates: false);
        for (int n = 0; n < (count + Lanes - 1) / Lanes * Lanes; n++)
            yield return [.. Enumerable.Range(0, InputWords).Select(i => i >= 4 && _sum == PtxType.F32 ? MatrixProbe.Number(random, PtxType.F32, 32, saturates: false) : Half() | Half() << 16)];
    }

    public Expected[][] Expect(ulong[][] warp)
    {
        Expected[][] words = [.. Enumerable.Range(0, Lanes).Select(_ => new Expected[Words])];
        for (int product = 0; product < 4; product++) Multiply(warp, words, [.. Enumerable.Range(4 * product, 4), .. Enumerable.Range(4 * product + 16, 4)]);
        return words;
    }

    // members: the eight lanes, the upper four first
    private void Multiply(ulong[][] warp, Expected[][] words, int[] members)
    {
        double[,] a = new double[Size, K], b = new double[K, Size], c = new double[Size, Size];
        for (int member = 0; member < Size; member++)
        {
            ulong[] row = warp[members[member]];
            int within = member % 4, half = member / 4 * 4;
            for (int i = 0; i < 4; i++)
            {
                double left = Half(row[i / 2], i % 2), right = Half(row[2 + i / 2], i % 2);
                if (_aByRows) a[member, i] = left; else a[half + i, within] = left;
                if (_bByRows) b[within, half + i] = right; else b[i, member] = right;
            }
            for (int i = 0; i < Size; i++)
            {
                (int r, int column) = Place(_sum, member, i);
                c[r, column] = _sum == PtxType.F16 ? Half(row[4 + i / 2], i % 2) : Format.Of(PtxType.F32).ToDouble(row[4 + i] & uint.MaxValue);
            }
        }
        for (int member = 0; member < Size; member++) Write(words[members[member]], member, a, b, c);
    }

    private static double Half(ulong register, int which) => Format.Of(PtxType.F16).ToDouble(register >> 16 * which & 0xffff);

    // The row and column of element i of C or D in a lane
    private static (int Row, int Column) Place(PtxType type, int member, int i) =>
        type == PtxType.F16 ? (member, i) : ((member & 1) + (i & 2) + (member & 4), (i & 4) + (member & 2) + (i & 1));

    private void Write(Expected[] words, int member, double[,] a, double[,] b, double[,] c)
    {
        ulong[] registers = new ulong[Registers(_result)];
        for (int i = 0; i < Size; i++)
        {
            (int row, int column) = Place(_result, member, i);
            double sum = c[row, column];
            for (int k = 0; k < K; k++) sum += a[row, k] * b[k, column];
            ulong bits = new Exact((long)sum, 0).Round(Format.Of(_result), Rounding.Nearest);
            if (_result == PtxType.F16) registers[i / 2] |= bits << 16 * (i % 2); else registers[i] = bits;
        }
        for (int i = 0; i < registers.Length; i++) words[i] = new(registers[i], ulong.MaxValue);
    }

    public string Describe(ulong[] row) => string.Create(CultureInfo.InvariantCulture, $"a=0x{row[0]:x}, b=0x{row[2]:x}, c=0x{row[4]:x} of this lane");
}
