using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CudaBridge.Porting.Assembly;

/// <param name="Statements">Without their semicolons; <see cref="PtxLifter.PutOperands"/> gives them their operands.</param>
/// <param name="IsBlock">They need a scope of their own.</param>
public sealed record LiftedAssembly(IReadOnlyList<string> Statements, bool IsBlock);

/// <summary>
/// <c>asm("bfe.u32 %0, %1, %2, %3;" : "=r"(r) : "r"(v), "r"(s), "r"(n))  =>  r = cudabridge::extract_bits(v, s, n)</c>:
/// inline PTX as C++ that a person would write, by the table of <see cref="PtxForm"/>.
/// </summary>
public sealed partial class PtxLifter
{
    // Letters beyond ASCII, which are part of a name.
    private const char FirstPlace = '\x80';

    private readonly InlineAssembly _statement;
    private readonly PtxTemplate _template;
    private readonly IReadOnlyList<string> _texts, _types;
    private readonly List<string> _statements = [];
    private readonly HashSet<string> _declared = [];
    private readonly HashSet<int> _written = [];
    private readonly Dictionary<int, string> _saved = [];
    private bool _hasVariables;

    private PtxLifter(InlineAssembly statement, PtxTemplate template, IReadOnlyList<string> texts, IReadOnlyList<string> types)
    {
        _statement = statement;
        _template = template;
        _texts = texts;
        _types = types;
    }

    /// <summary>What stands for an operand of the statement until its text is put there.</summary>
    private static char Place(int operand) => (char)(FirstPlace + operand);

    /// <summary>A statement with the operands' texts in their places.</summary>
    public static string PutOperands(string statement, IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(statement);
        StringBuilder result = new();
        foreach (char c in statement)
            if (c >= FirstPlace) result.Append(texts[c - FirstPlace]);
            else result.Append(c);
        return result.ToString();
    }

    /// <param name="texts">The operands' expressions as the source has them.</param>
    /// <param name="types">Their canonical types; empty where they are not known.</param>
    /// <param name="problem">The instruction that has no C++; empty when the result is one.</param>
    public static LiftedAssembly? Lift(InlineAssembly statement, IReadOnlyList<string> texts, IReadOnlyList<string> types, out string problem)
    {
        ArgumentNullException.ThrowIfNull(statement);
        problem = "";
        if (PtxTemplate.Read(statement) is not { } template)
        {
            problem = statement.Template.ReplaceLineEndings(" ").Trim();
            return null;
        }
        PtxLifter lifter = new(statement, template, texts, types);
        lifter.SaveInputs();
        foreach (PtxInstruction instruction in template.Instructions)
            if (!lifter.Translate(instruction))
            {
                problem = instruction.Opcode;
                return null;
            }
        bool carry = lifter._statements.Any(text => text.EndsWith(", carry)", StringComparison.Ordinal));
        if (carry) lifter._statements.Insert(0, $"{PtxForm.TypeName(template.Instructions.Any(one => one.Opcode.EndsWith("64", StringComparison.Ordinal)) ? "u64" : "u32")} carry = 0");
        return new LiftedAssembly(lifter._statements, carry || lifter._hasVariables || template.Registers.Count > 0 || lifter._saved.Count > 0);
    }

    // Inputs are read before anything is written. One that an earlier result may change is kept in a variable.
    private void SaveInputs()
    {
        for (int i = 0; i < _template.Instructions.Count; i++)
        {
            PtxInstruction instruction = _template.Instructions[i];
            foreach (PtxOperand operand in ArgumentsIn(instruction.Operands.Skip(WritesFirst(instruction) ? 1 : 0)))
            {
                int index = IndexOf(operand);
                if (!_statement.Operands[index].IsOutput && !_saved.ContainsKey(index) && _written.Any(output => MayChange(_texts[output], _texts[index])))
                {
                    _saved[index] = $"input{index.ToString(CultureInfo.InvariantCulture)}";
                    _statements.Add($"const auto {_saved[index]} = {Place(index)}");
                }
            }
            if (WritesFirst(instruction))
                foreach (PtxOperand operand in ArgumentsIn(instruction.Operands.Take(1))) _written.Add(IndexOf(operand));
        }
    }

    private bool WritesFirst(PtxInstruction instruction) =>
        instruction.Operands is [var first, ..] && ArgumentsIn([first]).Any(operand => _statement.Operands[IndexOf(operand)].IsOutput) && first.Kind != PtxOperandKind.Address;

    // x and y, or s.x and s.y, are two things; p[0] and q[0] may be one.
    private static bool MayChange(string output, string input) =>
        output == input || (!Literal().IsMatch(input) && !(Member().IsMatch(output) && Member().IsMatch(input) && !output.StartsWith(input + ".", StringComparison.Ordinal) && !input.StartsWith(output + ".", StringComparison.Ordinal)));

