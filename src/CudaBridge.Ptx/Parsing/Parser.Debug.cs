namespace CudaBridge.Ptx;

// PTX ISA 11.5: .section holds DWARF data as labels and lists of numbers, one directive a line.
public sealed partial class Parser
{
    private Section DebugSection(int start)
    {
        string name = Kind is TokenKind.Dotted or TokenKind.Name ? Spelling.ToString() : throw Unexpected("a section");
        Advance();
        Expect(TokenKind.OpenBrace, "'{'");
        List<SectionLine> lines = [];
        while (Kind != TokenKind.CloseBrace) lines.Add(SectionLine());
        Advance();
        return new(start, name, lines);
    }

    private SectionLine SectionLine()
    {
        int start = _token.Start;
        if (Kind == TokenKind.Name && _ahead.Kind == TokenKind.Colon)
        {
            string label = TakeName("a label");
            Advance();
            return new(start, label, PtxType.None, []);
        }
        PtxType type = TakeType();
        List<Expression> values = [];
        do values.Add(SectionValue());
        while (Accept(TokenKind.Comma));
        return new(start, Label: null, type, values);
    }

    // A section may be named: .b32 .debug_str+4
    private Expression SectionValue()
    {
        int start = _token.Start;
        if (Kind != TokenKind.Dotted) return Expression();
        Expression name = new NameExpression(start, _names.Get(Spelling));
        Advance();
        if (!Accept(TokenKind.Plus)) return name;
        return new BinaryExpression(start, name, "+", Expression());
    }
}
