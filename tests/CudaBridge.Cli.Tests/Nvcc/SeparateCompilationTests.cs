namespace CudaBridge.Cli.Tests.Nvcc;

public class SeparateCompilationTests
{
    // Everything that may cross files: a function, a variable, a constant, a function pointer, and a static name that both use.
    private static Scratch Project() => new Scratch()
        .Write("shared.h", "extern __device__ int counter;\nextern __constant__ int step;\n__device__ int twice(int);\ntypedef int (*Op)(int);\nextern __device__ Op op;\n")
        .Write("main.cu", """
            #include <cstdio>
            #include "shared.h"
            static __device__ int local(int x) { return x + 1; }
            static __global__ void k(int* p) { p[0] = twice(local(p[0])); p[1] = op(p[1]); atomicAdd(&counter, step); }
            int other(int*);
            int main() {
              int* p; cudaMallocManaged(&p, 16);
              p[0] = 4; p[1] = 5;
              int three = 3;
              cudaMemcpyToSymbol(step, &three, sizeof three);
              k<<<1, 2>>>(p);
              if (cudaDeviceSynchronize() != cudaSuccess) return 1;
              int c = 0;
              cudaMemcpyFromSymbol(&c, counter, sizeof c);
              bool ok = p[1] != 5 && c == 16 && other(p) == 0;
              std::printf("%d %d %d\n", p[1], c, ok);
              return !ok;
            }
            """)
        .Write("lib.cu", """
            #include "shared.h"
            __device__ int counter = 10;
            __constant__ int step = 1;
            static __device__ int local(int x) { return x * 100; }
            __device__ int twice(int x) { return 2 * x; }
            __device__ Op op = local;
            static __global__ void k(int* p) { p[2] = local(7); }
            int other(int* p) { k<<<1, 1>>>(p); cudaDeviceSynchronize(); return p[2] - 700; }
            """);

    [Theory(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    [InlineData("-rdc=true main.cu lib.cu -o program")]
    [InlineData("-dc main.cu lib.cu|main.o lib.o -o program")]
    [InlineData("-dc lib.cu|-lib lib.o -o liblib.a|-rdc=true main.cu -L. -llib -o program")]
    [InlineData("-rdc=true -lib lib.cu -o liblib.a|-dc main.cu|main.o liblib.a -o program")]
    [InlineData("-dc -O2 -G main.cu lib.cu|main.o lib.o -o program")]
    public void Code_and_data_cross_files(string commands)
    {
        using Scratch scratch = Project();
        foreach (string command in commands.Split('|')) scratch.Nvcc(command).ShouldSucceed();
        scratch.Run("program").ShouldSucceed();
    }

    [Fact(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    public void The_hosts_linker_takes_the_device_linkers_object()
    {
        using Scratch scratch = Project();
        scratch.Nvcc("-dc main.cu lib.cu").ShouldSucceed();
        scratch.Nvcc("-dlink main.o lib.o -o linked.o").ShouldSucceed();
        string lib = Path.Combine(Scratch.ToolkitFolder, "lib64");
        Tool.Run("clang++-22", ["main.o", "lib.o", "linked.o", $"-L{lib}", "-lcudart", $"-Wl,-rpath,{lib}", "-o", "program"], scratch.Folder).ShouldSucceed();
        scratch.Run("program").ShouldSucceed();
    }

    [Fact(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    public void A_missing_definition_is_an_error_of_the_link()
    {
        using Scratch scratch = Project();
        scratch.Nvcc("-dc main.cu").ShouldSucceed();
        ToolResult result = scratch.Nvcc("main.o -o program");
        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain("twice(int)");
        scratch.Has("program").Should().BeFalse();
    }

    [Fact(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    public void Device_linking_nothing_gives_an_empty_object()
    {
        using Scratch scratch = new();
        scratch.Write("a.cpp", "int main() {}").Nvcc("-c a.cpp").ShouldSucceed();
        scratch.Nvcc("-dlink a.o -o empty.o").ShouldSucceed();
        scratch.Nvcc("a.o empty.o -o program").ShouldSucceed();
        scratch.Run("program").ShouldSucceed();
    }
}
