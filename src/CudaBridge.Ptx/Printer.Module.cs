using System.Globalization;

namespace CudaBridge.Ptx;

public sealed partial class Printer
{
    private void WriteModule(Module module)
    {
        Line($".version {module.Major}.{module.Minor}");
        Line($".target {string.Join(", ", module.Targets)}");
        if (module.AddressSize is { } bits) Line($".address_size {bits}");
        foreach (ModuleItem item in module.Items) WriteItem(item);
    }

    private void WriteItem(ModuleItem item)
    {
        switch (item)
        {
            case Function function: WriteFunction(function); break;
            case VariableItem variables: WriteVariables(variables.Variables); break;
            case RegisterItem registers: WriteStatement(registers.Declaration); break;
            case FileItem file: Line($".file {file.Index} \"{file.Name}\"{string.Concat(file.StampAndSize.Select(n => $", {n}"))}"); break;
            case AliasItem alias: Line($".alias {alias.Name}, {alias.Target};"); break;
            case TargetItem target: Line($".target {string.Join(", ", target.Targets)}"); break;
            case PragmaItem pragma: WriteStatement(pragma.Pragma); break;
            case Section section: WriteSection(section); break;
            default: throw new ArgumentException($"an item of type {item.GetType().Name}", nameof(item));
        }
    }

    private static string LinkageText(Linkage linkage) => linkage switch
    {
        Linkage.Visible => ".visible ",
        Linkage.Extern  => ".extern ",
        Linkage.Weak    => ".weak ",
        Linkage.Common  => ".common ",
        _               => "",
    };

    private static string SpaceText(StateSpace space) => space switch
    {
        StateSpace.Register        => ".reg",
        StateSpace.SpecialRegister => ".sreg",
        _                          => $".{space.ToString().ToLowerInvariant()}",
    };

    private void WriteFunction(Function function)
    {
        Write($"{LinkageText(function.Linkage)}{(function.IsEntry ? ".entry" : ".func")} ");
        WriteAttributes(function.Attributes);
        if (function.Returns is { } returns)
        {
            WriteParameters(returns);
            Write(' ');
        }
        Write(function.Name);
        if (function.Parameters is { } parameters) WriteParameters(parameters);
        if (function.NoReturn) Write(" .noreturn");
        foreach (Directive directive in function.Directives)
        {
            Write('\n');
            WriteDirective(directive);
        }
        if (function.Body is { } body)
        {
            Write('\n');
            WriteBody(body);
        }
        else Write(";\n");
    }

    private void WriteDirective(Directive directive)
    {
        if (directive.Name == ".pragma")
        {
            WritePragma(directive.Arguments.Cast<NameExpression>().Select(text => text.Name));
            return;
        }
        Write(directive.Name);
        if (directive.Arguments.Count > 0) Write(' ');
        Separated(directive.Arguments, WriteExpression);
    }

    private void WriteParameters(IReadOnlyList<Variable> parameters)
    {
        Write('(');
        Separated(parameters, WriteVariable);
        Write(')');
    }

    private void WriteVariables(IReadOnlyList<Variable> variables)
    {
        Indent();
        WriteVariable(variables[0]);
        foreach (Variable variable in variables.Skip(1))
        {
            Write(", ");
            WriteDeclarator(variable);
        }
        Write(";\n");
    }

    private void WriteVariable(Variable variable)
    {
        Write($"{LinkageText(variable.Linkage)}{SpaceText(variable.Space)}");
        if (variable.Bank is { } bank) Write($"[{bank}]");
        Write(' ');
        WriteAttributes(variable.Attributes);
        if (variable.Align is { } align) Write($".align {align} ");
        if (variable.Vector > 1) Write($".v{variable.Vector} ");
        Write($".{variable.Type.Name()} ");
        if (variable.Pointer is { } pointer) WritePointer(pointer);
        WriteDeclarator(variable);
    }

    private void WritePointer(PointerAttribute pointer)
    {
        Write(".ptr ");
        if (pointer.Space is { } space) Write($"{SpaceText(space)} ");
        if (pointer.Align is { } align) Write($".align {align} ");
    }

    private void WriteAttributes(IReadOnlyList<string> attributes)
    {
        if (attributes.Count > 0) Write($".attribute({string.Join(", ", attributes)}) ");
    }

    private void WriteDeclarator(Variable variable)
    {
        Write(variable.Name);
        if (variable.Count is { } count) Write($"<{count}>");
        foreach (Expression? dimension in variable.Dimensions)
        {
            Write('[');
            if (dimension is not null) WriteExpression(dimension);
            Write(']');
        }
        if (variable.Initialiser is not { } initialiser) return;
        Write(" = ");
        WriteInitialiser(initialiser);
    }

    private void WriteInitialiser(Initialiser initialiser)
    {
        switch (initialiser)
        {
            case ValueInitialiser value: WriteExpression(value.Value); break;
            case FieldInitialiser field: Write($"{field.Field} = {field.Value}"); break;
            case ListInitialiser list:
                Write('{');
                Separated(list.Elements, WriteInitialiser);
                Write('}');
                break;
            default: throw new ArgumentException($"an initialiser of type {initialiser.GetType().Name}", nameof(initialiser));
        }
    }

    private void WriteSection(Section section)
    {
        Line($".section {section.Name}");
        Line("{");
        foreach (SectionLine line in section.Lines) WriteSectionLine(line);
        Line("}");
    }

    private void WriteSectionLine(SectionLine line)
    {
        if (line.Label is { } label)
        {
            Line($"{label}:");
            return;
        }
        Write($".{line.Type.Name()} ");
        Separated(line.Values, WriteExpression);
        Write('\n');
    }
}
