// Atomic functions with explicit order and scope. C++ Programming Guide, "Built-in Atomic Functions" (__nv_atomic_*, CUDA 12.8). Order and
// scope are constants after inlining.
#pragma once

#include "atomics.h"

#define __NV_ATOMIC_RELAXED __ATOMIC_RELAXED
#define __NV_ATOMIC_CONSUME __ATOMIC_CONSUME
#define __NV_ATOMIC_ACQUIRE __ATOMIC_ACQUIRE
#define __NV_ATOMIC_RELEASE __ATOMIC_RELEASE
#define __NV_ATOMIC_ACQ_REL __ATOMIC_ACQ_REL
#define __NV_ATOMIC_SEQ_CST __ATOMIC_SEQ_CST

#define __NV_THREAD_SCOPE_THREAD __MEMORY_SCOPE_SINGLE
#define __NV_THREAD_SCOPE_BLOCK __MEMORY_SCOPE_WRKGRP
#define __NV_THREAD_SCOPE_CLUSTER __MEMORY_SCOPE_DEVICE
#define __NV_THREAD_SCOPE_DEVICE __MEMORY_SCOPE_DEVICE
#define __NV_THREAD_SCOPE_SYSTEM __MEMORY_SCOPE_SYSTEM

template <class T> struct __cudabridge_same_as { typedef T type; };

// clang-format off
#define __CUDABRIDGE_T(T) typename __cudabridge_same_as<T>::type
#define __CUDABRIDGE_ORDER int order, int scope = __NV_THREAD_SCOPE_SYSTEM

template <class T> __CUDABRIDGE_ATOMIC void __nv_atomic_load(T *ptr, T *ret, __CUDABRIDGE_ORDER) { __scoped_atomic_load(ptr, ret, order, scope); }
template <class T> __CUDABRIDGE_ATOMIC T __nv_atomic_load_n(T *ptr, __CUDABRIDGE_ORDER) { return __scoped_atomic_load_n(ptr, order, scope); }
template <class T> __CUDABRIDGE_ATOMIC void __nv_atomic_store(T *ptr, T *val, __CUDABRIDGE_ORDER) { __scoped_atomic_store(ptr, val, order, scope); }
template <class T> __CUDABRIDGE_ATOMIC void __nv_atomic_store_n(T *ptr, __CUDABRIDGE_T(T) val, __CUDABRIDGE_ORDER) { __scoped_atomic_store_n(ptr, val, order, scope); }
template <class T> __CUDABRIDGE_ATOMIC void __nv_atomic_exchange(T *ptr, T *val, T *ret, __CUDABRIDGE_ORDER) { __scoped_atomic_exchange(ptr, val, ret, order, scope); }
template <class T> __CUDABRIDGE_ATOMIC T __nv_atomic_exchange_n(T *ptr, __CUDABRIDGE_T(T) val, __CUDABRIDGE_ORDER) { return __scoped_atomic_exchange_n(ptr, val, order, scope); }

template <class T>
__CUDABRIDGE_ATOMIC bool __nv_atomic_compare_exchange(T *ptr, T *expected, T *desired, bool weak, int success_order, int failure_order, int scope = __NV_THREAD_SCOPE_SYSTEM)
{
    return __scoped_atomic_compare_exchange(ptr, expected, desired, weak, success_order, failure_order, scope);
}

template <class T>
__CUDABRIDGE_ATOMIC bool __nv_atomic_compare_exchange_n(T *ptr, T *expected, __CUDABRIDGE_T(T) desired, bool weak, int success_order, int failure_order, int scope = __NV_THREAD_SCOPE_SYSTEM)
{
    return __scoped_atomic_compare_exchange_n(ptr, expected, desired, weak, success_order, failure_order, scope);
}

#define __CUDABRIDGE_NV_ATOMIC(name)                                                                                                                  \
    template <class T> __CUDABRIDGE_ATOMIC T __nv_atomic_fetch_##name(T *ptr, __CUDABRIDGE_T(T) val, __CUDABRIDGE_ORDER) { return __scoped_atomic_fetch_##name(ptr, val, order, scope); } \
    template <class T> __CUDABRIDGE_ATOMIC void __nv_atomic_##name(T *ptr, __CUDABRIDGE_T(T) val, __CUDABRIDGE_ORDER) { (void)__scoped_atomic_fetch_##name(ptr, val, order, scope); }

__CUDABRIDGE_NV_ATOMIC(add)
__CUDABRIDGE_NV_ATOMIC(sub)
__CUDABRIDGE_NV_ATOMIC(and)
__CUDABRIDGE_NV_ATOMIC(or)
__CUDABRIDGE_NV_ATOMIC(xor)
__CUDABRIDGE_NV_ATOMIC(min)
__CUDABRIDGE_NV_ATOMIC(max)

// A fence of the scope, in the form that every back end has; a relaxed one orders nothing.
__CUDABRIDGE_ATOMIC void __nv_atomic_thread_fence(__CUDABRIDGE_ORDER)
{
    if (order == __NV_ATOMIC_RELAXED || scope == __NV_THREAD_SCOPE_THREAD)
        return;
    if (scope == __NV_THREAD_SCOPE_BLOCK)
        __threadfence_block();
    else if (scope == __NV_THREAD_SCOPE_DEVICE)
        __threadfence();
    else
        __threadfence_system();
}

#undef __CUDABRIDGE_NV_ATOMIC
#undef __CUDABRIDGE_ORDER
#undef __CUDABRIDGE_T
// clang-format on
