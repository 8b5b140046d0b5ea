using CudaBridge.Abi;
using CudaBridge.Compiler.Tests.Harness;

namespace CudaBridge.Compiler.Tests;

/// <summary>Large modules are compiled in parts: what the parts share is one thing, whatever its linkage was.</summary>
public class DivisionTests
{
    // Names of the C library's that stay the module's own.
    private const string Shared = """
        __device__ int floor_count = 5;
        static __device__ int counts[64];
        __constant__ int factors[4] = {2, 3, 5, 7};
        typedef int (*operation)(int);
        __device__ __noinline__ int twice(int x) { return 2 * x; }
        __device__ __noinline__ int thrice(int x) { return 3 * x; }
        __device__ const operation operations[2] = {twice, thrice};
        """;

    private static string Kernel(int number) => $$"""
        extern "C" __global__ void k{{number}}(int* d) {
          __shared__ int s[256];
          int t = threadIdx.x, x = d[t] + factors[t & 3];
          for (int r = 0; r < 8; r++) {
            s[t] = x; __syncthreads();
            x = x * {{number + 3}} + s[(t + r + 1) & 63] / (factors[r & 3] + t % 3); __syncthreads();
            if (t < 32 >> (r & 3)) s[t] += s[t + 32]; __syncthreads();
            x ^= s[(t * {{number}}) & 63]; __syncthreads();
          }
          counts[t] += x;
          if (t == 0) floor_count += {{number}};
          __syncthreads();
          d[t] = counts[t] + floor_count + operations[{{number}} & 1](t);
        }

        """;

    private static string Source => Shared + string.Concat(Enumerable.Range(0, 6).Select(Kernel));

    [Fact]
    public void Parts_share_variables_constants_and_functions()
    {
        int[] Run(TranslationOptions options)
        {
            using LoadedModule module = LoadedModule.FromSource(Source, options);
            using DeviceArray<int> array = new([.. Enumerable.Range(0, 64)]);
            for (int k = 0; k < 6; k++) module.Launch($"k{k}", new Dim3(1), new Dim3(64), 0, array).Error.Should().Be(0);
            return array.ToArray();
        }

        Run(new TranslationOptions()).Should().Equal(Run(new TranslationOptions { OptimizationLevel = 0 }));
    }

    [Fact]
    public void The_code_does_not_depend_on_which_thread_ends_first()
    {
        byte[] kernelIr = DeviceCode.Compile(Source);
        byte[] Image() => Translator.Translate(kernelIr, new TranslationOptions()).Image!;
        Image().Should().Equal(Image());
    }
}
