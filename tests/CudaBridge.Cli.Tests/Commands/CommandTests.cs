using System.Text.Json;

namespace CudaBridge.Cli.Tests.Commands;

public class CommandTests
{
    [Fact(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    public void Run_compiles_once_and_hands_over_arguments_and_exit_code()
    {
        using Scratch scratch = new();
        scratch.Write("n.h", "#define N 1\n")
            .Write("a.cu", "#include <cstdio>\n#include \"n.h\"\nint main(int c, char** v) { std::printf(\"%s %d %s\\n\", v[0], N, c > 1 ? v[1] : \"\"); return 5; }\n");
        ToolResult first = scratch.CudaBridge("run a.cu -O1 -- --steps");
        first.ExitCode.Should().Be(5, first.Error);
        first.Output.Should().Be($"{scratch["a"]} 1 --steps\n");
        // Without a compiler it can only come from the cache.
        ToolResult second = scratch.CudaBridge("run a.cu -O1 -- x", ("PATH", "/nowhere"));
        second.Output.Should().Be($"{scratch["a"]} 1 x\n", second.Error);
        scratch.Write("n.h", "#define N 2\n");
        scratch.CudaBridge("run a.cu -O1").Output.Should().Be($"{scratch["a"]} 2 \n");
        Directory.GetDirectories(scratch["cache/programs"]).Should().ContainSingle();
        scratch.CudaBridge("cache").ShouldSucceed().Output.Should().Contain("1 programs");
        scratch.CudaBridge("cache clear").ShouldSucceed().Output.Should().Contain("0 programs");
    }

    [Fact(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    public void Run_works_without_a_cache()
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", Scratch.GoodProgram).Write("file", "");
        scratch.CudaBridge("run a.cu", ("CUDABRIDGE_CACHE", scratch["file"])).ShouldSucceed().Output.Should().Be("ok\n");
    }

    [Fact(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    public void Run_reports_errors_and_keeps_nothing()
    {
        using Scratch scratch = new();
        ToolResult result = scratch.Write("a.cu", "int main() { return x; }").CudaBridge("run a.cu");
        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain("a.cu:1:21: error: use of undeclared identifier 'x'");
        Directory.GetDirectories(scratch["cache/programs"]).Should().BeEmpty();
        scratch.CudaBridge("run a.cu -o x").Error.Should().Contain("CB1005: 'run' makes a program of its own");
    }

    [Theory(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    [InlineData("a.cu")]
    [InlineData("a.o")]
    [InlineData("a")]
    [InlineData("a.fatbin")]
    [InlineData("liba.a")]
    public void Inspect_shows_the_kernels_of_every_kind_of_file(string file)
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", "__global__ void sum(float* p, int n) { __shared__ float s[32]; s[threadIdx.x] = p[0]; __syncthreads(); atomicAdd(p, s[n]); }\nint main() {}\n");
        foreach (string command in new[] { "a.cu -o a", "-c a.cu", "-fatbin a.cu", "-lib a.o -o liba.a" })
            if (file != "a.cu") scratch.Nvcc(command).ShouldSucceed();
        scratch.CudaBridge($"inspect {file}").ShouldSucceed().Output.Should().Contain("sum(float*, int)");
        using JsonDocument json = JsonDocument.Parse(scratch.CudaBridge($"inspect {file} --json").ShouldSucceed().Output);
        JsonElement kernel = json.RootElement.GetProperty("modules").EnumerateArray().Single().GetProperty("kernels").EnumerateArray().Single();
        kernel.GetProperty("name").GetString().Should().Be("_Z3sumPfi");
        kernel.GetProperty("staticShared").GetInt32().Should().Be(128);
        kernel.GetProperty("barriers").GetInt32().Should().Be(1);
        kernel.GetProperty("atomics").GetInt32().Should().Be(1);
        kernel.GetProperty("parameters").GetArrayLength().Should().Be(2);
    }

    [Fact(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    public void Dump_prints_the_IR_after_a_pass()
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", "__global__ void k(float* p) { *p = 2; }\n");
        string pass = Compiler.Passes.PassTable.Of("cpu")[0].Name;
        scratch.CudaBridge($"dump a.cu --after {pass}").ShouldSucceed().Output.Should().Contain("@_Z1kPf(");
        scratch.CudaBridge("dump a.cu --after Nothing").ExitCode.Should().Be(1);
        scratch.CudaBridge("passes").ShouldSucceed().Output.Should().Contain(pass);
    }

    [Fact]
    public void Devices_and_targets_are_listed()
    {
        using Scratch scratch = new();
        using JsonDocument json = JsonDocument.Parse(scratch.CudaBridge("devices --json").ShouldSucceed().Output);
        JsonElement device = json.RootElement.EnumerateArray().First(); // OpenCL's devices follow
        device.GetProperty("selector").GetString().Should().Be("cpu");
        device.GetProperty("cores").GetInt32().Should().BePositive();
        device.GetProperty("memory").GetInt64().Should().BePositive();
        scratch.CudaBridge("devices").ShouldSucceed().Output.Should().Contain(device.GetProperty("name").GetString());
        scratch.CudaBridge("targets").ShouldSucceed().Output.Should().Contain(Compiler.HostIsa.Current);
    }

    [Theory]
    [InlineData("inspect nowhere.cu", "CB1011: nowhere.cu: no such file")]
    [InlineData("inspect text.txt", "CB1016: text.txt: holds no device code")]
    [InlineData("run", "CB1010: no input files")]
    [InlineData("frobnicate", "frobnicate")]
    public void Wrong_commands_are_errors(string arguments, string message)
    {
        using Scratch scratch = new();
        ToolResult result = scratch.Write("text.txt", "text").CudaBridge(arguments);
        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain(message);
    }

    [Fact]
    public void Help_and_version_are_printed()
    {
        using Scratch scratch = new();
        scratch.CudaBridge("--help").ShouldSucceed().Output.Should().Contain("Exit codes:").And.Contain("cudabridge run vector_add.cu");
        scratch.CudaBridge("--version").ShouldSucceed().Output.Should().MatchRegex(@"^\d+\.\d+\.\d+");
        scratch.Nvcc("--version").ShouldSucceed().Output.Should().Contain("Cuda compilation tools, release 12.8, V12.8.93");
        scratch.Nvcc("--help").ShouldSucceed().Output.Should().Contain("--relocatable-device-code");
    }
}
