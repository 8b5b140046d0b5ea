// Cooperative groups: every group kind's ranks, exchanges, reductions, scans and copies against plain loops on the host.
#include <cooperative_groups.h>
#include <cooperative_groups/memcpy_async.h>
#include <cooperative_groups/reduce.h>
#include <cooperative_groups/scan.h>

#include <vector>

#include "device_check.h"

namespace cg = cooperative_groups;

struct atomic_int {
  int value;
  __device__ int load() const { return *(const volatile int*)&value; }
  __device__ void store(int v) { value = v; }
  __device__ bool compare_exchange_weak(int& expected, int desired) {
    const int seen = atomicCAS(&value, expected, desired);
    const bool done = seen == expected;
    expected = seen;
    return done;
  }
};

struct record { double d; int i; short s; };

// What a member of any group reports; the host knows the group's members and computes the same.
struct facts {
  unsigned rank, size, meta_rank, meta_size;
  int shfl, up, down, any, all, ballot, match, all_equal, match_all;
  int sum, least, product, scan, before;
  float float_sum;
  double record_d;
  int record_i;
};

template <class Group>
__device__ facts ask(const Group& g, int value) {
  facts f;
  f.rank = g.thread_rank();
  f.size = g.size();
  f.meta_rank = g.meta_group_rank();
  f.meta_size = g.meta_group_size();
  f.shfl = g.shfl(value, g.size() - 1);
  f.up = g.shfl_up(value, 2);
  f.down = g.shfl_down(value, 3);
  f.any = g.any(value % 7 == 0);
  f.all = g.all(value > 0);
  f.ballot = (int)g.ballot(value & 1);
  f.match = (int)g.match_any(value % 3);
  f.match_all = (int)g.match_all(value & 1, f.all_equal);
  f.sum = cg::reduce(g, value, cg::plus<int>());
  f.least = cg::reduce(g, value, cg::less<int>());
  // Not commutative: the composition of maps x -> (a x + b) modulo 2^16, kept in one int.
  f.product = cg::reduce(g, value, [](int p, int q) { return (int)((((unsigned)p >> 16) * ((unsigned)q >> 16) << 16) | ((((unsigned)q >> 16) * p + q) & 0xFFFF)); });
  f.scan = cg::inclusive_scan(g, value);
  f.before = cg::exclusive_scan(g, value);
  f.float_sum = cg::reduce(g, (float)(value & 0xFFFF), cg::plus<float>());
  const record r = g.shfl(record{value * 0.5, value, (short)value}, 0);
  f.record_d = r.d;
  f.record_i = r.i + r.s;
  g.sync();
  return f;
}

static int compose(int p, int q) { return (int)((((unsigned)p >> 16) * ((unsigned)q >> 16) << 16) | ((((unsigned)q >> 16) * p + q) & 0xFFFF)); }

static void check_members(const char* name, const std::vector<int>& members, const facts* all, const int* values, unsigned meta_rank, unsigned meta_size) {
  const int n = (int)members.size();
  int sum = 0, low_sum = 0, least = 1 << 30, product = 0, ballot = 0;
  bool any = false, every = true, equal = true;
  for (int r = 0; r < n; ++r) {
    const int v = values[members[r]];
    sum += v;
    low_sum += v & 0xFFFF;
    least = v < least ? v : least;
    product = r == 0 ? v : compose(product, v);
    any |= v % 7 == 0;
    every &= v > 0;
    ballot |= (v & 1) << r;
    equal &= (v & 1) == (values[members[0]] & 1);
  }
  int running = 0;
  for (int r = 0; r < n; ++r) {
    const facts& f = all[members[r]];
    const int v = values[members[r]];
    int match = 0;
    for (int s = 0; s < n; ++s) match |= (values[members[s]] % 3 == v % 3) << s;
    expect_equal(name, 1, f.rank, r);
    expect_equal(name, 2, f.size, n);
    expect_equal(name, 3, f.meta_rank, meta_rank);
    expect_equal(name, 4, f.meta_size, meta_size);
    expect_equal(name, 5, f.shfl, values[members[n - 1]]);
    expect_equal(name, 6, f.up, r < 2 ? v : values[members[r - 2]]);
    expect_equal(name, 7, f.down, r + 3 < n ? values[members[r + 3]] : v);
    expect_equal(name, 8, f.any != 0, any);
    expect_equal(name, 9, f.all != 0, every);
    expect_equal(name, 10, f.ballot, ballot);
    expect_equal(name, 11, f.match, match);
    expect_equal(name, 12, f.all_equal != 0, equal);
    expect_equal(name, 13, (unsigned)f.match_all, equal ? (n == 32 ? ~0u : (1u << n) - 1) : 0);
    expect_equal(name, 14, f.sum, sum);
    expect_equal(name, 15, f.least, least);
    expect_equal(name, 16, f.product, product);
    expect_equal(name, 17, f.before, running);
    running += v;
    expect_equal(name, 18, f.scan, running);
    expect_equal(name, 19, f.float_sum, low_sum);  // exact: below 2^24
    expect_equal(name, 20, f.record_d, values[members[0]] * 0.5);
    expect_equal(name, 21, f.record_i, values[members[0]] + (short)values[members[0]]);
  }
}

