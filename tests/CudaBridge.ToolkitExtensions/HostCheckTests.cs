namespace CudaBridge.ToolkitExtensions;

/// <summary>Self-checking host programs over the functions that both halves share; each compares with a reference of its own.</summary>
public sealed class HostCheckTests
{
    public static TheoryData<string> Checks() =>
        [.. Directory.GetFiles(Path.Combine(Clang.Tests, "HostChecks"), "*.cpp").Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    [Theory]
    [MemberData(nameof(Checks))]
    public void Finds_no_difference(string check)
    {
        string program = Path.Combine(Clang.Scratch, check);
        // Linked by itself: for CUDA clang would link by a wrapper that Debian has in a package of its own.
        (int exit, string output) = Clang.Compile([.. Clang.Cuda("host", "gnu++17"), "-O2", "-c", "-o", program + ".o", Path.Combine(Clang.Tests, "HostChecks", check + ".cpp")]);
        exit.Should().Be(0, output);
        (exit, output) = Clang.Compile(program + ".o", "-o", program);
        exit.Should().Be(0, output);
        (exit, output) = Clang.Run(program, TimeSpan.FromMinutes(5));
        exit.Should().Be(0, output);
    }

    /// <summary>Host-only files include these headers too, with a compiler that knows no CUDA.</summary>
    [Theory]
    [InlineData("cuda_fp16.h", "c++11")]
    [InlineData("cuda_bf16.h", "c++11")]
    [InlineData("cuda_fp8.h", "c++14")]
    [InlineData("nvtx3/nvtx3.hpp", "c++11")]
    [InlineData("nvToolsExt.h", "c++20")]
    [InlineData("curand.h", "c++11")]
    public void Header_compiles_without_cuda(string header, string standard)
    {
        string source = Path.Combine(Clang.Scratch, header.Replace('/', '_') + ".cpp");
        File.WriteAllText(source, $"#include <{header}>\n");
        (int exit, string output) = Clang.Compile($"-std={standard}", "-I", Clang.Include, "-Wall", "-Wextra", "-Werror", "-Wno-unused-function", "-fsyntax-only", source);
        exit.Should().Be(0, output);
    }

    [Theory]
    [InlineData("nvToolsExt.h")]
    [InlineData("nvToolsExtCuda.h")]
    [InlineData("nvToolsExtCudaRt.h")]
    [InlineData("cuda_fp16.h")]
    [InlineData("curand.h")]
    public void Header_compiles_as_c(string header)
    {
        string source = Path.Combine(Clang.Scratch, header + ".c");
        File.WriteAllText(source, $"#include <{header}>\nint unused;\n");
        (int exit, string output) = Clang.Compile("-x", "c", "-std=c99", "-isystem", Clang.Include, "-Wall", "-Werror", "-fsyntax-only", source);
        exit.Should().Be(0, output);
    }
}
