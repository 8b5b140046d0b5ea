#include <cooperative_groups.h>
#include <cooperative_groups/memcpy_async.h>
#include <cooperative_groups/reduce.h>
#include <cooperative_groups/scan.h>

namespace cg = cooperative_groups;

struct wide { double a, b, c; int d; };

// A stand-in for cuda::atomic, which comes with libcu++.
struct atomic_int {
  int value;
  __device__ int load() const { return value; }
  __device__ void store(int v) { value = v; }
  __device__ bool compare_exchange_weak(int& expected, int desired) {
    const int seen = atomicCAS(&value, expected, desired);
    const bool done = seen == expected;
    expected = seen;
    return done;
  }
};

template <class Group>
__device__ int use_group(const Group& group, int value, atomic_int* counter) {
  int all_same = 0;
  const wide moved = group.shfl(wide{1, 2, 3, value}, 0);
  int result = moved.d + (int)group.thread_rank() + (int)group.size() + (int)group.num_threads() + (int)group.meta_group_rank() +
               (int)group.meta_group_size() + group.shfl_up(value, 1) + group.shfl_down(value, 1) + group.any(value) + group.all(value) +
               (int)group.ballot(value) + (int)group.match_any(value) + (int)group.match_all((long long)value, all_same) + all_same;
  result += cg::reduce(group, value, cg::plus<int>()) + cg::reduce(group, value, cg::less<int>()) + cg::reduce(group, value, cg::greater<int>()) +
            cg::reduce(group, value, cg::bit_and<int>()) + cg::reduce(group, value, cg::bit_or<int>()) + cg::reduce(group, value, cg::bit_xor<int>()) +
            (int)cg::reduce(group, (unsigned)value, cg::bit_xor<unsigned>()) + (int)cg::reduce(group, 1.5, cg::plus<double>()) +
            cg::reduce(group, value, [](int a, int b) { return a * b; });
  result += cg::inclusive_scan(group, value) + cg::exclusive_scan(group, value) + cg::inclusive_scan(group, value, cg::greater<int>()) +
            cg::exclusive_scan(group, value, cg::plus<int>());
  cg::reduce_update_async(group, *counter, value, cg::plus<int>());
  cg::reduce_store_async(group, *counter, value, cg::plus<int>());
  result += cg::inclusive_scan_update(group, *counter, value) + cg::exclusive_scan_update(group, *counter, value, cg::plus<int>());
  result += cg::invoke_one_broadcast(group, [](int v) { return v; }, value);
  cg::invoke_one(group, [&] { counter->store(1); });
  group.sync();
  cg::sync(group);
  return result + (int)cg::thread_rank(group) + (int)cg::group_size(group);
}

__global__ void inside_warp(int* values, atomic_int* counter) {
  cg::thread_block block = cg::this_thread_block();
  const cg::thread_block_tile<32> warp = cg::tiled_partition<32>(block);
  const auto tile = cg::tiled_partition<8>(warp);
  const cg::thread_block_tile<8> plain_tile = tile;
  const cg::thread_group dynamic = cg::tiled_partition(block, 16);
  const cg::thread_group smaller = cg::tiled_partition(dynamic, 4);
  const cg::coalesced_group active = cg::coalesced_threads();
  int result = use_group(warp, values[0], counter) + use_group(tile, values[1], counter) + use_group(plain_tile, values[2], counter) +
               use_group(active, values[3], counter) + use_group(cg::labeled_partition(active, values[4]), values[5], counter) +
               use_group(cg::binary_partition(warp, values[6] > 0), values[7], counter) + use_group(cg::tiled_partition(active, 4), values[8], counter) +
               use_group(cg::this_thread(), values[9], counter) + tile.shfl_xor(values[10], 1);
  result += (int)(dynamic.size() + smaller.thread_rank() + dynamic.is_valid());
  dynamic.sync();
  smaller.sync();
  values[block.thread_rank()] = result + (int)block.group_index().x + (int)block.thread_index().y + (int)block.dim_threads().z + (int)block.size();
}

__global__ void wider_than_warp(int* values) {
  __shared__ cg::block_tile_memory<512> memory;
  const cg::thread_block block = cg::this_thread_block(memory);
  const auto tile = cg::tiled_partition<128>(block);
  const auto smaller = cg::tiled_partition<64>(tile);
  values[block.thread_rank()] = cg::reduce(tile, values[1], cg::plus<int>()) + cg::inclusive_scan(smaller, values[2]) + cg::exclusive_scan(tile, 3) +
                                tile.any(values[3]) + smaller.all(values[4]) + (int)tile.meta_group_rank() + (int)smaller.thread_rank();
  smaller.sync();
  cg::thread_block::arrival_token token = block.barrier_arrive();
  block.barrier_wait(static_cast<cg::thread_block::arrival_token&&>(token));
}

__global__ void copies(const int* in, int* out) {
  extern __shared__ int tile[];
  const cg::thread_block block = cg::this_thread_block();
  cg::memcpy_async(block, tile, in, sizeof(int) * block.size());
  cg::wait(block);
  cg::memcpy_async(block, tile, block.size(), in, block.size());
  cg::wait_prior<0>(block);
  out[block.thread_rank()] = tile[block.size() - 1 - block.thread_rank()];
}

__global__ void whole_grid(unsigned long long* out) {
  const cg::grid_group grid = cg::this_grid();
  const cg::cluster_group cluster = cg::this_cluster();
  if (grid.is_valid()) grid.sync();
  cluster.sync();
  out[grid.thread_rank()] = grid.size() + grid.block_rank() + grid.num_blocks() + grid.group_dim().x + cluster.block_rank() + cluster.num_blocks() +
                            (*cluster.map_shared_rank(out, 0) & 1);
  const cg::thread_group any = grid;
  any.sync();
}
