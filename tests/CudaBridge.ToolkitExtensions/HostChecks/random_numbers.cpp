// The generators of curand_kernel.h: published answers, jumps against stepping, and first moments of the distributions.
#include <curand_kernel.h>

#include "formats.h"

static void check_philox() {
  // Random123's known answers for philox4x32 with ten rounds: counter, key, output.
  static const unsigned known[3][10] = {
      {0, 0, 0, 0, 0, 0, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8},
      {~0u, ~0u, ~0u, ~0u, ~0u, ~0u, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd},
      {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0, 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}};
  for (const unsigned* k : known) {
    const uint4 out = curand_Philox4x32_10(uint4{k[0], k[1], k[2], k[3]}, uint2{k[4], k[5]});
    const unsigned got[4] = {out.x, out.y, out.z, out.w};
    for (int i = 0; i < 4; ++i) expect(got[i] == k[6 + i], "philox4x32-10", i, 0, 0, got[i], k[6 + i]);
  }
  // The state is the paper's block function applied to consecutive counters.
  curandStatePhilox4_32_10_t state;
  curand_init(0x0123456789ABCDEFull, 0xFEDCBA9876543210ull, 0, &state);
  for (unsigned block = 0; block < 100; ++block) {
    const uint4 wanted = curand_Philox4x32_10(uint4{block, 0, 0x76543210u, 0xFEDCBA98u}, uint2{0x89ABCDEFu, 0x01234567u});
    const unsigned values[4] = {wanted.x, wanted.y, wanted.z, wanted.w};
    for (int i = 0; i < 4; ++i) {
      const unsigned got = curand(&state);
      expect(got == values[i], "philox sequence", block, i, 0, got, values[i]);
    }
  }
  // curand4 gives the same sequence from any position.
  for (int position = 0; position < 9; ++position) {
    curandStatePhilox4_32_10_t by_four, by_one;
    curand_init(7, 3, position, &by_four);
    curand_init(7, 3, position, &by_one);
    for (int i = 0; i < 5; ++i) {
      const uint4 four = curand4(&by_four);
      const unsigned values[4] = {four.x, four.y, four.z, four.w};
      for (unsigned value : values) {
        const unsigned wanted = curand(&by_one);
        expect(value == wanted, "curand4", position, i, 0, value, wanted);
      }
    }
  }
}

static void check_mrg() {
  // The first number of L'Ecuyer's RngStreams, every seed 12345.
  curandStateMRG32k3a_t state = {};
  for (int i = 0; i < 3; ++i) state.s1[i] = state.s2[i] = 12345;
  const double first = curand_uniform_double(&state);
  expect(std::fabs(first - 0.127011122046577) < 1e-14, "mrg32k3a", first, 0, 0, 0, 0);
  // Jumps add up.
  for (int i = 0; i < 3; ++i) state.s1[i] = state.s2[i] = 12345;
  curandStateMRG32k3a_t jumped = state;
  skipahead_subsequence(3, &state);
  for (int i = 0; i < 3; ++i) skipahead_subsequence(1, &jumped);
  for (int i = 0; i < 3; ++i) expect(state.s1[i] == jumped.s1[i] && state.s2[i] == jumped.s2[i], "mrg subsequences", i, 0, 0, state.s1[i], jumped.s1[i]);
}

// 2^76 = 2^13 * 2^63: skipping 2^63 numbers 2^13 times is a subsequence.
static void check_mrg_subsequence() {
  curandStateMRG32k3a_t by_jump, by_skips;
  curand_init(99, 0, 0, &by_jump);
  by_skips = by_jump;
  skipahead_subsequence(1, &by_jump);
  for (int i = 0; i < 8192; ++i) skipahead(1ull << 63, &by_skips);
  for (int i = 0; i < 3; ++i) expect(by_jump.s1[i] == by_skips.s1[i] && by_jump.s2[i] == by_skips.s2[i], "mrg 2^76", i, 0, 0, by_jump.s1[i], by_skips.s1[i]);
  // 2^127 = 2^51 * 2^76.
  curand_init(99, 0, 0, &by_jump);
  by_skips = by_jump;
  skipahead_sequence(1, &by_jump);
  skipahead_subsequence(1ull << 51, &by_skips);
  for (int i = 0; i < 3; ++i) expect(by_jump.s1[i] == by_skips.s1[i] && by_jump.s2[i] == by_skips.s2[i], "mrg 2^127", i, 0, 0, by_jump.s1[i], by_skips.s1[i]);
}

// Marsaglia's recurrence, written as in his paper.
static void check_xorwow_recurrence() {
  unsigned x = 123456789, y = 362436069, z = 521288629, w = 88675123, v = 5783321, d = 6615241;
  curandStateXORWOW_t state = {d, {x, y, z, w, v}, 0, 0, 0, 0};
  for (int i = 0; i < 1000; ++i) {
    const unsigned t = x ^ (x >> 2);
    x = y;
    y = z;
    z = w;
    w = v;
    v = (v ^ (v << 4)) ^ (t ^ (t << 1));
    const unsigned wanted = (d += 362437) + v;
    const unsigned got = curand(&state);
    expect(got == wanted, "xorwow", i, 0, 0, got, wanted);
  }
}

static bool equal(const unsigned* a, const unsigned* b) { return std::memcmp(a, b, 5 * sizeof(unsigned)) == 0; }

