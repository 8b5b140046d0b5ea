namespace CudaBridge.EndToEnd;

/// <summary>
/// Thrust, CUB and libcu++ where the system has them, with our nvcc and no other option. Skipped where they are absent.
/// </summary>
public sealed class SystemLibraryTests
{
    private const string Source = """
        #include <cstdio>
        #include <utility>
        #include <cub/block/block_reduce.cuh>
        #include <cuda/atomic>
        #include <cuda/barrier>
        #include <thrust/device_vector.h>
        #include <thrust/reduce.h>
        #include <thrust/sequence.h>
        #include <thrust/transform.h>

        struct Square { __host__ __device__ int operator()(int x) const { return x * x; } };

        __global__ void sum_first(const int* in, int* out) {
          using Reduce = cub::BlockReduce<int, 128>;
          __shared__ Reduce::TempStorage storage;
          int sum = Reduce(storage).Sum(in[threadIdx.x]);
          if (threadIdx.x == 0) *out = sum;
        }

        __global__ void count(int* counter) { cuda::atomic_ref<int, cuda::thread_scope_device>(*counter).fetch_add(2); }

        __global__ void last_of_block(int* out) {
          __shared__ cuda::barrier<cuda::thread_scope_block> written;
          __shared__ int values[64];
          if (threadIdx.x == 0) init(&written, blockDim.x);
          __syncthreads();
          values[threadIdx.x] = 10 * threadIdx.x;
          written.wait(written.arrive());
          if (threadIdx.x == 0) *out = values[63];
        }

        int main() {
          thrust::device_vector<int> data(1000);
          thrust::sequence(data.begin(), data.end());
          thrust::transform(data.begin(), data.end(), data.begin(), Square());
          int* out;
          cudaMallocManaged(&out, 3 * sizeof(int));
          sum_first<<<1, 128>>>(thrust::raw_pointer_cast(data.data()), out);
          count<<<3, 50>>>(out + 1);
          last_of_block<<<1, 64>>>(out + 2);
          cudaDeviceSynchronize();
          std::printf("%d %d %d %d\n", thrust::reduce(data.begin(), data.end()), out[0], out[1], out[2]);
        }
        """;

    [Fact]
    public void Thrust_CUB_and_libcuxx_compile_and_run()
    {
        string[] headers = ["thrust/version.h", "cub/version.cuh", "cuda/barrier"];
        Assert.SkipWhen(headers.FirstOrDefault(header => !File.Exists(Path.Combine("/usr/include", header))) is not null, "the system has no Thrust, CUB and libcu++");
        using var scratch = new Scratch();
        scratch.Write("libraries.cu", Source);
        var built = ToolkitUnderTest.Run(scratch.Folder, ToolkitUnderTest.Nvcc, ["-std=c++17", "libraries.cu", "-o", "libraries"]);
        built.ExitCode.Should().Be(0, built.Errors);
        built.Errors.Should().Be("libraries.cu:23:54: warning: CB1026: the constructor and destructor of a __shared__ variable do not run\n1 warning generated.\n");
        // 0² + … + 999²; 0² + … + 127².
        ToolkitUnderTest.Run(scratch.Folder, Path.Combine(scratch.Folder, "libraries"), []).Output.Should().Be("332833500 690880 300 630\n");
    }
}
