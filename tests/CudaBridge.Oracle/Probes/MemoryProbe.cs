using System.Globalization;
using System.Text;
using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

/// <summary>
/// ld, st, atom and red on a cell of 32 bytes: one that each thread has to itself, in global, shared or local memory or the parameters of a function, or one
/// of a table in constant memory.
/// </summary>
internal sealed class MemoryProbe : IProbe
{
    private const int CellWords = 4, CellBytes = 8 * CellWords, MostElements = 8, BlockSize = Conformance.BlockSize;

    private readonly string _space;
    private readonly bool _isOperation;
    private readonly int _elements;
    private readonly PtxType _type;

    private MemoryProbe(Opcode opcode, string space)
    {
        (Opcode, _space) = (opcode, space);
        _type = opcode.Types[0];
        _elements = opcode.Vector;
        _isOperation = opcode.Name is "atom" or "red";
    }

    public Opcode Opcode { get; }

    public int InputWords => CellWords + 2 * MostElements + 2;

    // The cell afterwards, then what was read.
    public int OutputWords => CellWords + 2 * MostElements;

    private int C => CellWords + 2 * MostElements;

    private int Size => _type.Info().Bits / 8;

    private bool Reads => Opcode.Name is "ld" or "ldu" or "atom";

    private bool Writes => Opcode.Name is "st" or "atom" or "red";

    // Where the program promises not to write, the cell is the row of inputs.
    private bool IsConstant => !Writes && (Opcode.Has("nc") || Opcode.Name == "ldu");

    private bool IsTable => _space == "const";

    // Cells of the constant table, the same in each module; which one a thread reads is in its row.
    private const int TableCells = 64;

    private static readonly ulong[] s_table = MakeTable();

    private static ulong[] MakeTable()
    {
        Random random = new(23);
        return [.. Enumerable.Range(0, TableCells * CellWords).Select(_ => Inputs.Value(random, PtxType.B64))];
    }

    /// <summary>Null when the oracle does not interpret the instruction: parameters of kernels, asynchronous and multicast accesses.</summary>
    public static MemoryProbe? Of(Instruction instruction)
    {
        Opcode opcode = instruction.Opcode;
        if (opcode.Name is not ("ld" or "ldu" or "st" or "atom" or "red") || opcode.Has("async") || opcode.Has("bulk") || opcode.Types.Count == 0) return null;
        string[] words = [.. opcode.Words];
        // A kernel's own parameters are those that every probe begins with.
        if (words.Contains("param::entry")) return null;
        if (opcode.Types[0].Info().Bits * opcode.Vector > CellBytes * 8) return null;
        if (words.Any(word => word is "param" or "param::func")) return opcode.Name is "ld" or "st" ? new(opcode, "param") : null;
        return new(opcode, words.Contains("const") ? "const" : words.Contains("local") ? "local" : words.Any(word => word.StartsWith("shared", StringComparison.Ordinal)) ? "shared" : "global");
    }

    // Integers narrower than 32 bits are extended in the register, as the manual says.
    private int RegisterBits => _type.Info().Class == PtxTypeClass.Float || _isOperation ? Math.Max(16, _type.Info().Bits) : Math.Max(32, _type.Info().Bits);

