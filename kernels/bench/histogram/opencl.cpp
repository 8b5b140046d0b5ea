#include "../harness/opencl.h"
#include "problem.h"

int main(int argc, char** argv) {
  Problem p({argc, argv});
  bench::OpenCl cl(KERNELS);
  bench::ClBuffer<unsigned char> values(cl, p.n);
  bench::ClBuffer<unsigned> counts(cl, Problem::Bins);
  bench::ClKernel histogram(cl, "histogram");
  histogram.arguments(values, counts, p.n);
  return bench::serve(
      [&] { values.upload(p.values); },
      [&] {
        counts.set(0);
        histogram.enqueue(Problem::Blocks, Problem::Threads);
        cl.finish();
      },
      [&] { return counts.download(p.counts), p.check(); });
}
