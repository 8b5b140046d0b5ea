using CudaBridge.Abi;
using CudaBridge.Compiler.Tests.Harness;

namespace CudaBridge.Compiler.Tests;

public class BarrierTests
{
    private static int[] Run(string body, uint threads, int[] data, string before = "") =>
        LoadedModule.RunOnInts($"{before}\nextern \"C\" __global__ void k(int* d) {{ int t = threadIdx.x; {body} }}", new Dim3(1), new Dim3(threads), data);

    [Fact]
    public void Exited_threads_do_not_block_a_barrier() =>
        Run("__shared__ int s[64]; if (t >= 40) return; s[t] = t; __syncthreads(); d[t] = s[39 - t];", 64, new int[64])
            .Take(40).Should().Equal(Enumerable.Range(0, 40).Reverse());

    [Fact]
    public void A_barrier_may_stand_in_a_loop_whose_trip_count_differs_between_threads() =>
        Run("""
            __shared__ int count; if (t == 0) count = 0; __syncthreads();
            for (int i = 0; i < t; i++) { atomicAdd(&count, 1); __syncthreads(); if (i + 1 == t) break; }
            d[t] = count > 0 || t == 0;
            """, 33, new int[33]).Should().OnlyContain(v => v == 1);

    [Fact]
    public void A_barrier_counts_combines_and_excludes() =>
        Run("d[t] = __syncthreads_count(t % 3 == 0) * 100 + __syncthreads_and(t < 64) * 10 + __syncthreads_or(t == 5);", 64, new int[64])
            .Should().OnlyContain(v => v == 22 * 100 + 11);

    [Fact]
    public void Writes_to_restrict_memory_by_other_threads_are_seen_after_a_barrier() =>
        LoadedModule.RunOnInts("""
            extern "C" __global__ void k(int* __restrict__ a) { int t = threadIdx.x; a[t] = 1; __syncthreads(); a[(t + 1) % 32] += t; __syncthreads(); int y = a[t]; a[t + 32] = y; }
            """, new Dim3(1), new Dim3(32), new int[64]).Skip(32).Should().Equal(Enumerable.Range(0, 32).Select(t => 1 + (t + 31) % 32));

    [Fact]
    public void Dynamic_shared_memory_follows_the_static_part() =>
        LoadedModule.RunOnInts("""
            extern __shared__ int dynamic[];
            extern "C" __global__ void k(int* d) {
              __shared__ int fixed[8]; int t = threadIdx.x;
              fixed[t] = t; dynamic[t] = 10 * t; __syncthreads();
              d[t] = fixed[7 - t] + dynamic[7 - t];
            }
            """, new Dim3(1), new Dim3(8), new int[8], dynamicShared: 32).Should().Equal(Enumerable.Range(0, 8).Select(t => 11 * (7 - t)));

    [Fact]
    public void Functions_that_were_not_inlined_share_variables_with_their_kernels() =>
        LoadedModule.RunOnInts("""
            __device__ __noinline__ int* place() { __shared__ int common[32]; return common; }
            __device__ int deep(int n) { return n == 0 ? place()[threadIdx.x] : deep(n - 1) + 1; }
            extern "C" __global__ void other(int* d) { __shared__ int own[4]; own[threadIdx.x & 3] = 1; place()[0] = own[0]; d[0] = place()[0]; }
            extern "C" __global__ void k(int* d) {
              __shared__ int own[32]; int t = threadIdx.x;
              own[t] = -1; place()[t] = 100 * t; __syncthreads(); d[t] = deep(t % 4) + own[t];
            }
            """, new Dim3(2), new Dim3(32), new int[32]).Should().Equal(Enumerable.Range(0, 32).Select(t => 100 * t + t % 4 - 1));

    [Fact]
    public void Shared_addresses_are_small_integers_that_lead_back() =>
        Run("""
            __shared__ int pad[4]; __shared__ int s[32]; pad[t & 3] = t; s[t] = 7 * t; __syncthreads();
            size_t offset = __cvta_generic_to_shared(&s[t]); int* back = (int*)__cvta_shared_to_generic(offset);
            d[t] = offset < 49152 && pad[0] >= 0 ? *back : -1;
            """, 32, new int[32]).Should().Equal(Enumerable.Range(0, 32).Select(t => 7 * t));

    [Fact]
    public void Blocks_meet_at_a_grid_barrier() =>
        LoadedModule.RunOnInts("""
            #include <cuda_device_runtime_api.h>
            extern "C" __global__ void k(int* d) {
              unsigned long long grid = cudaCGGetIntrinsicHandle(cudaCGScopeGrid);
              atomicAdd(d, 1); cudaCGSynchronize(grid, 0); d[1 + blockIdx.x * 32 + threadIdx.x] = *(volatile int*)d;
            }
            """, new Dim3(2), new Dim3(32), new int[65]).Should().OnlyContain(v => v == 64);

    [Fact]
    public void Registers_agree_with_the_launch() =>
        LoadedModule.RunOnInts("""
            extern "C" __global__ void k(int* d) {
              int linear = (threadIdx.z * blockDim.y + threadIdx.y) * blockDim.x + threadIdx.x, block = (blockIdx.z * gridDim.y + blockIdx.y) * gridDim.x + blockIdx.x;
              int size = blockDim.x * blockDim.y * blockDim.z;
              d[block * size + linear] = block * size + linear + (__nvvm_read_ptx_sreg_laneid() == linear % 32 ? 0 : 1000) + (__nvvm_read_ptx_sreg_warpid() == linear / 32 ? 0 : 5000);
            }
            """, new Dim3(3, 2, 2), new Dim3(5, 3, 4), new int[720]).Should().Equal(Enumerable.Range(0, 720));
}
