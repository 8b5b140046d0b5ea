namespace CudaBridge.Cli.Tests.Nvcc;

/// <summary>What a user sees who makes a mistake: the place, once, exit code 1, and nothing left behind.</summary>
public class DiagnosticTests
{
    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "syntax error in a kernel", "__global__ void k(float* p) {\n  p[0] = ;\n}\nint main() {}\n", "a.cu:2:10: error: expected expression\n" },
        { "missing header", "#include \"nowhere.h\"\n", "a.cu:1:10: fatal error: 'nowhere.h' file not found\n" },
        { "host code only", "int main() {\n#ifndef __CUDA_ARCH__\n  return x;\n#endif\n}\n", "a.cu:3:10: error: use of undeclared identifier 'x'\n" },
        { "device code only", "__global__ void k() {\n#ifdef __CUDA_ARCH__\n  x();\n#endif\n}\n", "a.cu:3:3: error: use of undeclared identifier 'x'\n" },
        { "host function in a kernel", "void h();\n__global__ void k() { h(); }\n", "a.cu:2:23: error: no matching function for call to 'h'\n" },
        { "1 MB of shared memory", "__global__ void k(int* p) {\n  __shared__ int s[262144];\n  s[threadIdx.x] = 1;\n  __syncthreads();\n  *p = s[5];\n}\n", "uses too much shared data (0x100000 bytes, 0xc000 max)" },
        { "undefined device function", "__device__ int f(int);\n__global__ void k(int* p) { *p = f(1); }\n", "a.cu:2:34: error: CB2002: undefined device symbol f(int); " },
        { "unknown PTX", "__global__ void k(int* p) {\n  asm(\"frobnicate.u32 %0, 1;\" : \"=r\"(*p));\n}\n", "a.cu:2:3: error: CB2101: inline PTX" },
    };

    [Theory(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    [MemberData(nameof(Mistakes), DisableDiscoveryEnumeration = true)]
    public void Mistakes_are_named_once(string what, string source, string message)
    {
        using Scratch scratch = new();
        ToolResult result = scratch.Write("a.cu", source).Nvcc("-c a.cu");
        result.ExitCode.Should().Be(1, what);
        result.Error.Split(message).Should().HaveCount(2, "it is said once: {0}", result.Error);
        result.Error.Should().NotContain("\e", "it is no terminal");
        scratch.Files.Should().Equal("a.cu");
    }

    [Fact(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    public void A_warning_of_both_halves_is_said_once()
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", "__global__ void k() {}\nint main() { return 1 ? 0 : \"a\" == \"b\"; }\n");
        ToolResult result = scratch.Nvcc("-c a.cu").ShouldSucceed();
        result.Error.Split("a.cu:2:33: warning: result of comparison against a string literal").Should().HaveCount(2, result.Error);
        result.Error.Should().EndWith(" generated.\n");
        scratch.Nvcc("-c a.cu -w").ShouldSucceed().Error.Should().BeEmpty();
        scratch.Nvcc("-c a.cu -Werror all-warnings").ExitCode.Should().Be(1);
    }

    [Theory(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    [InlineData("-c a.cu -o nowhere/a.o", "CB1015: nowhere/a.o: cannot write: the folder")]
    [InlineData("-c a.cu -o a.cu/a.o", "CB1015: a.cu/a.o: cannot write")]
    [InlineData("-c a.cu -o .", "CB1015: .: cannot write: it is a folder")]
    [InlineData("-c a.cu -o /dev/full", "No space left on device")]
    [InlineData("-cubin a.cu -o /dev/full", "CB1015: /dev/full: cannot write: No space left on device")]
    [InlineData("-c b.cu", "CB1011: b.cu: no such file")]
    [InlineData("-c notes.txt", "CB1012: notes.txt: don't know what to do with this file")]
    [InlineData("-c a.cu a2.cu -o a.o", "CB1005: --output-file names one file, but there are several inputs")]
    [InlineData("x.ptx", "CB1013: x.ptx: input is not supported")]
    [InlineData("", "CB1010: no input files")]
    [InlineData("a.cu -lnowhere", "nowhere")]
    [InlineData("a.cu -ccbin /nowhere/g++", "CB1022: program '/nowhere/g++' was not found")]
    public void Wrong_command_lines_leave_nothing_behind(string arguments, string message)
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", "int main() {}").Write("a2.cu", "").Write("notes.txt", "").Write("x.ptx", "");
        ToolResult result = scratch.Nvcc(arguments);
        result.ExitCode.Should().Be(1, result.Error);
        result.Error.Should().Contain(message);
        scratch.Files.Should().Equal("a.cu", "a2.cu", "notes.txt", "x.ptx");
    }

    [Fact]
    public void A_machine_without_clang_is_told_what_to_install()
    {
        using Scratch scratch = new();
        ToolResult result = scratch.Write("a.cu", "").Nvcc("-c a.cu", ("PATH", "/nowhere"), ("CUDABRIDGE_LLVM", "/nowhere"));
        // A clang in LLVM's usual folder is found without a path.
        if (File.Exists("/usr/lib/llvm-22/bin/clang++")) result.ShouldSucceed();
        else result.Error.Should().Contain("CB1020: clang++ 22 was not found; install the packages clang-22 and lld-22");
    }

    [Fact(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    public void Interrupted_compilations_leave_nothing_behind()
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", "#include <regex>\n#include <iostream>\nint main() { std::cout << std::regex_match(\"a\", std::regex(\"a\")); }\n");
        System.Diagnostics.ProcessStartInfo start = new(Tool.ProgramPath, ["nvcc", "-c", "a.cu"]) { WorkingDirectory = scratch.Folder, RedirectStandardError = true };
        start.Environment["CUDABRIDGE_TOOLKIT"] = Scratch.ToolkitFolder;
        start.Environment["TMPDIR"] = scratch.TempFolder;
        using System.Diagnostics.Process nvcc = System.Diagnostics.Process.Start(start)!;
        SpinWait.SpinUntil(() => Directory.GetFiles(scratch.TempFolder, "*.tmp", SearchOption.AllDirectories).Length > 0 || nvcc.HasExited, TimeSpan.FromSeconds(30)).Should().BeTrue();
        Tool.Run("/bin/kill", ["-TERM", $"{nvcc.Id}"], scratch.Folder).ShouldSucceed();
        nvcc.WaitForExit(TimeSpan.FromSeconds(30)).Should().BeTrue();
        nvcc.ExitCode.Should().Be(128 + 15);
        nvcc.StandardError.ReadToEnd().Should().BeEmpty();
        scratch.Files.Should().Equal("a.cu");
    }
}