    public string Kernel(string name)
    {
        if (_space == "param") return ParameterKernel(name);
        StringBuilder text = new(IsTable ? $".const .align 16 .b64 table_{name}[{s_table.Length}] = {{{string.Join(", ", s_table)}}};\n" : "");
        text.Append(KernelText.Open(name, InputWords, OutputWords));
        text.Append("\t.reg .b64 %cell, %policy; mov.u64 %policy, 0;\n");
        text.Append(_space switch
        {
            "shared" => $"\t.shared .align 16 .b8 cells[{BlockSize * CellBytes}]; mov.u64 %cell, cells; mad.wide.u32 %cell, %thread, {CellBytes}, %cell;\n",
            "local"  => $"\t.local .align 16 .b8 cell[{CellBytes}]; mov.u64 %cell, cell;\n",
            "const"  => $"\tld.global.u32 %w, [%in+{8 * C}]; and.b32 %w, %w, {TableCells - 1}; mov.u64 %cell, table_{name}; mad.wide.u32 %cell, %w, {CellBytes}, %cell;\n",
            _        => $"\tmov.u64 %cell, {(IsConstant ? "%in" : "%out")};\n",
        });
        if (!IsConstant && !IsTable)
            for (int i = 0; i < CellWords; i++) text.Append(CultureInfo.InvariantCulture, $"\tld.global.u64 %x, [%in+{8 * i}]; st.{_space}.u64 [%cell+{8 * i}], %x;\n");
        for (int i = 0; i < _elements && Writes; i++) text.Append(KernelText.Load($"%b{i}", RegisterBits, CellWords + 2 * i));
        if (Opcode.Has("cas")) text.Append(KernelText.Load("%c0", RegisterBits, C));
        if (Reads) text.Append(CultureInfo.InvariantCulture, $"\t.reg .b{RegisterBits} %d<{_elements}>;\n");
        text.Append(CultureInfo.InvariantCulture, $"\t{Opcode.Text} {string.Join(", ", Arguments())};\n");
        for (int i = 0; i < CellWords; i++) text.Append(CultureInfo.InvariantCulture, $"\tld.{(IsConstant ? "global" : _space)}.u64 %x, [%cell+{8 * i}]; st.global.u64 [%out+{8 * i}], %x;\n");
        for (int i = 0; i < _elements && Reads; i++) text.Append(KernelText.Store($"%d{i}", RegisterBits, CellWords + 2 * i));
        return text.Append(KernelText.Close).ToString();
    }

    // The access is made by a function on its parameter (ld), or on the parameter of a function that hands it back (st).
    private string ParameterKernel(string name)
    {
        StringBuilder text = new();
        string cell = $".param .align 16 .b8 cell[{CellBytes}]", result = $".param .align 16 .b8 result[{8 * OutputWords}]";
        text.Append(CultureInfo.InvariantCulture, $".func ({result}) f_{name}({cell})\n{{\n\t.reg .b64 %x, %y, %policy; mov.u64 %policy, 0;\n");
        for (int i = 0; i < CellWords; i++) text.Append(CultureInfo.InvariantCulture, $"\tld.param.u64 %x, [cell+{8 * i}]; st.param.u64 [result+{8 * i}], %x;\n");
        if (Reads) text.Append(CultureInfo.InvariantCulture, $"\t.reg .b{RegisterBits} %d<{_elements}>;\n\t{Opcode.Text} {string.Join(", ", Arguments("cell"))};\n");
        for (int i = 0; i < _elements && Reads; i++) text.Append(KernelText.Store($"%d{i}", RegisterBits, CellWords + 2 * i).Replace("st.global.u64 [%out+", "st.param.u64 [result+", StringComparison.Ordinal));
        text.Append("\tret;\n}\n").Append(KernelText.Open(name, InputWords, OutputWords));
        text.Append(CultureInfo.InvariantCulture, $"\t{cell}; {result}; .reg .b64 %policy; mov.u64 %policy, 0;\n");
        for (int i = 0; i < CellWords; i++) text.Append(CultureInfo.InvariantCulture, $"\tld.global.u64 %x, [%in+{8 * i}]; st.param.u64 [cell+{8 * i}], %x;\n");
        for (int i = 0; i < _elements && Writes; i++) text.Append(KernelText.Load($"%b{i}", RegisterBits, CellWords + 2 * i));
        if (Writes) text.Append(CultureInfo.InvariantCulture, $"\t{Opcode.Text} {string.Join(", ", Arguments("cell"))};\n");
        text.Append(CultureInfo.InvariantCulture, $"\tcall (result), f_{name}, (cell);\n");
        for (int i = 0; i < OutputWords; i++) text.Append(CultureInfo.InvariantCulture, $"\tld.param.u64 %x, [result+{8 * i}]; st.global.u64 [%out+{8 * i}], %x;\n");
        return text.Append(KernelText.Close).ToString();
    }

    private IEnumerable<string> Arguments(string cell = "%cell")
    {
        if (Reads) yield return List("%d");
        yield return $"[{cell}]";
        if (Writes) yield return List("%b");
        if (Opcode.Has("cas")) yield return "%c0";
        if (Opcode.Has("L2::cache_hint")) yield return "%policy";
    }

