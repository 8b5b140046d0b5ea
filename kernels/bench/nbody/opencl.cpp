#include "../harness/opencl.h"
#include "problem.h"

int main(int argc, char** argv) {
  Problem p({argc, argv});
  bench::OpenCl cl(KERNELS);
  bench::ClBuffer<Body> bodies(cl, p.n), accelerations(cl, p.n);
  bench::ClKernel nbody(cl, "nbody");
  nbody.arguments(bodies, accelerations, p.n);
  return bench::serve(
      [&] { bodies.upload(p.bodies), accelerations.clear(); },
      [&] {
        nbody.enqueue(p.n / Problem::Tile, Problem::Tile);
        cl.finish();
      },
      [&] { return accelerations.download(p.accelerations), p.check(); });
}
