// libcudart_static.a and libcuda.a: every function of an API as a stub that jumps into the toolkit's libcudart.so.12, found at the first call.
//
// Build systems link CUDA programs against the static runtime, by the host compiler and without an rpath, and expect the result to
// start anywhere. So nothing here needs the loader's help, and a process that also uses the shared library has one runtime.
//
// FUNCTIONS is a generated file: one F(name, kind) a function, kind being what it answers when there is no library. PREFIX begins the names of
// this object's own symbols: a program may link both archives.
// TOOLKIT_LIBRARY is the library's path at the time the toolkit was put together.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

#define SONAME "libcudart.so.12"
#define HIDDEN __attribute__((visibility("hidden")))
#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)
#define TEXT_(a) #a
#define TEXT(a) TEXT_(a)
#define SLOTS_TEXT TEXT(PREFIX) "_slots"
#define FIND_TEXT TEXT(PREFIX) "_find"
#define RESOLVE_TEXT TEXT(PREFIX) "_resolve"

enum {
#define F(name, kind) INDEX_##name,
#include FUNCTIONS
#undef F
  FUNCTION_COUNT
};

// ---- What functions answer without a library ---------------------------------------------------------------------------------

static __attribute__((unused)) int missing_status(void) { return 35; }   // cudaErrorInsufficientDriver
static __attribute__((unused)) int missing_result(void) { return 303; }  // CUDA_ERROR_SHARED_OBJECT_INIT_FAILED
static __attribute__((unused)) int missing_program(void) { return 11; }  // NVRTC_ERROR_INTERNAL_ERROR
static __attribute__((unused)) const char* missing_text(void) { return "the CudaBridge runtime library was not found"; }
static __attribute__((unused)) void* missing_handle(void) {
  static void* handle;
  return &handle;
}
static __attribute__((unused)) int missing_nothing(void) { return 0; }

typedef struct {
  const char* name;
  void* missing;
} function;

static const function functions[] = {
#define F(name, kind) {#name, (void*)missing_##kind},
#include FUNCTIONS
#undef F
};

// ---- Finding them ------------------------------------------------------------------------------------------------------------

// Addresses of the functions that have been called.
#define slots JOIN(PREFIX, _slots)
HIDDEN void* slots[FUNCTION_COUNT];

static void* open_in(const char* folder) {
  char path[4096];
  int length = snprintf(path, sizeof path, "%s/lib64/" SONAME, folder);
  return length > 0 && (size_t)length < sizeof path ? dlopen(path, RTLD_NOW | RTLD_LOCAL) : NULL;
}

static void* open_library(void) {
  const char* toolkit = getenv("CUDABRIDGE_TOOLKIT");
  void* library = dlopen(SONAME, RTLD_NOW | RTLD_NOLOAD);
  if (!library && toolkit && *toolkit) library = open_in(toolkit);
  if (!library) library = dlopen(TOOLKIT_LIBRARY, RTLD_NOW | RTLD_LOCAL);
  if (!library) library = dlopen(SONAME, RTLD_NOW | RTLD_LOCAL);
  return library;
}

static void* get_library(void) {
  static void* library;
  static int reported;
  void* found = __atomic_load_n(&library, __ATOMIC_ACQUIRE);
  if (found) return found;
  found = open_library();
  if (found)
    __atomic_store_n(&library, found, __ATOMIC_RELEASE);
  else if (!__atomic_exchange_n(&reported, 1, __ATOMIC_RELAXED))
    fprintf(stderr, "cudabridge: " SONAME " was not found: %s; set CUDABRIDGE_TOOLKIT to the toolkit's folder\n", dlerror());
  return found;
}

// Called by the stubs. Threads that race store the same address.
HIDDEN void* JOIN(PREFIX, _find)(unsigned index) {
  void* library = get_library();
  void* address = library ? dlsym(library, functions[index].name) : NULL;
  if (!address) return functions[index].missing;
  __atomic_store_n(&slots[index], address, __ATOMIC_RELEASE);
  return address;
}

// ---- The stubs ---------------------------------------------------------------------------------------------------------------

// A stub must not touch an argument register. `resolve` saves them all around the call of _find.
#if defined(__x86_64__)

