using CudaBridge.ToolkitExtensions;

namespace CudaBridge.Toolkit;

/// <summary>Each header stands alone, in every kind of compilation that programs include it from.</summary>
public sealed class HeaderTests
{
    // OpenGL's own header is the user's; tests/CudaBridge.ToolkitExtensions has the others.
    private static readonly string[] s_notHere = ["cuda_gl", "cuda_fp", "cuda_bf16", "cuda_pipeline", "cuda_awbarrier", "curand", "nvToolsExt", "cooperative_groups", "mma"];

    // What C programs include; the rest is C++ or device code.
    private static readonly string[] s_c =
    [
        "builtin_types.h", "cuComplex.h", "cuda.h", "cudaProfiler.h", "cudaTypedefs.h", "cuda_occupancy.h", "cuda_profiler_api.h", "cuda_runtime.h", "cuda_runtime_api.h", "device_types.h",
        "driver_types.h", "fatbinary_section.h", "host_config.h", "host_defines.h", "library_types.h", "math_constants.h", "surface_types.h", "texture_types.h",
        "vector_functions.h", "vector_types.h", "crt/host_config.h", "crt/host_defines.h",
    ];

    public static TheoryData<string> Headers() =>
        [.. Directory.GetFiles(Clang.Include, "*.h*").Concat(Directory.GetFiles(Path.Combine(Clang.Include, "crt"), "*.h*"))
            .Select(file => Path.GetRelativePath(Clang.Include, file)).Where(header => !s_notHere.Any(prefix => header.StartsWith(prefix, StringComparison.Ordinal))).Order()];

    public static TheoryData<string> CHeaders() => [.. s_c];

    [Theory]
    [MemberData(nameof(Headers))]
    public void Compiles_alone_in_both_halves(string header)
    {
        string source = Source(header, "cu");
        foreach (string half in new[] { "device", "host" })
        {
            // Without the -include that nvcc adds: the header must pull in what it needs itself.
            string[] options = [.. Clang.Cuda(half, "c++14").Where(option => option is not ("-include" or "cuda_runtime.h"))];
            (int exit, string output) = Clang.Compile([.. options, "-fsyntax-only", source]);
            exit.Should().Be(0, output);
        }
    }

    [Theory]
    [MemberData(nameof(Headers))]
    public void Compiles_alone_without_cuda(string header)
    {
        (int exit, string output) = Clang.Run(
            "g++", TimeSpan.FromMinutes(1), "-std=c++14", "-I", Clang.Include, "-Wall", "-Wextra", "-Werror", "-Wno-unused-function", "-fsyntax-only", Source(header, "cpp"));
        exit.Should().Be(0, output);
    }

    [Theory]
    [MemberData(nameof(CHeaders))]
    public void Compiles_alone_as_strict_c(string header)
    {
        string[] options = ["-std=c99", "-Wall", "-Wextra", "-pedantic", "-Werror", "-I", Clang.Include, "-fsyntax-only"];
        (int exit, string output) = Clang.Run("gcc", TimeSpan.FromMinutes(1), [.. options, Source(header, "c")]);
        exit.Should().Be(0, output);
    }

    [Theory]
    [InlineData("gcc", "layout.c", "c99")]
    [InlineData("g++", "layout.cpp", "c++11")]
    [InlineData("g++", "layout.cpp", "c++20")]
    [InlineData("clang++-22", "layout.cpp", "c++14")]
    public void Types_have_the_layout_of_the_abi(string compiler, string file, string standard)
    {
        string source = Path.Combine(Clang.Repository, "tests", "CudaBridge.Toolkit", "Layout", file);
        (int exit, string output) = Clang.Run(compiler, TimeSpan.FromMinutes(1), $"-std={standard}", "-Wall", "-Wextra", "-Werror", "-I", Clang.Include, "-fsyntax-only", source);
        exit.Should().Be(0, output);
    }

