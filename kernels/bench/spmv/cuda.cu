#include "../harness/cuda.h"
#include "problem.h"

__global__ void spmv(const int* rows, const int* columns, const float* values, const float* x, float* y, int n) {
  int row = blockIdx.x * blockDim.x + threadIdx.x;
  if (row >= n) return;
  float sum = 0;
  for (int i = rows[row]; i < rows[row + 1]; i++) sum += values[i] * x[columns[i]];
  y[row] = sum;
}

int main(int argc, char** argv) {
  Problem p({argc, argv});
  bench::Device<int> rows(p.n + 1), columns(p.elements);
  bench::Device<float> values(p.elements), x(p.n), y(p.n);
  return bench::serve(
      [&] { rows.upload(p.rows), columns.upload(p.columns), values.upload(p.values), x.upload(p.x), y.clear(); },
      [&] {
        spmv<<<(p.n + 255) / 256, 256>>>(rows, columns, values, x, y, p.n);
        bench::finish();
      },
      [&] { return y.download(p.y), p.check(); });
}
