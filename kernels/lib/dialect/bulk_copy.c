// What NVIDIA's copy engine does (PTX ISA 9.7.9: cp.async.bulk, st.bulk), done by the thread that asks for it. Sizes and addresses are multiples
// of 16. Loops, and not memcpy, because lanes may each have a copy of their own.

typedef u64 u64x2 __attribute__((ext_vector_type(2)));

__attribute__((no_builtin("memcpy", "memmove", "memset"))) void cb_dialect_bulk_copy(u8* to, const u8* from, u32 bytes) {
#pragma clang loop vectorize(disable) unroll(disable)
  for (u32 i = 0; i < bytes; i += 16) *(u64x2*)(to + i) = *(const u64x2*)(from + i);
}

__attribute__((no_builtin("memcpy", "memmove", "memset"))) void cb_dialect_bulk_clear(u8* to, u64 bytes) {
#pragma clang loop vectorize(disable) unroll(disable)
  for (u64 i = 0; i < bytes; i += 8) *(u64*)(to + i) = 0;
}
