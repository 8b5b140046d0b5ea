using System.Reflection;

namespace CudaBridge.Cli.Nvcc;

/// <summary>What --version prints: the lines that CMake and configure scripts look for, and who we are.</summary>
internal static class NvccVersion
{
    public const string Release = "12.8";
    public const string Full = "12.8.93";

    public static string Product { get; } =
        typeof(NvccVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    public static string Text() => $"""
        nvcc: NVIDIA (R) Cuda compiler driver
        (a command-line compatible program of CudaBridge; not made by NVIDIA)
        Cuda compilation tools, release {Release}, V{Full}
        Build cudabridge.{Product}
        CudaBridge {Product}: CUDA programs on the CPU

        """;
}
