using CudaBridge.Abi;
using CudaBridge.Compiler.Tests.Harness;

namespace CudaBridge.Compiler.Tests;

/// <summary>Kernels whose warps share one function: what must survive from one side of a barrier to the other, and which way blocks may go.</summary>
public class BlockFormTests
{
    private static string Mode(string source) => Translator.Inspect(DeviceCode.Compile(source)).Kernels.Single().Mode;

    private static int[] Run(string source, uint blocks, uint threads, int words)
    {
        Mode(source).Should().StartWith("vector");
        return LoadedModule.RunOnInts(source, new Dim3(blocks), new Dim3(threads), [.. Enumerable.Range(0, words)]);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(100)]
    public void Values_survive_barriers_in_loops(uint threads) =>
        Run("""
            extern "C" __global__ void k(int* d) {
              __shared__ int s[128]; int t = threadIdx.x, n = blockDim.x, sum = 0, before = 0;
              for (int r = 0; r < 5; r++) { s[t] = t + r; __syncthreads(); before = sum; sum += s[(t + 1) % n]; __syncthreads(); }
              d[t] = sum * 1000 + before;
            }
            """, 1, threads, (int)threads).Should().Equal(Enumerable.Range(0, (int)threads).Select(t => (t + 1) % (int)threads).Select(x => ((5 * x) + 10) * 1000 + (4 * x) + 6));

    // d[64] is the number of threads that work; the other warps of the block have nothing to do.
    [Theory]
    [InlineData("unsigned", 0)]
    [InlineData("unsigned", 5)]
    [InlineData("unsigned", 16)]
    [InlineData("unsigned", 33)]
    [InlineData("unsigned", 1000)]
    [InlineData("int", -7)]
    [InlineData("int", 47)]
    [InlineData("int", int.MaxValue)]
    public void Arms_for_the_first_threads_leave_the_others_alone(string type, int working)
    {
        int[] data = new int[65];
        data[64] = working;
        LoadedModule.RunOnInts($$"""
            extern "C" __global__ void k(int* d) {
              __shared__ int s[64]; {{type}} n = d[64]; {{type}} t = threadIdx.x; s[t] = t; __syncthreads();
              if (t < n) s[t] += 6300;
              __syncthreads(); d[t] = s[t];
            }
            """, new Dim3(1), new Dim3(64), data).Take(64).Should().Equal(Enumerable.Range(0, 64).Select(t => t < working ? t + 6300 : t));
    }

    [Fact]
    public void Code_that_reads_only_one_dimension_may_run_in_blocks_of_more() =>
        LoadedModule.RunOnInts("""
            extern "C" __global__ void k(int* d) {
              __shared__ int s; int t = threadIdx.x; if (t < 20) atomicAdd(&d[t], 1);
              __syncthreads(); s = 5; __syncthreads(); if (t < 3) atomicAdd(&d[t], s);
            }
            """, new Dim3(1), new Dim3(32, 4), new int[32]).Should().Equal(Enumerable.Range(0, 32).Select(t => t < 3 ? 24 : t < 20 ? 4 : 0));

    [Fact]
    public void Threads_that_left_are_not_waited_for() =>
        Run("""
            extern "C" __global__ void k(int* d) {
              __shared__ int s[96]; int t = threadIdx.x; if (t >= 40) return;
              s[t] = t; __syncthreads(); d[t] = s[39 - t]; __syncthreads(); d[t] += s[t] * 100;
            }
            """, 1, 96, 96).Should().Equal(Enumerable.Range(0, 96).Select(t => t < 40 ? 39 - t + t * 100 : t));

    [Fact]
    public void Barriers_answer_with_the_whole_block() =>
        Run("""
            extern "C" __global__ void k(int* d) {
              int t = threadIdx.x, all = 0;
              for (int r = 0; r < 4; r++) all += __syncthreads_count(t % 4 <= r) * (__syncthreads_and(t >= 0) != 0) * (__syncthreads_or(t == 70) != 0);
              d[t] = all;
            }
            """, 1, 96, 96).Should().AllBeEquivalentTo(24 + 48 + 72 + 96);

    [Fact]
    public void Loops_end_for_each_warp_by_itself_and_for_all_at_a_barrier() =>
        Run("""
            extern "C" __global__ void k(int* d) {
              __shared__ int sum; int t = threadIdx.x, left = 0;
              if (t == 0) sum = 0; __syncthreads();
              for (int i = t; i < 200; i += 7) left++;
              atomicAdd(&sum, left); __syncthreads();
              d[t] = sum * 100 + left;
            }
            """, 1, 64, 64).Should().Equal(Enumerable.Range(0, 64).Select(t => (Enumerable.Range(0, 64).Sum(Rounds) * 100) + Rounds(t)));

