// What the native checkers share: numbers to try, rounding modes of the host, and one line of output per operation:
//   name tried wrong [first wrong case]
#pragma once

#include <fenv.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { TRIES = 120000 };

static uint64_t random_state = 0x9e3779b97f4a7c15u;
static inline uint64_t random_bits(void) {  // Vigna's xorshift64*
  random_state ^= random_state >> 12;
  random_state ^= random_state << 25;
  random_state ^= random_state >> 27;
  return random_state * 0x2545f4914f6cdd1du;
}

static const float float_edges[] = {
  0.0f, -0.0f, 0x1p-149f, -0x1p-149f, 0x1.8p-148f, 0x1.fffffcp-127f, -0x1.fffffcp-127f, 0x1p-126f, -0x1p-126f, 0x1.000002p-126f,
  1.0f, -1.0f, 0x1.fffffep-1f, 0x1.000002p0f, 0.5f, 1.5f, 2.5f, -2.5f, 0x1p23f, 0x1.000002p23f, 0x1p24f, 0x1p31f, -0x1p31f, 0x1.fffffep30f,
  0x1p32f, 0x1p63f, -0x1p63f, 0x1p64f, 65504.0f, 65519.0f, 65520.0f, -65520.0f, 0x1p-24f, 0x1p-25f, 0x1.000002p-25f, 448.0f, 464.0f, 480.0f,
  0x1.fffffep127f, -0x1.fffffep127f, 0x1p127f, 0x1.fffffep126f, __builtin_inff(), -__builtin_inff(), __builtin_nanf(""), 3.0f, 0x1.555556p-2f };
static const double double_edges[] = {
  0.0, -0.0, 0x1p-1074, -0x1p-1074, 0x1.8p-1073, 0x1.ffffffffffffep-1023, -0x1.ffffffffffffep-1023, 0x1p-1022, -0x1p-1022,
  0x1.0000000000001p-1022, 1.0, -1.0, 0x1.fffffffffffffp-1, 0x1.0000000000001p0, 0.5, 1.5, 2.5, -2.5, 0x1p31, -0x1p31, -0x1.00000001p31,
  0x1.fffffffcp30, 0x1p32, 0x1p52, 0x1p53, 0x1.0000000000001p53, 0x1p63, -0x1p63, 0x1p64, 0x1.fffffep127, 0x1.ffffffp127, 0x1p128, -0x1p128,
  0x1p-149, 0x1p-150, 0x1.0000000000001p-150, 0x1p-126, 0x1.fffffffp-127, 0x1.fffffffffffffp1023, -0x1.fffffffffffffp1023, 0x1p1023,
  __builtin_inf(), -__builtin_inf(), __builtin_nan(""), 3.0, 0x1.5555555555555p-2, 0x1p-537, 0x1p-538, 0x1p512 };

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

// A mix: edges, any bits, moderate exponents, and small integers and their fractions.
static inline float some_float(void) {
  uint64_t bits = random_bits();
  uint32_t fraction = (uint32_t)bits & 0x807fffff;
  if (bits >> 48 & 1) fraction &= 0x80700000 | (uint32_t)(bits >> 40 & 7);  // few significant bits: exact and half-way cases
  switch (bits >> 60) {
    case 0: case 1: return float_edges[(bits >> 32) % COUNT(float_edges)];
    case 2: case 3: case 4: { uint32_t any = (uint32_t)bits; float f; memcpy(&f, &any, 4); return f; }
    case 5: return (float)(int32_t)(bits >> 40 & 0xfff) / 4 - 512;
    default: {
      uint32_t near = fraction | (uint32_t)(127 - 16 + (bits >> 32 & 31)) << 23;
      float f; memcpy(&f, &near, 4); return f;
    }
  }
}
static inline double some_double(void) {
  uint64_t bits = random_bits(), more = random_bits();
  uint64_t fraction = bits & 0x800fffffffffffffu;
  if (more >> 48 & 1) fraction &= 0x800f000000000000u | (more >> 40 & 7);
  switch (more >> 60) {
    case 0: case 1: return double_edges[(more >> 32) % COUNT(double_edges)];
    case 2: case 3: case 4: { double d; memcpy(&d, &bits, 8); return d; }
    case 5: return (double)(int32_t)(bits >> 40) / 4 - 0x1p20;
    case 6: case 7: { uint64_t low = fraction | (uint64_t)(more >> 32 & 63) << 52; double d; memcpy(&d, &low, 8); return d; }
    case 8: { uint64_t high = fraction | (uint64_t)(2046 - (more >> 32 & 63)) << 52; double d; memcpy(&d, &high, 8); return d; }
    case 9: return (double)some_float();
    default: { uint64_t near = fraction | (uint64_t)(1023 - 32 + (more >> 32 & 63)) << 52; double d; memcpy(&d, &near, 8); return d; }
  }
}

static const int modes[] = {FE_TONEAREST, FE_TOWARDZERO, FE_DOWNWARD, FE_UPWARD};
static const char* const mode_names[] = {"rn", "rz", "rm", "rp"};

// Equal bits, or both NaN.
static inline bool same_float(float a, float b) { return (a != a && b != b) || memcmp(&a, &b, 4) == 0; }
static inline bool same_double(double a, double b) { return (a != a && b != b) || memcmp(&a, &b, 8) == 0; }

static inline void report(const char* name, const char* variant, long tried, long wrong, const char* first) {
  printf("%s%s%s %ld %ld %s\n", name, *variant ? "." : "", variant, tried, wrong, wrong ? first : "");
}
