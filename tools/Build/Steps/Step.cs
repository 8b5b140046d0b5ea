using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace CudaBridge.Build;

/// <summary>
/// One step of the build: skipped while the content of its inputs and its command are what they were when its outputs were made.
/// </summary>
internal sealed record Step(string Name, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, string Command, Action Run)
{
    public void Bring(Workspace workspace)
    {
        string stampFile = Path.Combine(workspace.Intermediate, Name.Replace(' ', '-') + ".stamp");
        string stamp = Stamp();
        if (Outputs.All(Exists) && File.Exists(stampFile) && File.ReadAllText(stampFile) == stamp) return;

        Console.Write($"  {Name,-28}");
        var watch = Stopwatch.StartNew();
        foreach (string output in Outputs) Directory.CreateDirectory(Path.GetDirectoryName(output)!);
        Run();
        foreach (string output in Outputs)
            if (!Exists(output)) throw new BuildException($"step '{Name}' ended well but did not make {output}");
        Directory.CreateDirectory(workspace.Intermediate);
        File.WriteAllText(stampFile, stamp);
        Console.WriteLine($"{watch.Elapsed.TotalSeconds,6:0.0} s");
    }

    private static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);

    private string Stamp()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(Command));
        foreach (string file in Inputs.SelectMany(Files).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file));
            hash.AppendData(File.ReadAllBytes(file));
        }
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static IEnumerable<string> Files(string path) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(IsSource)
        : [path];

    private static bool IsSource(string file) => !file.Contains("/obj/") && !file.Contains("/bin/Debug/") && !file.Contains("/bin/Release/");
}
