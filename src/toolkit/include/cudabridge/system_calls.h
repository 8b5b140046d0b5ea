// Functions that the device runtime supplies; compiled code reaches them by name. They are declared before the standard headers, whose
// using-declarations then bring them into namespace std as well.
#pragma once

#include "../crt/host_defines.h"

extern "C"
{
__device__ int vprintf(const char *format, const char *arguments);
__device__ int printf(const char *format, ...);  // clang turns it into vprintf
__device__ void *malloc(__SIZE_TYPE__ size) __attribute__((nothrow, malloc));
__device__ void free(void *ptr) __attribute__((nothrow));
__device__ void __assertfail(const char *message, const char *file, unsigned line, const char *function, __SIZE_TYPE__ charSize);

// What assert() of the host's C library calls.
static inline __device__ void __assert_fail(const char *message, const char *file, unsigned line, const char *function)
{
    __assertfail(message, file, line, function, sizeof(char));
}
}
