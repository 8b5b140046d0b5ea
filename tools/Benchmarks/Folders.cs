namespace CudaBridge.Benchmarks;

/// <summary>Where sources, the toolkit and results are.</summary>
internal sealed class Folders
{
    public required string Root { get; init; }
    public string Kernels => Path.Combine(Root, "kernels", "bench");
    public string Documents => Path.Combine(Root, "docs");
    public string Output => Path.Combine(Root, "artifacts", "bench");
    public string Toolkit => Environment.GetEnvironmentVariable("CUDABRIDGE_TOOLKIT") is { Length: > 0 } folder ? folder : Path.Combine(Root, "artifacts", "toolkit");

    public static Folders Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "CudaBridge.sln")))
                return new Folders { Root = folder.FullName };
        throw new BenchmarkException("CudaBridge.sln is in no folder above this program");
    }
}
