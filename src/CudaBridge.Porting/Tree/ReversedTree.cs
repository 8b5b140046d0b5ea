using CudaBridge.Porting.Dialects;
using CudaBridge.Porting.Rewriting;
using CudaBridge.Porting.Text;

namespace CudaBridge.Porting.Tree;

/// <summary>A tree in a dialect that only renames, translated back to CUDA.</summary>
public static class ReversedTree
{
    /// <summary>Changed or renamed files: their names from the root, now and then, and their bytes.</summary>
    public static IEnumerable<(string Name, string NewName, byte[] Bytes)> Of(SourceTree tree, Dialect dialect)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(dialect);
        ReverseNames names = new(dialect);
        string? Renamed(string name) => name.EndsWith(dialect.Extension, StringComparison.Ordinal) ? name[..^dialect.Extension.Length] + ".cu" : null;
        foreach (string path in Paths(tree, dialect))
        {
            SourceFile file = SourceFile.Read(path, tree.Root);
            if (file.Source is null || HelperHeader.IsOurs(file.Name)) continue;
            List<Edit> edits = file.IsText ? names.Rewrite(file.Source, file.Tokens, Renamed) : [];
            yield return (file.Name, Renamed(file.Name) ?? file.Name, SourceText.Bytes(Edits.Apply(file.Source.Text, edits)));
        }
    }

    private static IEnumerable<string> Paths(SourceTree tree, Dialect dialect) =>
        tree.Paths.Concat(Directory.EnumerateFiles(tree.Root, "*" + dialect.Extension, SearchOption.AllDirectories)).Distinct().Order(StringComparer.Ordinal);
}
