using System.Text.RegularExpressions;

namespace CudaBridge.Porting.Assembly;

public enum PtxOperandKind
{
    /// <summary>Operand of the asm statement; the text is its number.</summary>
    Argument,

    /// <summary>A register that the template declares.</summary>
    Register,

    /// <summary>A register of the machine, without its percent sign: <c>tid.x</c>.</summary>
    Special,

    Immediate,

    /// <summary>Memory: the first part is the address, the text what is added to it.</summary>
    Address,

    /// <summary>Several registers in braces.</summary>
    Vector,

    /// <summary><c>a|b</c>.</summary>
    Pair,
}

public sealed record PtxOperand(PtxOperandKind Kind, string Text, IReadOnlyList<PtxOperand> Parts);

/// <param name="Guard">The predicate that must hold; null: none. <paramref name="Negated"/>: it must not.</param>
public sealed record PtxInstruction(string Opcode, IReadOnlyList<PtxOperand> Operands, PtxOperand? Guard, bool Negated);

/// <summary>The instructions of an asm statement's template. What has labels, or registers by number, is not read.</summary>
public sealed partial class PtxTemplate
{
    private readonly List<string> _tokens;
    private readonly InlineAssembly _statement;
    private int _at;

    private PtxTemplate(InlineAssembly statement)
    {
        _statement = statement;
        _tokens = [.. Word().Matches(Comment().Replace(statement.Template, " ")).Select(match => match.Value)];
    }

    /// <summary>Registers that the template declares, with their types.</summary>
    public Dictionary<string, string> Registers { get; } = [];

    public List<PtxInstruction> Instructions { get; } = [];

    /// <returns>Null: it is written in a way that is not read.</returns>
    public static PtxTemplate? Read(InlineAssembly statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        PtxTemplate template = new(statement);
        while (template._at < template._tokens.Count)
            if (!template.Statement()) return null;
        return template;
    }

    private string Peek => _at < _tokens.Count ? _tokens[_at] : "";

    private bool Accept(string token)
    {
        if (Peek != token) return false;
        _at++;
        return true;
    }

    private bool Statement()
    {
        if (Accept("{") || Accept("}") || Accept(";")) return true;
        if (Peek == ".reg") return Declaration();
        PtxOperand? guard = null;
        bool negated = false;
        if (Accept("@"))
        {
            negated = Accept("!");
            guard = Operand();
            if (guard is null) return false;
        }
        string opcode = Peek;
        if (opcode.Length == 0 || !char.IsAsciiLetter(opcode[0])) return false;
        _at++;
        if (Peek == ":") return false;
        List<PtxOperand> operands = [];
        while (Peek is not (";" or "" or "}"))
        {
            if (Operand() is not { } operand) return false;
            operands.Add(operand);
            if (!Accept(",") && Peek is not (";" or "" or "}")) return false;
        }
        Instructions.Add(new PtxInstruction(opcode, operands, guard, negated));
        return true;
    }

    // .reg .u32 a, b;
    private bool Declaration()
    {
        _at++;
        if (Peek.Length < 2 || Peek[0] != '.') return false;
        string type = _tokens[_at++][1..];
        do
        {
            if (_at >= _tokens.Count || !Registers.TryAdd(RegisterName(_tokens[_at++]), type)) return false;
        }
        while (Accept(","));
        return Peek is ";" or "";
    }

    private static string RegisterName(string token) => token.TrimStart('%');

    private PtxOperand? Operand()
    {
        PtxOperand? first = Single();
        if (first is null || !Accept("|")) return first;
        return Single() is { } second ? new PtxOperand(PtxOperandKind.Pair, "", [first, second]) : null;
    }

    private PtxOperand? Single()
    {
        if (Accept("[")) return Address();
        if (!Accept("{")) return Name();
        List<PtxOperand> parts = [];
        do
        {
            if (Name() is not { } part) return null;
            parts.Add(part);
        }
        while (Accept(","));
        return Accept("}") ? new PtxOperand(PtxOperandKind.Vector, "", parts) : null;
    }

    private PtxOperand? Address()
    {
        if (Name() is not { } address) return null;
        string offset = "0";
        if (Accept("+"))
        {
            bool negative = Accept("-");
            offset = (negative ? "-" : "") + Peek;
            if (offset.Length == 0 || !char.IsAsciiDigit(offset[^1])) return null;
            _at++;
        }
        return Accept("]") ? new PtxOperand(PtxOperandKind.Address, offset, [address]) : null;
    }

    private PtxOperand? Name()
    {
        bool negative = Accept("-");
        if (_at >= _tokens.Count) return null;
        string token = _tokens[_at++];
        if (char.IsAsciiDigit(token[0])) return Immediate(negative ? "-" + token : token);
        if (negative || Argument(token) is not { } argument) return negative ? null : Machine(token);
        return new PtxOperand(PtxOperandKind.Argument, argument, []);
    }

    private string? Argument(string token)
    {
        if (!_statement.HasOperands || token[0] != '%' || token.Length < 2) return null;
        if (char.IsAsciiDigit(token[1])) return int.Parse(token.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture) < _statement.Operands.Count ? token[1..] : null;
        int named = token[1] != '[' ? -1 : _statement.Operands.ToList().FindIndex(operand => operand.Name == token[2..^1]);
        return named < 0 ? null : named.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private PtxOperand? Machine(string token)
    {
        string name = RegisterName(token);
        if (name.Length == 0 || !(char.IsAsciiLetter(name[0]) || name[0] is '_' or '$')) return null;
        if (Registers.ContainsKey(name)) return new PtxOperand(PtxOperandKind.Register, name, []);
        return name == "WARP_SZ" ? Immediate("32") : token[0] == '%' ? new PtxOperand(PtxOperandKind.Special, name, []) : null;
    }

    // 0f3F800000 is a float's bits.
    private static PtxOperand? Immediate(string text) =>
        text.StartsWith("0f", StringComparison.OrdinalIgnoreCase) || text.StartsWith("0d", StringComparison.OrdinalIgnoreCase) ? null : new PtxOperand(PtxOperandKind.Immediate, text.TrimEnd('U'), []);

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"%\[\w+\]|%{0,2}[\w$][\w$.:]*(?<!:)|\.\w+|[^\s\w]")]
    private static partial Regex Word();
}
