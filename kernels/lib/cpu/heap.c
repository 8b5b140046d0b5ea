// Device malloc: the host's heap, limited as cudaLimitMallocHeapSize says.
#include <malloc.h>
#include <stdlib.h>

#include "internal.h"

static size_t limit = 8 << 20;  // CUDA's default
static size_t in_use;

void cb_heap_limit(size_t bytes) { __atomic_store_n(&limit, bytes, __ATOMIC_RELAXED); }

void* cb_malloc(cb_lane* lane, uint64_t bytes) {
  (void)lane;
  if (bytes > __atomic_load_n(&limit, __ATOMIC_RELAXED)) return NULL;
  void* p = malloc(bytes);
  if (!p) return NULL;
  size_t size = malloc_usable_size(p);
  if (__atomic_add_fetch(&in_use, size, __ATOMIC_RELAXED) <= __atomic_load_n(&limit, __ATOMIC_RELAXED)) return p;
  cb_free(lane, p);
  return NULL;
}

void cb_free(cb_lane* lane, void* p) {
  (void)lane;
  if (!p) return;
  __atomic_sub_fetch(&in_use, malloc_usable_size(p), __ATOMIC_RELAXED);
  free(p);
}