// Row (k, d) of the table is row (k, 1) d times, row (k + 1, 1) is row (k, 1) 16 times, and row (0, 1) is one step.
static void check_xorwow_table() {
  using namespace __cudabridge;
  for (int trial = 0; trial < 4; ++trial) {
    unsigned start[5];
    for (unsigned& word : start) word = (unsigned)next_random();
    unsigned step[5], jump[5];
    std::memcpy(step, start, sizeof(step));
    std::memcpy(jump, start, sizeof(jump));
    xorwow_step(step);
    xorwow_jump(jump, xorwow_jumps);
    expect(equal(step, jump), "xorwow row 0", 0, 0, 0, 0, 0);
    for (int k = 0; k < jump_digits; ++k) {
      unsigned repeated[5];
      std::memcpy(repeated, start, sizeof(repeated));
      for (int d = 1; d <= 16; ++d) {
        xorwow_jump(repeated, &xorwow_jumps[k * 15 * 5]);
        std::memcpy(jump, start, sizeof(jump));
        if (d < 16) xorwow_jump(jump, &xorwow_jumps[(k * 15 + d - 1) * 5]);
        else if (k + 1 < jump_digits) xorwow_jump(jump, &xorwow_jumps[(k + 1) * 15 * 5]);
        else continue;
        expect(equal(repeated, jump), "xorwow row", k, d, 0, 0, 0);
      }
    }
  }
}

template <class State>
static void check_skips(const char* name) {
  const unsigned long long distances[] = {0, 1, 2, 3, 4, 5, 7, 15, 16, 17, 255, 4096, 100003};
  for (unsigned long long n : distances) {
    State skipped, stepped;
    curand_init(42, 5, 0, &stepped);
    curand_init(42, 5, n, &skipped);
    for (unsigned long long i = 0; i < n; ++i) curand(&stepped);
    for (int i = 0; i < 10; ++i) {
      const unsigned got = curand(&skipped), wanted = curand(&stepped);
      expect(got == wanted, name, (double)n, i, 0, got, wanted);
    }
  }
  // Different subsequences and seeds do not start alike.
  State a, b, c;
  curand_init(42, 0, 0, &a);
  curand_init(42, 1, 0, &b);
  curand_init(43, 0, 0, &c);
  int same = 0;
  for (int i = 0; i < 1000; ++i) {
    const unsigned x = curand(&a), y = curand(&b), z = curand(&c);
    same += (x == y) + (x == z) + (y == z);
  }
  expect(same <= 1, name, same, 0, 0, same, 0);
}

static void moment(const char* what, double sum, int count, double mean, double deviation) {
  const double error = (sum / count - mean) / (deviation / std::sqrt((double)count));
  expect(std::fabs(error) < 5, what, sum / count, mean, error, 0, 0);
}

template <class State>
static void check_distributions() {
  const int count = 400000;
  State state;
  curand_init(2024, 11, 0, &state);
  double uniform = 0, square = 0, normal = 0, normal_square = 0, normal_fourth = 0, log_normal = 0, normal_double = 0;
  int buckets[64] = {};
  for (int i = 0; i < count; ++i) {
    const float u = curand_uniform(&state);
    const double v = curand_uniform_double(&state);
    expect(u > 0 && u <= 1 && v > 0 && v <= 1, "uniform range", u, v, 0, 0, 0);
    uniform += u;
    square += v * v;
    ++buckets[(int)(u * 64) & 63];
    const double n = curand_normal(&state);
    normal += n;
    normal_square += n * n;
    normal_fourth += n * n * n * n;
    log_normal += curand_log_normal(&state, 0.5f, 0.25f);
    normal_double += curand_normal_double(&state);
  }
  moment("uniform mean", uniform, count, 0.5, std::sqrt(1.0 / 12));
  moment("uniform square", square, count, 1.0 / 3, std::sqrt(4.0 / 45));
  moment("normal mean", normal, count, 0, 1);
  moment("normal variance", normal_square, count, 1, std::sqrt(2.0));
  moment("normal fourth", normal_fourth, count, 3, std::sqrt(96.0));
  moment("normal double mean", normal_double, count, 0, 1);
  const double mean = std::exp(0.5 + 0.03125);
  moment("log-normal mean", log_normal, count, mean, mean * std::sqrt(std::exp(0.0625) - 1));
  double chi = 0;
  for (int bucket : buckets) chi += (bucket - count / 64.0) * (bucket - count / 64.0) / (count / 64.0);
  expect(chi > 25 && chi < 120, "chi square", chi, 0, 0, 0, 0);
  const double lambdas[] = {0.01, 0.7, 5, 29.5, 30, 64, 1000, 1e6};
  for (double lambda : lambdas) {
    double sum = 0, squares = 0;
    for (int i = 0; i < 50000; ++i) {
      const double k = curand_poisson(&state, lambda);
      sum += k;
      squares += (k - lambda) * (k - lambda);
    }
    moment("poisson mean", sum, 50000, lambda, std::sqrt(lambda));
    moment("poisson variance", squares, 50000, lambda, std::sqrt(lambda + 2 * lambda * lambda));
  }
}

int main() {
  check_philox();
  check_mrg();
  check_mrg_subsequence();
  check_xorwow_recurrence();
  check_xorwow_table();
  check_skips<curandStateXORWOW_t>("xorwow skip");
  check_skips<curandStatePhilox4_32_10_t>("philox skip");
  check_skips<curandStateMRG32k3a_t>("mrg skip");
  check_distributions<curandStateXORWOW_t>();
  check_distributions<curandStatePhilox4_32_10_t>();
  check_distributions<curandStateMRG32k3a_t>();
  return report();
}
