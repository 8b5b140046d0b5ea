// Macros of CUDA's headers that programs test or use: include guards, the version, calling conventions. Goes with sources that cudabridge has ported.
// gives __DRIVER_TYPES_H__
// gives __CUDA_RUNTIME_H__
// gives __CUDA_RUNTIME_API_H__
// gives CUDART_VERSION
// gives CUDART_CB
// gives CUDARTAPI
// gives CUDA_CB
// gives CUDAAPI
#ifndef CUDABRIDGE_MACROS_H
#define CUDABRIDGE_MACROS_H
#include <cuda_runtime.h>

#ifndef __DRIVER_TYPES_H__
#define __DRIVER_TYPES_H__
#endif
#ifndef __CUDA_RUNTIME_H__
#define __CUDA_RUNTIME_H__
#endif
#ifndef __CUDA_RUNTIME_API_H__
#define __CUDA_RUNTIME_API_H__
#endif

// The interface that the translated source was written for.
#ifndef CUDART_VERSION
#define CUDART_VERSION 12080
#endif

// They say nothing on Linux.
#ifndef CUDART_CB
#define CUDART_CB
#endif
#ifndef CUDARTAPI
#define CUDARTAPI
#endif
#ifndef CUDA_CB
#define CUDA_CB
#endif
#ifndef CUDAAPI
#define CUDAAPI
#endif

#endif