    private static int Rounds(int t) => (200 - t + 6) / 7;

    [Fact]
    public void Local_arrays_are_each_threads_own_across_barriers() =>
        Run("""
            extern "C" __global__ void k(int* d) {
              __shared__ int s[64]; int own[8], t = threadIdx.x;
              for (int i = 0; i < 8; i++) own[i] = t * 10 + i;
              for (int r = 0; r < 3; r++) { s[t] = own[t & 7]; __syncthreads(); own[(t + r) & 7] += s[63 - t]; __syncthreads(); }
              int sum = 0; for (int i = 0; i < 8; i++) sum += own[i] * (i + 1); d[t] = sum;
            }
            """, 1, 64, 64).Should().Equal(LocalArrays());

    private static int[] LocalArrays()
    {
        int[][] own = [.. Enumerable.Range(0, 64).Select(t => Enumerable.Range(0, 8).Select(i => (t * 10) + i).ToArray())];
        for (int r = 0; r < 3; r++)
        {
            int[] shared = [.. Enumerable.Range(0, 64).Select(t => own[t][t & 7])];
            for (int t = 0; t < 64; t++) own[t][(t + r) & 7] += shared[63 - t];
        }

        return [.. own.Select(a => a.Select((x, i) => x * (i + 1)).Sum())];
    }

    // Several blocks go round a grid-stride loop together, each with shared memory of its own.
    [Theory]
    [InlineData(1, 64)]
    [InlineData(7, 32)]
    [InlineData(40, 64)]
    [InlineData(5, 48)]
    public void Grid_stride_loops_read_everything_once(uint blocks, uint threads)
    {
        const int Words = 5000;
        int[] result = Run("""
            extern "C" __global__ void k(int* d) {
              __shared__ int own; if (threadIdx.x == 0) own = 0; __syncthreads();
              int sum = 0;
              for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < 5000; i += gridDim.x * blockDim.x) { sum += d[i]; d[i] = -1; }
              atomicAdd(&own, sum); __syncthreads();
              if (threadIdx.x == 0) d[5000 + blockIdx.x] = own;
            }
            """, blocks, threads, Words + (int)blocks);
        result[..Words].Should().AllBeEquivalentTo(-1);
        int stride = (int)(blocks * threads);
        result[Words..].Should().Equal(Enumerable.Range(0, (int)blocks).Select(b => Enumerable.Range(0, Words).Where(i => i % stride / (int)threads == b).Sum()));
    }

    [Fact]
    public void Shared_atomics_give_what_was_there_before() =>
        Run("""
            extern "C" __global__ void k(int* d) {
              __shared__ int s[12]; int t = threadIdx.x; if (t < 12) s[t] = t == 9 ? 0x7fffffff : 5; __syncthreads();
              if (t == 0) {
                d[0] = atomicAdd(s, 3); d[1] = atomicSub(s + 1, 2); d[2] = atomicExch(s + 2, 9); d[3] = atomicMin(s + 3, -4); d[4] = atomicMax(s + 4, 40);
                d[5] = atomicInc((unsigned*)s + 5, 5); d[6] = atomicDec((unsigned*)s + 6, 3); d[7] = atomicAnd(s + 7, 4); d[8] = atomicOr(s + 8, 2);
                d[9] = atomicXor(s + 9, 1); d[10] = atomicCAS(s + 10, 5, 77); d[11] = atomicCAS(s + 11, 6, 77);
              }
              __syncthreads(); if (t < 12) d[12 + t] = s[t];
            }
            """, 1, 32, 24).Should().Equal(5, 5, 5, 5, 5, 5, 5, 5, 5, 0x7fffffff, 5, 5, 8, 3, 9, -4, 40, 0, 3, 4, 7, 0x7ffffffe, 77, 5);

    [Fact]
    public void Warps_that_meet_at_different_barriers_are_coroutines() =>
        LoadedModule.RunOnInts("""
            extern "C" __global__ void k(int* d) {
              __shared__ int s[64]; int t = threadIdx.x; s[t] = t;
              if (t < 32) { __syncthreads(); d[t] = s[t + 32]; } else { __syncthreads(); d[t] = s[t - 32]; }
            }
            """, new Dim3(1), new Dim3(64), [.. new int[64]]).Should().Equal(Enumerable.Range(0, 64).Select(t => (t + 32) % 64));
}
