using System.Diagnostics;
using System.Xml.Linq;

namespace CudaBridge.Build;

/// <summary>Makes the NuGet packages of src/CudaBridge.MSBuild/packages in artifacts/packages.</summary>
internal static class Pack
{
    private static readonly string[] s_packages = ["CudaBridge.Runtime", "CudaBridge.MSBuild", "CudaBridge", "CudaBridge.Templates"];

    // What device code is compiled with; programs that are linked need the runtime libraries as well. The static runtime names this
    // machine's toolkit and stays out.
    private static readonly string[] s_compilerFiles = ["include/", "nvvm/", "lib64/libcudabridge_cpu.so"];
    private static readonly string[] s_runtimeFiles = ["lib64/libcudart.so", "lib64/libcudadevrt.a", "lib64/libcurand.a", "lib64/libnvToolsExt.a", "version.json"];

    public static bool Run(Workspace workspace)
    {
        var watch = Stopwatch.StartNew();
        string version = Version(workspace), stage = Path.Combine(workspace.Intermediate, "packages"), output = Path.Combine(workspace.Artifacts, "packages");
        foreach (string folder in new[] { stage, output })
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Stage(workspace, stage, version);
        foreach (string package in s_packages)
            workspace.Require("dotnet", ["pack", Path.Combine(stage, $"{package}.nuspec"), "--version", version, "--output", output, "--verbosity", "quiet"], $"packing {package}");
        foreach (string file in Directory.EnumerateFiles(output).Order(StringComparer.Ordinal))
            Console.WriteLine($"  {Path.GetFileName(file),-40} {new FileInfo(file).Length / 1024.0 / 1024.0,6:0.0} MiB");
        Console.WriteLine($"packages ready in {watch.Elapsed.TotalSeconds:0.0} s: {Path.GetRelativePath(Environment.CurrentDirectory, output)}");
        return true;
    }

    /// <summary>The one version: of Directory.Build.props.</summary>
    private static string Version(Workspace workspace) =>
        XDocument.Load(workspace.At("Directory.Build.props")).Descendants("VersionPrefix").Single().Value;

    private static void Stage(Workspace workspace, string stage, string version)
    {
        Directory.CreateDirectory(stage);
        Publish(workspace, "Cli", Path.Combine(stage, "cli"), "-p:PublishAot=false", "-p:UseAppHost=false", "-p:PublishReferencesDocumentationFiles=false");
        Publish(workspace, "Runtime", Path.Combine(stage, "runtime"));
        string package = workspace.At("src", "CudaBridge.MSBuild");
        Copy(Path.Combine(package, "packages"), stage, _ => true);
        Copy(Path.Combine(package, "buildTransitive"), Path.Combine(stage, "buildTransitive"), _ => true);
        Copy(Path.Combine(package, "template"), Path.Combine(stage, "template"), _ => true);
        Copy(workspace.ToolkitFolder, Path.Combine(stage, "compiler-toolkit"), file => s_compilerFiles.Any(file.StartsWith));
        Copy(workspace.ToolkitFolder, Path.Combine(stage, "full-toolkit"), file => s_compilerFiles.Concat(s_runtimeFiles).Any(file.StartsWith));
        foreach (string toolkit in new[] { "compiler-toolkit", "full-toolkit" }) AddProgramFolder(Path.Combine(stage, toolkit));
        Directory.CreateDirectory(Path.Combine(stage, "native"));
        foreach (string file in new[] { "lib64/libcudabridge_cpu.so", "nvvm/libdevice/dialect.bc" })
            File.Copy(Path.Combine(workspace.ToolkitFolder, file), Path.Combine(stage, "native", Path.GetFileName(file)));
        foreach (string nuspec in Directory.GetFiles(stage, "*.nuspec")) Fill(nuspec, nuspec, version);
        foreach (string file in Directory.GetFiles(stage, "*.template", SearchOption.AllDirectories))
        {
            Fill(file, file[..^".template".Length], version);
            File.Delete(file);
        }
    }

    // clang takes a folder for a toolkit only if it has one called bin, and packages hold no empty folders.
    private static void AddProgramFolder(string toolkit)
    {
        string bin = Path.Combine(toolkit, "bin");
        Directory.CreateDirectory(bin);
        File.WriteAllText(Path.Combine(bin, "README.txt"), "The compiler is cudabridge.dll, above the toolkit folder: dotnet cudabridge.dll nvcc …\n");
    }

    private static void Publish(Workspace workspace, string project, string output, params string[] properties) =>
        workspace.Require("dotnet", ["publish", workspace.At("src", $"CudaBridge.{project}"), "--configuration", "Release", "--output", output, "--verbosity", "quiet", "--nologo", .. properties],
            $"publishing CudaBridge.{project}");

    private static void Fill(string from, string to, string version) =>
        File.WriteAllText(to, File.ReadAllText(from).Replace("$version$", version).Replace("$rid$", Setup.RuntimeIdentifier));

    // Links become what they point at: packages have none.
    private static void Copy(string from, string to, Func<string, bool> isWanted)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }))
        {
            string relative = Path.GetRelativePath(from, file);
            if (!isWanted(relative)) continue;
            string target = Path.Combine(to, relative);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }
}
