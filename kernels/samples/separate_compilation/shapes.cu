#include "shapes.h"

__device__ int calls = 0;
__constant__ float pi = 3.0f;

__device__ float area(const Circle& circle) {
  atomicAdd(&calls, 1);
  return pi * circle.radius * circle.radius;
}

static __device__ float circumference(const Circle& circle) { return 2 * pi * circle.radius; }
__device__ Measure measure = circumference;
