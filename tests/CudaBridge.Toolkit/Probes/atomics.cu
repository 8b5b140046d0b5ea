// C++ Programming Guide, "Atomic Functions": every type at device, block and system scope.
#include "keep.inc"

#define SCOPE(suffix)                                                                                                                             \
  __global__ void scope##suffix(arguments a) {                                                                                                    \
    ARGUMENTS                                                                                                                                     \
    KEEP(int, atomicAdd##suffix(pi, i)) KEEP(unsigned, atomicAdd##suffix(pu, u)) KEEP(unsigned long long, atomicAdd##suffix(pull, ull))           \
    KEEP(float, atomicAdd##suffix(pf, f)) KEEP(double, atomicAdd##suffix(pd, d)) KEEP(int, atomicSub##suffix(pi, i)) KEEP(unsigned, atomicSub##suffix(pu, u)) \
    KEEP(int, atomicExch##suffix(pi, i)) KEEP(unsigned, atomicExch##suffix(pu, u)) KEEP(unsigned long long, atomicExch##suffix(pull, ull))        \
    KEEP(float, atomicExch##suffix(pf, f)) KEEP(unsigned, atomicInc##suffix(pu, u)) KEEP(unsigned, atomicDec##suffix(pu, u))                      \
    KEEP(int, atomicMin##suffix(pi, i)) KEEP(unsigned, atomicMin##suffix(pu, u)) KEEP(long long, atomicMin##suffix(pll, ll)) KEEP(unsigned long long, atomicMin##suffix(pull, ull)) \
    KEEP(int, atomicMax##suffix(pi, i)) KEEP(unsigned, atomicMax##suffix(pu, u)) KEEP(long long, atomicMax##suffix(pll, ll)) KEEP(unsigned long long, atomicMax##suffix(pull, ull)) \
    KEEP(int, atomicAnd##suffix(pi, i)) KEEP(unsigned, atomicAnd##suffix(pu, u)) KEEP(unsigned long long, atomicAnd##suffix(pull, ull))           \
    KEEP(int, atomicOr##suffix(pi, i)) KEEP(unsigned, atomicOr##suffix(pu, u)) KEEP(unsigned long long, atomicOr##suffix(pull, ull))              \
    KEEP(int, atomicXor##suffix(pi, i)) KEEP(unsigned, atomicXor##suffix(pu, u)) KEEP(unsigned long long, atomicXor##suffix(pull, ull))           \
    KEEP(int, atomicCAS##suffix(pi, i, i)) KEEP(unsigned, atomicCAS##suffix(pu, u, u)) KEEP(unsigned long long, atomicCAS##suffix(pull, ull, ull)) \
    KEEP(unsigned short, atomicCAS##suffix(pus, us, us))                                                                                          \
  }

SCOPE()
SCOPE(_block)
SCOPE(_system)

// A mixed call takes the conversion that C++ finds, as with nvcc.
__global__ void conversions(int* counter, float* sum, unsigned* flags) {
  atomicAdd(counter, 1);
  atomicAdd(sum, 1);
  atomicAdd(sum, 1.0f);
  atomicOr(flags, 1);
  atomicMax(flags, 3);
}

// Memory of every space.
__device__ int global_counter;
__global__ void spaces() {
  __shared__ int shared_counter;
  if (threadIdx.x == 0) shared_counter = 0;
  __syncthreads();
  atomicAdd(&shared_counter, 1);
  __syncthreads();
  atomicAdd(&global_counter, shared_counter);
}

// Explicit order and scope.
__global__ void ordered(int* i, float* f, double* d, unsigned long long* u) {
  int old;
  __nv_atomic_load(i, &old, __NV_ATOMIC_ACQUIRE); __nv_atomic_store(i, &old, __NV_ATOMIC_RELEASE, __NV_THREAD_SCOPE_DEVICE);
  __nv_atomic_exchange(i, &old, &old, __NV_ATOMIC_SEQ_CST, __NV_THREAD_SCOPE_BLOCK);
  old = __nv_atomic_load_n(i, __NV_ATOMIC_RELAXED, __NV_THREAD_SCOPE_SYSTEM); __nv_atomic_store_n(i, 1, __NV_ATOMIC_RELEASE); KEEP(int, __nv_atomic_exchange_n(i, 3, __NV_ATOMIC_ACQ_REL))
  KEEP(bool, __nv_atomic_compare_exchange(i, &old, &old, false, __NV_ATOMIC_ACQ_REL, __NV_ATOMIC_ACQUIRE, __NV_THREAD_SCOPE_CLUSTER))
  KEEP(bool, __nv_atomic_compare_exchange_n(i, &old, 4, true, __NV_ATOMIC_ACQ_REL, __NV_ATOMIC_RELAXED))
  KEEP(int, __nv_atomic_fetch_add(i, 1, __NV_ATOMIC_RELAXED)) KEEP(float, __nv_atomic_fetch_add(f, 1, __NV_ATOMIC_RELAXED)) KEEP(double, __nv_atomic_fetch_sub(d, 1, __NV_ATOMIC_RELAXED))
  KEEP(unsigned long long, __nv_atomic_fetch_max(u, 1, __NV_ATOMIC_RELAXED)) KEEP(int, __nv_atomic_fetch_min(i, 1, __NV_ATOMIC_RELAXED)) KEEP(int, __nv_atomic_fetch_xor(i, 1, __NV_ATOMIC_RELAXED))
  __nv_atomic_add(i, 1, __NV_ATOMIC_RELAXED); __nv_atomic_or(u, 1, __NV_ATOMIC_RELAXED, __NV_THREAD_SCOPE_THREAD); __nv_atomic_and(u, 1, __NV_ATOMIC_RELAXED);
  __nv_atomic_thread_fence(__NV_ATOMIC_SEQ_CST, __NV_THREAD_SCOPE_DEVICE); __nv_atomic_thread_fence(__NV_ATOMIC_ACQUIRE);
}
