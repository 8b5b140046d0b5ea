// Warp-level pieces that the groups are made of. Lanes are hardware lanes (0 … 31), ranks count inside a mask.
#ifndef CUDABRIDGE_COOPERATIVE_GROUPS_LANES_H
#define CUDABRIDGE_COOPERATIVE_GROUPS_LANES_H

// libcu++ declares groups ahead in this inner namespace.
namespace cooperative_groups {
namespace __v1 {
namespace details {

__device__ inline unsigned int lane_id() { return __nvvm_read_ptx_sreg_laneid(); }
__device__ inline unsigned int lanes_below() { return (1u << lane_id()) - 1; }

__device__ inline unsigned int count_lanes(const unsigned int mask) { return (unsigned int)__builtin_popcount(mask); }

__device__ inline unsigned int rank_in(const unsigned int mask) { return count_lanes(mask & lanes_below()); }

// `width` lanes from `first` on.
__device__ inline unsigned int lane_range(const unsigned int first, const unsigned int width) {
  return (width >= 32 ? 0xFFFFFFFFu : (1u << width) - 1) << first;
}

// The lane that has this rank in the mask, 32 when there is none: a binary search over population counts.
__device__ inline unsigned int lane_of_rank(const unsigned int mask, unsigned int rank) {
  if (rank >= count_lanes(mask)) return 32;
  unsigned int lane = 0;
  for (unsigned int step = 16; step != 0; step >>= 1) {
    const unsigned int below = count_lanes((mask >> lane) & ((1u << step) - 1));
    if (rank >= below) {
      rank -= below;
      lane += step;
    }
  }
  return lane;
}

// Moves the bits of the mask's lanes to their ranks.
__device__ inline unsigned int pack_by_rank(unsigned int bits, const unsigned int mask) {
  if (mask == 0xFFFFFFFFu) return bits;
  unsigned int packed = 0;
  unsigned int rank = 0;
  for (unsigned int rest = mask; rest != 0; rest &= rest - 1, ++rank) {
    if (bits & rest & (0u - rest)) packed |= 1u << rank;
  }
  return packed;
}

// A trivially copyable value as 32-bit words, for the operations of the warp.
template <typename T>
struct words_of {
  static_assert(__is_trivially_copyable(T), "the value must be trivially copyable");
  static_assert(sizeof(T) <= 32, "the value must not be larger than 32 bytes");
  static constexpr int count = (int)((sizeof(T) + 3) / 4);
  unsigned int word[(sizeof(T) + 3) / 4];

  __device__ explicit words_of(const T& value) {
    word[count - 1] = 0;
    __builtin_memcpy(word, (const void*)&value, sizeof(T));
  }
  __device__ T value() const {
    alignas(T) unsigned char bytes[sizeof(T)];
    __builtin_memcpy(bytes, word, sizeof(T));
    return *(const T*)bytes;
  }
};

template <typename T>
__device__ inline T shuffle(const unsigned int mask, const T& value, const unsigned int lane, const int width) {
  words_of<T> words(value);
  for (int i = 0; i < words_of<T>::count; ++i) words.word[i] = __shfl_sync(mask, words.word[i], (int)lane, width);
  return words.value();
}
template <typename T>
__device__ inline T shuffle_up(const unsigned int mask, const T& value, const unsigned int delta, const int width) {
  words_of<T> words(value);
  for (int i = 0; i < words_of<T>::count; ++i) words.word[i] = __shfl_up_sync(mask, words.word[i], delta, width);
  return words.value();
}
template <typename T>
__device__ inline T shuffle_down(const unsigned int mask, const T& value, const unsigned int delta, const int width) {
  words_of<T> words(value);
  for (int i = 0; i < words_of<T>::count; ++i) words.word[i] = __shfl_down_sync(mask, words.word[i], delta, width);
  return words.value();
}
template <typename T>
__device__ inline T shuffle_xor(const unsigned int mask, const T& value, const unsigned int bits, const int width) {
  words_of<T> words(value);
  for (int i = 0; i < words_of<T>::count; ++i) words.word[i] = __shfl_xor_sync(mask, words.word[i], (int)bits, width);
  return words.value();
}

// The lanes of the mask that hold the same value.
template <typename T>
__device__ inline unsigned int lanes_matching(const unsigned int mask, const T& value) {
  const words_of<T> words(value);
  unsigned int same = mask;
  for (int i = 0; i < words_of<T>::count; ++i) same &= __match_any_sync(mask, words.word[i]);
  return same;
}

}  // namespace details
}  // namespace __v1
using namespace __v1;
}  // namespace cooperative_groups

#endif
