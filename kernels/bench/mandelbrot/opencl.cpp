#include "../harness/opencl.h"
#include "problem.h"

int main(int argc, char** argv) {
  Problem p({argc, argv});
  bench::OpenCl cl(KERNELS);
  bench::ClBuffer<int> iterations(cl, p.iterations.size());
  bench::ClKernel mandelbrot(cl, "mandelbrot");
  mandelbrot.arguments(iterations, p.n, p.step);
  return bench::serve(
      [&] { iterations.clear(); },
      [&] {
        mandelbrot.enqueue(p.n / 32, p.n / 8, 32, 8);
        cl.finish();
      },
      [&] { return iterations.download(p.iterations), p.check(); });
}
