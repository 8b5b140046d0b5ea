/* Atomic functions of block and system scope. */
#if !defined(__SM_60_ATOMIC_FUNCTIONS_H__)
#define __SM_60_ATOMIC_FUNCTIONS_H__

#include "device_atomic_functions.h"

#if defined(__CUDABRIDGE_DEVICE_COMPILER__)
#include "cudabridge/nv_atomics.h"

#if !defined(__CUDA_ARCH__) || __CUDA_ARCH__ >= 600
__CUDABRIDGE_ATOMICS_COMMON(_block, __MEMORY_SCOPE_WRKGRP)
__CUDABRIDGE_ATOMICS_64(_block, __MEMORY_SCOPE_WRKGRP)
__CUDABRIDGE_ATOMIC_OP(atomicAdd, fetch_add, double, _block, __MEMORY_SCOPE_WRKGRP)
__CUDABRIDGE_ATOMICS_COMMON(_system, __MEMORY_SCOPE_SYSTEM)
__CUDABRIDGE_ATOMICS_64(_system, __MEMORY_SCOPE_SYSTEM)
__CUDABRIDGE_ATOMIC_OP(atomicAdd, fetch_add, double, _system, __MEMORY_SCOPE_SYSTEM)
#endif

#if !defined(__CUDA_ARCH__) || __CUDA_ARCH__ >= 700
__CUDABRIDGE_ATOMIC_CAS(unsigned short, _block, __MEMORY_SCOPE_WRKGRP)
__CUDABRIDGE_ATOMIC_CAS(unsigned short, _system, __MEMORY_SCOPE_SYSTEM)
#endif

#endif

#endif
