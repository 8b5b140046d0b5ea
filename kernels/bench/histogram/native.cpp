// Eight tables a thread, so that equal neighbours do not wait for each other's count; bytes are taken out of 64-bit words.
#include "../harness/native.h"
#include "problem.h"

static void histogram(const unsigned char* values, unsigned* counts, size_t n) {
  std::fill(counts, counts + 256, 0u);
#pragma omp parallel
  {
    alignas(64) unsigned bins[8][256] = {};
    bench::Share share(n, 64);
    size_t i = share.begin;
    for (; i + 16 <= share.end; i += 16) {
      uint64_t words[2];
      std::memcpy(words, values + i, 16);
#pragma unroll
      for (int b = 0; b < 8; b++) {
        bins[b][words[0] >> 8 * b & 255]++;
        bins[b ^ 4][words[1] >> 8 * b & 255]++;
      }
    }
    for (; i < share.end; i++) bins[0][values[i]]++;
    for (size_t b = 0; b < 256; b += 16) {
      __m512i sum = _mm512_setzero_si512();
      for (auto& table : bins) sum = _mm512_add_epi32(sum, _mm512_load_si512(table + b));
      _mm512_store_si512(bins[0] + b, sum);
    }
#pragma omp critical
    for (size_t b = 0; b < 256; b++) counts[b] += bins[0][b];
  }
}

int main(int argc, char** argv) {
  Problem p({argc, argv});
  return bench::serve([] {}, [&] { histogram(p.values.data(), p.counts.data(), p.n); }, [&] { return p.check(); });
}
