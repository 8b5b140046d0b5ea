#include <stdlib.h>

#include "internal.h"

enum { HEADER = 64, FIRST_CHUNK = 256 << 10 };

static uint32_t size_class(size_t bytes) {
  uint32_t c = 0;
  for (size_t n = 64; n < bytes && c < ARENA_CLASSES; n <<= 1) c++;
  return c;
}

static arena_chunk* new_chunk(size_t bytes) {
  arena_chunk* chunk = aligned_alloc(64, (bytes + HEADER + 63) & ~(size_t)63);
  if (chunk) *chunk = (arena_chunk){NULL, bytes};
  return chunk;
}

static bool next_chunk(arena* a, size_t bytes) {
  arena_chunk* next = a->current ? a->current->next : a->first;
  if (!next || next->bytes < bytes) {
    size_t wanted = a->current ? a->current->bytes * 2 : FIRST_CHUNK;
    arena_chunk* chunk = new_chunk(wanted < bytes ? bytes : wanted);
    if (!chunk) return false;
    chunk->next = next;
    *(a->current ? &a->current->next : &a->first) = chunk;
    next = chunk;
  }
  a->current = next;
  a->used = 0;
  return true;
}

// Each allocation is preceded by its size class, so that a freed one finds its list.
void* arena_alloc(arena* a, size_t bytes) {
  uint32_t c = size_class(bytes);
  if (c < ARENA_CLASSES) {
    if (a->free[c]) {
      void* p = a->free[c];
      a->free[c] = *(void**)p;
      return p;
    }
    bytes = (size_t)64 << c;
  }
  bytes = ((bytes + 63) & ~(size_t)63) + HEADER;
  if ((!a->current || a->used + bytes > a->current->bytes) && !next_chunk(a, bytes)) return NULL;
  char* p = (char*)a->current + HEADER + a->used;
  a->used += bytes;
  *(uint32_t*)p = c;
  return p + HEADER;
}

void arena_free(arena* a, void* p) {
  uint32_t c = *(uint32_t*)((char*)p - HEADER);
  if (c >= ARENA_CLASSES) return;  // rare and large: back with the reset
  *(void**)p = a->free[c];
  a->free[c] = p;
}

void arena_reset(arena* a) {
  a->current = a->first;
  a->used = 0;
  for (int i = 0; i < ARENA_CLASSES; i++) a->free[i] = NULL;
}

void arena_destroy(arena* a) {
  for (arena_chunk* chunk = a->first; chunk;) {
    arena_chunk* next = chunk->next;
    free(chunk);
    chunk = next;
  }
  *a = (arena){0};
}