enum kind { TILE32, TILE16, TILE4, TILE1, NESTED8, COALESCED_ODD, LABELED, BINARY, CUT_COALESCED, kinds };

__global__ void warp_groups(const int* values, facts* out) {
  const cg::thread_block block = cg::this_thread_block();
  const unsigned i = block.thread_rank(), n = block.size();
  const int v = values[i];
  const auto warp = cg::tiled_partition<32>(block);
  out[TILE32 * n + i] = ask(warp, v);
  out[TILE16 * n + i] = ask(cg::tiled_partition<16>(block), v);
  out[TILE4 * n + i] = ask(cg::thread_block_tile<4>(cg::tiled_partition<4>(block)), v);
  out[TILE1 * n + i] = ask(cg::this_thread(), v);
  out[NESTED8 * n + i] = ask(cg::tiled_partition<8>(cg::tiled_partition<16>(warp)), v);
  if (v % 3 != 0) out[COALESCED_ODD * n + i] = ask(cg::coalesced_threads(), v);
  block.sync();
  out[LABELED * n + i] = ask(cg::labeled_partition(warp, v % 5), v);
  out[BINARY * n + i] = ask(cg::binary_partition(warp, v % 4 == 1), v);
  if (v % 3 != 0) out[CUT_COALESCED * n + i] = ask(cg::tiled_partition(cg::coalesced_threads(), 4), v);
}

static std::vector<std::vector<int>> split(const std::vector<int>& members, int size) {
  std::vector<std::vector<int>> parts;
  for (size_t i = 0; i < members.size(); i += size) parts.emplace_back(members.begin() + i, members.begin() + (i + size < members.size() ? i + size : members.size()));
  return parts;
}

static void check_warp_groups() {
  const int n = 96;
  buffer<int> values(n);
  buffer<facts> out(kinds * n);
  for (int i = 0; i < n; ++i) values[i] = ((i * 7919 + 13) % 1009) + (i * 31 % 17 << 16) + 1;
  warp_groups<<<1, dim3(8, 6, 2)>>>(values, out);
  finish();
  std::vector<int> block;
  for (int i = 0; i < n; ++i) block.push_back(i);
  unsigned meta = 0;
  for (auto& part : split(block, 32)) check_members("tile<32>", part, out + TILE32 * n, values, meta++, 3);
  meta = 0;
  for (auto& part : split(block, 16)) check_members("tile<16>", part, out + TILE16 * n, values, meta++, 6);
  meta = 0;
  for (auto& part : split(block, 4)) check_members("tile<4>", part, out + TILE4 * n, values, meta++, 24);
  for (auto& part : split(block, 1)) check_members("this_thread", part, out + TILE1 * n, values, 0, 1);
  for (auto& half : split(block, 16)) {
    meta = 0;
    for (auto& part : split(half, 8)) check_members("nested tile<8>", part, out + NESTED8 * n, values, meta++, 2);
  }
  for (auto& warp : split(block, 32)) {
    std::vector<int> odd, labeled[5], binary[2];
    std::vector<int> order;
    for (int i : warp) {
      if (values[i] % 3 != 0) odd.push_back(i);
      if (labeled[values[i] % 5].empty()) order.push_back(values[i] % 5);
      labeled[values[i] % 5].push_back(i);
      binary[values[i] % 4 == 1].push_back(i);
    }
    check_members("coalesced", odd, out + COALESCED_ODD * n, values, 0, 1);
    for (size_t p = 0; p < order.size(); ++p) check_members("labeled", labeled[order[p]], out + LABELED * n, values, (unsigned)p, (unsigned)order.size());
    for (int p = 0; p < 2; ++p) check_members("binary", binary[p], out + BINARY * n, values, p, 2);
    const auto cuts = split(odd, 4);
    for (size_t p = 0; p < cuts.size(); ++p) check_members("cut coalesced", cuts[p], out + CUT_COALESCED * n, values, (unsigned)p, (unsigned)cuts.size());
  }
}

