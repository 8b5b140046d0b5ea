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
    public void Kernels_of_common_shapes_compile_and_pass_their_own_checks(string dialect) => RunPorted(dialect, "patterns");

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Variables_calls_through_pointers_allocations_and_template_instances_work(string dialect) => RunPorted(dialect, "features");

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Waits_for_earlier_threads_tail_calls_and_functions_of_doubles_work(string dialect) => RunPorted(dialect, "order");

    [Fact]
    public void A_kernel_uses_what_a_file_beside_it_defines_and_keeps_its_kernels_out()
    {
        using Scratch scratch = new();
        scratch.Write("area.cu", "__device__ float area(float r) { return r * r * 3.0f; }\n__global__ void other(float* p) { *p = area(1); }\n");
        scratch.Write("main.cu", "extern __device__ float area(float r);\n__global__ void measure(float* p) { p[threadIdx.x] = area(p[threadIdx.x]); }\n");
        PortedTree tree = scratch.Port("bang");
        tree.Findings.Where(finding => finding.Id == "CB4028").Should().BeEmpty();
        tree.Cores.Values.Select(unit => string.Join(' ', unit.Kernels.Select(kernel => kernel.SourceName))).Should().BeEquivalentTo("other", "measure");
    }

    [Fact]
    public void Counts_say_how_kernels_were_translated_and_why_not()
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", """
            __global__ void map(float* p, int n) { int i = blockIdx.x * blockDim.x + threadIdx.x; if (i < n) p[i] *= 2; }
            __global__ void count(int* p) { atomicAdd(p, 1); }
            __global__ void timed(long long* p) { *p = clock64(); }

            """);
        CoreCounts.Of(scratch.Port("ascend-simd")).ToString().Should().Be("2 of 3 kernels translated: 1 as tiles, 1 thread by thread, 1 of these on one core\n     1 refused: reading a clock");
    }

    private static void RunPorted(string dialect, string name)
    {
        using Scratch scratch = new();
        scratch.Write(name + ".cu", File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "CudaBridge.Porting.Tests", "Cores", name + ".cu")));
        PortedTree tree = scratch.Port(dialect);
        tree.Findings.Where(finding => finding.Weight == Weight.Blocking).Should().BeEmpty();
        string sources = Path.Combine(scratch.Folder, "sources"), headers = Path.Combine(scratch.Folder, "headers"), program = Path.Combine(scratch.Folder, name);
        OutputWriter.WriteFolder(tree, sources);
        CheckingHeaders.Write(tree.Dialect, headers);
        foreach (CoreUnit unit in tree.Cores.Values) OutputWriter.WriteText(Path.Combine(headers, unit.Header), CheckingHeaders.Executable(unit.Text));
        string source = Path.Combine(sources, name + tree.Dialect.Extension);
        (int code, string output) = Processes.Run(Path.Combine(Toolkit.Root!, "bin", "nvcc"), ["-x", "cu", "-w", "-std=c++17", "-DCUDABRIDGE_CHECK=1", "-I", headers, "-I", sources, source, "-o", program]);
        code.Should().Be(0, output);
        Processes.Run(program, []).Should().Be((0, name + ": ok\n"));
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
                __nram__ float a_tile[2][TILE];
                __nram__ float b_tile[2][TILE];
                __nram__ float c_tile[2][TILE];
                const long end = smaller(n, (long)grid_size_x * block_size_x), tiles = (end + TILE - 1) / TILE, rounds = (tiles + taskDim - 1 - taskId) / taskDim;
                for (long round = 0; round < rounds + 2; round++) {
                    if (round < rounds) {
                        const long i = (taskId + round * taskDim) * TILE, count = smaller(TILE, end - i), of = round % 2;
                        __memcpy_async(a_tile[of], a + i, count * sizeof(float), GDRAM2NRAM);
                        __memcpy_async(b_tile[of], b + i, count * sizeof(float), GDRAM2NRAM);
                    }
                    if (round >= 1 && round <= rounds) {
                        const long i = (taskId + (round - 1) * taskDim) * TILE, count = smaller(TILE, end - i), of = (round - 1) % 2;
                        __bang_add(c_tile[of], a_tile[of], b_tile[of], count);
                    }
                    if (round >= 2) {
                        const long i = (taskId + (round - 2) * taskDim) * TILE, count = smaller(TILE, end - i), of = (round - 2) % 2;
                        __memcpy_async(c + i, c_tile[of], count * sizeof(float), NRAM2GDRAM);
                    }
                    __sync_io_move_compute();
                }
            }

            """);
    }

    [Theory]
    [InlineData("bang", "__bang_matmul(product, a_tile, b_filter, ROWS, DEPTH, COLUMNS);", "max_of(largest_tile, width)")]
    [InlineData("ascend-simd", "asc_axpy_sync(c_tile + r * COLUMNS, b_tile + j * COLUMNS, a_tile[r * DEPTH + j], width);", "max_of(largest_tile, width)")]
    [InlineData("tops", "tile_axpy(c_tile + r * COLUMNS, b_tile + j * COLUMNS, a_tile[r * DEPTH + j], width);", "max_of(largest_tile, width)")]
    public void Products_and_rows_use_what_the_maker_has_for_them(string dialect, string product, string reduction)
    {
        using Scratch scratch = new();
        scratch.Write("patterns.cu", File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "CudaBridge.Porting.Tests", "Cores", "patterns.cu")));
        CoreUnit unit = scratch.Port(dialect).Cores.Values.Single();
        unit.Text.Should().Contain(product).And.Contain(reduction);
        unit.Kernels.Where(k => k.Form == CoreForm.Tiles).Select(k => k.SourceName).Should().BeEquivalentTo("vector_add", "saxpy", "add_row", "softmax", "sgemm", "sgemm_bounded", "transpose", "stencil");
    }

    [Theory]
    [InlineData("bang", "__bang_reduce_sum(values, values, lines * 32);")]
    [InlineData("ascend-simd", "asc_datablock_reduce_sum_sync(of_8, values, warps * 32);")]
    [InlineData("tops", "warp_maxima(offered, taking, block_size_x);")]
    public void Rounds_of_shuffles_become_one_reduction_of_each_warp(string dialect, string operation)
    {
        using Scratch scratch = new();
        scratch.Write("patterns.cu", File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "CudaBridge.Porting.Tests", "Cores", "patterns.cu")));
        scratch.Port(dialect).Cores.Values.Single().Text.Should().Contain(operation).And.Contain("warp_sums(offered").And.NotContain("shuffle_");
    }

    [Fact]
    public void Fractions_are_printed_by_integers_where_a_core_prints_no_others()
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", "#include <cstdio>\n__global__ void k(float x, int n) { printf(\"%d: %8.3f or %g%%\\n\", n, x, x); }\n");
        scratch.Port("tops").Cores.Values.Single().Text.Should().Contain("printf(\"%d: \", n);").And.Contain("print_fraction(x_1, 8, 3, 'f');").And.Contain("printf(\" or \");").And.Contain("print_fraction(x_1, 0, 6, 'g');").And.Contain("printf(\"%%\\n\");");
    }

    [Fact]
    public void A_grid_stride_loop_goes_tile_by_tile_and_a_row_that_fits_is_kept()
    {
        using Scratch scratch = new();
        scratch.Write("patterns.cu", File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "CudaBridge.Porting.Tests", "Cores", "patterns.cu")));
        string text = scratch.Port("bang").Cores.Values.Single().Text;
        string Kernel(string name) => text[text.IndexOf($"__mlu_global__ void {name}(", StringComparison.Ordinal)..][..text[text.IndexOf($"__mlu_global__ void {name}(", StringComparison.Ordinal)..].IndexOf("\n}\n", StringComparison.Ordinal)];
        Kernel("saxpy").Should().Contain("const long end = (long)n,").And.Contain("__bang_add(y_tile_1[of], value_tile[of], y_tile[of], count);").And.NotContain("for (;;)");
        Kernel("softmax").Split('\n').Count(line => line.Contains("if (columns > TILE) {", StringComparison.Ordinal)).Should().Be(2);
    }

    [Theory]
    [InlineData("256", "128")]
    [InlineData("blockDim.x", "blockDim.x / 2")]
    public void A_row_that_a_block_reduces_becomes_tiles_and_a_reduction_of_the_makers(string threads, string half)
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", $$"""
            __global__ void sum_rows(const float* from, float* sums, int columns) {
              __shared__ float tree[256];
              float sum = 0;
              for (int c = threadIdx.x; c < columns; c += {{threads}}) sum += from[blockIdx.x * columns + c];
              tree[threadIdx.x] = sum;
              __syncthreads();
              for (int half = {{half}}; half > 0; half /= 2) {
                if (threadIdx.x < half) tree[threadIdx.x] += tree[threadIdx.x + half];
                __syncthreads();
              }
              if (threadIdx.x == 0) sums[blockIdx.x] = tree[0];
            }

            """);
        string text = scratch.Port("bang").Cores.Values.Single().Text;
        text.Should().Contain("sum_of(sum_tile, width)").And.Contain("__bang_add(sum_tile, sum_tile, from_tile, lanes)").And.NotContain("thread_x");
    }

    [Theory]
    [InlineData("bang", "__global__ void k(int* p) { __shared__ volatile int flag; if (threadIdx.x) flag = 1; else while (!flag) { } *p = flag; }", "a loop that waits for another thread of its block")]
    [InlineData("bang", "__device__ int f(int n) { return n < 2 ? n : f(n - 1) + f(n - 2); } __global__ void k(int* p) { *p = f(*p); }", "recursion")]
    [InlineData("tops", "__global__ void k(double* p) { p[threadIdx.x] = j0(p[threadIdx.x]); }", "in double precision")]
    [InlineData("ascend-simd", "__managed__ int counter; __global__ void k(int* p) { *p = counter; }", "the managed variable counter")]
    [InlineData("tops", "#include <cstdio>\n__global__ void k(float x) { printf(\"%a\", x); }", "printf of %a")]
    [InlineData("bang", "__global__ void k(long long* p) { *p = clock64(); }", "reading a clock")]
    public void What_cannot_be_said_is_refused_with_its_reason(string dialect, string kernel, string reason)
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", kernel + "\n");
        PortedTree tree = scratch.Port(dialect);
        tree.Findings.Should().ContainSingle(finding => finding.Id == "CB4028").Which.Detail.Should().Contain(reason);
        tree.Cores.Values.SelectMany(unit => unit.Kernels).Should().OnlyContain(k => k.Form == CoreForm.Refused);
    }

    [Fact]
    public void Sources_of_CUDA_11_declare_texture_references()
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", "texture<float, 1> numbers; __global__ void k(float* p) { p[threadIdx.x] = tex1Dfetch(numbers, threadIdx.x); }\n");
        scratch.Port("bang").Cores.Values.SelectMany(unit => unit.Kernels).Should().ContainSingle().Which.Form.Should().Be(CoreForm.General);
    }
}
