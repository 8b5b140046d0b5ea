#include "../harness/opencl.h"
#include "problem.h"

int main(int argc, char** argv) {
  Problem p({argc, argv});
  bench::OpenCl cl(KERNELS);
  bench::ClBuffer<float> values(cl, p.n), even(cl, p.blocks), odd(cl, p.blocks);
  bench::ClBuffer<float>* sum = nullptr;
  bench::ClKernel reduce(cl, "reduce");
  bench::Array<float> sums(p.blocks);
  return bench::serve(
      [&] { values.upload(p.values), even.clear(), odd.clear(); },
      [&] {
        bench::ClBuffer<float>* from = &values;
        sum = &even;
        for (unsigned left = p.n;;) {
          unsigned blocks = (left + Problem::Threads - 1) / Problem::Threads;
          reduce.arguments(*from, *sum, left).enqueue(blocks, Problem::Threads);
          if (blocks == 1) break;
          from = sum, sum = sum == &even ? &odd : &even, left = blocks;
        }
        cl.finish();
      },
      [&] { return p.sum[0] = sum->download(sums)[0], p.check(); });
}