// Tiles wider than a warp, one inside the other, used again and again.
template <unsigned Outer, unsigned Inner>
__global__ void wide_tiles(const int* values, int* out) {
  const cg::thread_block block = cg::this_thread_block();
  const auto outer = cg::tiled_partition<Outer>(block);
  const auto inner = cg::tiled_partition<Inner>(outer);
  const unsigned i = block.thread_rank(), n = block.size();
  int sum = 0;
  for (int round = 0; round < 5; ++round) {
    sum += cg::reduce(inner, values[i] + round, cg::plus<int>());
    if (inner.meta_group_rank() % 2 == 0) inner.sync();  // the tiles of a block need not keep step
  }
  out[i] = sum;
  out[n + i] = cg::reduce(outer, values[i], [](int p, int q) { return (int)((((unsigned)p >> 16) * ((unsigned)q >> 16) << 16) | ((((unsigned)q >> 16) * p + q) & 0xFFFF)); });
  out[2 * n + i] = cg::inclusive_scan(outer, values[i]);
  out[3 * n + i] = cg::exclusive_scan(inner, values[i]);
  out[4 * n + i] = outer.any(values[i] == 5) * 2 + inner.all(values[i] > 0);
  out[5 * n + i] = (int)(outer.thread_rank() * 100 + inner.thread_rank() + inner.meta_group_rank() * 1000000);
  out[6 * n + i] = outer.shfl(values[i], Outer - 3);
}

template <unsigned Outer, unsigned Inner>
static void check_wide_tiles() {
  const int n = 1024;
  buffer<int> values(n), out(7 * n);
  for (int i = 0; i < n; ++i) values[i] = (i * 7919 + 13) % 1009 + (i * 31 % 17 << 16);
  wide_tiles<Outer, Inner><<<1, n>>>(values, out);
  finish();
  for (int i = 0; i < n; ++i) {
    const int outer = i / (int)Outer * Outer, inner = i / (int)Inner * Inner;
    int sum = 0, composed = values[outer], scan = 0, before = 0;
    bool any = false, all = true;
    for (int j = inner; j < inner + (int)Inner; ++j) {
      sum += values[j];
      all &= values[j] > 0;
      if (j < i) before += values[j];
    }
    for (int j = outer; j < outer + (int)Outer; ++j) {
      any |= values[j] == 5;
      if (j > outer) composed = compose(composed, values[j]);
      if (j <= i) scan += values[j];
    }
    expect_equal("wide reduce", i, out[i], 5 * sum + 10 * (int)Inner);
    expect_equal("wide ordered reduce", i, out[n + i], composed);
    expect_equal("wide scan", i, out[2 * n + i], scan);
    expect_equal("wide exclusive scan", i, out[3 * n + i], before);
    expect_equal("wide votes", i, out[4 * n + i], any * 2 + all);
    expect_equal("wide ranks", i, out[5 * n + i], (i - outer) * 100 + (i - inner) + (i - outer) / (int)Inner * 1000000);
    expect_equal("wide shfl", i, out[6 * n + i], values[outer + Outer - 3]);
  }
}

__device__ unsigned long long describe(const cg::thread_group& g) {
  g.sync();
  return g.size() * 1000 + g.thread_rank();
}

__global__ void run_time_groups(unsigned long long* out, int* shared_sum) {
  const cg::thread_block block = cg::this_thread_block();
  const unsigned i = block.thread_rank();
  out[i] = describe(block);
  out[128 + i] = describe(cg::tiled_partition(block, 8));
  out[256 + i] = describe(cg::tiled_partition(cg::tiled_partition(block, 16), 4));
  if (i % 2) out[384 + i] = describe(cg::coalesced_threads());
  __shared__ int sum;
  if (i == 0) sum = 0;
  cg::sync(block);
  atomicAdd(&sum, (int)block.group_index().x + (int)block.thread_index().x);
  auto token = block.barrier_arrive();
  block.barrier_wait(static_cast<cg::thread_block::arrival_token&&>(token));
  if (i == 0) *shared_sum = sum;
}

static void check_run_time_groups() {
  buffer<unsigned long long> out(512);
  buffer<int> sum(1);
  run_time_groups<<<1, 100>>>(out, sum);
  finish();
  expect_equal("block sum", 0, *sum, 99 * 50);
  for (int i = 0; i < 100; ++i) {
    expect_equal("thread_group of a block", i, (double)out[i], 100 * 1000 + i);
    expect_equal("thread_group of 8", i, (double)out[128 + i], (i < 96 ? 8 : 4) * 1000 + i % 8);
    expect_equal("thread_group of 4 in 16", i, (double)out[256 + i], 4 * 1000 + i % 4);
    if (i % 2) expect_equal("thread_group coalesced", i, (double)out[384 + i], (i < 96 ? 16 : 2) * 1000 + i % 32 / 2);
  }
}

