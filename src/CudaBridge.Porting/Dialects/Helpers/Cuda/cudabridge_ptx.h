// PTX instructions that C++ has no operator for, as functions. Lanes are those of warps of 32, whatever the hardware's.
// Goes with sources that cudabridge has ported.
#ifndef CUDABRIDGE_PTX_H
#define CUDABRIDGE_PTX_H
#include <cuda_runtime.h>

namespace cudabridge {

__device__ inline unsigned thread_of_block() { return threadIdx.x + blockDim.x * (threadIdx.y + blockDim.y * threadIdx.z); }
__device__ inline unsigned lane() { return thread_of_block() & 31u; }
__device__ inline unsigned warp() { return thread_of_block() / 32u; }
__device__ inline unsigned warps() { return (blockDim.x * blockDim.y * blockDim.z + 31u) / 32u; }
__device__ inline unsigned own_lane() { return 1u << lane(); }
__device__ inline unsigned lanes_below() { return own_lane() - 1u; }

// Shifts by the width or more leave nothing but the sign.
template <typename T>
__device__ inline T shift_left(T value, unsigned by) { return by < 8 * sizeof(T) ? value << by : 0; }

template <typename T>
__device__ inline T shift_right(T value, unsigned by) { return by < 8 * sizeof(T) ? value >> by : value < 0 ? -1 : 0; }

// bfe: the field's highest bit is the sign of a signed one.
template <typename T>
__device__ inline T extract_bits(T value, unsigned start, unsigned length) {
  const unsigned bits = 8 * sizeof(T);
  start &= 255u;
  length &= 255u;
  const T field = shift_right(value, start);
  if (length == 0) return 0;
  return start + length >= bits ? field : (T)(field << (bits - length)) >> (bits - length);
}

// bfi: the lowest bits of a field in the place of others.
template <typename T>
__device__ inline T insert_bits(T field, T into, unsigned start, unsigned length) {
  start &= 255u;
  length &= 255u;
  const T ones = length < 8 * sizeof(T) ? ((T)1 << length) - 1 : ~(T)0;
  return (into & ~shift_left(ones, start)) | shift_left(field & ones, start);
}

// prmt: each digit of the selector names a byte of b:a, or with 8 added the sign of that byte.
__device__ inline unsigned permute_bytes(unsigned a, unsigned b, unsigned selector) {
  const unsigned long long bytes = (unsigned long long)b << 32 | a;
  unsigned result = 0;
  for (int i = 0; i < 4; i++) {
    const unsigned digit = selector >> (4 * i);
    const unsigned byte = (unsigned)(bytes >> (8 * (digit & 7u))) & 255u;
    result |= (digit & 8u ? (byte & 128u ? 255u : 0u) : byte) << (8 * i);
  }
  return result;
}

// lop3: bit abc of the table is the result for the bits a, b and c.
template <unsigned Table>
__device__ inline unsigned logic(unsigned a, unsigned b, unsigned c) {
  unsigned result = 0;
  for (int row = 0; row < 8; row++)
    if (Table >> row & 1u) result |= (row & 4 ? a : ~a) & (row & 2 ? b : ~b) & (row & 1 ? c : ~c);
  return result;
}

__device__ inline unsigned byte_differences(unsigned a, unsigned b) {
  unsigned result = 0;
  for (int i = 0; i < 32; i += 8) {
    const int difference = (int)(a >> i & 255u) - (int)(b >> i & 255u);
    result |= (unsigned)(difference < 0 ? -difference : difference) << i;
  }
  return result;
}

__device__ inline unsigned add_byte_differences(unsigned a, unsigned b, unsigned sum) {
  const unsigned each = byte_differences(a, b);
  return sum + (each & 255u) + (each >> 8 & 255u) + (each >> 16 & 255u) + (each >> 24);
}

template <typename Byte, typename T>
__device__ inline T dot_bytes(unsigned a, unsigned b, T sum) {
  for (int i = 0; i < 32; i += 8) sum += (T)(Byte)(a >> i) * (T)(Byte)(b >> i);
  return sum;
}

// Sums and differences in several words: cc sets the carry, c uses it.
template <typename T>
__device__ inline T add_cc(T a, T b, T& carry) {
  const T sum = a + b;
  carry = sum < a;
  return sum;
}
template <typename T>
__device__ inline T addc_cc(T a, T b, T& carry) {
  const T sum = a + b, all = sum + carry;
  carry = sum < a || all < sum;
  return all;
}
template <typename T>
__device__ inline T addc(T a, T b, T carry) { return a + b + carry; }
template <typename T>
__device__ inline T sub_cc(T a, T b, T& borrow) {
  borrow = a < b;
  return a - b;
}
template <typename T>
__device__ inline T subc_cc(T a, T b, T& borrow) {
  const T difference = a - b, all = difference - borrow;
  borrow = a < b || difference < borrow;
  return all;
}
template <typename T>
__device__ inline T subc(T a, T b, T borrow) { return a - b - borrow; }

// A pointer into shared memory of a 32-bit address there, and the other way.
template <typename T>
__device__ inline T* shared(unsigned address) { return (T*)(__attribute__((address_space(3))) T*)(unsigned long long)address; }

__device__ inline unsigned shared_address(const void* pointer) { return (unsigned)(unsigned long long)(__attribute__((address_space(3))) const char*)pointer; }

// What is beyond the bytes used is zero.
template <int Bytes>
__device__ inline void copy_to_shared(unsigned to, const void* from, unsigned used = Bytes) {
  unsigned* words = shared<unsigned>(to);
  if (used == Bytes) {
    for (int i = 0; i < Bytes / 4; i++) words[i] = ((const unsigned*)from)[i];
  } else {
    for (int i = 0; i < Bytes; i++) ((unsigned char*)words)[i] = (unsigned)i < used ? ((const unsigned char*)from)[i] : 0;
  }
}

}  // namespace cudabridge

#endif
