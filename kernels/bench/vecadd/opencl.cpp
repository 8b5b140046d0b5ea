#include "../harness/opencl.h"
#include "problem.h"

int main(int argc, char** argv) {
  Problem p({argc, argv});
  bench::OpenCl cl(KERNELS);
  bench::ClBuffer<float> a(cl, p.n), b(cl, p.n), c(cl, p.n);
  bench::ClKernel vecadd(cl, "vecadd");
  vecadd.arguments(a, b, c, p.n);
  return bench::serve(
      [&] { a.upload(p.a), b.upload(p.b), c.clear(); },
      [&] {
        vecadd.enqueue((p.n + 255) / 256, 256);
        cl.finish();
      },
      [&] { return c.download(p.c), p.check(); });
}
