using CudaBridge.Compiler;
using CudaBridge.Frontend.Clang;
using CudaBridge.Porting.Rewriting;
using CudaBridge.Porting.Text;

namespace CudaBridge.Porting.Tree;

/// <summary>Writes a translated tree: beside the original, over it, or as a patch.</summary>
public static class OutputWriter
{
    /// <summary>All sources of the tree, translated, with the helper and build files, into a folder.</summary>
    /// <exception cref="ToolException">CB1015: a file cannot be written.</exception>
    public static void WriteFolder(PortedTree tree, string folder)
    {
        ArgumentNullException.ThrowIfNull(tree);
        foreach (PortedFile file in tree.Files)
            if (file.File.Source is not null) WriteFile(Path.Combine(folder, file.NewName), file.Bytes);
        foreach (Cores.CoreUnit unit in tree.Cores.Values.Where(unit => unit.Text.Length > 0))
            WriteText(Path.Combine(folder, Path.GetDirectoryName(unit.File.Name) ?? "", unit.Header), unit.Text);
        WriteHelpers(tree, folder);
        WriteRecord(tree, folder);
        foreach ((string name, string text) in BuildFiles.Of(tree))
            if (!File.Exists(Path.Combine(folder, name)) || tree.Files.All(file => file.NewName != name)) WriteText(Path.Combine(folder, name), text);
    }

    /// <summary>Changed files only, over the originals; files keep their names.</summary>
    public static void WriteInPlace(PortedTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        foreach (PortedFile file in tree.Files.Where(file => file.IsChanged)) WriteFile(Path.Combine(tree.Survey.Tree.Root, file.NewName), file.Bytes);
        WriteHelpers(tree, tree.Survey.Tree.Root);
        WriteRecord(tree, tree.Survey.Tree.Root);
    }

    public static void WritePatch(PortedTree tree, string path)
    {
        ArgumentNullException.ThrowIfNull(tree);
        string patch = string.Concat(tree.Files.Where(file => file.IsChanged).Select(file => UnifiedDiff.Of(file.File.Name, file.File.Source!, file.Result!.Edits)));
        patch += string.Concat(tree.Helpers.Select(helper => NewFile(helper.Key, helper.Value)));
        WriteFile(path, SourceText.Bytes(patch));
    }

    private static string NewFile(string name, string text)
    {
        string[] lines = text.TrimEnd('\n').Split('\n');
        return $"--- /dev/null\n+++ b/{name}\n@@ -0,0 +1,{lines.Length} @@\n{string.Concat(lines.Select(line => $"+{line}\n"))}";
    }

    // Kernels for cores without threads are written anew: there is no way back.
    private static void WriteRecord(PortedTree tree, string folder)
    {
        if (tree.Dialect.Family == Dialects.DialectFamily.Simt && PortRecord.Of(tree) is { IsEmpty: false } record) record.Write(folder);
    }

    private static void WriteHelpers(PortedTree tree, string folder)
    {
        foreach ((string name, string text) in tree.Helpers) WriteText(Path.Combine(folder, name), text);
    }

    public static void WriteText(string path, string text) => WriteFile(path, System.Text.Encoding.UTF8.GetBytes(text));

    internal static void WriteFile(string path, byte[] bytes)
    {
        try
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
            File.WriteAllBytes(path, bytes);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ToolMessages.CannotWrite(path, problem.Message));
        }
    }
}
