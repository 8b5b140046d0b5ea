using CudaBridge.Compiler;
using CudaBridge.Frontend.Clang;

namespace CudaBridge.Frontend.Clang.Tests;

public class CompilerArgumentTests
{
    public CompilerArgumentTests() => Toolkit.Root = "/toolkit";

    private static readonly CompileOptions s_plain = new() { Source = "a.cu" };

    // Options, and words that the device half and the host half then have: "!" before a word says it is not there.
    public static TheoryData<string, CompileOptions, string, string> Cases => new()
    {
        { "default", s_plain, "-O2 --offload-arch=sm_80 -ffp-contract=fast -D__CUDACC__ !-g -g0", "--offload-arch=sm_80 !-O2 !-g -D__NVCC__" },
        { "sm_60", s_plain with { Architecture = 60 }, "--offload-arch=sm_80 -D__CUDABRIDGE_ARCH__=600 cudabridge/architecture.h", "--offload-arch=sm_80 !-D__CUDABRIDGE_ARCH__=600" },
        { "sm_90a", s_plain with { Architecture = 90, ArchitectureSuffix = "a" }, "--offload-arch=sm_90a", "--offload-arch=sm_90a" },
        { "debug", s_plain with { DeviceDebug = true }, "-O0 -g !-O2 -D__CUDACC_DEBUG__=1", "-g" },
        { "lines", s_plain with { DeviceLines = true }, "-O2 -gline-tables-only", "!-g" },
        { "fast", s_plain with { FastMath = true }, "-fgpu-approx-transcendentals -fgpu-flush-denormals-to-zero", "!-ffast-math" },
        { "fmad", s_plain with { Contract = false }, "-ffp-contract=off", "!-ffp-contract=off" },
        { "rdc", s_plain with { Relocatable = true, UnitId = "7" }, "-fgpu-rdc -cuid=7 -D__CUDACC_RDC__=1", "-fgpu-rdc -cuid=7" },
        { "streams", s_plain with { PerThreadStream = true }, "-DCUDA_API_PER_THREAD_DEFAULT_STREAM=1", "-fgpu-default-stream=per-thread" },
        { "forgiving", s_plain, "-fno-strict-return !-fwrapv", "-fno-strict-return -fwrapv" },
        { "std", s_plain with { Standard = "c++20" }, "-std=c++20", "-std=c++20" },
        { "host", s_plain with { HostOptions = ["-fopenmp", "-DX", "-march=native"], HostOptimization = "3" }, "-DX !-fopenmp !-march=native !-O3", "-fopenmp -DX -march=native -O3" },
        { "werror", s_plain with { WarningsAsErrors = ["all-warnings", "reorder", "cross-execution-space-call"] }, "-Werror -Werror=reorder", "-Werror -Werror=reorder" },
    };

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Options_reach_the_half_they_belong_to(string name, CompileOptions options, string device, string host)
    {
        name.Should().NotBeEmpty();
        Check(DeviceCompiler.Arguments(options, DeviceOutput.Bitcode, "a.bc"), device);
        Check(HostCompiler.Object(options, "a.fatbin", "a.o"), host);
    }

    [Fact]
    public void Plain_files_get_no_CUDA_options()
    {
        IReadOnlyList<string> c = HostCompiler.Object(s_plain with { Source = "a.c", Language = SourceLanguage.C, Standard = "c++17" }, null, "a.o");
        Check(c, "-x c -isystem /toolkit/include !-std=c++17 !-nocudainc !-D__CUDACC__ -D__NVCC__");
    }

    private static void Check(IReadOnlyList<string> arguments, string words)
    {
        foreach (string word in words.Split(' '))
            if (word[0] == '!') arguments.Should().NotContain(word[1..]);
            else arguments.Should().Contain(word);
    }
}
