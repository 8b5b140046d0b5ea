// Integer functions. Names without "u" are signed; wrap-around is two's complement, so the arithmetic is done unsigned.

int __nv_abs(int a) { return a < 0 ? (int)(0u - (u32)a) : a; }
s64 __nv_llabs(s64 a) { return a < 0 ? (s64)(0u - (u64)a) : a; }
int __nv_min(int a, int b) { return a < b ? a : b; }
int __nv_max(int a, int b) { return a > b ? a : b; }
u32 __nv_umin(u32 a, u32 b) { return a < b ? a : b; }
u32 __nv_umax(u32 a, u32 b) { return a > b ? a : b; }
s64 __nv_llmin(s64 a, s64 b) { return a < b ? a : b; }
s64 __nv_llmax(s64 a, s64 b) { return a > b ? a : b; }
u64 __nv_ullmin(u64 a, u64 b) { return a < b ? a : b; }
u64 __nv_ullmax(u64 a, u64 b) { return a > b ? a : b; }

int __nv_brev(int a) { return (int)__builtin_bitreverse32((u32)a); }
s64 __nv_brevll(s64 a) { return (s64)__builtin_bitreverse64((u64)a); }
int __nv_clz(int a) { return __builtin_clzg((u32)a, 32); }
int __nv_clzll(s64 a) { return __builtin_clzg((u64)a, 64); }
int __nv_ffs(int a) { return __builtin_ctzg((u32)a, -1) + 1; }
int __nv_ffsll(s64 a) { return __builtin_ctzg((u64)a, -1) + 1; }
int __nv_popc(u32 a) { return __builtin_popcountg(a); }
int __nv_popcll(u64 a) { return __builtin_popcountg(a); }
int __nv_byte_perm(int a, int b, int selector) { return __nvvm_prmt(a, b, selector); }

// Averages without overflow: a + b = 2(a & b) + (a ^ b) = 2(a | b) - (a ^ b).
int __nv_hadd(int a, int b) { return (a & b) + ((a ^ b) >> 1); }
int __nv_rhadd(int a, int b) { return (a | b) - ((a ^ b) >> 1); }
int __nv_uhadd(u32 a, u32 b) { return (int)((a & b) + ((a ^ b) >> 1)); }
u32 __nv_urhadd(u32 a, u32 b) { return (a | b) - ((a ^ b) >> 1); }

int __nv_mul24(int a, int b) { return __nvvm_mul24_i(a, b); }
u32 __nv_umul24(u32 a, u32 b) { return (u32)__nvvm_mul24_ui(a, b); }
int __nv_mulhi(int a, int b) { return __nvvm_mulhi_i(a, b); }
u32 __nv_umulhi(u32 a, u32 b) { return (u32)__nvvm_mulhi_ui(a, b); }
s64 __nv_mul64hi(s64 a, s64 b) { return __nvvm_mulhi_ll(a, b); }
u64 __nv_umul64hi(u64 a, u64 b) { return (u64)__nvvm_mulhi_ull(a, b); }
int __nv_sad(int a, int b, int c) { return __nvvm_sad_i(a, b, c); }
u32 __nv_usad(u32 a, u32 b, u32 c) { return (u32)__nvvm_sad_ui(a, b, c); }
