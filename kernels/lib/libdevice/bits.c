// Floating-point values as bits, and what can be read off them.

typedef unsigned int u32;
typedef unsigned long long u64;
typedef long long s64;

static inline u32 bits_of(float x) { return __builtin_bit_cast(u32, x); }
static inline u64 bits_of_double(double x) { return __builtin_bit_cast(u64, x); }
static inline float float_of(u32 bits) { return __builtin_bit_cast(float, bits); }
static inline double double_of(u64 bits) { return __builtin_bit_cast(double, bits); }

int __nv_float_as_int(float x) { return (int)bits_of(x); }
u32 __nv_float_as_uint(float x) { return bits_of(x); }
float __nv_int_as_float(int bits) { return float_of((u32)bits); }
float __nv_uint_as_float(u32 bits) { return float_of(bits); }
u64 __nv_double_as_longlong(double x) { return bits_of_double(x); }
double __nv_longlong_as_double(s64 bits) { return double_of((u64)bits); }
int __nv_double2hiint(double x) { return (int)(bits_of_double(x) >> 32); }
int __nv_double2loint(double x) { return (int)bits_of_double(x); }
double __nv_hiloint2double(int high, int low) { return double_of((u64)(u32)high << 32 | (u32)low); }

int __nv_isnanf(float x) { return x != x; }
int __nv_isnand(double x) { return x != x; }
int __nv_isinff(float x) { return __builtin_fabsf(x) == __builtin_inff(); }
int __nv_isinfd(double x) { return __builtin_fabs(x) == __builtin_inf(); }
int __nv_finitef(float x) { return __builtin_fabsf(x) < __builtin_inff(); }
int __nv_isfinited(double x) { return __builtin_fabs(x) < __builtin_inf(); }
int __nv_signbitf(float x) { return (int)(bits_of(x) >> 31); }
int __nv_signbitd(double x) { return (int)(bits_of_double(x) >> 63); }

// The tag is ignored: C leaves its meaning to the implementation.
float __nv_nanf(const signed char* tag) { return (void)tag, float_of(0x7fffffffu); }
double __nv_nan(const signed char* tag) { return (void)tag, double_of(0x7ff8000000000000u); }
