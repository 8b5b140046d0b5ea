#pragma once
struct Circle { float radius; };
__device__ float area(const Circle& circle);
extern __device__ int calls;
extern __constant__ float pi;
typedef float (*Measure)(const Circle&);
extern __device__ Measure measure;
void set_length_unit(float length);
