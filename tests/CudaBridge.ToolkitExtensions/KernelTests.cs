namespace CudaBridge.ToolkitExtensions;

/// <summary>Self-checking CUDA programs, compiled by the built toolkit's nvcc and run on the CPU device.</summary>
public sealed class KernelTests
{
    private static readonly string s_nvcc = Path.Combine(Clang.Repository, "artifacts", "toolkit", "bin", "nvcc");

    public static TheoryData<string> Programs() =>
        [.. Directory.GetFiles(Path.Combine(Clang.Tests, "Kernels"), "*.cu").Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    [Theory]
    [MemberData(nameof(Programs))]
    public void Runs_and_checks_itself(string name)
    {
        if (!File.Exists(s_nvcc)) Assert.Skip("artifacts/toolkit is not built: run ./build.sh build");
        string program = Path.Combine(Clang.Scratch, "kernel_" + name);
        (int exit, string output) = Clang.Run(s_nvcc, TimeSpan.FromMinutes(10), "-O2", "-std=c++17", "-o", program, Path.Combine(Clang.Tests, "Kernels", name + ".cu"));
        exit.Should().Be(0, output);
        (exit, output) = Clang.Run(program, TimeSpan.FromMinutes(5));
        exit.Should().Be(0, output);
    }
}
