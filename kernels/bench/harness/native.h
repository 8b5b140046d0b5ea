// What the hand-written variants share. They use the best algorithm known to us for the same result, not CUDA's structure.
#pragma once
#include <immintrin.h>
#include <omp.h>

#include "bench.h"

namespace bench {

const size_t Lanes = 16;  // floats in a 512-bit register

// Mask of the first `count` lanes.
inline __mmask16 first_lanes(size_t count) { return count >= Lanes ? 0xffff : __mmask16((1u << count) - 1); }

// This thread's share of [0, n) in whole cache lines of floats.
struct Share {
  size_t begin, end;
  explicit Share(size_t n, size_t granule = Lanes) {
    size_t threads = omp_get_num_threads(), rank = omp_get_thread_num(), granules = (n + granule - 1) / granule;
    begin = std::min(n, granules * rank / threads * granule);
    end = std::min(n, granules * (rank + 1) / threads * granule);
  }
};

}  // namespace bench
