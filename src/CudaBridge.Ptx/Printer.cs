using System.Globalization;
using System.Text;

namespace CudaBridge.Ptx;

/// <summary>Writes a tree as PTX text. Parsing the text gives an equal tree.</summary>
public sealed partial class Printer
{
    private readonly StringBuilder _out = new();
    private int _indent;

    private Printer() { }

    public static string Print(Module module)
    {
        Printer printer = new();
        printer.WriteModule(module);
        return printer._out.ToString();
    }

    public static string Print(IEnumerable<Statement> statements)
    {
        Printer printer = new();
        foreach (Statement statement in statements) printer.WriteStatement(statement);
        return printer._out.ToString();
    }

    /// <summary>One statement without the line's end: <c>@p add.u32 d, a, b;</c></summary>
    public static string Print(Statement statement) => Print([statement]).TrimEnd('\n');

    public static string Print(Operand operand)
    {
        Printer printer = new();
        printer.WriteOperand(operand);
        return printer._out.ToString();
    }

    private void Write(string text) => _out.Append(text);

    private void Write(char c) => _out.Append(c);

    private void Write(long number) => _out.Append(number.ToString(CultureInfo.InvariantCulture));

    private void Line(string text)
    {
        Indent();
        Write(text);
        Write('\n');
    }

    private void Indent() => _out.Append('\t', _indent);

    private void Separated<T>(IReadOnlyList<T> items, Action<T> write)
    {
        for (int i = 0; i < items.Count; i++)
        {
            if (i > 0) Write(", ");
            write(items[i]);
        }
    }
}
