// Conversions with an explicit rounding: _rn to nearest even, _rz to zero, _rd down, _ru up (PTX's .rn .rz .rm .rp). Out-of-range
// values saturate and NaN follows PTX's cvt; the intrinsics of the dialect say so.

#define CONVERT(name, to, from, intrinsic)                     \
  to __nv_##name##_rn(from x) { return (to)intrinsic##_rn(x); } \
  to __nv_##name##_rz(from x) { return (to)intrinsic##_rz(x); } \
  to __nv_##name##_rd(from x) { return (to)intrinsic##_rm(x); } \
  to __nv_##name##_ru(from x) { return (to)intrinsic##_rp(x); }

CONVERT(float2int,    int,    float,  __nvvm_f2i)
CONVERT(float2uint,   u32,    float,  __nvvm_f2ui)
CONVERT(float2ll,     s64,    float,  __nvvm_f2ll)
CONVERT(float2ull,    u64,    float,  __nvvm_f2ull)
CONVERT(double2int,   int,    double, __nvvm_d2i)
CONVERT(double2uint,  u32,    double, __nvvm_d2ui)
CONVERT(double2ll,    s64,    double, __nvvm_d2ll)
CONVERT(double2ull,   u64,    double, __nvvm_d2ull)
CONVERT(int2float,    float,  int,    __nvvm_i2f)
CONVERT(uint2float,   float,  u32,    __nvvm_ui2f)
CONVERT(ll2float,     float,  s64,    __nvvm_ll2f)
CONVERT(ull2float,    float,  u64,    __nvvm_ull2f)
CONVERT(ll2double,    double, s64,    __nvvm_ll2d)
CONVERT(ull2double,   double, u64,    __nvvm_ull2d)
CONVERT(double2float, float,  double, __nvvm_d2f)
#undef CONVERT

double __nv_int2double_rn(int x) { return x; }
double __nv_uint2double_rn(u32 x) { return x; }

unsigned short __nv_float2half_rn(float x) { return __builtin_bit_cast(unsigned short, (_Float16)x); }
float __nv_half2float(unsigned short bits) { return __builtin_bit_cast(_Float16, bits); }