__asm__(
    ".text\n"
    RESOLVE_TEXT ":\n"
    "  .cfi_startproc\n"
    "  pushq %rbp\n"
    "  .cfi_def_cfa_offset 16\n"
    "  .cfi_offset %rbp, -16\n"
    "  movq %rsp, %rbp\n"
    "  .cfi_def_cfa_register %rbp\n"
    "  subq $192, %rsp\n"
    "  movq %rdi, -8(%rbp)\n  movq %rsi, -16(%rbp)\n  movq %rdx, -24(%rbp)\n"
    "  movq %rcx, -32(%rbp)\n  movq %r8, -40(%rbp)\n  movq %r9, -48(%rbp)\n"
    "  movups %xmm0, -64(%rbp)\n  movups %xmm1, -80(%rbp)\n  movups %xmm2, -96(%rbp)\n  movups %xmm3, -112(%rbp)\n"
    "  movups %xmm4, -128(%rbp)\n  movups %xmm5, -144(%rbp)\n  movups %xmm6, -160(%rbp)\n  movups %xmm7, -176(%rbp)\n"
    "  movl %r11d, %edi\n"
    "  call " FIND_TEXT "\n"
    "  movq %rax, %r11\n"
    "  movq -8(%rbp), %rdi\n  movq -16(%rbp), %rsi\n  movq -24(%rbp), %rdx\n"
    "  movq -32(%rbp), %rcx\n  movq -40(%rbp), %r8\n  movq -48(%rbp), %r9\n"
    "  movups -64(%rbp), %xmm0\n  movups -80(%rbp), %xmm1\n  movups -96(%rbp), %xmm2\n  movups -112(%rbp), %xmm3\n"
    "  movups -128(%rbp), %xmm4\n  movups -144(%rbp), %xmm5\n  movups -160(%rbp), %xmm6\n  movups -176(%rbp), %xmm7\n"
    "  leave\n"
    "  .cfi_def_cfa %rsp, 8\n"
    "  jmp *%r11\n"
    "  .cfi_endproc\n");

#define STUB_BODY                                       \
  "  endbr64\n"                                         \
  "  movq " SLOTS_TEXT "+8*%c0(%%rip), %%r11\n" \
  "  testq %%r11, %%r11\n"                              \
  "  je 1f\n"                                           \
  "  jmp *%%r11\n"                                      \
  "1: movl %0, %%r11d\n"                                \
  "  jmp " RESOLVE_TEXT "\n"

#elif defined(__aarch64__)

__asm__(
    ".text\n"
    RESOLVE_TEXT ":\n"
    "  .cfi_startproc\n"
    "  stp x29, x30, [sp, #-224]!\n"
    "  .cfi_def_cfa_offset 224\n"
    "  .cfi_offset x29, -224\n"
    "  .cfi_offset x30, -216\n"
    "  mov x29, sp\n"
    "  stp x0, x1, [sp, #16]\n  stp x2, x3, [sp, #32]\n  stp x4, x5, [sp, #48]\n  stp x6, x7, [sp, #64]\n  str x8, [sp, #80]\n"
    "  stp q0, q1, [sp, #96]\n  stp q2, q3, [sp, #128]\n  stp q4, q5, [sp, #160]\n  stp q6, q7, [sp, #192]\n"
    "  mov w0, w16\n"
    "  bl " FIND_TEXT "\n"
    "  mov x16, x0\n"
    "  ldp x0, x1, [sp, #16]\n  ldp x2, x3, [sp, #32]\n  ldp x4, x5, [sp, #48]\n  ldp x6, x7, [sp, #64]\n  ldr x8, [sp, #80]\n"
    "  ldp q0, q1, [sp, #96]\n  ldp q2, q3, [sp, #128]\n  ldp q4, q5, [sp, #160]\n  ldp q6, q7, [sp, #192]\n"
    "  ldp x29, x30, [sp], #224\n"
    "  .cfi_def_cfa sp, 0\n"
    "  br x16\n"
    "  .cfi_endproc\n");

#define STUB_BODY                                                   \
  "  bti c\n"                                                       \
  "  adrp x16, " SLOTS_TEXT "+8*%c0\n"                     \
  "  ldr x16, [x16, #:lo12:" SLOTS_TEXT "+8*%c0]\n"        \
  "  cbz x16, 1f\n"                                                 \
  "  br x16\n"                                                      \
  "1: mov w16, %0\n"                                                \
  "  b " RESOLVE_TEXT "\n"

#else
#error "the static archives have stubs for x86-64 and AArch64 only"
#endif

// `naked` has no prologue; the constant index is its only operand.
#define F(name, kind) \
  HIDDEN __attribute__((naked)) void name(void) { __asm__ volatile(STUB_BODY : : "i"(INDEX_##name)); }
#include FUNCTIONS
#undef F
