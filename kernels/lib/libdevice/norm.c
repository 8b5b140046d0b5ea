// Euclidean lengths. Single precision is done in double, where neither the squares nor their sum can overflow or vanish. Double
// precision scales by a power of two near the largest component, which is exact.

static double scale_of(double largest) {
  // 2^-e with the exponent of the largest component, kept where both 2^-e and the scaled squares are normal.
  u64 exponent = bits_of_double(largest) >> 52 & 0x7ff;
  exponent = exponent < 64 ? 64 : exponent > 2045 ? 2045 : exponent;
  return double_of((2046 - exponent) << 52);
}

static double larger(double a, double b) { return __builtin_fmaximum_num(__builtin_fabs(a), __builtin_fabs(b)); }

// An infinite component makes the length infinite, whatever the others are (C23 7.12.7.4 for hypot).
static double length(double sum, double scale, double largest) {
  return largest == __builtin_inf() ? largest : __builtin_sqrt(sum) / scale;
}
static double inverse_length(double sum, double scale, double largest) {
  return largest == __builtin_inf() ? 0.0 : scale / __builtin_sqrt(sum);
}

static double squares(double a, double b, double c, double d, double scale) {
  a *= scale, b *= scale, c *= scale, d *= scale;
  return __builtin_fma(a, a, __builtin_fma(b, b, __builtin_fma(c, c, d * d)));
}

#define LENGTH(function, a, b, c, d)                                  \
  double largest = larger(larger(a, b), larger(c, d)), scale = scale_of(largest); \
  return function(squares(a, b, c, d, scale), scale, largest);

double __nv_rhypot(double a, double b) { LENGTH(inverse_length, a, b, 0.0, 0.0) }
double __nv_norm3d(double a, double b, double c) { LENGTH(length, a, b, c, 0.0) }
double __nv_rnorm3d(double a, double b, double c) { LENGTH(inverse_length, a, b, c, 0.0) }
double __nv_norm4d(double a, double b, double c, double d) { LENGTH(length, a, b, c, d) }
double __nv_rnorm4d(double a, double b, double c, double d) { LENGTH(inverse_length, a, b, c, d) }
#undef LENGTH

static double squares_of(int dimension, const double* vector, double* scale, double* largest) {
  *largest = 0.0;
  for (int i = 0; i < dimension; i++) *largest = larger(*largest, vector[i]);
  *scale = scale_of(*largest);
  double sum = 0.0;
  for (int i = 0; i < dimension; i++) {
    double component = vector[i] * *scale;
    sum = __builtin_fma(component, component, sum);
  }
  return sum;
}
double __nv_norm(int dimension, const double* vector) {
  double scale, largest, sum = squares_of(dimension, vector, &scale, &largest);
  return length(sum, scale, largest);
}
double __nv_rnorm(int dimension, const double* vector) {
  double scale, largest, sum = squares_of(dimension, vector, &scale, &largest);
  return inverse_length(sum, scale, largest);
}

static double square(float a) { return (double)a * a; }
static double root(double sum, double largest) { return largest == __builtin_inf() ? largest : __builtin_sqrt(sum); }
#define ROOT(sum, a, b, c, d) root(sum, larger(larger(a, b), larger(c, d)))
float __nv_rhypotf(float a, float b) { return (float)(1.0 / ROOT(square(a) + square(b), a, b, 0, 0)); }
float __nv_norm3df(float a, float b, float c) { return (float)ROOT(square(a) + square(b) + square(c), a, b, c, 0); }
float __nv_rnorm3df(float a, float b, float c) { return (float)(1.0 / ROOT(square(a) + square(b) + square(c), a, b, c, 0)); }
float __nv_norm4df(float a, float b, float c, float d) {
  return (float)ROOT(square(a) + square(b) + square(c) + square(d), a, b, c, d);
}
float __nv_rnorm4df(float a, float b, float c, float d) {
  return (float)(1.0 / ROOT(square(a) + square(b) + square(c) + square(d), a, b, c, d));
}
#undef ROOT
static double root_of(int dimension, const float* vector) {
  double sum = 0.0, largest = 0.0;
  for (int i = 0; i < dimension; i++) sum += square(vector[i]), largest = larger(largest, vector[i]);
  return root(sum, largest);
}
float __nv_normf(int dimension, const float* vector) { return (float)root_of(dimension, vector); }
float __nv_rnormf(int dimension, const float* vector) { return (float)(1.0 / root_of(dimension, vector)); }
