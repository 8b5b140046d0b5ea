using CudaBridge.Porting.Rewriting;
using CudaBridge.Porting.Tree;

namespace CudaBridge.Porting.Tests;

public sealed class RewriterTests
{
    private static string Port(string dialect, string source)
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", source);
        return scratch.Port(dialect, keepNames: true).Text("a.cu");
    }

    private static IReadOnlyList<Finding> Findings(string dialect, string source)
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", "#include <cuda_runtime.h>\n" + source);
        return scratch.Port(dialect).Findings;
    }

    [Fact]
    public void Comments_layout_and_strings_stay_byte_for_byte() => Port("hip", """
        #include <cuda_runtime.h>  // cudaMalloc here
        /* cudaFree */   const char* s = "cudaMemcpy";
        int main( ) { void  *p ; cudaMalloc( & p,4 ) ;	return cudaFree(p)!=cudaSuccess; }
        """).Should().Be("""
        #include <hip/hip_runtime.h>  // cudaMalloc here
        /* cudaFree */   const char* s = "cudaMemcpy";
        int main( ) { void  *p ; hipMalloc( & p,4 ) ;	return hipFree(p)!=hipSuccess; }
        """);

    [Fact]
    public void Macros_and_templates_are_translated_where_they_are_written() => Port("musa-mp31", """
        #include <cuda_runtime.h>
        #define CHECK(call) if ((call) != cudaSuccess) return 1
        #define NEVER_USED(p) cudaFree(p)
        template <typename T> int get(T** p) { CHECK(cudaMalloc(p, sizeof(T))); return 0; }
        #if 0
        cudaStream_t left_out;
        #endif
        """).Should().Be("""
        #include <musa_runtime.h>
        #define CHECK(call) if ((call) != musaSuccess) return 1
        #define NEVER_USED(p) musaFree(p)
        template <typename T> int get(T** p) { CHECK(musaMalloc(p, sizeof(T))); return 0; }
        #if 0
        musaStream_t left_out;
        #endif
        """);

    [Fact]
    public void What_only_looks_like_a_librarys_is_the_programs()
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", "#include <nvrtc_helper.h>\n#include <cuda_runtime.h>\nint main() { CUFFT_SAFE_CALL(0); return 0; }\n");
        scratch.Write("include/nvrtc_helper.h", "#define CUFFT_SAFE_CALL(call) (call)\n");
        PortedTree tree = scratch.Port("maca");
        tree.Findings.Should().BeEmpty();
        tree.Text("a.maca").Should().Be("#include <nvrtc_helper.h>\n#include <mc_runtime.h>\nint main() { CUFFT_SAFE_CALL(0); return 0; }\n");
    }

    [Fact]
    public void A_header_of_ours_is_included_once()
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", "#include <cuda_runtime.h>\n#include <cuda_profiler_api.h>\nint main() { return cudaProfilerStart(); }\n");
        scratch.Write("b.cu", "#include <cuda_runtime.h>\nint f() { return cudaProfilerStop(); }\n");
        PortedTree tree = scratch.Port("musa-mp31");
        tree.Text("a.mu").Should().Be("#include <musa_runtime.h>\n#include <cudabridge_profiler.h>\nint main() { return cudabridge::profiler_start(); }\n");
        tree.Text("b.mu").Should().Be("#include \"cudabridge_profiler.h\"  // CUDA: by nvcc itself\n#include <musa_runtime.h>\nint f() { return cudabridge::profiler_stop(); }\n");
        tree.Helpers.Keys.Should().Equal("cudabridge_profiler.h");
    }

    [Fact]
    public void What_nvcc_includes_by_itself_comes_before_other_headers_of_CUDA()
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", "#include <vector>\n#include <cooperative_groups.h>\n#include \"later.h\"\n__global__ void k() { cooperative_groups::this_thread_block().sync(); }\n");
        scratch.Write("later.h", "#include <cuda_runtime.h>\n");
        scratch.Port("hip").Text("a.hip").Should().StartWith("#include <hip/hip_runtime.h>" + FileRewriter.AddedMark + "\n#include <vector>\n#include <hip/hip_cooperative_groups.h>\n");
    }

    [Fact]
    public void Cooperative_groups_come_along_where_the_maker_documents_none()
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", "#include <cuda_runtime.h>\n#include <cooperative_groups.h>\n#include <cooperative_groups/reduce.h>\n");
        PortedTree tree = scratch.Port("maca");
        tree.Text("a.maca").Should().Contain("#include <cudabridge_groups.h>\n#include <cudabridge_groups.h>  // CUDA: cooperative_groups/reduce.h\n");
        tree.Findings.Should().BeEmpty();
        tree.Helpers.Keys.Should().Equal("cudabridge_groups.h", "cudabridge_maca.h");
        tree.Helpers["cudabridge_groups.h"].Should().Contain("#include \"cudabridge_maca.h\"").And.Contain("__syncthreads").And.NotContain("cuda_runtime.h");
    }

    [Fact]
    public void Headers_of_a_library_are_known_by_their_folder() =>
        Port("hip", "#include <cuda_runtime.h>\n#include <thrust/sort.h>\n#include <cub/block/block_scan.cuh>\n")
            .Should().Be("#include <hip/hip_runtime.h>\n#include <thrust/sort.h>\n#include <hipcub/hipcub.hpp>  // CUDA: cub/block/block_scan.cuh\n");

    [Fact]
    public void Names_that_are_the_programs_own_stay()
    {
        const string source = """
            #include <musa_runtime.h>
            namespace mine { int cudaMalloc(int n) { return n; } struct S { int cudaFree; int half; }; }
            int use(mine::S s) { int clock = 3, texture = 4; return mine::cudaMalloc(s.cudaFree) + s.half + clock + texture; }
            """;
        Port("ascend-simt", source).Should().Be(source);
    }

    [Fact]
    public void Names_of_the_driver_that_a_program_declares_itself_are_its_own()
    {
        const string source = """
            typedef enum driver_error { CUDA_SUCCESS = 0, CUDA_ERROR_UNKNOWN = 999 } CUresult;
            #define FAILED(call) ((call) == CUDA_ERROR_UNKNOWN)
            template <typename T> T last() { return T(CUDA_ERROR_UNKNOWN); }
            #ifdef NEVER
            CUresult left_out = CUDA_SUCCESS;
            #endif
            """;
        using Scratch scratch = new();
        scratch.Write("driver.h", source);
        scratch.Write("a.cu", "#include \"driver.h\"\n__global__ void k() {}\n");
        PortedTree tree = scratch.Port("maca");
        tree.Text("driver.h").Should().Be(source);
        tree.Findings.Should().NotContain(finding => finding.Weight == Weight.Blocking);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("#define CUSPARSE_H_\n", true)]
    public void What_asks_for_a_library_that_the_program_does_not_use_is_not_reported(string before, bool reported) => Findings("supa-gen2", "__global__ void k() {}\n" + before + """
        #ifdef CUSPARSE_H_
        bool good(int status) { return status == CUSPARSE_STATUS_SUCCESS; }
        #endif
        """).Any(finding => finding.Weight == Weight.Blocking).Should().Be(reported);

    [Fact]
    public void Arguments_are_arranged_anew_with_what_is_inside_them_translated() => Port("ascend-simt", """
        #include <cuda_runtime.h>
        void f(void* d, const void* h, size_t n, cudaStream_t s) {
          cudaMemcpyAsync(d,
                          h /* from */, sizeof(float) * n,
                          cudaMemcpyHostToDevice, s);
          cudaMemset(d, 0, n);
        }
        """).Should().Be("""
        #include <acl/acl.h>
        void f(void* d, const void* h, size_t n, aclrtStream s) {
          aclrtMemcpyAsync(d, sizeof(float) * n, h /* from */, sizeof(float) * n, ACL_MEMCPY_HOST_TO_DEVICE, s);
          aclrtMemset(d, n, 0, n);
        }
        """);

    [Fact]
    public void Calls_with_defaults_left_out_get_them() => Port("supa-gen1", """
        #include <cuda_runtime.h>
        void f(int* d, int* h) { cudaMemcpyAsync(d, h, max<int, int>(1, 2), cudaMemcpyHostToDevice); }
        """).Should().Contain("suMemcpyAsync(d, h, max<int, int>(1, 2), nullptr, suMemcpyHostToDevice);");

    private const string References = """
        texture<float, 2> image;
        static texture<uchar4, 1, cudaReadModeNormalizedFloat> colors(1, cudaFilterModeLinear);
        template <class T> __device__ T twice(texture<T, 2> t, float x) { return 2 * tex2D(t, x, x); }
        __global__ void k(float* p) { p[threadIdx.x] = twice(image, threadIdx.x) + tex1D(colors, 0.5f).x; }
        int bind(cudaArray_t a) { image.normalized = 1; return cudaBindTextureToArray(image, a); }

        """;

    [Fact]
    public void Texture_references_are_made_of_objects_where_the_maker_does_not_say_that_it_keeps_them() => Port("musa-mp31", References).Should().Be("""
        #include <musa_runtime.h>  // CUDA: by nvcc itself
        #include "cudabridge_references.h"  // CUDA: by nvcc itself
        __device__ cudabridge::texture<float, 2> image;
        __device__ static cudabridge::texture<uchar4, 1, musaReadModeNormalizedFloat> colors(1, musaFilterModeLinear);
        template <class T> __device__ T twice(cudabridge::texture<T, 2> t, float x) { return 2 * tex2D(t, x, x); }
        __global__ void k(float* p) { p[threadIdx.x] = twice(image, threadIdx.x) + tex1D(colors, 0.5f).x; }
        int bind(musaArray_t a) { image.normalized = 1; return cudabridge::bind_texture_to_array(image, a); }

        """);

    [Theory]
    [InlineData("hip", "texture<float, 2> image;")]
    [InlineData("supa-gen2", "__device__ cudabridge::texture<float, 2> image;")]
    public void Texture_references_are_read_as_nvcc_reads_them(string dialect, string declaration)
    {
        Port(dialect, References).Should().Contain(declaration);
        Findings(dialect, References).Should().OnlyContain(finding => finding.Id == "CB4003");
    }

    [Fact]
    public void What_is_called_texture_is_the_programs_where_it_declares_it() =>
        Port("musa-mp31", "template <class T> struct texture { T t; };\ntexture<float> image;\nvoid f(void* p) { cudaFree(p); }\n").Should().Contain("\ntexture<float> image;");

    [Theory]
    [InlineData("k<<<{8, 1, 1}, {32}>>>(p);")]
    [InlineData("k<<<{}, {n, n}, 0, 0>>>(p);")]
    [InlineData("k << <8, 32 >> > (p);")]
    public void Launches_are_read_as_nvcc_reads_them(string launch) =>
        Findings("musa-mp31", "__global__ void k(int* p) { *p = 1; }\nvoid f(int* p, unsigned n) { " + launch + " cudaFree(p); }\n").Should().BeEmpty();

    [Fact]
    public void Launches_get_the_arguments_the_target_asks_for() => Port("ascend-simt", """
        #include <cuda_runtime.h>
        __global__ void k(int* p) { __shared__ int s[32]; s[threadIdx.x] = 1; __syncthreads(); p[threadIdx.x] = __shfl_down_sync(0xffffffffu, s[0], 1); }
        void f(int* p) { k<<<1, 32>>>(p); }
        """).Should().Be("""
        #include <acl/acl.h>
        __global__ void k(int* p) { __ubuf__ int s[32]; s[threadIdx.x] = 1; asc_syncthreads(); p[threadIdx.x] = asc_shfl_down(s[0], 1, warpSize); }
        void f(int* p) { k<<<1, 32, 0, nullptr>>>(p); }
        """);

    [Fact]
    public void What_nvcc_includes_by_itself_is_written_out() =>
        Port("hip", "// first\n__global__ void k() {}\n").Should().Be("// first\n#include <hip/hip_runtime.h>  // CUDA: by nvcc itself\n__global__ void k() {}\n");

    [Fact]
    public void What_is_included_comes_before_a_first_token_that_changes() =>
        Port("ascend-simt", "__device__ int f(int i) { return __shfl_sync(~0u, i, 1); }\n").Should().StartWith("#include").And.Contain("\n__aicore__ int f");

    [Fact]
    public void Warp_functions_bring_the_header_that_keeps_their_meaning() =>
        Port("hip", "#include <cuda_runtime.h>\n__global__ void k(int* p) { *p = __shfl_xor_sync(~0u, *p, 1); }\n").Should()
            .StartWith("#include \"cudabridge_hip.h\"  // CUDA: by nvcc itself\n#include <hip/hip_runtime.h>\n").And.Contain("__shfl_xor_sync(~0u, *p, 1)");

    [Theory]
    [InlineData("hip", "mma.h", "cudabridge_wmma.h")]
    [InlineData("musa-mp31", "cuda/barrier", "cudabridge_barrier.h")]
    [InlineData("maca", "cuda_pipeline.h", "cudabridge_barrier.h")]
    [InlineData("corex", "cuda_gl_interop.h", "cudabridge_gl.h")]
    public void What_only_CUDA_has_comes_along(string dialect, string header, string ours)
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", $"#include <cuda_runtime.h>\n#include <{header}>\n");
        PortedTree tree = scratch.Port(dialect, keepNames: true);
        tree.Text("a.cu").Should().Contain($"#include <{ours}>");
        tree.Findings.Should().NotContain(finding => finding.Weight == Weight.Blocking);
        tree.Helpers.Should().ContainKey(ours).WhoseValue.Should().NotContain("cuda_runtime.h");
    }

    [Fact]
    public void Include_guards_that_programs_ask_for_are_defined() =>
        Port("hip", "#ifdef __DRIVER_TYPES_H__\nvoid f(cudaError_t);\n#endif\n").Should()
            .Be("#include <hip/hip_runtime.h>" + FileRewriter.AddedMark + "\n#include \"cudabridge_macros.h\"" + FileRewriter.AddedMark + "\n#ifdef __DRIVER_TYPES_H__\nvoid f(hipError_t);\n#endif\n");

    [Theory]
    [InlineData("maca", "__global__ void k(int* p) { p[threadIdx.x] = threadIdx.x % 32; }", "CB4010")]
    [InlineData("musa-mp22", "constexpr int kWarp = 32; __global__ void k(int* p) { int lane = threadIdx.x & (kWarp - 1); *p = lane; }", "CB4010")]
    [InlineData("corex", "__global__ void k(int* p) { *p = __shfl_sync(0xffff, *p, 1); }", "CB4011")]
    [InlineData("hip", "__global__ void k(volatile int* p) { *p += p[1]; }", "CB4012")]
    [InlineData("ascend-simt", "__global__ void k(float* p) { *p = *p * 2.0; }", "CB4020")]
    [InlineData("hip", "__global__ void k() { asm(\"brkpt;\"); }", "CB4021")]
    [InlineData("hip", "__global__ void c() {} __global__ void k() { c<<<1, 1>>>(); }", "CB4022")]
    [InlineData("supa-gen2", "__global__ void k(int* p) { __shared__ int s[10000]; s[0] = 1; *p = s[0]; }", "CB4023")]
    [InlineData("ascend-simt", "__device__ int f(int n) { return n ? f(n - 1) : 0; }", "CB4024")]
    [InlineData("ascend-simt", "struct S { int a; }; __global__ void k(S s) {}", "CB4025")]
    [InlineData("ascend-simt", "__global__ void k() { __threadfence_system(); }", "CB4001")]
    [InlineData("corex", "__global__ void k() { __syncwarp(); }", "CB4003")]
    [InlineData("ascend-simt", "void f(char* d, const char* s, int n) { cudaMemcpy(d, s, n++, cudaMemcpyDefault); }", "CB4006")]
    public void A_hazard_is_found(string dialect, string source, string id) => Findings(dialect, source).Select(finding => finding.Id).Should().Contain(id);

    [Theory]
    [InlineData("musa-mp31", "__global__ void k(int* p) { p[threadIdx.x] = threadIdx.x % 32; }")]
    [InlineData("maca", "__global__ void k(int* p) { p[threadIdx.x] = threadIdx.x % 33; } int host(int tid) { return tid % 32; }")]
    [InlineData("hip", "double host(double d) { return d * 2.0; } __global__ void k(double* p) { *p *= 2; }")]
    [InlineData("ascend-simt", "__global__ void k(float* p) { *p = *p * 2.0f; }")]
    [InlineData("hip", "void host(volatile int* p) { *p = 1; }")]
    public void What_is_no_hazard_there_is_not_reported(string dialect, string source) => Findings(dialect, source).Should().BeEmpty();

    [Fact]
    public void Where_kernels_have_no_threads_they_move_to_a_header_of_their_own_and_launches_become_calls()
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", "#include <cuda_runtime.h>\n__global__ void k(int* p) { p[threadIdx.x] = 1; }\nvoid f(int* p, cudaStream_t s) { cudaMemsetAsync(p, 0, 4, s); k<<<1, 32, 0, s>>>(p); }\n");
        PortedTree tree = scratch.Port("bang");
        tree.Text("a.mlu").Should().Be("#include <a_kernels.h>\n#include <cnrt.h>\n// CUDA's kernel k is in a_kernels.h\nvoid f(int* p, cnrtQueue_t s) { cnrtMemsetAsync(p, 0, 4, s); launch_k(1, 32, 0, s, p); }\n");
        tree.Findings.Select(finding => (finding.Id, finding.Subject)).Should().Equal(("CB4029", "k"));
    }

    [Fact]
    public void A_finding_has_its_place_and_line()
    {
        Finding finding = Findings("hip", "__global__ void k() {\n  asm volatile(\"brkpt;\");\n}\n").Should().ContainSingle().Subject;
        (finding.File, finding.Line, finding.Column, finding.Excerpt).Should().Be(("a.cu", 3, 3, "asm volatile(\"brkpt;\");"));
    }

    [Fact]
    public void Included_sources_follow_their_new_names()
    {
        using Scratch scratch = new();
        scratch.Write("main.cu", "#include <cuda_runtime.h>\n#include \"sub/kernel.cu\"\n");
        scratch.Write("sub/kernel.cu", "__global__ void k() {}\n");
        PortedTree tree = scratch.Port("musa-mp31");
        tree.Text("main.mu").Should().Be("#include <musa_runtime.h>\n#include \"sub/kernel.mu\"\n");
    }

    [Fact]
    public void A_kernel_says_whether_it_translates_by_itself()
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", "#include <cuda_runtime.h>\n__global__ void good(int* p) { *p = 1; }\n__global__ void bad(int* p) { *p = threadIdx.x / 32; }\n");
        scratch.Port("maca").Kernels.Select(kernel => (kernel.Name, kernel.Line, kernel.Findings)).Should().Equal(("good", 2, 0), ("bad", 3, 1));
    }
}
