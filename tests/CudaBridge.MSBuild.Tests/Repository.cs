using System.Runtime.Versioning;

[assembly: UnsupportedOSPlatform("windows")]

namespace CudaBridge.MSBuild.Tests;

/// <summary>What the tests use of the tree: the targets, the program and the libraries as they were just built.</summary>
internal static class Repository
{
    private static readonly string s_configuration = Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory))!);

    public static string Root { get; } = Find();

    public static string Toolkit => At("artifacts", "toolkit");

    /// <summary>What './build.sh pack' makes, and './build.sh test' before the tests.</summary>
    public static string Packages => At("artifacts", "packages");

    public static string Sample(string name) => At("kernels", "samples", "dotnet", name);

    public static string Program => At("src", "CudaBridge.Cli", "bin", s_configuration, "net8.0", "cudabridge.dll");

    public static string Libraries => At("src", "CudaBridge.Runtime", "bin", s_configuration, "net8.0");

    public static string Targets(string extension) => At("src", "CudaBridge.MSBuild", "buildTransitive", $"CudaBridge.MSBuild.{extension}");

    public static string Asset(params string[] parts) => Path.Combine([AppContext.BaseDirectory, "Assets", .. parts]);

    private static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "CudaBridge.sln"))) return folder.FullName;
        throw new InvalidOperationException("the tests run inside the repository");
    }
}
