namespace CudaBridge.Ptx;

public sealed partial class Parser
{
    private static StateSpace? SpaceOf(ReadOnlySpan<char> word) => word switch
    {
        ".reg"    => StateSpace.Register,
        ".sreg"   => StateSpace.SpecialRegister,
        ".const"  => StateSpace.Const,
        ".global" => StateSpace.Global,
        ".local"  => StateSpace.Local,
        ".param"  => StateSpace.Param,
        ".shared" => StateSpace.Shared,
        ".tex"    => StateSpace.Tex,
        _         => null,
    };

    private bool IsVariableStart() => Kind == TokenKind.Dotted && (SpaceOf(Spelling) is not null || IsLinkageWord());

    private bool IsLinkageWord() => Spelling is ".extern" or ".visible" or ".weak" or ".common";

    private List<Variable> Variables() => Variables(TakeLinkage());

    // .global .align 4 .u32 a, b[4] = {1, 2};
    private List<Variable> Variables(Linkage linkage)
    {
        List<Variable> variables = [Variable(linkage)];
        while (Accept(TokenKind.Comma))
        {
            Variable first = variables[0];
            int at = _token.Start;
            string name = TakeName("a variable");
            variables.Add(Declarator(first with { Offset = at, Name = name }));
        }
        Expect(TokenKind.Semicolon, "';'");
        return variables;
    }

    private List<Variable> Parameters()
    {
        Advance();
        List<Variable> parameters = [];
        if (Kind != TokenKind.CloseParenthesis)
        {
            do parameters.Add(Variable(Linkage.Local));
            while (Accept(TokenKind.Comma));
        }
        Expect(TokenKind.CloseParenthesis, "')'");
        return parameters;
    }

    private Variable Variable(Linkage linkage)
    {
        int start = _token.Start;
        StateSpace space = Kind == TokenKind.Dotted && SpaceOf(Spelling) is { } known ? known : throw Unexpected("a state space");
        Advance();
        int? bank = space == StateSpace.Const ? Bank() : null;
        List<string> attributes = Attributes();
        int? align = Alignment();
        int vector = VectorWidth();
        PtxType type = TakeType();
        PointerAttribute? pointer = Pointer();
        string name = TakeName("a name");
        return Declarator(new(start, linkage, space, bank, attributes, align, vector, type, pointer, name, Count: null, [], Initialiser: null));
    }

    private Variable Declarator(Variable variable)
    {
        int? count = RangeCount();
        List<Expression?> dimensions = [];
        while (Accept(TokenKind.OpenBracket))
        {
            dimensions.Add(Kind == TokenKind.CloseBracket ? null : Expression());
            Expect(TokenKind.CloseBracket, "']'");
        }
        Initialiser? initialiser = Accept(TokenKind.Equals) ? Initialiser() : null;
        return variable with { Count = count, Dimensions = dimensions, Initialiser = initialiser };
    }

    private int? Bank()
    {
        if (!Accept(TokenKind.OpenBracket)) return null;
        int at = _token.Start;
        long bank = TakeInteger();
        if (bank is < 0 or > 10) throw Error(at, "a constant bank is 0 to 10");
        Expect(TokenKind.CloseBracket, "']'");
        return (int)bank;
    }

    private int? Alignment()
    {
        if (!AcceptWord(".align")) return null;
        int at = _token.Start;
        long align = TakeInteger();
        if (align is < 1 or > 1 << 20 || (align & (align - 1)) != 0) throw Error(at, "an alignment is a power of two");
        return (int)align;
    }

    // .ptr .global .align 16
    private PointerAttribute? Pointer()
    {
        if (!AcceptWord(".ptr")) return null;
        StateSpace? space = Kind == TokenKind.Dotted ? SpaceOf(Spelling) : null;
        if (space is not null) Advance();
        return new(space, Alignment());
    }

    // .attribute(.managed, .unified(19, 95))
    private List<string> Attributes()
    {
        List<string> attributes = [];
        if (!AcceptWord(".attribute")) return attributes;
        Expect(TokenKind.OpenParenthesis, "'('");
        do attributes.Add(Attribute());
        while (Accept(TokenKind.Comma));
        Expect(TokenKind.CloseParenthesis, "')'");
        return attributes;
    }

    private string Attribute()
    {
        int start = _token.Start;
        bool unified = IsWord(".unified");
        if (!unified && !IsWord(".managed")) throw Unexpected("'.managed' or '.unified'");
        Advance();
        if (unified)
        {
            Expect(TokenKind.OpenParenthesis, "'('");
            Number();
            Expect(TokenKind.Comma, "','");
            Number();
            Expect(TokenKind.CloseParenthesis, "')'");
        }
        return _text[start.._previousEnd];
    }

    private Initialiser Initialiser()
    {
        int start = _token.Start;
        if (Kind != TokenKind.OpenBrace)
            return Kind == TokenKind.Name && _ahead.Kind == TokenKind.Equals ? Field(start) : new ValueInitialiser(start, Expression());
        Advance();
        Enter();
        List<Initialiser> elements = [];
        if (Kind != TokenKind.CloseBrace)
        {
            do elements.Add(Initialiser());
            while (Accept(TokenKind.Comma) && Kind != TokenKind.CloseBrace);
        }
        Leave();
        Expect(TokenKind.CloseBrace, "'}'");
        return new ListInitialiser(start, elements);
    }

    private FieldInitialiser Field(int start)
    {
        string field = TakeName("a field");
        Advance();
        return new(start, field, Kind == TokenKind.Integer ? Number().Text : TakeName("a value"));
    }
}
