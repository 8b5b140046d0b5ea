/* Functions of the C library that device code has: printf, malloc, free, assert, memcpy, memset, clock, new and delete. */
#if !defined(__COMMON_FUNCTIONS_H__)
#define __COMMON_FUNCTIONS_H__

#include "crt/host_defines.h"

#if defined(__CUDABRIDGE_DEVICE_COMPILER__)
#include "cudabridge/device_compiler.h"

extern "C"
{
/* System calls of the device runtime; clang turns printf into vprintf. */
__device__ int vprintf(const char *format, const char *arguments);
__device__ int printf(const char *format, ...);
__device__ void *malloc(size_t size) __attribute__((nothrow, malloc));
__device__ void free(void *ptr) __attribute__((nothrow));
__device__ void __assertfail(const char *message, const char *file, unsigned line, const char *function, size_t charSize);

/* What <assert.h> of the host's C library calls. */
static inline __device__ void __assert_fail(const char *message, const char *file, unsigned line, const char *function)
{
    __assertfail(message, file, line, function, sizeof(char));
}
}

namespace std
{
static inline __device__ void *malloc(size_t size) { return ::malloc(size); }
static inline __device__ void free(void *ptr) { ::free(ptr); }
}
#endif

#endif
