using CudaBridge.Porting.Dialects;
using CudaBridge.Porting.Rewriting;
using CudaBridge.Porting.Text;

namespace CudaBridge.Porting.Tree;

/// <summary>A translated tree in CUDA again: by the dialect's table, and where the translation left a record, by that.</summary>
public static class ReversedTree
{
    /// <summary>All sources: their names from the root, now and then, and their bytes.</summary>
    public static IEnumerable<(string Name, string NewName, byte[] Bytes)> Of(SourceTree tree, Dialect dialect)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(dialect);
        ReverseNames names = new(dialect);
        PortRecord record = PortRecord.Read(tree.Root);
        Func<string, string?> renamed = Renaming(dialect);
        foreach (string path in Paths(tree, dialect))
        {
            SourceFile file = SourceFile.Read(path, tree.Root);
            if (file.Source is null || HelperHeader.IsOurs(file.Name)) continue;
            List<Edit> edits = file.IsText ? record.Correct(file.Name, file.Source, names.Rewrite(file.Source, file.Tokens, renamed)) : [];
            yield return (file.Name, renamed(file.Name) ?? file.Name, SourceText.Bytes(Edits.Apply(file.Source.Text, edits)));
        }
    }

    /// <summary>What a file of the dialect was called; null: the same.</summary>
    internal static Func<string, string?> Renaming(Dialect dialect) =>
        name => dialect.Extension != ".cu" && name.EndsWith(dialect.Extension, StringComparison.Ordinal) ? name[..^dialect.Extension.Length] + ".cu" : null;

    private static IEnumerable<string> Paths(SourceTree tree, Dialect dialect) =>
        tree.Paths.Concat(Directory.EnumerateFiles(tree.Root, "*" + dialect.Extension, SearchOption.AllDirectories)).Distinct().Order(StringComparer.Ordinal);
}
