using CudaBridge.Compiler;

namespace CudaBridge.Cli.Nvcc;

/// <summary>Diagnostics as people read them: <c>file:line:column: error: CB2001: message; hint</c>, as clang places its own.</summary>
internal static class DiagnosticText
{
    public static string Format(Diagnostic diagnostic, bool color)
    {
        string place = diagnostic.File is null ? "nvcc: " : diagnostic.Line == 0 ? $"{diagnostic.File}: " : $"{diagnostic.File}:{diagnostic.Line}:{diagnostic.Column}: ";
        (string word, string paint) = diagnostic.Severity switch
        {
            DiagnosticSeverity.Error => ("error: ", "\e[0;1;31m"),
            DiagnosticSeverity.Warning => ("warning: ", "\e[0;1;35m"),
            _ => ("note: ", "\e[0;1;36m"),
        };
        string text = $"{diagnostic.Id}: {diagnostic.Message}{(diagnostic.Hint is null ? "" : $"; {diagnostic.Hint}")}";
        return color ? $"\e[1m{place}{paint}{word}\e[0m\e[1m{text}\e[0m\n" : $"{place}{word}{text}\n";
    }
}
