/* The driver API. CUDA Driver API reference (12.8). */
#if !defined(__cuda_cuda_h__)
#define __cuda_cuda_h__

#include <stddef.h>
#include <stdint.h>

#define CUDA_VERSION 12080

typedef uint32_t cuuint32_t;
typedef uint64_t cuuint64_t;

#endif
