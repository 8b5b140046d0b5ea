// mbarrier objects (PTX ISA 9.7.13.15): one 64-bit word, changed by compare and exchange. Its layout is opaque to programs.
//   bits  0 … 19  arrivals still pending in the current phase
//   bits 20 … 39  arrivals a phase expects
//   bits 40 … 62  bytes of asynchronous copies still expected, as a signed number (completion may be counted first)
//   bit  63       parity of the current phase
// The phase is complete when nothing is pending: its parity flips and the expected arrivals are pending again.

#define MBARRIER_FIELD 0xfffffull
#define MBARRIER_PHASE (1ull << 63)
#define MBARRIER_BYTES_SHIFT 40
#define MBARRIER_BYTES_MASK (0x7fffffull << MBARRIER_BYTES_SHIFT)

INLINE u64 mbarrier_settled(u64 word) {
  if ((word & (MBARRIER_FIELD | MBARRIER_BYTES_MASK)) != 0) return word;
  return (word ^ MBARRIER_PHASE) | (word >> 20 & MBARRIER_FIELD);
}

INLINE u64 mbarrier_with_bytes(u64 word, u64 more) {
  u64 bytes = (word & MBARRIER_BYTES_MASK) + (more << MBARRIER_BYTES_SHIFT);
  return (word & ~MBARRIER_BYTES_MASK) | (bytes & MBARRIER_BYTES_MASK);
}

INLINE u64 mbarrier_with_arrivals(u64 word, u32 count, bool drop) {
  u64 pending = (word - count) & MBARRIER_FIELD;
  u64 expected = ((word >> 20) - (drop ? count : 0)) & MBARRIER_FIELD;
  return (word & ~(MBARRIER_FIELD | MBARRIER_FIELD << 20)) | expected << 20 | pending;
}

#define MBARRIER_UPDATE(address, change)                                                                              \
  u64 old = __atomic_load_n(address, __ATOMIC_RELAXED);                                                               \
  while (!__atomic_compare_exchange_n(address, &old, change, true, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED)) {}            \
  return old;

u64 cb_dialect_mbarrier_init(u64* address, u32 count) {
  u64 word = (u64)(count & MBARRIER_FIELD) << 20 | (count & MBARRIER_FIELD);
  __atomic_store_n(address, word, __ATOMIC_RELAXED);
  return word;
}

// The state before the arrival, which names the phase that the arrival belongs to.
u64 cb_dialect_mbarrier_arrive(u64* address, u32 count) {
  MBARRIER_UPDATE(address, mbarrier_settled(mbarrier_with_arrivals(old, count, false)))
}
u64 cb_dialect_mbarrier_arrive_drop(u64* address, u32 count) {
  MBARRIER_UPDATE(address, mbarrier_settled(mbarrier_with_arrivals(old, count, true)))
}
u64 cb_dialect_mbarrier_expect_tx(u64* address, u32 bytes) { MBARRIER_UPDATE(address, mbarrier_with_bytes(old, bytes)) }
u64 cb_dialect_mbarrier_complete_tx(u64* address, u32 bytes) {
  MBARRIER_UPDATE(address, mbarrier_settled(mbarrier_with_bytes(old, 0 - (u64)bytes)))
}

// 1 when the phase of `state`, or the phase with parity `parity`, is over.
u32 cb_dialect_mbarrier_test_wait(u64* address, u64 state) {
  return ((__atomic_load_n(address, __ATOMIC_ACQUIRE) ^ state) & MBARRIER_PHASE) != 0;
}
u32 cb_dialect_mbarrier_test_wait_parity(u64* address, u32 parity) {
  return (u32)(__atomic_load_n(address, __ATOMIC_ACQUIRE) >> 63) != (parity & 1);
}

u32 cb_dialect_mbarrier_pending_count(u64 state) { return (u32)(state & MBARRIER_FIELD); }
