#include "../harness/opencl.h"
#include "problem.h"

int main(int argc, char** argv) {
  Problem p(argc, argv);
  bench::OpenCl cl(KERNELS);
  bench::ClKernel nothing(cl, "nothing");
  return bench::serve([] {}, [&] {
    nothing.enqueue(p.blocks, Problem::Threads);
    cl.finish();
  }, [] { return std::string(); });
}