    private static IEnumerable<PtxOperand> ArgumentsIn(IEnumerable<PtxOperand> operands) =>
        operands.SelectMany(operand => operand.Kind == PtxOperandKind.Argument ? [operand] : ArgumentsIn(operand.Parts));

    private static int IndexOf(PtxOperand operand) => int.Parse(operand.Text, CultureInfo.InvariantCulture);

    private bool Translate(PtxInstruction instruction)
    {
        string? guard = null;
        if (instruction.Guard is { } predicate)
        {
            if (Value(predicate, "pred") is not { } condition) return false;
            guard = $"if ({(instruction.Negated ? "!" : "")}{condition}) ";
        }
        int before = _statements.Count;
        if (!Tabled(instruction) && !Special(instruction)) return false;
        // One statement for each guard; a declaration cannot have one.
        for (int i = before; guard is not null && i < _statements.Count; i++)
        {
            if (Declaration().Match(_statements[i]) is { Success: true } declared)
            {
                _statements.Insert(i++, declared.Groups[1].Value);
                _statements[i] = _statements[i][(declared.Groups[1].Length - declared.Groups[2].Length)..];
            }
            _statements[i] = guard + _statements[i];
        }
        return true;
    }

    private bool Tabled(PtxInstruction instruction)
    {
        foreach (PtxForm form in PtxForm.Of(instruction.Opcode))
        {
            if (form.Operands.Length != instruction.Operands.Count || Fill(form, instruction) is not { } text) continue;
            if (!form.HasResult)
            {
                if (text.Length > 0) _statements.Add(text);
                return true;
            }
            if (Assign(instruction.Operands[0], form.Type, text)) return true;
        }
        return false;
    }

    private string? Fill(PtxForm form, PtxInstruction instruction)
    {
        string type = form.Type.Length > 0 ? form.Type : "u32", text = form.Text;
        List<PtxOperand> sources = [.. form.HasResult ? instruction.Operands.Skip(1) : instruction.Operands];
        string kinds = form.Sources;
        for (int i = 0, number = 1; i < sources.Count; i++)
        {
            PtxOperand operand = sources[i];
            switch (kinds[i])
            {
                case '0': if (operand is not { Kind: PtxOperandKind.Immediate, Text: "0" }) return null; continue;
                case 'n' when operand.Kind != PtxOperandKind.Immediate && !(operand.Kind == PtxOperandKind.Argument && _statement.Operands[IndexOf(operand)].Letter == 'n'): return null;
                case 'm' when operand.Kind != PtxOperandKind.Address || operand.Text != "0": return null;
            }
            PtxOperand value = kinds[i] == 'm' ? operand.Parts[0] : operand;
            string wanted = kinds[i] switch { 'p' => "pred", 'm' => "address", _ => type };
            if (Put(text, number++, value, wanted) is not { } filled) return null;
            text = filled;
        }
        return text.Replace("{T}", PtxForm.TypeName(type), StringComparison.Ordinal).Replace("{U}", PtxForm.TypeName($"u{PtxForm.Bits(type)}"), StringComparison.Ordinal)
            .Replace("{W}", PtxForm.TypeName($"{type[0]}{2 * PtxForm.Bits(type)}"), StringComparison.Ordinal);
    }

    private string? Put(string text, int number, PtxOperand operand, string type)
    {
        string mark = $"${number.ToString(CultureInfo.InvariantCulture)}";
        for (int at = text.IndexOf(mark, StringComparison.Ordinal); at >= 0; at = text.IndexOf(mark, at, StringComparison.Ordinal))
        {
            int end = at + mark.Length;
            bool typed = end < text.Length && text[end] == '!';
            if (typed) end++;
            string? value = typed ? Typed(operand, type) : Value(operand, type);
            if (value is null) return null;
            if (!IsArgument(text, at, end) && !IsPrimary(operand, value)) value = $"({value})";
            text = text[..at] + value + text[end..];
            at += value.Length;
        }
        return text;
    }

    // All of the text, or all of an argument of a call: no operator beside it takes a part.
    private static bool IsArgument(string text, int start, int end) =>
        (start == 0 || ArgumentStart().IsMatch(text[..start])) && (end == text.Length || text[end] is ',' or ')' or '>') && (start == 0) == (end == text.Length);

    private bool IsPrimary(PtxOperand operand, string value) =>
        operand.Kind != PtxOperandKind.Argument || _saved.ContainsKey(IndexOf(operand)) ? Primary().IsMatch(value) : value.Length == 1 && Primary().IsMatch(_texts[IndexOf(operand)]);

