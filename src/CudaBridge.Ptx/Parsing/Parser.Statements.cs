using System.Globalization;

namespace CudaBridge.Ptx;

public sealed partial class Parser
{
    // Up to the closing brace or the end of the text, which stay.
    private List<Statement> Statements()
    {
        List<Statement> statements = [];
        while (Kind is not (TokenKind.End or TokenKind.CloseBrace))
            if (Statement() is { } statement) statements.Add(statement);
        return statements;
    }

    // Null for an empty statement.
    private Statement? Statement()
    {
        int start = _token.Start;
        switch (Kind)
        {
            case TokenKind.Semicolon:
                Advance();
                return null;
            case TokenKind.OpenBrace:
                return Block();
            case TokenKind.Dotted:
                return DirectiveStatement();
            case TokenKind.At:
                return Instruction(start, Guard());
            case TokenKind.Name when _ahead.Kind == TokenKind.Colon:
                return LabelOrTargets();
            case TokenKind.Name:
                return Instruction(start, guard: null);
            default:
                throw Unexpected("a statement");
        }
    }

    private Block Block()
    {
        int start = _token.Start;
        Expect(TokenKind.OpenBrace, "'{'");
        Enter();
        List<Statement> body = Statements();
        Leave();
        Expect(TokenKind.CloseBrace, "'}'");
        return new(start, body);
    }

    private Statement LabelOrTargets()
    {
        int start = _token.Start;
        string name = TakeName("a label");
        Advance();
        if (Kind != TokenKind.Dotted) return new Label(start, name);
        if (IsWord(".branchtargets") || IsWord(".calltargets")) return Targets(start, name);
        return IsWord(".callprototype") ? Prototype(start, name) : new Label(start, name);
    }

    private TargetList Targets(int start, string name)
    {
        string directive = _names.Get(Spelling);
        Advance();
        List<string> targets = [TakeName("a label")];
        while (Accept(TokenKind.Comma)) targets.Add(TakeName("a label"));
        Expect(TokenKind.Semicolon, "';'");
        return new(start, name, directive, targets);
    }

    private Guard Guard()
    {
        int start = _token.Start;
        Advance();
        bool negated = Accept(TokenKind.Bang);
        return new(start, TakeName("a predicate register"), negated);
    }

    private Statement DirectiveStatement()
    {
        int start = _token.Start;
        if (AcceptWord(".reg")) return Registers(start);
        if (AcceptWord(".loc")) return Location(start);
        if (AcceptWord(".pragma")) return PragmaDirective(start);
        if (IsVariableStart()) return new VariableStatement(start, Variables());
        throw Error(start, $"'{Shorten(Spelling)}' is no directive of a function body");
    }

    private Pragma PragmaDirective(int start)
    {
        List<string> texts = [TakeText()];
        while (Accept(TokenKind.Comma)) texts.Add(TakeText());
        Expect(TokenKind.Semicolon, "';'");
        return new(start, texts);
    }

    private RegisterDeclaration Registers(int start)
    {
        int vector = VectorWidth();
        PtxType type = TakeType();
        List<RegisterName> names = [];
        do
        {
            int at = _token.Start;
            string name = TakeName("a register");
            names.Add(new(at, name, RangeCount()));
        }
        while (Accept(TokenKind.Comma));
        Expect(TokenKind.Semicolon, "';'");
        return new(start, vector, type, names);
    }

    // <10>
    private int? RangeCount()
    {
        if (!Accept(TokenKind.Less)) return null;
        int at = _token.Start;
        long count = TakeInteger();
        if (count is < 1 or > int.MaxValue) throw Error(at, $"a range of {count.ToString(CultureInfo.InvariantCulture)} names");
        Expect(TokenKind.Greater, "'>'");
        return (int)count;
    }

    private int VectorWidth()
    {
        int width = Spelling switch { ".v2" => 2, ".v4" => 4, ".v8" => 8, _ => 1 };
        if (width > 1) Advance();
        return width;
    }

    private PtxType TakeType()
    {
        PtxType type = Kind == TokenKind.Dotted ? PtxTypes.Find(_names.Get(Spelling[1..])) : PtxType.None;
        if (type == PtxType.None) throw Unexpected("a type");
        Advance();
        return type;
    }

    private long TakeInteger()
    {
        bool negative = Accept(TokenKind.Minus);
        if (Kind != TokenKind.Integer) throw Unexpected("an integer");
        Literal literal = Number();
        return negative ? -(long)literal.Bits : (long)literal.Bits;
    }

    private Location Location(int start)
    {
        (long file, long line, long column) = Place();
        InlinedAt? inlined = null;
        if (Accept(TokenKind.Comma))
        {
            if (!AcceptWord("function_name")) throw Unexpected("'function_name'");
            string function = TakeName("a label of .debug_str");
            long? offset = Accept(TokenKind.Plus) ? TakeInteger() : null;
            Expect(TokenKind.Comma, "','");
            if (!AcceptWord("inlined_at")) throw Unexpected("'inlined_at'");
            (long inFile, long inLine, long inColumn) = Place();
            inlined = new(function, offset, inFile, inLine, inColumn);
        }
        Accept(TokenKind.Semicolon);
        return new(start, file, line, column, inlined);
    }

    private (long File, long Line, long Column) Place() => (TakeInteger(), TakeInteger(), TakeInteger());
}
