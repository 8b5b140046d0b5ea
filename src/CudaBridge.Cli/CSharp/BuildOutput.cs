using System.Globalization;
using System.Text.RegularExpressions;
using CudaBridge.Compiler;

namespace CudaBridge.Cli.CSharp;

/// <summary>Writes findings as MSBuild reads them: <c>file(line,column): error CODE: text</c>. Whole pieces at a time.</summary>
internal sealed partial class BuildOutput
{
    private readonly object _gate = new();
    private readonly HashSet<string> _said = [];

    public void Write(Diagnostic diagnostic)
    {
        string place = diagnostic.Line == 0 ? diagnostic.File ?? "cudabridge" : string.Create(CultureInfo.InvariantCulture, $"{diagnostic.File}({diagnostic.Line},{diagnostic.Column})");
        string category = diagnostic.Severity switch { DiagnosticSeverity.Error => "error", DiagnosticSeverity.Warning => "warning", _ => "note" };
        Line($"{place}: {category} {diagnostic.Id}: {diagnostic.Message}{(diagnostic.Hint is null ? "" : $"; {diagnostic.Hint}")}");
    }

    /// <summary>
    /// What clang wrote. A warning's code is its option without the dash (<c>Wunused-variable</c>), as <c>NoWarn</c> and
    /// <c>MSBuildWarningsAsErrors</c> take it; source lines and carets are left to the editor.
    /// </summary>
    /// <param name="replace">Gives lines of generated files a better place; null: as it is.</param>
    public void WriteClang(string text, Func<Diagnostic, Diagnostic>? replace = null)
    {
        foreach (string line in text.Split('\n'))
        {
            if (DiagnosticLine().Match(line.TrimEnd('\r')) is not { Success: true } match) continue;
            DiagnosticSeverity severity = match.Groups["severity"].Value switch { "warning" => DiagnosticSeverity.Warning, "note" => DiagnosticSeverity.Note, _ => DiagnosticSeverity.Error };
            string code = match.Groups["option"] is { Success: true } option && severity == DiagnosticSeverity.Warning ? option.Value : ToolMessages.SourceErrorId;
            Diagnostic diagnostic = new(code, severity, match.Groups["message"].Value, match.Groups["file"] is { Success: true } file ? file.Value : null, Number(match, "line"), Number(match, "column"), null);
            Write(replace is null ? diagnostic : replace(diagnostic));
        }
    }

    /// <summary>Each line is said once, however many files of a build say it.</summary>
    private void Line(string text)
    {
        lock (_gate)
            if (_said.Add(text)) Console.Out.WriteLine(text);
    }

    private static int Number(Match match, string group) => int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    [GeneratedRegex(@"^(?:(?<file>.+?):(?<line>\d+):(?<column>\d+): |clang[^ ]*: )(?:fatal )?(?<severity>error|warning|note): (?<message>.*?)(?: \[-(?<option>W[^\]]+)\])?$")]
    private static partial Regex DiagnosticLine();
}
