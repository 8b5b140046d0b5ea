namespace CudaBridge.Compiler;

public enum DiagnosticSeverity { Note, Warning, Error }

/// <summary>One finding: <c>CBnnnn: file:line:column: what is wrong; what to do</c>.</summary>
/// <param name="Line">From 1; 0 when the IR carries no debug information.</param>
public sealed record Diagnostic(string Id, DiagnosticSeverity Severity, string Message, string? File, int Line, int Column, string? Hint)
{
    public override string ToString()
    {
        string place = File is null ? "" : Line == 0 ? $"{File}: " : $"{File}:{Line}:{Column}: ";
        string hint = Hint is null ? "" : $"; {Hint}";
        return $"{Id}: {place}{Message}{hint}";
    }
}