    /// <summary>An operand's expression; null: it cannot be said.</summary>
    private string? Value(PtxOperand operand, string type)
    {
        switch (operand.Kind)
        {
            case PtxOperandKind.Immediate: return operand.Text;
            case PtxOperandKind.Register: return operand.Text;
            case PtxOperandKind.Special: return PtxForm.Of("%" + operand.Text) is [var form] ? form.Text : null;
            case PtxOperandKind.Argument: break;
            default: return null;
        }
        int index = IndexOf(operand);
        string text = _saved.TryGetValue(index, out string? saved) ? saved : Place(index).ToString();
        return (_statement.Operands[index].Letter, type) switch
        {
            ('f', "f32") or ('d', "f64") or ('r' or 'n' or 'l' or 'h', _) when type[0] != 'f' || type.Length != 3 || _statement.Operands[index].Letter is 'f' or 'd' => text,
            ('f', _) when type.EndsWith("32", StringComparison.Ordinal) => $"__float_as_uint({text})",
            ('d', _) when type.EndsWith("64", StringComparison.Ordinal) => $"__double_as_longlong({text})",
            ('r', "f32") => $"__uint_as_float({text})",
            ('l', "f64") => $"__longlong_as_double({text})",
            _ => null,
        };
    }

    // In the instruction's own type: what it does depends on it.
    private string? Typed(PtxOperand operand, string type)
    {
        if (Value(operand, type) is not { } value) return null;
        string wanted = PtxForm.TypeName(type);
        if (operand.Kind == PtxOperandKind.Immediate && char.IsAsciiDigit(value[0])) return type[0] != 's' ? value + (type.EndsWith("64", StringComparison.Ordinal) ? "ull" : "u") : value;
        bool same = operand.Kind == PtxOperandKind.Register ? PtxForm.TypeName(_template.Registers[operand.Text]) == wanted
            : operand.Kind == PtxOperandKind.Argument && _types.ElementAtOrDefault(IndexOf(operand)) is { } known && known.Replace("const ", "", StringComparison.Ordinal).Replace("unsigned int", "unsigned", StringComparison.Ordinal).Replace("unsigned long long", "unsigned long", StringComparison.Ordinal) == wanted.Replace("unsigned long long", "unsigned long", StringComparison.Ordinal);
        return same ? value : $"({wanted}){(IsPrimary(operand, value) ? value : $"({value})")}";
    }

    /// <summary>Adds <c>result = text</c>; false: the result cannot be written so.</summary>
    private bool Assign(PtxOperand result, string type, string text)
    {
        if (result.Kind == PtxOperandKind.Register)
        {
            string name = PtxForm.TypeName(_template.Registers[result.Text]);
            _statements.Add($"{(_declared.Add(result.Text) ? name + " " : "")}{result.Text} = {text}");
            return name.Length > 0;
        }
        if (result is { Kind: PtxOperandKind.Immediate, Text: "_" })
        {
            _statements.Add(text);
            return true;
        }
        if (result.Kind != PtxOperandKind.Argument || !_statement.Operands[IndexOf(result)].IsOutput) return false;
        string? value = (_statement.Operands[IndexOf(result)].Letter, type) switch
        {
            ('f', "f32") or ('d', "f64") or ('r' or 'l' or 'h', _) when type is not ("f32" or "f64") || _statement.Operands[IndexOf(result)].Letter is 'f' or 'd' => text,
            ('f', "b32" or "u32" or "s32") => $"__uint_as_float({text})",
            ('d', "b64" or "u64" or "s64") => $"__longlong_as_double({text})",
            ('r', "f32") => $"__float_as_uint({text})",
            ('l', "f64") => $"__double_as_longlong({text})",
            _ => null,
        };
        if (value is null) return false;
        _statements.Add($"{Place(IndexOf(result))} = {value}");
        return true;
    }

    [GeneratedRegex(@"^(?:[A-Za-z_]\w*|\d\w*|[\x80-\xff])(?:(?:\.|->|::)[A-Za-z_]\w*|\[[\w +]*\]|\([\w, ]*\))*$|^\([^()]*\)$")]
    private static partial Regex Primary();

    [GeneratedRegex(@"(?:[\w>][(<]|, )$")]
    private static partial Regex ArgumentStart();

    [GeneratedRegex(@"^[A-Za-z_]\w*(\.\w+)*$")]
    private static partial Regex Member();

    [GeneratedRegex(@"^\d\w*$")]
    private static partial Regex Literal();

    [GeneratedRegex(@"^((?:unsigned |long |int |short |char |float |double |bool )+(\w+)) = ")]
    private static partial Regex Declaration();
}
