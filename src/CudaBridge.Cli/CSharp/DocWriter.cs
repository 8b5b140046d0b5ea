using System.Security;

namespace CudaBridge.Cli.CSharp;

/// <summary>Comments of the source as XML documentation.</summary>
internal static class DocWriter
{
    public static string Summary(DocComment comment, string indent, string whenEmpty = "") =>
        comment.Summary.Length == 0 && whenEmpty.Length == 0 ? "" : Line(indent, $"<summary>{(comment.Summary.Length > 0 ? Escape(comment.Summary) : whenEmpty)}</summary>");

    public static string Parameter(string name, string text, string indent) =>
        text.Length == 0 ? "" : Line(indent, $"<param name=\"{name}\">{Escape(text)}</param>");

    public static string Line(string indent, string text) => $"{indent}/// {text}\n";

    public static string Escape(string text) => SecurityElement.Escape(text);
}
