using CudaBridge.Porting.Analysis;
using CudaBridge.Porting.Dialects;
using CudaBridge.Porting.Tree;

namespace CudaBridge.Porting.Tests;

/// <summary>A folder of one test's own, gone when the test ends.</summary>
internal sealed class Scratch : IDisposable
{
    // One for all tests; the process's end removes it.
    private static readonly PreludeCache s_preludes = MakePreludes();

    public string Folder { get; } = Directory.CreateTempSubdirectory("cudabridge-port-").FullName;

    public string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public PortedTree Port(string dialect, bool keepNames = false) => PortedTree.Of(Survey(), DialectTable.Find(dialect)!, keepNames);

    public Survey Survey(SurveyOptions? options = null) => Tree.Survey.Of(SourceTree.Open(Folder), (options ?? new SurveyOptions()) with { Preludes = s_preludes });

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static PreludeCache MakePreludes()
    {
        PreludeCache preludes = new();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => preludes.Dispose();
        return preludes;
    }
}

internal static class Repository
{
    public static string Root { get; } = Find();
    public static string Samples => Path.Combine(Root, "kernels", "samples");

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "CudaBridge.sln"))) return folder.FullName;
        throw new InvalidOperationException("the tests run inside the repository");
    }
}

internal static class PortedTrees
{
    public static string Text(this PortedTree tree, string name) => System.Text.Encoding.UTF8.GetString(tree.Files.Single(file => file.NewName == name).Bytes);
}
