// What the driver API's test programs share.
#pragma once
#include <cuda.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(call) do { CUresult r_ = (call); if (r_ != CUDA_SUCCESS) { printf("%d: %s = %d\n", __LINE__, #call, r_); exit(1); } } while (0)
#define EXPECT(condition) do { if (!(condition)) { printf("%d: expected %s\n", __LINE__, #condition); exit(1); } } while (0)
#define FAILS(call, code) do { CUresult r_ = (call); if (r_ != (code)) { printf("%d: %s = %d, not %s\n", __LINE__, #call, r_, #code); exit(1); } } while (0)
