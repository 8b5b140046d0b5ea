using System.Globalization;
using System.Text;
using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

/// <summary>PTX ISA 9.7.14.5.15 to 17: ldmatrix, stmatrix, movmatrix of 8 × 8 elements of 16 bits. A warp has four matrices in shared memory, a row a lane.</summary>
internal sealed class MatrixMovementProbe : IProbe
{
    private const int Lanes = WarpMeaning.Lanes, RowWords = 2, Registers = 4, PlaceWord = RowWords + Registers;

    private readonly int _matrices;

    private MatrixMovementProbe(Opcode opcode)
    {
        Opcode = opcode;
        _matrices = opcode.Has("x4") ? 4 : opcode.Has("x2") ? 2 : 1;
    }

    public Opcode Opcode { get; }

    // Eight elements of shared memory, registers, and which of the 32 rows the lane's address is of
    public int InputWords => PlaceWord + 1;

    // Registers, then the lane's row of shared memory
    public int OutputWords => Registers + RowWords;

    /// <summary>Null for matrices of bytes, which belong to sm_100.</summary>
    public static MatrixMovementProbe? Of(Instruction instruction) =>
        instruction.Opcode.Name is "ldmatrix" or "stmatrix" or "movmatrix" && instruction.Opcode.Has("m8n8") ? new(instruction.Opcode) : null;

    private bool Moves => Opcode.Name == "movmatrix";

    private bool Loads => Opcode.Name == "ldmatrix";

    public string Kernel(string name)
    {
        StringBuilder text = new(KernelText.Open(name, InputWords, OutputWords));
        text.Append(CultureInfo.InvariantCulture, $"""
            	.shared .align 16 .b8 rows[{Conformance.BlockSize * RowWords * 8}]; .reg .b64 %mine, %row; .reg .b32 %warp, %place, %r<{Registers}>;
            	mov.u64 %mine, rows; mad.wide.u32 %mine, %thread, {RowWords * 8}, %mine;
            	and.b32 %warp, %thread, 0xffffffe0; ld.global.u32 %place, [%in+{8 * PlaceWord}]; add.u32 %place, %place, %warp;
            	mov.u64 %row, rows; mad.wide.u32 %row, %place, {RowWords * 8}, %row;

            """);
        for (int i = 0; i < RowWords; i++) text.Append(CultureInfo.InvariantCulture, $"\tld.global.u64 %x, [%in+{8 * i}]; st.shared.u64 [%mine+{8 * i}], %x;\n");
        for (int i = 0; i < Registers; i++) text.Append(CultureInfo.InvariantCulture, $"\tld.global.u32 %r{i}, [%in+{8 * (RowWords + i)}];\n");
        string list = $"{{{string.Join(", ", Enumerable.Range(0, _matrices).Select(i => $"%r{i}"))}}}";
        // Generic addresses where the instruction names no space
        if (!Moves && !Opcode.Words.Any(word => word.StartsWith("shared", StringComparison.Ordinal))) text.Append("\tcvta.shared.u64 %row, %row;\n");
        text.Append(CultureInfo.InvariantCulture, $"\tbar.warp.sync 0xffffffff;\n\t{Opcode.Text} {(Moves ? "%r0, %r0" : Loads ? $"{list}, [%row]" : $"[%row], {list}")};\n\tbar.warp.sync 0xffffffff;\n");
        for (int i = 0; i < Registers; i++) text.Append(KernelText.Store($"%r{i}", 32, i));
        for (int i = 0; i < RowWords; i++) text.Append(CultureInfo.InvariantCulture, $"\tld.shared.u64 %x, [%mine+{8 * i}]; st.global.u64 [%out+{8 * (Registers + i)}], %x;\n");
        return text.Append(KernelText.Close).ToString();
    }

    public IEnumerable<ulong[]> Rows(int count)
    {
        Random random = new(Opcode.Text.Length * 7919 + 17);
        for (int warp = 0; warp < (count + Lanes - 1) / Lanes; warp++)
        {
            int[] places = [.. Enumerable.Range(0, Lanes)];
            random.Shuffle(places);
            for (int lane = 0; lane < Lanes; lane++)
            {
                ulong[] row = [.. Enumerable.Range(0, InputWords).Select(_ => (ulong)random.NextInt64() << 1 ^ (ulong)random.NextInt64())];
                row[PlaceWord] = (ulong)places[lane];
                yield return row;
            }
        }
    }

    public Expected[][] Expect(ulong[][] warp)
    {
        ulong[][] rows = [.. warp.Select(row => row[..RowWords])], registers = [.. warp.Select(row => row[RowWords..PlaceWord].Select(word => word & uint.MaxValue).ToArray())];
        ulong[][] before = [.. registers.Select(all => all.ToArray())];
        for (int matrix = 0; matrix < _matrices; matrix++)
            for (int row = 0; row < 8; row++)
                for (int column = 0; column < 8; column++)
                {
                    // "Each thread holds two elements of a row", of the transposed matrix with .trans.
                    (int r, int c) = Opcode.Has("trans") && !Moves ? (column, row) : (row, column);
                    int lane = r * 4 + c / 2, address = Moves ? 0 : (int)warp[8 * matrix + row][PlaceWord];
                    if (Moves) Set(registers[lane], 0, c % 2, Element(before[column * 4 + row / 2], 0, row % 2));
                    else if (Loads) Set(registers[lane], matrix, c % 2, (ushort)(rows[address][column / 4] >> column % 4 * 16));
                    else rows[address][column / 4] = rows[address][column / 4] & ~(0xffffUL << column % 4 * 16) | (ulong)Element(before[lane], matrix, c % 2) << column % 4 * 16;
                }
        return [.. registers.Zip(rows, (words, row) => words.Concat(row).Select(word => new Expected(word, ulong.MaxValue)).ToArray())];
    }

    private static ushort Element(ulong[] registers, int register, int half) => (ushort)(registers[register] >> 16 * half);

    private static void Set(ulong[] registers, int register, int half, ushort value) =>
        registers[register] = registers[register] & ~(0xffffUL << 16 * half) | (ulong)value << 16 * half;

    public string Describe(ulong[] row) => string.Create(CultureInfo.InvariantCulture, $"row=0x{row[1]:x16}{row[0]:x16}, place={row[PlaceWord]}");
}
