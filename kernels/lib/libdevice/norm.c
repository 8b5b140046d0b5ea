// Euclidean lengths. Single precision is done in double, where neither the squares nor their sum can overflow or vanish. Double
// precision scales by a power of two near the largest component, which is exact, and sums in two parts.

// 2^-e with the exponent of the largest component, kept where both 2^-e and the scaled squares are normal.
static double scale_of(double largest) {
  u64 exponent = bits_of_double(largest) >> 52 & 0x7ff;
  exponent = exponent < 64 ? 64 : exponent > 2045 ? 2045 : exponent;
  return double_of((2046 - exponent) << 52);
}
static double larger(double a, double b) { return __builtin_fmaximum_num(__builtin_fabs(a), __builtin_fabs(b)); }

// A sum of squares as high + low, of components times `scale`.
typedef struct { double high, low, scale, largest; } squares;

static inline squares none(double largest) { return (squares){0.0, 0.0, scale_of(largest), largest}; }
static inline squares plus(squares s, double component) {
  double x = component * s.scale, square = x * x, rest = __builtin_fma(x, x, -square);
  double sum = s.high + square, taken = sum - s.high;
  s.low += ((s.high - (sum - taken)) + (square - taken)) + rest;  // Knuth's TwoSum
  s.high = sum;
  return s;
}
// An infinite component makes the length infinite, whatever the others are (C23 7.12.7.4 for hypot).
static double length(squares s) { return s.largest == __builtin_inf() ? s.largest : __builtin_sqrt(s.high + s.low) / s.scale; }
// 1/sqrt with one step of Newton's method on what it lacks.
static double inverse_length(squares s) {
  double y = 1.0 / __builtin_sqrt(s.high), product = s.high * y, product_rest = __builtin_fma(s.high, y, -product);
  double lack = __builtin_fma(-product, y, 1.0) - (product_rest + s.low * y) * y;
  double corrected = __builtin_fma(0.5 * y, lack, y) * s.scale;
  return s.largest == __builtin_inf() ? 0.0 : s.high == 0.0 ? __builtin_inf() : corrected;
}

double __nv_rhypot(double a, double b) { return inverse_length(plus(plus(none(larger(a, b)), a), b)); }
double __nv_norm3d(double a, double b, double c) { return length(plus(plus(plus(none(larger(larger(a, b), c)), a), b), c)); }
double __nv_rnorm3d(double a, double b, double c) { return inverse_length(plus(plus(plus(none(larger(larger(a, b), c)), a), b), c)); }
static squares four(double a, double b, double c, double d) {
  return plus(plus(plus(plus(none(larger(larger(a, b), larger(c, d))), a), b), c), d);
}
double __nv_norm4d(double a, double b, double c, double d) { return length(four(a, b, c, d)); }
double __nv_rnorm4d(double a, double b, double c, double d) { return inverse_length(four(a, b, c, d)); }

static squares of_vector(int dimension, const double* vector) {
  double largest = 0.0;
  for (int i = 0; i < dimension; i++) largest = larger(largest, vector[i]);
  squares sum = none(largest);
  for (int i = 0; i < dimension; i++) sum = plus(sum, vector[i]);
  return sum;
}
double __nv_norm(int dimension, const double* vector) { return length(of_vector(dimension, vector)); }
double __nv_rnorm(int dimension, const double* vector) { return inverse_length(of_vector(dimension, vector)); }

// Single precision: `largest` tells an infinite component from a NaN one.
static double square(float a) { return (double)a * a; }
static float root(double sum, double largest) { return (float)(largest == __builtin_inf() ? largest : __builtin_sqrt(sum)); }
static float inverse_root(double sum, double largest) { return (float)(largest == __builtin_inf() ? 0.0 : 1.0 / __builtin_sqrt(sum)); }
#define SUM2 square(a) + square(b), larger(a, b)
#define SUM3 square(a) + square(b) + square(c), larger(larger(a, b), c)
#define SUM4 square(a) + square(b) + square(c) + square(d), larger(larger(a, b), larger(c, d))
float __nv_rhypotf(float a, float b) { return inverse_root(SUM2); }
float __nv_norm3df(float a, float b, float c) { return root(SUM3); }
float __nv_rnorm3df(float a, float b, float c) { return inverse_root(SUM3); }
float __nv_norm4df(float a, float b, float c, float d) { return root(SUM4); }
float __nv_rnorm4df(float a, float b, float c, float d) { return inverse_root(SUM4); }
#undef SUM2
#undef SUM3
#undef SUM4
static double sum_of_squares(int dimension, const float* vector, double* largest) {
  double sum = 0.0;
  *largest = 0.0;
  for (int i = 0; i < dimension; i++) sum += square(vector[i]), *largest = larger(*largest, vector[i]);
  return sum;
}
float __nv_normf(int dimension, const float* vector) {
  double largest, sum = sum_of_squares(dimension, vector, &largest);
  return root(sum, largest);
}
float __nv_rnormf(int dimension, const float* vector) {
  double largest, sum = sum_of_squares(dimension, vector, &largest);
  return inverse_root(sum, largest);
}
