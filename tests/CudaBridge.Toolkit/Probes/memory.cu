// C++ Programming Guide: cached loads and stores, address space predicates and conversions.
#include "keep.inc"

#define LOADS(type)                                                                                                                              \
  KEEP(type, __ldg((const type*)pv)) KEEP(type, __ldca((const type*)pv)) KEEP(type, __ldcg((const type*)pv)) KEEP(type, __ldcs((const type*)pv)) \
  KEEP(type, __ldlu((const type*)pv)) KEEP(type, __ldcv((const type*)pv))                                                                        \
  __stwb((type*)pv, *(type*)pw); __stcg((type*)pv, *(type*)pw); __stcs((type*)pv, *(type*)pw); __stwt((type*)pv, *(type*)pw);

__global__ void scalars(arguments a) {
  ARGUMENTS
  LOADS(char) LOADS(signed char) LOADS(unsigned char) LOADS(short) LOADS(unsigned short) LOADS(int) LOADS(unsigned) LOADS(long) LOADS(unsigned long)
  LOADS(long long) LOADS(unsigned long long) LOADS(float) LOADS(double)
}

__global__ void vectors(arguments a) {
  ARGUMENTS
  LOADS(char2) LOADS(char4) LOADS(uchar2) LOADS(uchar4) LOADS(short2) LOADS(short4) LOADS(ushort2) LOADS(ushort4) LOADS(int2) LOADS(int4)
  LOADS(uint2) LOADS(uint4) LOADS(longlong2) LOADS(ulonglong2) LOADS(float2) LOADS(float4) LOADS(double2)
}

__global__ void spaces(arguments a) {
  ARGUMENTS
  KEEP(unsigned, __isGlobal(pv)) KEEP(unsigned, __isShared(pv)) KEEP(unsigned, __isConstant(pv)) KEEP(unsigned, __isLocal(pv)) KEEP(unsigned, __isGridConstant(pv))
  KEEP(size_t, __cvta_generic_to_global(pv)) KEEP(size_t, __cvta_generic_to_shared(pv)) KEEP(size_t, __cvta_generic_to_constant(pv))
  KEEP(size_t, __cvta_generic_to_local(pv)) KEEP(size_t, __cvta_generic_to_grid_constant(pv))
  KEEP(void*, __cvta_global_to_generic(size)) KEEP(void*, __cvta_shared_to_generic(size)) KEEP(void*, __cvta_constant_to_generic(size))
  KEEP(void*, __cvta_local_to_generic(size)) KEEP(void*, __cvta_grid_constant_to_generic(size))
}
