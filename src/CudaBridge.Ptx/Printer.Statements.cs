namespace CudaBridge.Ptx;

public sealed partial class Printer
{
    private void WriteStatement(Statement statement)
    {
        switch (statement)
        {
            case Label label: Line($"{label.Name}:"); return;
            case Block block: WriteBody(block.Body); return;
            case VariableStatement variables: WriteVariables(variables.Variables); return;
        }
        Indent();
        switch (statement)
        {
            case Instruction instruction: WriteInstruction(instruction); break;
            case RegisterDeclaration registers: WriteRegisters(registers); break;
            case TargetList list: Write($"{list.Name}: {list.Directive} {string.Join(", ", list.Targets)};"); break;
            case CallPrototype prototype: WritePrototype(prototype); break;
            case Pragma pragma: WritePragma(pragma.Texts); break;
            case Location location: WriteLocation(location); break;
            default: throw new ArgumentException($"a statement of type {statement.GetType().Name}", nameof(statement));
        }
        Write('\n');
    }

    private void WriteBody(IReadOnlyList<Statement> body)
    {
        Line("{");
        _indent++;
        foreach (Statement statement in body) WriteStatement(statement);
        _indent--;
        Line("}");
    }

    private void WriteInstruction(Instruction instruction)
    {
        if (instruction.Guard is { } guard) Write($"@{(guard.Negated ? "!" : "")}{guard.Predicate} ");
        Write(instruction.Opcode.Text);
        for (int i = 0; i < instruction.Operands.Count; i++)
        {
            Write(i == 0 ? " " : ", ");
            WriteOperand(instruction.Operands[i]);
        }
        Write(';');
    }

    private void WriteRegisters(RegisterDeclaration declaration)
    {
        Write(".reg ");
        if (declaration.Vector > 1) Write($".v{declaration.Vector} ");
        Write($".{declaration.Type.Name()} ");
        Separated(declaration.Names, name => Write(name.Count is { } count ? $"{name.Name}<{count}>" : name.Name));
        Write(';');
    }

    private void WritePragma(IEnumerable<string> texts) => Write($".pragma {string.Join(", ", texts.Select(text => $"\"{text}\""))};");

    private void WriteLocation(Location location)
    {
        Write($".loc {location.File} {location.Line} {location.Column}");
        if (location.Inlined is not { } inlined) return;
        Write($", function_name {inlined.Function}");
        if (inlined.FunctionOffset is { } offset) Write($"+{offset}");
        Write($", inlined_at {inlined.File} {inlined.Line} {inlined.Column}");
    }

    private void WritePrototype(CallPrototype prototype)
    {
        Write($"{prototype.Name}: .callprototype ");
        if (prototype.Returns is { } returns)
        {
            WriteParameters(returns);
            Write(' ');
        }
        Write($"{prototype.Function} ");
        WriteParameters(prototype.Parameters);
        if (prototype.NoReturn) Write(" .noreturn");
        foreach (Directive directive in prototype.Directives)
        {
            Write(' ');
            WriteDirective(directive);
        }
        Write(';');
    }

    private void WriteOperand(Operand operand)
    {
        switch (operand)
        {
            case NameOperand name:
                Write(name.Name);
                if (name.Selector is { } selector) Write($".{selector}");
                break;
            case ConstantOperand constant: WriteExpression(constant.Value); break;
            case SignedOperand signed:
                Write(signed.Sign);
                WriteOperand(signed.Inner);
                break;
            case PairOperand pair:
                WriteOperand(pair.First);
                Write('|');
                WriteOperand(pair.Second);
                break;
            case VectorOperand vector: WriteEnclosed('{', vector.Elements, '}'); break;
            case ListOperand list: WriteEnclosed('(', list.Elements, ')'); break;
            case AddressOperand address: WriteAddress(address); break;
            default: throw new ArgumentException($"an operand of type {operand.GetType().Name}", nameof(operand));
        }
    }

    private void WriteEnclosed(char open, IReadOnlyList<Operand> elements, char close)
    {
        Write(open);
        Separated(elements, WriteOperand);
        Write(close);
    }

    private void WriteAddress(AddressOperand address)
    {
        Write('[');
        WriteOperand(address.Base);
        if (address.Displacement is { } displacement)
        {
            Write(address.Sign);
            WriteExpression(displacement);
        }
        foreach (Operand operand in address.Rest)
        {
            Write(", ");
            WriteOperand(operand);
        }
        Write(']');
        if (address.Unified) Write(".unified");
    }

    private void WriteExpression(Expression expression)
    {
        switch (expression)
        {
            case Literal literal: Write(literal.Text); break;
            case NameExpression name: Write(name.Name); break;
            case UnaryExpression unary:
                Write(unary.Operator);
                WriteExpression(unary.Operand);
                break;
            case BinaryExpression binary:
                WriteExpression(binary.Left);
                Write(binary.Operator == "%" ? " % " : binary.Operator);
                WriteExpression(binary.Right);
                break;
            case ConditionalExpression conditional:
                WriteExpression(conditional.Condition);
                Write('?');
                WriteExpression(conditional.Then);
                Write(':');
                WriteExpression(conditional.Else);
                break;
            case ParenthesisedExpression parenthesised: WriteCall("", parenthesised.Inner); break;
            case FunctionExpression function: WriteCall(function.Function, function.Argument); break;
            case CastExpression cast:
                Write($"(.{cast.Type.Name()})");
                WriteExpression(cast.Operand);
                break;
            default: throw new ArgumentException($"an expression of type {expression.GetType().Name}", nameof(expression));
        }
    }

    private void WriteCall(string function, Expression argument)
    {
        Write($"{function}(");
        WriteExpression(argument);
        Write(')');
    }
}
