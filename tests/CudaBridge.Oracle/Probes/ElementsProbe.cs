using System.Globalization;
using System.Text;
using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

/// <summary>PTX ISA 9.7.9.4: mov between a register and the two or four registers that it is made of, and mov of 128 bits.</summary>
internal sealed class ElementsProbe : IProbe
{
    private readonly int _parts;
    private readonly bool _packs, _unpacks;

    private ElementsProbe(Opcode opcode, int parts)
    {
        (Opcode, _parts) = (opcode, parts);
        _unpacks = opcode.Form.Operands[0].Kind == OperandKind.Elements;
        _packs = opcode.Form.Operands[1].Kind == OperandKind.Elements;
    }

    public Opcode Opcode { get; }

    public int InputWords => 2;

    public int OutputWords => 4;

    private int WholeBits => Opcode.Types[0].Info().Bits;

    private int PartBits => WholeBits / _parts;

    public static ElementsProbe? Of(Instruction instruction)
    {
        Opcode opcode = instruction.Opcode;
        if (opcode.Name != "mov" || opcode.Types[0] != PtxType.B128 && opcode.Form.Operands.All(operand => operand.Kind != OperandKind.Elements)) return null;
        // Two parts in general, four of them for 64 bits: both lengths are tried.
        return new(opcode, opcode.Types[0] == PtxType.B64 ? 4 : 2);
    }

    public string Kernel(string name)
    {
        // Through vectors, since registers of eight bits cannot be loaded by other means.
        StringBuilder text = new(KernelText.Open(name, InputWords, OutputWords));
        string parts = $"{{{string.Join(", ", Enumerable.Range(0, _parts).Select(i => $"%p{i}"))}}}";
        text.Append(CultureInfo.InvariantCulture, $"\t.reg .b{WholeBits} %whole, %copy;\n");
        for (int i = 0; i < _parts && (_packs || _unpacks); i++) text.Append(CultureInfo.InvariantCulture, $"\t.reg .b{PartBits} %p{i};{(_packs ? $" ld.global.b{PartBits} %p{i}, [%in+{i * PartBits / 8}];" : "")}\n");
        if (!_packs) text.Append(CultureInfo.InvariantCulture, $"\tld.global.b{WholeBits} %whole, [%in];\n");
        text.Append(CultureInfo.InvariantCulture, $"\t{Opcode.Text} {(_unpacks ? parts : "%copy")}, {(_packs ? parts : "%whole")};\n");
        for (int i = 0; i < 2; i++) text.Append(CultureInfo.InvariantCulture, $"\tst.global.u64 [%out+{8 * i}], 0;\n");
        for (int i = 0; i < _parts && _unpacks; i++) text.Append(CultureInfo.InvariantCulture, $"\tst.global.b{PartBits} [%out+{i * PartBits / 8}], %p{i};\n");
        if (!_unpacks) text.Append(CultureInfo.InvariantCulture, $"\tst.global.b{WholeBits} [%out], %copy;\n");
        return text.Append(KernelText.Close).ToString();
    }

    public IEnumerable<ulong[]> Rows(int count)
    {
        Random random = new(Opcode.Text.Length * 7919 + 7);
        int all = WholeBits == 16 ? 1 << 16 : count;
        for (int i = 0; i < all; i++) yield return WholeBits == 16 ? [(ulong)i, 0] : [Inputs.Value(random, PtxType.B64), Inputs.Value(random, PtxType.B64)];
    }

    // The first element is the lowest, so the bytes in memory stay where they are.
    public Expected[][] Expect(ulong[][] warp) =>
        [.. warp.Select(row => new Expected[] { new(row[0] & Bits.Mask(WholeBits), ulong.MaxValue), new(WholeBits == 128 ? row[1] : 0, ulong.MaxValue), Expected.Anything, Expected.Anything })];

    public string Describe(ulong[] row) => string.Create(CultureInfo.InvariantCulture, $"0x{row[1]:x16}{row[0]:x16}");
}
