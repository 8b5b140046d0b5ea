#include "../harness/cuda.h"
#include "problem.h"

__global__ void nothing() {}

int main(int argc, char** argv) {
  Problem p(argc, argv);
  return bench::serve([] {}, [&] {
    for (unsigned i = 0; i < p.launches; i++) nothing<<<p.blocks, Problem::Threads>>>();
    bench::check(cudaDeviceSynchronize());
  }, [] { return std::string(); });
}
