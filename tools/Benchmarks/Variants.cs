namespace CudaBridge.Benchmarks;

/// <summary>What a variant's source file is and what compiles it.</summary>
internal enum Source
{
    /// <summary>native.cpp: OpenMP and AVX-512 intrinsics.</summary>
    Native,

    /// <summary>cuda.cu, compiled by the toolkit's nvcc.</summary>
    Cuda,

    /// <summary>opencl.cl, compiled by the OpenCL driver, and its host opencl.cpp.</summary>
    OpenCl,

    /// <summary>A C# project in the folder managed/.</summary>
    Managed,
}

/// <summary>One way to run a kernel. The environment holds for its compilation and its run.</summary>
internal sealed record Variant(string Name, string Title, Source Source, params (string Name, string Value)[] Environment);

internal static class Variants
{
    /// <summary>What the others are compared with.</summary>
    public const string Baseline = "native";

    /// <summary>Makes a CUDA program run on the OpenCL device.</summary>
    public static readonly (string Name, string Value) OnOpenCl = ("CUDABRIDGE_DEVICE", "opencl");

    public static readonly IReadOnlyList<Variant> All =
    [
        // Threads stay awake between launches, as long as one measurement lasts and no longer.
        new("native",            "hand-written",        Source.Native, ("OMP_PROC_BIND", "true"), ("KMP_BLOCKTIME", "20ms")),
        new("vector",            "CudaBridge",          Source.Cuda,   ("CUDABRIDGE_MODE", "vector")),
        new("scalar",            "CudaBridge, scalar",  Source.Cuda,   ("CUDABRIDGE_MODE", "scalar")),
        new("opencl",            "CudaBridge on PoCL",  Source.Cuda,   OnOpenCl),
        new("pocl",              "PoCL",                Source.OpenCl, PoclCache("default")),
        new("pocl-workitemrepl", "PoCL, workitemrepl",  Source.OpenCl, PoclCache("workitemrepl"), ("POCL_WORK_GROUP_METHOD", "workitemrepl")),
    ];

    // PoCL takes what it has compiled in one mode for the other, too.
    private static (string, string) PoclCache(string mode) => ("POCL_CACHE_DIR", Path.Combine(Path.GetTempPath(), $"cudabridge-bench-pocl-{mode}"));

    /// <summary>The C# side of a launch; no other kernel has one.</summary>
    public static readonly Variant Managed = new("managed", "C#", Source.Managed, ("CUDABRIDGE_MODE", "vector"));

    public static readonly IReadOnlyList<string> Default = ["native", "vector", "pocl", "pocl-workitemrepl"];

    public static Variant Find(string name) =>
        All.FirstOrDefault(v => v.Name == name) ?? throw new BenchmarkException($"there is no mode '{name}'; the modes are {string.Join(", ", All.Select(v => v.Name))}");
}
