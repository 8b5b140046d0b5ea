// The atomic functions as tables, once per scope: suffix is empty, _block or _system. The headers that use them name the compute capability
// that has them: a program compiled for an older one may define its own.
//
// CUDA's atomics are relaxed. They are acquire-release here because programs written for nvcc rely on its compiler not to move ordinary
// memory accesses across them (locks made of atomicCAS and atomicExch without fences); x86-64 pays nothing for it.
#pragma once

#include "device_compiler.h"

// clang-format off
#define __CUDABRIDGE_ATOMIC static __device__ __forceinline__

#define __CUDABRIDGE_ATOMIC_OP(name, op, type, suffix, scope)                                                                       \
    __CUDABRIDGE_ATOMIC type name##suffix(type *address, type val)                                                                  \
    { return __scoped_atomic_##op(address, val, __ATOMIC_ACQ_REL, scope); }

#define __CUDABRIDGE_ATOMIC_CAS(type, suffix, scope)                                                                                \
    __CUDABRIDGE_ATOMIC type atomicCAS##suffix(type *address, type compare, type val)                                               \
    {                                                                                                                               \
        __scoped_atomic_compare_exchange_n(address, &compare, val, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE, scope);               \
        return compare;                                                                                                             \
    }

#define __CUDABRIDGE_ATOMICS_COMMON(suffix, scope)                                                                                  \
    __CUDABRIDGE_ATOMIC_OP(atomicAdd,  fetch_add,  int,                suffix, scope)                                               \
    __CUDABRIDGE_ATOMIC_OP(atomicAdd,  fetch_add,  unsigned int,       suffix, scope)                                               \
    __CUDABRIDGE_ATOMIC_OP(atomicAdd,  fetch_add,  unsigned long long, suffix, scope)                                               \
    __CUDABRIDGE_ATOMIC_OP(atomicAdd,  fetch_add,  float,              suffix, scope)                                               \
    __CUDABRIDGE_ATOMIC_OP(atomicSub,  fetch_sub,  int,                suffix, scope)                                               \
    __CUDABRIDGE_ATOMIC_OP(atomicSub,  fetch_sub,  unsigned int,       suffix, scope)                                               \
    __CUDABRIDGE_ATOMIC_OP(atomicExch, exchange_n, int,                suffix, scope)                                               \
    __CUDABRIDGE_ATOMIC_OP(atomicExch, exchange_n, unsigned int,       suffix, scope)                                               \
    __CUDABRIDGE_ATOMIC_OP(atomicExch, exchange_n, unsigned long long, suffix, scope)                                               \
    __CUDABRIDGE_ATOMIC float atomicExch##suffix(float *address, float val)                                                         \
    { return __uint_as_float(atomicExch##suffix((unsigned int *)address, __float_as_uint(val))); }                                  \
    __CUDABRIDGE_ATOMIC_OP(atomicMin,  fetch_min,  int,                suffix, scope)                                               \
    __CUDABRIDGE_ATOMIC_OP(atomicMin,  fetch_min,  unsigned int,       suffix, scope)                                               \
    __CUDABRIDGE_ATOMIC_OP(atomicMax,  fetch_max,  int,                suffix, scope)                                               \
    __CUDABRIDGE_ATOMIC_OP(atomicMax,  fetch_max,  unsigned int,       suffix, scope)                                               \
    __CUDABRIDGE_ATOMIC_OP(atomicInc,  fetch_uinc, unsigned int,       suffix, scope)                                               \
    __CUDABRIDGE_ATOMIC_OP(atomicDec,  fetch_udec, unsigned int,       suffix, scope)                                               \
    __CUDABRIDGE_ATOMIC_OP(atomicAnd,  fetch_and,  int,                suffix, scope)                                               \
    __CUDABRIDGE_ATOMIC_OP(atomicAnd,  fetch_and,  unsigned int,       suffix, scope)                                               \
    __CUDABRIDGE_ATOMIC_OP(atomicOr,   fetch_or,   int,                suffix, scope)                                               \
    __CUDABRIDGE_ATOMIC_OP(atomicOr,   fetch_or,   unsigned int,       suffix, scope)                                               \
    __CUDABRIDGE_ATOMIC_OP(atomicXor,  fetch_xor,  int,                suffix, scope)                                               \
    __CUDABRIDGE_ATOMIC_OP(atomicXor,  fetch_xor,  unsigned int,       suffix, scope)                                               \
    __CUDABRIDGE_ATOMIC_CAS(int,                suffix, scope)                                                                      \
    __CUDABRIDGE_ATOMIC_CAS(unsigned int,       suffix, scope)                                                                      \
    __CUDABRIDGE_ATOMIC_CAS(unsigned long long, suffix, scope)

#define __CUDABRIDGE_ATOMICS_64(suffix, scope)                                                                                      \
    __CUDABRIDGE_ATOMIC_OP(atomicMin,  fetch_min,  long long,          suffix, scope)                                               \
    __CUDABRIDGE_ATOMIC_OP(atomicMin,  fetch_min,  unsigned long long, suffix, scope)                                               \
    __CUDABRIDGE_ATOMIC_OP(atomicMax,  fetch_max,  long long,          suffix, scope)                                               \
    __CUDABRIDGE_ATOMIC_OP(atomicMax,  fetch_max,  unsigned long long, suffix, scope)                                               \
    __CUDABRIDGE_ATOMIC_OP(atomicAnd,  fetch_and,  long long,          suffix, scope)                                               \
    __CUDABRIDGE_ATOMIC_OP(atomicAnd,  fetch_and,  unsigned long long, suffix, scope)                                               \
    __CUDABRIDGE_ATOMIC_OP(atomicOr,   fetch_or,   long long,          suffix, scope)                                               \
    __CUDABRIDGE_ATOMIC_OP(atomicOr,   fetch_or,   unsigned long long, suffix, scope)                                               \
    __CUDABRIDGE_ATOMIC_OP(atomicXor,  fetch_xor,  long long,          suffix, scope)                                               \
    __CUDABRIDGE_ATOMIC_OP(atomicXor,  fetch_xor,  unsigned long long, suffix, scope)
// clang-format on
