/* Profiler control: cudaProfilerStart and cudaProfilerStop are part of cuda_runtime_api.h. */
#if !defined(__CUDA_PROFILER_API_H__)
#define __CUDA_PROFILER_API_H__

#include "cuda_runtime_api.h"

#endif
