// test: diagnostics
// A function that no file defines, and a launch-time-only problem.
extern __device__ int missing(int);

__global__ void uses_missing(int* d) { d[0] = missing(1); }

__global__ void uses_hardware(int* d) { asm volatile("wgmma.fence.sync.aligned;"); }

// expect:
// warning: CB2102: undefined.cu:7:41: inline PTX, 1:1 in "wgmma.fence.sync.aligned;": 'wgmma' drives a unit that only some NVIDIA chips have
// error: CB2002: undefined.cu:5:47: undefined device symbol missing(int); define it, or link the file that defines it (nvcc -dc, then link all objects)
