using CudaBridge.Compiler;

namespace CudaBridge.Frontend.Clang;

/// <summary>
/// A tool cannot go on. <see cref="Exception.Message"/> is the diagnostic, or empty when the program that failed has said why itself.
/// </summary>
public sealed class ToolException : Exception
{
    public ToolException(Diagnostic diagnostic) : base(diagnostic?.ToString())
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        Diagnostic = diagnostic;
    }

    /// <summary>A program failed that has told the user why.</summary>
    public ToolException() : base("")
    {
    }

    public ToolException(string message) : base(message)
    {
    }

    public ToolException(string message, Exception inner) : base(message, inner)
    {
    }

    public Diagnostic? Diagnostic { get; }
}