    /// <summary>Programs have files named like ours, in folders that are searched first.</summary>
    [Theory]
    [InlineData("device")]
    [InlineData("host")]
    public void Headers_find_each_other_beside_files_of_the_same_name(string half)
    {
        string folder = Directory.CreateDirectory(Path.Combine(Clang.Scratch, $"same-names-{half}")).FullName;
        foreach (string file in Directory.GetFiles(Clang.Include, "*.h")) File.WriteAllText(Path.Combine(folder, Path.GetFileName(file)), "#error the program's own file\n");
        string source = Path.Combine(folder, "program.cu");
        File.WriteAllText(source, "__global__ void kernel() { __syncthreads(); }\n");
        // A program that has its own cuda_runtime.h does not get ours; nvcc is no better.
        File.Delete(Path.Combine(folder, "cuda_runtime.h"));
        (int exit, string output) = Clang.Compile(["-I", folder, .. Clang.Cuda(half, "c++17"), "-fsyntax-only", source]);
        exit.Should().Be(0, output);
    }

    [Fact]
    public void Host_functions_are_as_exact_as_they_say()
    {
        string program = Path.Combine(Clang.Scratch, "host_math");
        string source = Path.Combine(Clang.Repository, "tests", "CudaBridge.Toolkit", "HostChecks", "host_math.cpp");
        // Linked by itself: for CUDA clang would link by a wrapper that Debian has in a package of its own.
        (int exit, string output) = Clang.Compile([.. Clang.Cuda("host", "gnu++17"), "-O2", "-c", "-o", program + ".o", source]);
        exit.Should().Be(0, output);
        (exit, output) = Clang.Compile([program + ".o", "-o", program]);
        exit.Should().Be(0, output);
        (exit, output) = Clang.Run(program, TimeSpan.FromMinutes(1));
        exit.Should().Be(0, output);
    }

    [Theory]
    [InlineData("", "cudaMemcpy", "cudaStreamSynchronize", "cudaGetDeviceProperties_v2", "cuMemAlloc_v2", "cuMemcpyHtoD_v2")]
    [InlineData("-DCUDA_API_PER_THREAD_DEFAULT_STREAM", "cudaMemcpy_ptds", "cudaStreamSynchronize_ptsz", "cudaGetDeviceProperties_v2", "cuMemAlloc_v2", "cuMemcpyHtoD_v2_ptds")]
    public void Calls_bind_to_the_versioned_names(string define, params string[] expected)
    {
        string source = Path.Combine(Clang.Scratch, $"names{define}.c");
        File.WriteAllText(source, """
            #include <cuda.h>
            #include <cuda_runtime_api.h>
            cudaMemcpy cudaStreamSynchronize cudaGetDeviceProperties cuMemAlloc cuMemcpyHtoD
            """);
        (int exit, string output) = Clang.Run("gcc", TimeSpan.FromMinutes(1), ["-E", "-P", "-I", Clang.Include, source, .. define.Length > 0 ? new[] { define } : []]);
        exit.Should().Be(0, output);
        output.Trim().Split('\n')[^1].Split(' ').Should().Equal(expected);
    }

    /// <summary>What <c>--default-stream per-thread</c> passes: a launch calls the variant that the API calls beside it use.</summary>
    [Fact]
    public void Launches_use_the_per_thread_default_stream_when_asked()
    {
        string source = Path.Combine(Clang.Scratch, "launch.cu"), listing = Path.Combine(Clang.Scratch, "launch.ll");
        File.WriteAllText(source, "__global__ void kernel() {}\nint main() { kernel<<<1, 1>>>(); return cudaStreamSynchronize(0); }\n");
        string[] options = ["-DCUDA_API_PER_THREAD_DEFAULT_STREAM=1", "-Xclang", "-fgpu-default-stream=per-thread", "-S", "-emit-llvm", "-o", listing];
        (int exit, string output) = Clang.Compile([.. Clang.Cuda("host", "c++17"), .. options, source]);
        exit.Should().Be(0, output);
        File.ReadAllText(listing).Should().Contain("@cudaLaunchKernel_ptsz(").And.NotContain("@cudaLaunchKernel(").And.Contain("@cudaStreamSynchronize_ptsz(");
    }

    private static string Source(string header, string language)
    {
        string source = Path.Combine(Clang.Scratch, $"{header.Replace('/', '_')}-{Guid.NewGuid():N}.{language}");
        File.WriteAllText(source, $"#include <{header}>\ntypedef int not_empty;\n");
        return source;
    }
}
