using CudaBridge.Porting.Rewriting;
using CudaBridge.Porting.Text;

namespace CudaBridge.Porting.Tree;

/// <summary>One file of the tree.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Name">Path from the tree's root, with slashes.</param>
/// <param name="Source">Null: it could not be read; <paramref name="Problem"/> says why.</param>
public sealed record SourceFile(string Path, string Name, SourceText? Source, IReadOnlyList<Token> Tokens, string? Problem)
{
    private static readonly string[] s_unitExtensions = [".cu", ".cpp", ".cc", ".cxx", ".c"];
    private static readonly string[] s_headerExtensions = [".cuh", ".h", ".hpp", ".hh", ".hxx", ".inl", ".inc", ".ipp"];

    public bool IsCudaSource => Extension == ".cu";
    public bool IsUnit => s_unitExtensions.Contains(Extension);
    public bool IsText => Source is { Kind: not SourceEncoding.Binary };
    public bool MentionsCuda { get; } = Source is not null && (Path.EndsWith(".cu", StringComparison.OrdinalIgnoreCase) || CudaText.Mentions(Source.Text, Tokens));
    private string Extension => System.IO.Path.GetExtension(Path);

    public static bool IsSource(string path) => System.IO.Path.GetExtension(path) is var extension && (s_unitExtensions.Contains(extension) || s_headerExtensions.Contains(extension));

    public static SourceFile Read(string path, string root)
    {
        string name = System.IO.Path.GetRelativePath(root, path).Replace('\\', '/');
        try
        {
            SourceText source = new(File.ReadAllBytes(path));
            return new SourceFile(path, name, source, source.Kind == SourceEncoding.Binary ? [] : Lexer.Tokenize(source.Text), null);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new SourceFile(path, name, null, [], problem.Message);
        }
    }
}
