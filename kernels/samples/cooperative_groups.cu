// Cooperative groups below the grid: blocks, tiles, partitions, coalesced groups and their collectives.
#include <cooperative_groups.h>
#include <cooperative_groups/reduce.h>
#include <vector>
#include "check.h"

namespace cg = cooperative_groups;

template <int Size>
__global__ void tiles(int* sums, unsigned* ranks) {
  cg::thread_block block = cg::this_thread_block();
  auto tile = cg::tiled_partition<Size>(block);
  int i = block.thread_rank();
  int value = i;
  for (int offset = tile.size() / 2; offset > 0; offset /= 2) value += tile.shfl_down(value, offset);
  sums[i] = tile.shfl(value, 0);
  ranks[i] = tile.thread_rank() + 100 * tile.meta_group_rank();
}

__global__ void groups(int* out) {
  auto warp = cg::tiled_partition<32>(cg::this_thread_block());
  int i = threadIdx.x;
  auto parity = cg::labeled_partition(warp, i % 3);
  out[i] = cg::reduce(parity, i, cg::plus<int>());
  if (i % 4 == 1) {
    cg::coalesced_group active = cg::coalesced_threads();
    // However many threads arrived together, each group elects one leader and counts itself.
    int size = active.size();
    int agreed = active.shfl(size, 0);
    out[i] += agreed == size && active.thread_rank() < size ? 1000 : 0;
  }
  cg::this_thread_block().sync();
}

// Warp-aggregated increment: one atomic for the group.
__global__ void filter(const int* in, int n, int* out, int* count) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n && in[i] > 0) {
    cg::coalesced_group active = cg::coalesced_threads();
    int first;
    if (active.thread_rank() == 0) first = atomicAdd(count, active.size());
    first = active.shfl(first, 0);
    out[first + active.thread_rank()] = in[i];
  }
}

template <int Size>
static void check_tiles() {
  const int n = 96;
  std::vector<int> sums(n);
  std::vector<unsigned> ranks(n);
  DeviceArray<int> dsums(n);
  DeviceArray<unsigned> dranks(n);
  tiles<Size><<<1, n>>>(dsums, dranks);
  dsums.download(sums.data()), dranks.download(ranks.data());
  for (int i = 0; i < n; i++) {
    int first = i / Size * Size;
    EXPECT(sums[i] == Size * first + Size * (Size - 1) / 2);
    EXPECT(ranks[i] == unsigned(i % Size + 100 * (i / Size)));
  }
}

int main() {
  check_tiles<32>();
  check_tiles<16>();
  check_tiles<4>();
  check_tiles<1>();

  std::vector<int> out(64);
  DeviceArray<int> d(64);
  groups<<<1, 64>>>(d);
  d.download(out.data());
  for (int i = 0; i < 64; i++) {
    int sum = 0;
    for (int j = i / 32 * 32; j < i / 32 * 32 + 32; j++) sum += j % 3 == i % 3 ? j : 0;
    EXPECT(out[i] == sum + (i % 4 == 1 ? 1000 : 0));
  }

  const int n = 4000;
  std::vector<int> in(n), kept(n);
  long long expected = 0, sum = 0;
  int expected_count = 0, count = 0;
  for (int i = 0; i < n; i++) {
    in[i] = i * 37 % 101 - 50;
    if (in[i] > 0) expected += in[i], expected_count++;
  }
  DeviceArray<int> din(in.data(), n), dout(n), dcount(&count, 1);
  filter<<<(n + 127) / 128, 128>>>(din, n, dout, dcount);
  dcount.download(&count);
  dout.download(kept.data());
  EXPECT(count == expected_count);
  for (int i = 0; i < count; i++) sum += kept[i];
  EXPECT(sum == expected);
  return finish("cooperative_groups");
}
