using CudaBridge.Abi;
using CudaBridge.Compiler.Tests.Harness;

namespace CudaBridge.Compiler.Tests;

public class WarpTests
{
    private static int[] Run(string body, uint threads = 32, int[]? data = null) =>
        LoadedModule.RunOnInts($"extern \"C\" __global__ void k(int* d) {{ int t = threadIdx.x; {body} }}", new Dim3(1), new Dim3(threads), data ?? new int[threads]);

    [Fact]
    public void Shuffles_down_by_steps_sum_a_warp() =>
        Run("int v = t; for (int s = 16; s; s >>= 1) v += __shfl_down_sync(0xffffffff, v, s); d[t] = v;")[0].Should().Be(496);

    [Fact]
    public void A_shuffle_respects_its_width() =>
        Run("d[t] = __shfl_sync(0xffffffff, t, 1, 8) * 100 + __shfl_xor_sync(0xffffffff, t, 3) + 10000 * __shfl_up_sync(0xffffffff, t, 2, 16);")
            .Should().Equal(Enumerable.Range(0, 32).Select(t => (t / 8 * 8 + 1) * 100 + (t ^ 3) + 10000 * (t % 16 >= 2 ? t - 2 : t)));

    [Fact]
    public void Floats_and_doubles_shuffle_bit_for_bit() =>
        Run("double x = __shfl_sync(0xffffffff, 1.5 * t, 31 - t); float y = __shfl_sync(0xffffffff, 0.25f * t, 31 - t); d[t] = (int)(x * 100 + y * 4);")
            .Should().Equal(Enumerable.Range(0, 32).Select(t => 150 * (31 - t) + (31 - t)));

    [Fact]
    public void Halves_of_a_warp_vote_each_with_its_own_mask() =>
        Run("unsigned m = t < 16 ? 0xffffu : 0xffff0000u; d[t] = __popc(__ballot_sync(m, t & 1)) + 100 * __any_sync(m, t == 3) + 1000 * __all_sync(m, t < 16);")
            .Should().Equal(Enumerable.Range(0, 32).Select(t => 8 + (t < 16 ? 1100 : 0)));

    [Fact]
    public void Divergent_lanes_see_only_themselves_in_activemask() =>
        Run("if (t % 4 == 0) d[t] = __popc(__activemask()); else d[t] = __popc(__activemask()) + 100;")
            .Should().Equal(Enumerable.Range(0, 32).Select(t => t % 4 == 0 ? 8 : 124));

    [Fact]
    public void Matching_and_reducing_lanes() =>
        Run("int p; unsigned all = __match_all_sync(0xffffffff, 5, &p); d[t] = __popc(__match_any_sync(0xffffffff, t % 3)) + 100 * __reduce_add_sync(0xffffffff, 1) + (all == 0xffffffff && p ? 0 : 100000) + 10000 * __reduce_max_sync(0xffffffff, t == 7);")
            .Should().Equal(Enumerable.Range(0, 32).Select(t => (t % 3 == 2 ? 10 : 11) + 3200 + 10000));

    [Fact]
    public void Syncwarp_orders_shared_memory() =>
        Run("__shared__ volatile int s[32]; s[t] = t; __syncwarp(); int v = s[(t + 1) % 32]; __syncwarp(); s[t] = v; __syncwarp(); d[t] = s[(t + 1) % 32];")
            .Should().Equal(Enumerable.Range(0, 32).Select(t => (t + 2) % 32));

    [Fact]
    public void A_partial_last_warp_works() =>
        Run("d[t] = __shfl_sync(__activemask(), t, t / 32 * 32) + __syncthreads_count(1);", 45).Should().Equal(Enumerable.Range(0, 45).Select(t => t / 32 * 32 + 45));
}
