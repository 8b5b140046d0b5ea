// Device printf. Text is formatted at once and kept until the host synchronises, as CUDA's FIFO is; one call's text stays together.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char* fifo;
static size_t fifo_bytes, fifo_capacity, fifo_limit = 1 << 20;  // CUDA's default limit

typedef struct text {
  char* data;
  size_t bytes, capacity;
  char small[512];
} text;

static bool reserve(text* t, size_t more) {
  if (t->bytes + more <= t->capacity) return true;
  size_t capacity = (t->bytes + more) * 2;
  char* data = t->data == t->small ? malloc(capacity) : realloc(t->data, capacity);
  if (!data) return false;
  if (t->data == t->small) memcpy(data, t->small, t->bytes);
  t->data = data;
  t->capacity = capacity;
  return true;
}

static void append(text* t, const char* bytes, size_t count) {
  if (!reserve(t, count)) return;
  memcpy(t->data + t->bytes, bytes, count);
  t->bytes += count;
}

// Arguments lie one after the other, each aligned to its size (NVVM's vprintf buffer).
static const void* next_argument(const char** cursor, size_t size) {
  const char* p = (const char*)(((uintptr_t)*cursor + size - 1) & ~(uintptr_t)(size - 1));
  *cursor = p + size;
  return p;
}

#define APPEND_FORMATTED(t, spec, value)                                   \
  do {                                                                     \
    __typeof__(value) value_ = (value);                                    \
    int length_ = snprintf(NULL, 0, spec, value_);                         \
    if (length_ > 0 && reserve(t, (size_t)length_ + 1)) {                  \
      snprintf((t)->data + (t)->bytes, (size_t)length_ + 1, spec, value_); \
      (t)->bytes += (size_t)length_;                                       \
    }                                                                      \
  } while (0)

#pragma clang diagnostic ignored "-Wformat-nonliteral"

static bool append_conversion(text* t, const char* spec, char conversion, bool is_long, const char** cursor) {
  switch (conversion) {
    case 'd': case 'i': case 'u': case 'o': case 'x': case 'X': case 'c':
      if (is_long) APPEND_FORMATTED(t, spec, *(const long long*)next_argument(cursor, 8));
      else APPEND_FORMATTED(t, spec, *(const int*)next_argument(cursor, 4));
      return true;
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': case 'a': case 'A':
      APPEND_FORMATTED(t, spec, *(const double*)next_argument(cursor, 8));
      return true;
    case 'p': APPEND_FORMATTED(t, spec, *(void* const*)next_argument(cursor, 8)); return true;
    case 's': {
      const char* string = *(const char* const*)next_argument(cursor, 8);
      APPEND_FORMATTED(t, spec, string ? string : "(null)");
      return true;
    }
    default: return false;
  }
}

// Copies one conversion specification into `spec`; returns its length in the format, 0 if it is malformed or absurdly long.
static size_t read_specification(const char* format, char spec[64], bool* is_long, const char** cursor) {
  size_t n = 1, out = 0;
  spec[out++] = '%';
  *is_long = false;
  for (; format[n] && strchr("-+ #0123456789.*hlLqjzt", format[n]); n++) {
    if (out > 40) return 0;
    if (format[n] == '*') {
      out += (size_t)snprintf(spec + out, 16, "%d", *(const int*)next_argument(cursor, 4));
      continue;
    }
    if (strchr("lqjzt", format[n])) *is_long = true;
    spec[out++] = format[n];
  }
  if (!format[n]) return 0;
  spec[out++] = format[n];
  spec[out] = 0;
  return n + 1;
}

static int32_t format_text(text* t, const char* format, const char* cursor) {
  int32_t arguments = 0;
  while (*format) {
    size_t literal = strcspn(format, "%");
    append(t, format, literal);
    format += literal;
    if (!*format) break;
    if (format[1] == '%') {
      append(t, "%", 1);
      format += 2;
      continue;
    }
    char spec[64];
    bool is_long;
    size_t length = read_specification(format, spec, &is_long, &cursor);
    if (length && append_conversion(t, spec, format[length - 1], is_long, &cursor)) arguments++;
    else append(t, format, length = length ? length : 1);  // as CUDA: what is no conversion is printed as it stands
    format += length;
  }
  return arguments;
}

static void write_out(const char* bytes, size_t count) {
  fwrite(bytes, 1, count, stdout);
}

static void store(const char* bytes, size_t count) {
  pthread_mutex_lock(&lock);
  if (fifo_bytes + count > fifo_limit) {
    write_out(fifo, fifo_bytes);
    fifo_bytes = 0;
  }
  if (count > fifo_limit) {
    write_out(bytes, count);
  } else {
    if (fifo_bytes + count > fifo_capacity) {
      size_t capacity = (fifo_bytes + count) * 2;
      char* grown = realloc(fifo, capacity);
      if (grown) fifo = grown, fifo_capacity = capacity;
    }
    if (fifo_bytes + count <= fifo_capacity) {
      memcpy(fifo + fifo_bytes, bytes, count);
      fifo_bytes += count;
    } else {
      write_out(bytes, count);
    }
  }
  pthread_mutex_unlock(&lock);
}

int32_t cb_vprintf(cb_lane* lane, const char* format, const void* arguments) {
  (void)lane;
  if (!format) return -1;
  text t = {.data = t.small, .capacity = sizeof t.small};
  int32_t count = format_text(&t, format, arguments);  // may fault on a wild %s; nothing is locked here
  store(t.data, t.bytes);
  if (t.data != t.small) free(t.data);
  return count;
}

size_t cb_printf_drain(char* buffer, size_t capacity) {
  pthread_mutex_lock(&lock);
  size_t count = fifo_bytes < capacity ? fifo_bytes : capacity;
  if (count) {
    memcpy(buffer, fifo, count);
    memmove(fifo, fifo + count, fifo_bytes - count);
    fifo_bytes -= count;
  }
  pthread_mutex_unlock(&lock);
  return count;
}

void cb_printf_limit(size_t bytes) {
  pthread_mutex_lock(&lock);
  fifo_limit = bytes;
  pthread_mutex_unlock(&lock);
}
