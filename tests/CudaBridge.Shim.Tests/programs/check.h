// What the test programs share: a check that says where it failed and ends the program.
#pragma once
#include <cuda_runtime_api.h>
#include <stdio.h>
#include <stdlib.h>

#define CHECK(condition)                                                  \
  do {                                                                    \
    if (!(condition)) {                                                   \
      printf("%s:%d: %s\n", __FILE__, __LINE__, #condition);              \
      fflush(stdout);                                                     \
      _Exit(1);                                                           \
    }                                                                     \
  } while (0)

#define EXPECT(error, call)                                                                                         \
  do {                                                                                                              \
    cudaError_t expect_result = (call);                                                                             \
    if (expect_result != (error)) {                                                                                 \
      printf("%s:%d: %s is %s, not %s\n", __FILE__, __LINE__, #call, cudaGetErrorName(expect_result), cudaGetErrorName(error)); \
      fflush(stdout);                                                                                               \
      _Exit(1);                                                                                                     \
    }                                                                                                               \
  } while (0)

#define OK(call) EXPECT(cudaSuccess, call)
