namespace CudaBridge.Ptx;

public sealed partial class Parser
{
    private Instruction Instruction(int start, Guard? guard)
    {
        int at = _token.Start;
        string spelling = OpcodeSpelling();
        Opcode[] readings = _opcodes.Resolve(spelling, at);
        IReadOnlyList<Operand> operands = readings[0].Name == "call" ? CallOperands() : OperandsOf();
        Opcode opcode = Select(readings, operands, at);
        Expect(TokenKind.Semicolon, "';'");
        return new(start, guard, opcode, operands);
    }

    // Blanks may stand between the parts of an opcode; the usual spelling has none.
    private string OpcodeSpelling()
    {
        int first = _token.Start;
        if (Kind != TokenKind.Name) throw Unexpected("an instruction");
        Advance();
        bool together = true;
        int end = _previousEnd;
        List<string>? parts = null;
        while (Kind == TokenKind.Dotted)
        {
            if (together && _token.Start != end)
            {
                together = false;
                parts = [_text[first..end]];
            }
            parts?.Add(Spelling.ToString());
            Advance();
            end = _previousEnd;
        }
        return together ? _names.Get(_text.AsSpan(first, end - first)) : _names.Get(string.Concat(parts!));
    }

    private Opcode Select(Opcode[] readings, IReadOnlyList<Operand> operands, int at)
    {
        foreach (Opcode reading in readings)
            if (OperandMatch.Fits(reading, operands)) return reading;
        string forms = string.Join("' or '", readings.Select(reading => $"{reading.Text} {reading.Form.OperandText}".TrimEnd()).Distinct());
        throw Error(at, $"these are not the operands of '{readings[0].Text}'", $"write '{forms}'");
    }

    private List<Operand> OperandsOf()
    {
        List<Operand> operands = [];
        if (Kind == TokenKind.Semicolon) return operands;
        do operands.Add(OperandOrPair());
        while (Accept(TokenKind.Comma));
        return operands;
    }

    // (ret), f, (a, b), prototype: each part but the function may be missing
    private List<Operand> CallOperands()
    {
        List<Operand> operands = [];
        do operands.Add(Kind == TokenKind.OpenParenthesis ? List() : Operand());
        while (Accept(TokenKind.Comma));
        return operands;
    }

    private ListOperand List()
    {
        int start = _token.Start;
        Advance();
        List<Operand> elements = [];
        if (Kind != TokenKind.CloseParenthesis)
        {
            do elements.Add(Operand());
            while (Accept(TokenKind.Comma));
        }
        Expect(TokenKind.CloseParenthesis, "')'");
        return new(start, elements);
    }

    private Operand OperandOrPair()
    {
        int start = _token.Start;
        Operand first = Operand();
        return Accept(TokenKind.Bar) ? new PairOperand(start, first, Operand()) : first;
    }

    private Operand Operand()
    {
        int start = _token.Start;
        switch (Kind)
        {
            case TokenKind.OpenBrace:
                return Vector(start);
            case TokenKind.OpenBracket:
                return Address(start);
            case TokenKind.Bang when _ahead.Kind == TokenKind.Name:
                Advance();
                return new SignedOperand(start, '!', Name());
            case TokenKind.Minus when _ahead.Kind == TokenKind.Name:
                Advance();
                return new SignedOperand(start, '-', Name());
            case TokenKind.Name when _ahead.Kind is not (TokenKind.Plus or TokenKind.Minus or TokenKind.OpenParenthesis):
                return Name();
            default:
                return new ConstantOperand(start, Expression());
        }
    }

    private NameOperand Name()
    {
        int start = _token.Start;
        string name = TakeName("a register");
        if (Kind != TokenKind.Dotted || _token.Start != _previousEnd) return new(start, name);
        string selector = _names.Get(Spelling[1..]);
        Advance();
        return new(start, name, selector);
    }

    private VectorOperand Vector(int start)
    {
        Advance();
        Enter();
        List<Operand> elements = [Operand()];
        while (Accept(TokenKind.Comma)) elements.Add(Operand());
        Leave();
        Expect(TokenKind.CloseBrace, "'}'");
        return new(start, elements);
    }

    private AddressOperand Address(int start)
    {
        Advance();
        Operand place = Kind == TokenKind.Name ? Name() : new ConstantOperand(_token.Start, Expression());
        char sign = Kind switch { TokenKind.Plus => '+', TokenKind.Minus => '-', _ => '\0' };
        Expression? displacement = null;
        if (sign != 0)
        {
            Advance();
            displacement = Expression();
        }
        List<Operand> rest = [];
        while (Accept(TokenKind.Comma)) rest.Add(Operand());
        Expect(TokenKind.CloseBracket, "']'");
        return new(start, place, sign, displacement, rest, AcceptWord(".unified"));
    }
}
