namespace CudaBridge.EndToEnd;

/// <summary>What a person sees who gets something wrong: the place, what is wrong, an exit code, and no half-made file.</summary>
public sealed class BrokenInputTests
{
    private const string GoodKernel = "__global__ void k(int* p) { p[threadIdx.x] = threadIdx.x; }\nint main() { k<<<1, 32>>>(nullptr); return 0; }\n";

    public static TheoryData<string, string, string> Sources => new()
    {
        { "a syntax error in a kernel", "__global__ void k(int* p) {\n  p[0] = ;\n}\nint main() {}\n", "bad.cu:2:10: error: expected expression" },
        { "a missing header", "#include <no_such_header.h>\nint main() {}\n", "bad.cu:1:10: fatal error: 'no_such_header.h' file not found" },
        { "1 MB of static shared memory", "__global__ void k(int* p) { __shared__ int s[1 << 18]; s[threadIdx.x] = p[0]; __syncthreads(); p[0] = s[1]; }\nint main() {}\n", "uses too much shared data (0x100000 bytes, 0xc000 max)" },
        { "an unknown instruction in inline PTX", "__global__ void k(int* p) {\n  asm(\"frobnicate.u32 %0, 1;\" : \"=r\"(p[0]));\n}\nint main() {}\n", "no instruction is called 'frobnicate'" },
        { "a call of a host function", "int host();\n__global__ void k(int* p) { *p = host(); }\nint main() {}\n", "bad.cu:2:34: error: no matching function for call to 'host'" },
    };

    [Theory]
    [MemberData(nameof(Sources))]
    public void Nvcc_names_the_place_once_and_leaves_nothing_behind(string what, string source, string message)
    {
        using var scratch = new Scratch();
        scratch.Write("bad.cu", source);
        var outcome = ToolkitUnderTest.Run(scratch.Folder, ToolkitUnderTest.Nvcc, ["bad.cu", "-o", "program"]);
        outcome.ExitCode.Should().Be(1, what);
        outcome.Errors.Split(message).Length.Should().Be(2, $"the message is there, once:\n{outcome.Errors}");
        Directory.GetFiles(scratch.Folder).Should().ContainSingle().Which.Should().EndWith("bad.cu");
    }

    [Theory]
    [InlineData("--no-such-option", "CB1001")]
    [InlineData("-arch=sm_5000", "CB1")]
    [InlineData("missing.cu", "missing.cu")]
    public void Nvcc_refuses_a_command_line_it_cannot_follow(string argument, string message)
    {
        using var scratch = new Scratch();
        scratch.Write("good.cu", GoodKernel);
        var outcome = ToolkitUnderTest.Run(scratch.Folder, ToolkitUnderTest.Nvcc, ["good.cu", argument, "-o", "program"]);
        outcome.ExitCode.Should().Be(1);
        outcome.Errors.Should().Contain(message);
        Directory.GetFiles(scratch.Folder).Should().ContainSingle();
    }

    [Fact]
    public void An_output_that_cannot_be_written_is_an_error()
    {
        using var scratch = new Scratch();
        scratch.Write("good.cu", GoodKernel);
        var outcome = ToolkitUnderTest.Run(scratch.Folder, ToolkitUnderTest.Nvcc, ["-c", "good.cu", "-o", "no/such/folder/good.o"]);
        outcome.ExitCode.Should().Be(1);
        outcome.Errors.Should().Contain("no/such/folder/good.o");
    }

    [Theory]
    [InlineData("k<<<1, 2048>>>(p)", "invalid configuration argument")]
    [InlineData("k<<<0, 32>>>(p)", "invalid configuration argument")]
    [InlineData("k<<<1, 32, 1 << 20>>>(p)", "invalid argument")]
    [InlineData("cudaLaunchKernel((const void*)nullptr, dim3(1), dim3(32), nullptr, 0, 0)", "invalid device function")]
    [InlineData("k<<<1, 32>>>((int*)64)", "an illegal memory access was encountered")]
    public void A_launch_that_cannot_work_gives_CUDAs_error(string launch, string message)
    {
        using var scratch = new Scratch();
        scratch.Write("launch.cu", $$"""
            #include <cstdio>
            __global__ void k(int* p) { p[threadIdx.x] = threadIdx.x; }
            int main() {
              int* p;
              cudaMalloc(&p, 4096);
              {{launch}};
              cudaError_t error = cudaGetLastError();
              if (error == cudaSuccess) error = cudaDeviceSynchronize();
              std::puts(cudaGetErrorString(error));
              return 0;
            }
            """);
        var built = ToolkitUnderTest.Run(scratch.Folder, ToolkitUnderTest.Nvcc, ["launch.cu", "-o", "program"]);
        built.ExitCode.Should().Be(0, built.All);
        var outcome = ToolkitUnderTest.Run(scratch.Folder, Path.Combine(scratch.Folder, "program"), []);
        outcome.Output.Trim().Should().Be(message, outcome.Errors);
        outcome.ExitCode.Should().Be(0);
    }
}
