#include "../harness/opencl.h"
#include "problem.h"

int main(int argc, char** argv) {
  Problem p({argc, argv});
  bench::OpenCl cl(KERNELS);
  bench::ClBuffer<float> before(cl, p.before.size()), after(cl, p.after.size());
  bench::ClKernel stencil(cl, "stencil");
  stencil.arguments(before, after, p.n);
  return bench::serve(
      [&] { before.upload(p.before), after.clear(); },
      [&] {
        stencil.enqueue(p.n / Problem::Width, p.n / Problem::Height, Problem::Width, Problem::Height);
        cl.finish();
      },
      [&] { return after.download(p.after), p.check(); });
}
