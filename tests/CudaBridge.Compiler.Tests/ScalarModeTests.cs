using CudaBridge.Abi;
using CudaBridge.Compiler.Tests.Harness;

namespace CudaBridge.Compiler.Tests;

public class ScalarModeTests
{
    [Fact]
    public void Adds_vectors_in_a_loop_over_lanes()
    {
        using LoadedModule module = LoadedModule.FromSource("""
            extern "C" __global__ void add(const float* a, const float* b, float* c, int n)
            { int i = blockIdx.x * blockDim.x + threadIdx.x; if (i < n) c[i] = a[i] + b[i]; }
            """);
        using DeviceArray<float> a = new([1f, 2f, 3f, 4f, 5f]), b = new([10f, 20f, 30f, 40f, 50f]), c = new(5);
        module.Launch("add", new Dim3(2), new Dim3(4), 0, a, b, c, 5).Error.Should().Be(0);
        c.ToArray().Should().Equal(11f, 22f, 33f, 44f, 55f);
    }

    [Fact]
    public void Reduces_a_block_through_shared_memory_and_barriers()
    {
        using LoadedModule module = LoadedModule.FromSource("""
            extern "C" __global__ void sum(const int* in, int* out) {
              __shared__ int buffer[256];
              int t = threadIdx.x;
              buffer[t] = in[blockIdx.x * 256 + t];
              __syncthreads();
              for (int step = 128; step; step >>= 1) { if (t < step) buffer[t] += buffer[t + step]; __syncthreads(); }
              if (t == 0) out[blockIdx.x] = buffer[0];
            }
            """);
        int[] values = [.. Enumerable.Range(0, 512)];
        using DeviceArray<int> input = new(values), output = new(2);
        module.Launch("sum", new Dim3(2), new Dim3(256), 0, input, output).Error.Should().Be(0);
        output.ToArray().Should().Equal(values.Take(256).Sum(), values.Skip(256).Sum());
    }
}
