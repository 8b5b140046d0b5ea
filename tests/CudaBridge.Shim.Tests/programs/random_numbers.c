// The C library's random numbers stay the program's: what it draws is the same as without CUDA, also after a kernel was compiled.
#include <sys/wait.h>
#include <unistd.h>
#include "driver_check.h"

enum { DRAWS = 8 };
struct numbers { long unseeded[DRAWS], seeded[DRAWS], rand[DRAWS]; };

// A kernel that no cache knows: the process number is in its name and in what it writes.
static void compile_and_launch(int number) {
  char text[400], name[32];
  CUmodule module;
  CUfunction function;
  CUdeviceptr out;
  unsigned result;
  void* arguments[] = {&out};
  unsigned value = (unsigned)getpid() * 2 + number;
  sprintf(name, "k%u", value);
  sprintf(text, ".version 8.0\n.target sm_80\n.address_size 64\n.visible .entry %s(.param .u64 out)\n{\n  .reg .b64 %%rd<2>;\n"
    "  ld.param.u64 %%rd1, [out]; st.global.u32 [%%rd1], %u; ret;\n}\n", name, value);
  CHECK(cuMemAlloc(&out, 4));
  CHECK(cuModuleLoadData(&module, text));
  CHECK(cuModuleGetFunction(&function, module, name));
  CHECK(cuLaunchKernel(function, 1, 1, 1, 1, 1, 1, 0, NULL, arguments, NULL));
  CHECK(cuMemcpyDtoH(&result, out, 4));
  EXPECT(result == value);
}

static void use_cuda(int number) {
  CUcontext context;
  CHECK(cuInit(0));
  CHECK(cuCtxCreate(&context, 0, 0));
  compile_and_launch(number);
}

static struct numbers draw(int with_cuda) {
  struct numbers drawn;
  if (with_cuda) use_cuda(0);
  for (int i = 0; i < DRAWS; i++) drawn.unseeded[i] = lrand48();
  srand48(7);
  srand(7);
  if (with_cuda) use_cuda(1);
  for (int i = 0; i < DRAWS; i++) drawn.seeded[i] = lrand48();
  for (int i = 0; i < DRAWS; i++) drawn.rand[i] = rand();
  return drawn;
}

int main(void) {
  struct numbers without, with;
  int ends[2];
  EXPECT(pipe(ends) == 0);
  pid_t child = fork();
  if (child == 0) {
    without = draw(0);
    _exit(write(ends[1], &without, sizeof without) != sizeof without);
  }
  EXPECT(read(ends[0], &without, sizeof without) == sizeof without);
  EXPECT(waitpid(child, NULL, 0) == child);
  with = draw(1);
  EXPECT(!memcmp(with.unseeded, without.unseeded, sizeof with.unseeded));
  EXPECT(!memcmp(with.seeded, without.seeded, sizeof with.seeded));
  EXPECT(!memcmp(with.rand, without.rand, sizeof with.rand));
  puts("ok");
  return 0;
}
