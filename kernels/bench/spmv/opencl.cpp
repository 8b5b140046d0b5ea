#include "../harness/opencl.h"
#include "problem.h"

int main(int argc, char** argv) {
  Problem p({argc, argv});
  bench::OpenCl cl(KERNELS);
  bench::ClBuffer<int> rows(cl, p.n + 1), columns(cl, p.elements);
  bench::ClBuffer<float> values(cl, p.elements), x(cl, p.n), y(cl, p.n);
  bench::ClKernel spmv(cl, "spmv");
  spmv.arguments(rows, columns, values, x, y, p.n);
  return bench::serve(
      [&] { rows.upload(p.rows), columns.upload(p.columns), values.upload(p.values), x.upload(p.x), y.clear(); },
      [&] {
        spmv.enqueue((p.n + 255) / 256, 256);
        cl.finish();
      },
      [&] { return y.download(p.y), p.check(); });
}
