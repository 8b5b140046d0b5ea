#include "../harness/opencl.h"
#include "problem.h"

int main(int argc, char** argv) {
  Problem p({argc, argv});
  bench::OpenCl cl(KERNELS);
  bench::ClBuffer<float> x(cl, p.n), y(cl, p.n);
  bench::ClKernel saxpy(cl, "saxpy");
  saxpy.arguments(Problem::s, x, y, p.n);
  return bench::serve(
      [&] { x.upload(p.x), y.upload(p.y); },
      [&] {
        saxpy.enqueue(Problem::Blocks, Problem::Threads);
        cl.finish();
      },
      [&] { return y.download(p.result), p.check(); });
}
