#include "shapes.h"

static __constant__ float unit = 1.0f;
__device__ int calls = 0;
__constant__ float pi = 3.0f;

__device__ float area(const Circle& circle) {
  atomicAdd(&calls, 1);
  return pi * circle.radius * circle.radius;
}

static __device__ float circumference(const Circle& circle) { return unit * 2 * pi * circle.radius; }
__device__ Measure measure = circumference;

void set_length_unit(float length) { cudaMemcpyToSymbol(unit, &length, sizeof length); }
