// Functions that are one LLVM operation or a little bit work.

#define BOTH(name, parameters, body_f, body_d)     \
  float __nv_##name##f parameters(float) { body_f } \
  double __nv_##name parameters(double) { body_d }
#define ONE(t) (t a)
#define TWO(t) (t a, t b)
#define THREE(t) (t a, t b, t c)
#define RETURN(parameters, name, function, arguments) \
  BOTH(name, parameters, return __builtin_##function##f arguments;, return __builtin_##function arguments;)

RETURN(ONE,   fabs,      fabs,         (a))
RETURN(ONE,   floor,     floor,        (a))
RETURN(ONE,   ceil,      ceil,         (a))
RETURN(ONE,   trunc,     trunc,        (a))
RETURN(ONE,   rint,      rint,         (a))
RETURN(ONE,   nearbyint, nearbyint,    (a))
RETURN(ONE,   sqrt,      sqrt,         (a))
RETURN(TWO,   copysign,  copysign,     (a, b))
// A NaN loses against a number, and -0 is less than +0, as PTX's min and max have it: llvm.minimumnum, llvm.maximumnum.
RETURN(TWO,   fmin,      fminimum_num, (a, b))
RETURN(TWO,   fmax,      fmaximum_num, (a, b))
RETURN(THREE, fma,       fma,          (a, b, c))
#undef RETURN

// Half-way cases away from zero: the largest number below one half is added, so that 0.49999997 does not become 1.
float __nv_roundf(float a) { return __builtin_truncf(a + __builtin_copysignf(0x1.fffffep-2f, a)); }
double __nv_round(double a) { return __builtin_trunc(a + __builtin_copysign(0x1.fffffffffffffp-2, a)); }
s64 __nv_llroundf(float a) { return __nvvm_f2ll_rz(__nv_roundf(a)); }
s64 __nv_llround(double a) { return __nvvm_d2ll_rz(__nv_round(a)); }
s64 __nv_llrintf(float a) { return __nvvm_f2ll_rn(a); }
s64 __nv_llrint(double a) { return __nvvm_d2ll_rn(a); }

float __nv_saturatef(float a) { return __nvvm_saturate_f(a); }
float __nv_rsqrtf(float a) { return 1.0f / __builtin_sqrtf(a); }
double __nv_rsqrt(double a) { return 1.0 / __builtin_sqrt(a); }

// Exponents. CUDA: ilogb of 0 and of NaN is INT_MIN, of infinity INT_MAX.
int __nv_ilogbf(float a) {
  u32 magnitude = bits_of(a) & 0x7fffffff;
  if (magnitude == 0 || magnitude > 0x7f800000) return (int)0x80000000;
  if (magnitude == 0x7f800000) return 0x7fffffff;
  return magnitude < 0x800000 ? -118 - __builtin_clzg(magnitude) : (int)(magnitude >> 23) - 127;
}
int __nv_ilogb(double a) {
  u64 magnitude = bits_of_double(a) & ~(1ull << 63);
  if (magnitude == 0 || magnitude > 0x7ffull << 52) return (int)0x80000000;
  if (magnitude == 0x7ffull << 52) return 0x7fffffff;
  return magnitude < 1ull << 52 ? -1011 - __builtin_clzg(magnitude) : (int)(magnitude >> 52) - 1023;
}

// x * 2^n with one rounding. Single precision has room for it in double. In double precision two steps of 1023, or of -969, take n to
// where one more multiplication does it; what the steps of -969 lose had vanished anyway.
static double power_of_two_in(int n) { return double_of((u64)(n + 1023) << 52); }
static int clamped(int n, int low, int high) { return n < low ? low : n > high ? high : n; }
float __nv_ldexpf(float a, int n) { return (float)(a * power_of_two_in(clamped(n, -300, 300))); }
double __nv_ldexp(double a, int n) {
  for (int i = 0; i < 2; i++) {
    int step = n > 1023 ? 1023 : n < -1022 ? -969 : 0;
    a *= power_of_two_in(step), n -= step;
  }
  return a * power_of_two_in(clamped(n, -1022, 1023));
}
float __nv_scalbnf(float a, int n) { return __nv_ldexpf(a, n); }
double __nv_scalbn(double a, int n) { return __nv_ldexp(a, n); }
#undef BOTH
#undef ONE
#undef TWO
#undef THREE