    private string List(string register)
    {
        IEnumerable<string> all = Enumerable.Range(0, _elements).Select(i => $"{register}{i}");
        return Opcode.Get("vec") is null ? $"{register}0" : $"{{{string.Join(", ", all)}}}";
    }

    public IEnumerable<ulong[]> Rows(int count)
    {
        Random random = new(Opcode.Text.Length * 7919 + 3);
        PtxType whole = _type == PtxType.B128 ? PtxType.B64 : _type;
        for (int n = 0; n < count; n++)
        {
            ulong[] row = new ulong[InputWords];
            for (int i = 0; i < CellWords; i++)
                for (int shift = 0; shift < 64; shift += whole.Info().Bits) row[i] |= Inputs.Value(random, whole) << shift;
            for (int i = CellWords; i < InputWords; i++) row[i] = Inputs.Value(random, whole);
            // Often what is compared is equal, and what is counted is at its end.
            if (random.Next(2) == 0) (row[C], row[C + 1], row[CellWords]) = Opcode.Has("cas") ? (row[C], row[C + 1], row[0]) : (row[C], row[C + 1], row[0] + (ulong)random.Next(-1, 2));
            if (random.Next(2) == 0 && Opcode.Has("cas")) row[CellWords + 1] = row[1];
            yield return row;
        }
    }

    public Expected[][] Expect(ulong[][] warp) => [.. warp.Select(Expect)];

    private Expected[] Expect(ulong[] row)
    {
        if (IsTable) s_table.AsSpan((int)(row[C] % TableCells) * CellWords, CellWords).CopyTo(row = [.. row]);
        Expected[] words = new Expected[OutputWords];
        UInt128[] memory = [.. Enumerable.Range(0, CellBytes / Size).Select(i => Element(row, i))];
        bool isOpen = false;
        for (int i = 0; i < _elements; i++)
        {
            UInt128 old = memory[i];
            if (Reads) Put(words, CellWords + 2 * i, Extended(old), RegisterBits);
            if (Writes) memory[i] = Written(old, Word(row, CellWords + 2 * i), Word(row, C), ref isOpen);
        }
        for (int i = 0; i < CellWords; i++)
        {
            UInt128 word = 0;
            if (Size == 16) word = memory[i / 2] >> 64 * (i % 2) & ulong.MaxValue;
            else
                for (int k = 0; k < 8 / Size; k++) word |= memory[i * 8 / Size + k] << k * 8 * Size;
            words[i] = isOpen ? Expected.Anything : new((ulong)word, ulong.MaxValue, _isOperation && _type.Info().Class == PtxTypeClass.Float ? Format.Of(_type) : null);
        }
        return words;
    }

    private static UInt128 Word(ulong[] row, int at) => new(row[at + 1], row[at]);

    private UInt128 Element(ulong[] row, int index) =>
        Size == 16 ? Word(row, 2 * index) : row[index * Size / 8] >> index * Size % 8 * 8 & Bits.Mask(8 * Size);

    private UInt128 Extended(UInt128 value) => Size < 16 && Bits.IsSigned(_type) ? (UInt128)(ulong)Bits.Number(_type, (ulong)value) : value;

    private static void Put(Expected[] words, int at, UInt128 value, int bits)
    {
        words[at] = new((ulong)value & Bits.Mask(bits), ulong.MaxValue);
        if (bits == 128) words[at + 1] = new((ulong)(value >> 64), ulong.MaxValue);
    }

    private UInt128 Written(UInt128 old, UInt128 b, UInt128 c, ref bool isOpen) =>
        _isOperation ? AtomicMeaning.Combined(Opcode, _type, old, b, c, ref isOpen) : _type.Info().Bits == 128 ? b : b & Bits.Mask(_type.Info().Bits);

    public string Describe(ulong[] row) => string.Create(CultureInfo.InvariantCulture, $"memory=0x{row[1]:x16}{row[0]:x16}, b=0x{row[CellWords]:x}, c=0x{row[C]:x}");
}
