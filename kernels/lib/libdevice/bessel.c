// Bessel functions of integer order. Below 8 piecewise polynomials, with the zeros divided out so that the result is accurate beside
// them; beyond 8 the asymptotic form of DLMF 10.17; other orders by recurrence (DLMF 10.6.1).

static double evaluate(const piece* pieces, double x) {
  while (x >= pieces->end && pieces->end < 8.0) pieces++;
  double sum = polynomial_of(x - pieces->center, pieces->terms, PIECE_TERMS);
  return pieces->has_zero ? sum * ((x - pieces->zero) - pieces->zero_tail) : sum;
}

// For x >= 8: P cos(x - phase) - Q sin(x - phase) and the like, with phase = pi/4 for order 0 and 3 pi/4 for order 1, from the sine and
// cosine of x itself; sqrt(2 / (pi x)) / sqrt(2) = 1 / sqrt(pi x).
typedef struct { double p, q, sum, difference, scale; } wave;
static wave wave_of(double x, const double* p, int p_count, const double* q, int q_count) {
  double z = 64.0 / (x * x), cosine, sine = clc_sincos(x, &cosine);
  return (wave){polynomial_of(z, p, p_count), polynomial_of(z, q, q_count) / x, sine + cosine, sine - cosine,
                1.0 / __builtin_sqrt(x * 0x1.921fb54442d18p+1)};
}
#define WAVE(x, order) wave_of(x, p##order, sizeof(p##order) / sizeof(double), q##order, sizeof(q##order) / sizeof(double))

double __nv_j0(double x) {
  x = __builtin_fabs(x);
  if (x < 2.0) return POLYNOMIAL(x * x, j0_start);
  if (x < 8.0) return evaluate(j0_pieces, x);
  wave w = WAVE(x, 0);
  return x < __builtin_inf() ? w.scale * (w.p * w.sum - w.q * w.difference) : x == x ? 0.0 : x;
}
double __nv_j1(double x) {
  double magnitude = __builtin_fabs(x), result;
  if (magnitude < 2.0) return x * POLYNOMIAL(x * x, j1_start);
  if (magnitude < 8.0) {
    result = evaluate(j1_pieces, magnitude);
  } else {
    wave w = WAVE(magnitude, 1);
    result = magnitude < __builtin_inf() ? w.scale * (w.p * w.difference + w.q * w.sum) : magnitude == magnitude ? 0.0 : x;
  }
  return x < 0.0 ? -result : result;
}

// Y is minus infinity at 0 and undefined below.
static double outside(double x) { return x == 0.0 ? -__builtin_inf() : __builtin_nan(""); }
static const double two_over_pi = 0x1.45f306dc9c883p-1;

double __nv_y0(double x) {
  if (!(x > 0.0)) return outside(x);
  if (x < 0.5) return __builtin_fma(two_over_pi * clc_log(x), POLYNOMIAL(x * x, j0_start), POLYNOMIAL(x * x, y0_start));
  if (x < 8.0) return evaluate(y0_pieces, x);
  wave w = WAVE(x, 0);
  return x < __builtin_inf() ? w.scale * (w.p * w.difference + w.q * w.sum) : 0.0;
}
double __nv_y1(double x) {
  if (!(x > 0.0)) return outside(x);
  if (x < 0.5) {
    double regular = two_over_pi * clc_log(x) * (x * POLYNOMIAL(x * x, j1_start));
    return regular + POLYNOMIAL(x * x, y1_start) / x;
  }
  if (x < 8.0) return evaluate(y1_pieces, x);
  wave w = WAVE(x, 1);
  return x < __builtin_inf() ? w.scale * (w.q * w.difference - w.p * w.sum) : 0.0;
}

// Upwards the recurrence is stable for Y always and for J while the order is below x. Otherwise J is found downwards from an order
// where it is negligible, and scaled by 1 = J0 + 2 (J2 + J4 + …) (Miller's algorithm, DLMF 3.6(v)).
static double jn_downwards(int n, double x) {
  double next = 0.0, current = 0x1p-900, sum = 0.0, wanted = 0.0;
  int start = 2 * ((n + (int)__builtin_sqrt(64.0 * n) + 16) / 2);
  for (int k = start; k > 0; k--) {
    double previous = 2.0 * k / x * current - next;
    next = current, current = previous;
    if (k - 1 == n) wanted = current;
    if (((k - 1) & 1) == 0) sum += k == 1 ? current : 2.0 * current;
    // Near the top of the range everything found so far is scaled down; what then vanishes is negligible.
    if (__builtin_fabs(current) > 0x1p900) next *= 0x1p-1000, current *= 0x1p-1000, sum *= 0x1p-1000, wanted *= 0x1p-1000;
  }
  return wanted / sum;
}
static double upwards(int n, double x, double previous, double current) {
  for (int k = 1; k < n; k++) {
    double next = 2.0 * k / x * current - previous;
    previous = current, current = next;
  }
  return current;
}
double __nv_jn(int n, double x) {
  if (n < 0) return __builtin_nan("");
  if (n == 0) return __nv_j0(x);
  if (n == 1) return __nv_j1(x);
  double magnitude = __builtin_fabs(x);
  if (magnitude == 0.0 || magnitude == __builtin_inf()) return 0.0;
  double result = magnitude > n ? upwards(n, magnitude, __nv_j0(magnitude), __nv_j1(magnitude)) : jn_downwards(n, magnitude);
  return x < 0.0 && n & 1 ? -result : result;
}
double __nv_yn(int n, double x) {
  if (n < 0) return __builtin_nan("");
  if (n == 0) return __nv_y0(x);
  if (n == 1 || !(x > 0.0)) return __nv_y1(x);
  double first = __nv_y1(x), result = upwards(n, x, __nv_y0(x), first);
  // Once it has overflowed, the recurrence may go on as inf - inf.
  return x == __builtin_inf() ? 0.0 : result == result ? result : -__builtin_inf();
}

float __nv_j0f(float x) { return (float)__nv_j0(x); }
float __nv_j1f(float x) { return (float)__nv_j1(x); }
float __nv_jnf(int n, float x) { return (float)__nv_jn(n, x); }
float __nv_y0f(float x) { return (float)__nv_y0(x); }
float __nv_y1f(float x) { return (float)__nv_y1(x); }
float __nv_ynf(int n, float x) { return (float)__nv_yn(n, x); }
