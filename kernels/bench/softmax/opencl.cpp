#include "../harness/opencl.h"
#include "problem.h"

int main(int argc, char** argv) {
  Problem p({argc, argv});
  bench::OpenCl cl(KERNELS);
  bench::ClBuffer<float> from(cl, p.from.size()), to(cl, p.to.size());
  bench::ClKernel softmax(cl, "softmax");
  softmax.arguments(from, to, Problem::Columns);
  return bench::serve(
      [&] { from.upload(p.from), to.clear(); },
      [&] {
        softmax.enqueue(p.rows, Problem::Threads);
        cl.finish();
      },
      [&] { return to.download(p.to), p.check(); });
}
