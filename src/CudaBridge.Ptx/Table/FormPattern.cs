using System.Text;

namespace CudaBridge.Ptx;

/// <summary>Reads the columns of a row of the instruction table.</summary>
/// <remarks>
/// Modifiers: <c>.word</c> or <c>.class</c> must stand there, <c>{.x}</c> may, <c>.a|b</c> is one of two words.
/// Types: words separated by blanks; a semicolon starts the next type; an item with a dot or brace is a modifier between or behind types.
/// Operands: as in the manual; <c>{, x}</c> may be left out, <c>{!}c</c> may be negated, <c>d{|p}</c> may be a pair, <c>[a]</c> is
/// memory, <c>a{.sel}</c> may carry a selector. What the manual says in prose stands behind a colon: a type, the number of a type
/// slot, <c>wide</c>, <c>vec</c> (a vector if .vec is given), <c>elements</c>, <c>steps</c> (a number, or several in braces), <c>imm</c> or <c>label</c>.
/// Without it the n-th operand has the n-th type, or the last.
/// </remarks>
internal static class FormPattern
{
    public static List<Slot> Slots(string opcode, string modifiers, string types)
    {
        List<Slot> slots = [];
        foreach (string word in opcode.Split('.').Skip(1)) slots.Add(new(word, [word], Optional: false, IsType: false));
        AddModifiers(slots, modifiers);
        foreach (string part in types.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part[0] is '.' or '{') AddModifiers(slots, part);
            else slots.Add(new("type", Words(part, ' '), Optional: false, IsType: true));
        }
        return slots;
    }

    /// <summary>The operands column as the manual prints it.</summary>
    public static string WithoutNotes(string operands)
    {
        StringBuilder plain = new();
        bool inNote = false;
        foreach (char c in operands)
        {
            inNote = c == ':' || inNote && char.IsAsciiLetterOrDigit(c);
            if (!inNote) plain.Append(c);
        }
        return plain.ToString();
    }

    private static void AddModifiers(List<Slot> slots, string text)
    {
        for (int at = 0; at < text.Length;)
        {
            bool optional = text[at] == '{';
            int end = optional ? text.IndexOf('}', at) : text.IndexOfAny(['.', '{'], at + 1);
            if (end < 0) end = text.Length;
            slots.Add(Modifier(text[(at + (optional ? 2 : 1))..end], optional));
            at = optional ? end + 1 : end;
        }
    }

    private static Slot Modifier(string text, bool optional)
    {
        string[] words = [.. text.Split('|').SelectMany(word => Modifiers.Find(word) ?? [word])];
        return new(text, words, optional, IsType: false);
    }

    private static string[] Words(string text, char separator) => text.Split(separator, StringSplitOptions.RemoveEmptyEntries);

    public static List<OperandSlot> Operands(string text, int typeCount)
    {
        List<OperandSlot> operands = [];
        foreach ((string item, bool optional) in Items(text)) operands.Add(Operand(item, optional, operands.Count, typeCount));
        return operands;
    }

    // "d, [a]{, p}" => (d, must), ([a], must), (p, may)
    private static IEnumerable<(string Item, bool Optional)> Items(string text)
    {
        int depth = 0;
        int start = 0;
        bool optional = false;
        for (int i = 0; i <= text.Length; i++)
        {
            char c = i == text.Length ? ',' : text[i];
            bool opensOptional = c == '{' && i + 1 < text.Length && text[i + 1] == ',';
            bool closesOptional = c == '}' && depth == 0;
            if (depth == 0 && (c == ',' || opensOptional || closesOptional))
            {
                string item = text[start..i].Trim();
                if (item.Length > 0) yield return (item, optional);
                start = i + 1;
                optional = opensOptional || optional && !closesOptional;
            }
            else if (c is '{' or '[') depth++;
            else if (c is '}' or ']') depth--;
        }
    }

    private static OperandSlot Operand(string item, bool optional, int index, int typeCount)
    {
        string note = "";
        int colon = item.LastIndexOf(':');
        if (colon >= 0) (item, note) = (item[..colon], item[(colon + 1)..]);
        char sign = item.StartsWith("{!}", StringComparison.Ordinal) ? '!' : item.StartsWith("{-}", StringComparison.Ordinal) ? '-' : '\0';
        if (sign != 0) item = item[3..];
        bool selectable = item.Contains("{.", StringComparison.Ordinal) && item[0] != '[';
        if (selectable) item = item[..item.IndexOf('{', StringComparison.Ordinal)];
        bool pairOptional = item.Contains("{|", StringComparison.Ordinal);
        OperandKind kind = item[0] == '[' ? OperandKind.Address
            : item[0] == '(' ? OperandKind.Call
            : item.Contains('|', StringComparison.Ordinal) ? OperandKind.Pair : KindOf(note);
        PtxType type = kind == OperandKind.Address ? PtxType.None : sign == '!' ? PtxType.Pred : PtxTypes.Find(note);
        int slot = type != PtxType.None || typeCount == 0 ? -1
            : int.TryParse(note, out int explicitSlot) ? explicitSlot : Math.Min(index, typeCount - 1);
        return new(item, kind, optional, type, slot, note == "wide", sign, pairOptional, selectable);
    }

    private static OperandKind KindOf(string note) => note switch
    {
        "vec"      => OperandKind.Vector,
        "elements" => OperandKind.Elements,
        "steps"    => OperandKind.Steps,
        "imm"      => OperandKind.Immediate,
        "label"    => OperandKind.Label,
        _          => OperandKind.Value,
    };
}
