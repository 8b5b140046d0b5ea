// Include guards of CUDA's headers, by which programs ask what has been included. Goes with sources that cudabridge has ported.
// gives __DRIVER_TYPES_H__
// gives __CUDA_RUNTIME_H__
// gives __CUDA_RUNTIME_API_H__
#ifndef CUDABRIDGE_GUARDS_H
#define CUDABRIDGE_GUARDS_H
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

#endif
