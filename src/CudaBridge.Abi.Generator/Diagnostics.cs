using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CudaBridge.Abi.Generator;

/// <summary>What the generator reports, as compile errors.</summary>
internal static class Diagnostics
{
    private static readonly DiagnosticDescriptor s_table = Error("CBG001", "An .api table has an error", "{0}");
    private static readonly DiagnosticDescriptor s_noDeclaration = Error("CBG002", "No such CUDA function", "'{0}' is in no .api table");

    private static readonly DiagnosticDescriptor s_wrongSignature =
        Error("CBG003", "The method is not what its .api line says", "'{0}' must be '{1}'");

    public static Diagnostic Table(string path, int line, string message)
    {
        var start = new LinePosition(line - 1, 0);
        return Diagnostic.Create(s_table, Location.Create(path, new TextSpan(0, 0), new LinePositionSpan(start, start)), message);
    }

    public static Diagnostic NoDeclaration(Implementation method) => Diagnostic.Create(s_noDeclaration, method.Location, method.Name);

    public static Diagnostic WrongSignature(Implementation method, string expected) =>
        Diagnostic.Create(s_wrongSignature, method.Location, method.Signature, expected);

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, "CudaBridge", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
