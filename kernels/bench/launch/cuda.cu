#include "../harness/cuda.h"
#include "problem.h"

__global__ void nothing() {}

int main(int argc, char** argv) {
  Problem p(argc, argv);
  return bench::serve([] {}, [&] {
    nothing<<<p.blocks, Problem::Threads>>>();
    bench::check(cudaDeviceSynchronize());
  }, [] { return std::string(); });
}