__global__ void updates(atomic_int* sums, int* out) {
  const auto warp = cg::tiled_partition<32>(cg::this_thread_block());
  const unsigned i = cg::this_thread_block().thread_rank();
  cg::reduce_update_async(warp, sums[0], (int)i, cg::plus<int>());
  cg::reduce_store_async(warp, sums[1 + warp.meta_group_rank()], (int)i, cg::greater<int>());
  out[i] = cg::exclusive_scan_update(warp, sums[10], 1);
  out[128 + i] = cg::inclusive_scan_update(warp, sums[11], 1, cg::plus<int>());
  out[256 + i] = cg::invoke_one_broadcast(warp, [&] { return (int)warp.meta_group_rank() * 10; });
  cg::invoke_one(warp, [&] { atomicAdd(&sums[12].value, 1); });
}

static void check_updates() {
  buffer<atomic_int> sums(16);
  buffer<int> out(384);
  sums[11].value = 1000;
  updates<<<1, 128>>>(sums, out);
  finish();
  expect_equal("reduce_update", 0, sums[0].value, 127 * 64);
  for (int w = 0; w < 4; ++w) expect_equal("reduce_store", w, sums[1 + w].value, w * 32 + 31);
  expect_equal("exclusive_scan_update", 0, sums[10].value, 128);
  expect_equal("inclusive_scan_update", 0, sums[11].value, 1128);
  expect_equal("invoke_one", 0, sums[12].value, 4);
  // Each warp takes 32 consecutive numbers, in whatever order the warps come.
  bool seen[128] = {};
  for (int i = 0; i < 128; ++i) {
    expect_equal("scan order", i, out[i] % 32, i % 32);
    expect_equal("inclusive order", i, (out[128 + i] - 1001) % 32, i % 32);
    expect_equal("broadcast", i, out[256 + i], i / 32 * 10);
    expect(out[i] >= 0 && out[i] < 128 && !seen[out[i]], "scan distinct", i, out[i], 0);
    if (out[i] >= 0 && out[i] < 128) seen[out[i]] = true;
  }
}

__global__ void copies(const short* in, short* out, int count) {
  extern __shared__ short tile[];
  const cg::thread_block block = cg::this_thread_block();
  cg::memcpy_async(block, tile, in, sizeof(short) * count);
  cg::wait(block);
  for (int i = block.thread_rank(); i < count; i += block.size()) out[i] = tile[count - 1 - i];
  block.sync();
  const auto warp = cg::tiled_partition<32>(block);
  cg::memcpy_async(warp, tile + warp.meta_group_rank() * 64, 64, in, 50);
  cg::wait_prior<0>(warp);
  if (warp.thread_rank() < 25) out[count + warp.meta_group_rank() * 25 + warp.thread_rank()] = tile[warp.meta_group_rank() * 64 + warp.thread_rank() * 2];
}

static void check_copies() {
  const int count = 1001;
  buffer<short> in(count), out(count + 100);
  for (int i = 0; i < count; ++i) in[i] = (short)(i * 3);
  copies<<<1, 128, 4096>>>(in, out, count);
  finish();
  for (int i = 0; i < count; ++i) expect_equal("copy of a block", i, out[i], in[count - 1 - i]);
  for (int i = 0; i < 100; ++i) expect_equal("copy of a warp", i, out[count + i], in[i % 25 * 2]);
}

// Every block sees what all blocks wrote before the barrier.
__global__ void grid_wide(int* cells, int rounds, int* wrong) {
  const cg::grid_group grid = cg::this_grid();
  const unsigned long long i = grid.thread_rank(), n = grid.size();
  for (int round = 0; round < rounds; ++round) {
    cells[i] = round + (int)i;
    grid.sync();
    const unsigned long long other = (i + n / 2 + 1) % n;
    if (((volatile int*)cells)[other] != round + (int)other) atomicAdd(wrong, 1);
    grid.sync();
  }
  if (i == 0 && (!grid.is_valid() || grid.num_blocks() != gridDim.x || n != gridDim.x * blockDim.x)) atomicAdd(wrong, 1000);
}

static void check_grid() {
  buffer<int> cells(8 * 64), wrong(1);
  int rounds = 10;
  int* cell_pointer = cells;
  int* wrong_pointer = wrong;
  void* arguments[] = {&cell_pointer, &rounds, &wrong_pointer};
  CHECK(cudaLaunchCooperativeKernel((void*)grid_wide, dim3(8), dim3(64), arguments, 0, 0));
  finish();
  expect_equal("grid sync", 0, *wrong, 0);
}

int main() {
  check_warp_groups();
  check_wide_tiles<512, 64>();
  check_wide_tiles<1024, 128>();
  check_wide_tiles<256, 256>();
  check_run_time_groups();
  check_updates();
  check_copies();
  check_grid();
  return report();
}
