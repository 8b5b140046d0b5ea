#include "../harness/opencl.h"
#include "problem.h"

int main(int argc, char** argv) {
  Problem p({argc, argv});
  bench::OpenCl cl(KERNELS);
  bench::ClBuffer<float> a(cl, p.a.size()), b(cl, p.b.size()), c(cl, p.c.size());
  bench::ClKernel sgemm(cl, "sgemm");
  sgemm.arguments(a, b, c, p.n);
  return bench::serve(
      [&] { a.upload(p.a), b.upload(p.b), c.clear(); },
      [&] {
        sgemm.enqueue(p.n / Problem::Tile, p.n / Problem::Tile, Problem::Tile, Problem::Tile);
        cl.finish();
      },
      [&] { return c.download(p.c), p.check(); });
}
