using System.Diagnostics;
using CudaBridge.Compiler;
using CudaBridge.Compiler.Backends.Tile;
using CudaBridge.Porting.Checking;
using CudaBridge.Porting.Cores;
using CudaBridge.Porting.Dialects;
using CudaBridge.Porting.Rewriting;
using CudaBridge.Porting.Tree;

namespace CudaBridge.Porting.Tests;

/// <summary>Kernels in the languages for cores without threads: they compile with our stand-ins and give the right answers on the CPU.</summary>
public sealed class CoreTests
{
    public static TheoryData<string> Dialects => [.. DialectTable.All.Where(dialect => dialect.Family == DialectFamily.Tile).Select(dialect => dialect.Name)];

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Kernels_of_common_shapes_compile_and_pass_their_own_checks(string dialect)
    {
        using Scratch scratch = new();
        scratch.Write("patterns.cu", File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "CudaBridge.Porting.Tests", "Cores", "patterns.cu")));
        PortedTree tree = scratch.Port(dialect);
        tree.Findings.Where(finding => finding.Weight == Weight.Blocking).Should().BeEmpty();
        string sources = Path.Combine(scratch.Folder, "sources"), headers = Path.Combine(scratch.Folder, "headers"), program = Path.Combine(scratch.Folder, "patterns");
        OutputWriter.WriteFolder(tree, sources);
        CheckingHeaders.Write(tree.Dialect, headers);
        foreach (CoreUnit unit in tree.Cores.Values) OutputWriter.WriteText(Path.Combine(headers, unit.Header), CheckingHeaders.Executable(unit.Text));
        string source = Path.Combine(sources, "patterns" + tree.Dialect.Extension);
        (int code, string output) = Run(Path.Combine(Toolkit.Root!, "bin", "nvcc"), ["-x", "cu", "-w", "-std=c++17", "-DCUDABRIDGE_CHECK=1", "-I", headers, "-I", sources, source, "-o", program]);
        code.Should().Be(0, output);
        Run(program, []).Should().Be((0, "patterns: ok\n"));
    }

    [Fact]
    public void A_guarded_map_becomes_a_loop_over_tiles_that_reads_like_one()
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", """
            __global__ void add(const float* a, const float* b, float* c, int n) {
              int i = blockIdx.x * blockDim.x + threadIdx.x;
              if (i < n) c[i] = a[i] + b[i];
            }

            """);
        string text = scratch.Port("bang").Cores.Values.Single().Text;
        int start = text.IndexOf("__mlu_global__", StringComparison.Ordinal);
        text[start..(text.IndexOf("\n}\n", start, StringComparison.Ordinal) + 3)].Should().Be("""
            __mlu_global__ void add(const float *a, const float *b, float *c, int n, unsigned grid_size_x, unsigned block_size_x) {
                constexpr long TILE = 4096;
                __nram__ float a_tile[TILE];
                __nram__ float b_tile[TILE];
                __nram__ float c_tile[TILE];
                const long end = std::min<long>(n, (long)grid_size_x * block_size_x);
                for (long i = taskId * TILE; i < end; i += taskDim * TILE) {
                    const long count = std::min<long>(TILE, end - i);
                    __memcpy(a_tile, a + i, count * sizeof(float), GDRAM2NRAM);
                    __memcpy(b_tile, b + i, count * sizeof(float), GDRAM2NRAM);
                    __bang_add(c_tile, a_tile, b_tile, count);
                    __memcpy(c + i, c_tile, count * sizeof(float), NRAM2GDRAM);
                }
            }

            """);
    }

    [Theory]
    [InlineData("bang", "__global__ void k(int* p) { if (atomicExch(p, 1)) while (atomicAdd(p, 0)) { } }", "a loop that waits for another thread")]
    [InlineData("bang", "__device__ int f(int n) { return n < 2 ? n : f(n - 1) + f(n - 2); } __global__ void k(int* p) { *p = f(*p); }", "recursion")]
    [InlineData("tops", "__global__ void k(double* p) { p[threadIdx.x] *= 2; }", "double precision")]
    [InlineData("ascend-simd", "__device__ int counter; __global__ void k(int* p) { *p = counter; }", "the variable counter")]
    public void What_cannot_be_said_is_refused_with_its_reason(string dialect, string kernel, string reason)
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", kernel + "\n");
        PortedTree tree = scratch.Port(dialect);
        tree.Findings.Should().ContainSingle(finding => finding.Id == "CB4028").Which.Detail.Should().Contain(reason);
        tree.Cores.Values.SelectMany(unit => unit.Kernels).Should().OnlyContain(k => k.Form == CoreForm.Refused);
    }

    private static (int Code, string Output) Run(string program, string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
