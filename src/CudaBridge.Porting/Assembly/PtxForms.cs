using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CudaBridge.Porting.Assembly;

/// <summary>
/// The table of PTX instructions that C++ can say. Columns: the opcode, where <c>[.x]</c> may be left out; the types it ends in, or <c>-</c>; its operands; the C++.
/// Operands: <c>d</c> takes the result, <c>m</c> is memory whose address counts, <c>n</c> a constant, <c>0</c> that number, other letters values.
/// In the C++, <c>$2</c> is the second operand that is no result, <c>$2!</c> the same in the instruction's type, <c>{T}</c> that type, <c>{W}</c> the one twice as wide,
/// <c>{U}</c> the unsigned one as wide; <c>-</c> means that nothing is left to do.
/// </summary>
public sealed partial record PtxForm(string Type, string Operands, string Text)
{
    private static readonly FrozenDictionary<string, List<PtxForm>> s_forms = Load();

    public static IReadOnlyList<PtxForm> Of(string instruction) => s_forms.TryGetValue(instruction, out List<PtxForm>? forms) ? forms : [];

    public bool HasResult => Operands.StartsWith('d');
    public string Sources => HasResult ? Operands[1..] : Operands;

    /// <summary>The C++ type of a PTX type; empty: it has none.</summary>
    public static string TypeName(string type) => type switch
    {
        "b8" or "u8" => "unsigned char", "s8" => "signed char", "b16" or "u16" => "unsigned short", "s16" => "short",
        "b32" or "u32" => "unsigned", "s32" => "int", "b64" or "u64" => "unsigned long long", "s64" => "long long",
        "f32" => "float", "f64" => "double", "pred" => "bool", _ => "",
    };

    public static int Bits(string type) => type == "pred" ? 1 : int.Parse(type.AsSpan(1), CultureInfo.InvariantCulture);

    private static FrozenDictionary<string, List<PtxForm>> Load()
    {
        Dictionary<string, List<PtxForm>> forms = [];
        foreach (string line in Resources.Text("ptx.forms").Split('\n'))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            string[] columns = Gap().Split(line);
            string operands = columns[2] == "-" ? "" : columns[2].Replace(" ", "", StringComparison.Ordinal), text = columns[3] == "-" ? "" : columns[3];
            foreach (string opcode in Expanded(columns[0]))
                foreach (string type in columns[1].Split(' '))
                    Add(forms, type == "-" ? opcode : $"{opcode}.{type}", new PtxForm(type == "-" ? "" : type, operands, text));
        }
        return forms.ToFrozenDictionary();
    }

    private static void Add(Dictionary<string, List<PtxForm>> forms, string instruction, PtxForm form)
    {
        if (!forms.TryGetValue(instruction, out List<PtxForm>? known)) forms[instruction] = known = [];
        known.Add(form);
    }

    private static IEnumerable<string> Expanded(string opcode)
    {
        int open = opcode.IndexOf('[', StringComparison.Ordinal), close = opcode.IndexOf(']', StringComparison.Ordinal);
        if (open < 0) return [opcode];
        return Expanded(opcode[..open] + opcode[(close + 1)..]).Concat(Expanded(opcode[..open] + opcode[(open + 1)..close] + opcode[(close + 1)..]));
    }

    [GeneratedRegex(@"\s{2,}")]
    private static partial Regex Gap();
}
