// Warp votes, matches and reductions, in full and in divergent warps.
#include <vector>
#include "check.h"

struct Answers { unsigned ballot, any, all, match, match_all, pred, sum, least, most, bits; };

__global__ void ask(Answers* out, int limit) {
  unsigned lane = threadIdx.x % 32;
  Answers a;
  a.ballot = __ballot_sync(~0u, lane < limit);
  a.any = __any_sync(~0u, lane < limit);
  a.all = __all_sync(~0u, lane < limit);
  a.match = __match_any_sync(~0u, lane % 3);
  int pred;
  a.match_all = __match_all_sync(~0u, limit, &pred);
  a.pred = pred;
  a.sum = __reduce_add_sync(~0u, lane);
  a.least = __reduce_min_sync(~0u, lane + 5);
  a.most = __reduce_max_sync(~0u, (int)lane - 40);
  a.bits = __reduce_or_sync(~0u, 1u << lane % 7);
  out[threadIdx.x] = a;
}

__global__ void divergent(unsigned* out) {
  unsigned lane = threadIdx.x;
  if (lane % 2) out[lane] = __ballot_sync(0xaaaaaaaau, lane > 10);
  else out[lane] = __activemask() | 0x55555555u;
}

int main() {
  std::vector<Answers> answers(64);
  DeviceArray<Answers> d(64);
  for (int limit : {0, 5, 32}) {
    ask<<<1, 64>>>(d, limit);
    d.download(answers.data());
    for (int i = 0; i < 64; i++) {
      const Answers& a = answers[i];
      unsigned same = 0;
      for (int j = 0; j < 32; j++) same |= (j % 3 == i % 32 % 3) << j;
      EXPECT(a.ballot == (limit == 32 ? ~0u : (1u << limit) - 1));
      EXPECT((a.any != 0) == (limit > 0));
      EXPECT((a.all != 0) == (limit == 32));
      EXPECT(a.match == same);
      EXPECT(a.match_all == ~0u && a.pred);
      EXPECT(a.sum == 496 && a.least == 5 && int(a.most) == -9 && a.bits == 0x7f);
    }
  }
  std::vector<unsigned> out(32);
  DeviceArray<unsigned> e(32);
  divergent<<<1, 32>>>(e);
  e.download(out.data());
  for (int i = 0; i < 32; i++) EXPECT(out[i] == (i % 2 ? 0xaaaaa800u : 0x55555555u));
  return finish("votes");
}
