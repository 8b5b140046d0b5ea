using CudaBridge.Abi;
using CudaBridge.Compiler.Tests.Harness;

namespace CudaBridge.Compiler.Tests;

/// <summary>
/// Loops in which threads wait for others. In lock-step where nothing that the warp's other lanes would do meanwhile can be what is waited
/// for; one lane at a time where it can. Four blocks of 64 threads; <c>d</c> has 512 elements, zeros but for <c>d[0] = 1</c>.
/// </summary>
public class WaitTests
{
    private const int Blocks = 4, Threads = 64;

    private static unsafe void Check(string source, bool vectorised, Func<int, int> expected)
    {
        using LoadedModule module = LoadedModule.FromSource(source);
        ((int)module.Kernel("k")->WarpLanes > 1).Should().Be(vectorised);
        using DeviceArray<int> data = new([1, .. new int[511]]);
        module.Launch("k", new Dim3(Blocks), new Dim3(Threads), 0, data).Error.Should().Be(0);
        data.ToArray()[256..].Should().Equal(Enumerable.Range(0, 256).Select(expected));
    }

    [Fact]
    public void The_first_thread_waits_and_the_others_wait_at_a_barrier() =>
        Check("""
            extern "C" __global__ void k(volatile int* d) {
              if (threadIdx.x == 0) {
                while (d[blockIdx.x] == 0) { }
                __threadfence();
              }
              __syncthreads();
              d[256 + blockIdx.x * blockDim.x + threadIdx.x] = d[blockIdx.x] + threadIdx.x;
              __syncthreads();
              if (threadIdx.x == 0) d[blockIdx.x + 1] = d[blockIdx.x] + 100;
            }
            """, vectorised: true, i => 1 + i / Threads * 100 + i % Threads);

    [Fact]
    public void A_warp_votes_whether_it_waits_on() =>
        Check("""
            extern "C" __global__ void k(volatile int* d) {
              if (threadIdx.x >= 32) return;
              int v;
              do v = d[blockIdx.x * 32 + threadIdx.x % 4]; while (__any_sync(0xffffffffu, threadIdx.x == 0 && v == 0));
              d[256 + blockIdx.x * 64 + threadIdx.x] = __shfl_sync(0xffffffffu, v, 0);
              if (threadIdx.x == 0) d[(blockIdx.x + 1) * 32] = v + 1;
            }
            """, vectorised: true, i => i % Threads < 32 ? 1 + i / Threads : 0);

    [Fact]
    public void Warps_of_a_block_wait_for_each_other() =>
        Check("""
            extern "C" __global__ void k(int* d) {
              __shared__ volatile int turn;
              if (threadIdx.x == 0) turn = 0;
              __syncthreads();
              int warp = threadIdx.x / 32;
              if (threadIdx.x % 32 == 0) while (turn != blockDim.x / 32 - 1 - warp) { }
              __syncwarp();
              d[256 + blockIdx.x * blockDim.x + threadIdx.x] = turn;
              __syncwarp();
              if (threadIdx.x % 32 == 0) turn = turn + 1;
            }
            """, vectorised: true, i => 1 - i % Threads / 32);

    [Fact]
    public void Tiles_of_several_warps_meet() =>
        Check("""
            #include <cooperative_groups.h>
            #include <cooperative_groups/reduce.h>
            namespace cg = cooperative_groups;
            extern "C" __global__ void k(int* d) {
              __shared__ cg::block_tile_memory<64> memory;
              auto tile = cg::tiled_partition<64>(cg::this_thread_block(memory));
              d[256 + blockIdx.x * blockDim.x + threadIdx.x] = cg::reduce(tile, (int)threadIdx.x, cg::plus<int>());
            }
            """, vectorised: true, _ => 63 * 32);

    [Fact]
    public void Each_thread_waits_for_the_one_before_it() =>
        Check("""
            extern "C" __global__ void k(volatile int* d) {
              int i = blockIdx.x * blockDim.x + threadIdx.x;
              while (d[i] == 0) { }
              __threadfence();
              d[i + 1 < 256 ? i + 1 : 511] = 1;
              __threadfence();
              d[256 + i] = i;
            }
            """, vectorised: false, i => i);

    [Fact]
    public void One_lane_waits_for_what_another_arm_of_its_branch_writes() =>
        Check("""
            extern "C" __global__ void k(volatile int* d) {
              __shared__ volatile int flag;
              if (threadIdx.x == 0) flag = 0;
              __syncthreads();
              if (threadIdx.x == 1) while (flag == 0) { }
              else if (threadIdx.x == 2) flag = 1;
              __syncthreads();
              d[256 + blockIdx.x * blockDim.x + threadIdx.x] = flag;
            }
            """, vectorised: false, _ => 1);

    [Fact]
    public void A_lock_that_is_given_back_after_the_loop() =>
        Check("""
            extern "C" __global__ void k(int* d) {
              while (atomicCAS(&d[1], 0, 1) != 0) { }
              __threadfence();
              *(volatile int*)&d[256] += 1;
              __threadfence();
              atomicExch(&d[1], 0);
            }
            """, vectorised: false, i => i == 0 ? Blocks * Threads : 0);

    [Fact]
    public void Lanes_wait_in_one_round_for_what_lanes_do_in_the_next() =>
        Check("""
            extern "C" __global__ void k(volatile int* d) {
              __shared__ volatile int turn;
              if (threadIdx.x == 0) turn = 0;
              __syncthreads();
              for (int round = 0; round < 3; round++) {
                atomicAdd((int*)&turn, 1);
                if (round < 2 && threadIdx.x % 2 == 0) while (turn < 64 * (round + 1) + 32) { }
              }
              d[256 + blockIdx.x * blockDim.x + threadIdx.x] = 7;
            }
            """, vectorised: false, _ => 7);
}
