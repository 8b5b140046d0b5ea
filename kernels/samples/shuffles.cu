// Warp shuffles: every kind, widths below 32, masks that leave lanes out, and types of 32 and 64 bits.
#include <vector>
#include "check.h"

__global__ void kinds(int* out) {
  int lane = threadIdx.x, v = lane * 10;
  out[0 * 32 + lane] = __shfl_sync(~0u, v, (lane + 5) % 32);
  out[1 * 32 + lane] = __shfl_up_sync(~0u, v, 3);
  out[2 * 32 + lane] = __shfl_down_sync(~0u, v, 3);
  out[3 * 32 + lane] = __shfl_xor_sync(~0u, v, 9);
  out[4 * 32 + lane] = __shfl_sync(~0u, v, 2, 8);
  out[5 * 32 + lane] = __shfl_up_sync(~0u, v, 1, 4);
  out[6 * 32 + lane] = __shfl_down_sync(~0u, v, 2, 16);
  out[7 * 32 + lane] = __shfl_xor_sync(~0u, v, 1, 2);
}

__global__ void half_warp(int* out) {
  int lane = threadIdx.x;
  if (lane < 16) out[lane] = __shfl_xor_sync(0xffffu, lane, 1);
  else out[lane] = __shfl_down_sync(0xffff0000u, lane, 1);
}

__global__ void wide_types(double* d, long long* l, float* f) {
  int lane = threadIdx.x;
  d[lane] = __shfl_down_sync(~0u, 1.0 / (lane + 1), 1);
  l[lane] = __shfl_up_sync(~0u, (long long)lane << 40, 1);
  float sum = lane + 0.5f;
  for (int offset = 16; offset; offset /= 2) sum += __shfl_xor_sync(~0u, sum, offset);
  f[lane] = sum;
}

int main() {
  std::vector<int> out(256);
  DeviceArray<int> d(256);
  kinds<<<1, 32>>>(d);
  CUDA(cudaGetLastError());
  d.download(out.data());
  for (int i = 0; i < 32; i++) {
    EXPECT(out[i] == (i + 5) % 32 * 10);
    EXPECT(out[32 + i] == (i < 3 ? i : i - 3) * 10);
    EXPECT(out[64 + i] == (i > 28 ? i : i + 3) * 10);
    EXPECT(out[96 + i] == (i ^ 9) * 10);
    EXPECT(out[128 + i] == (i / 8 * 8 + 2) * 10);
    EXPECT(out[160 + i] == (i % 4 ? i - 1 : i) * 10);
    EXPECT(out[192 + i] == (i % 16 > 13 ? i : i + 2) * 10);
    EXPECT(out[224 + i] == (i ^ 1) * 10);
  }
  half_warp<<<1, 32>>>(d);
  d.download(out.data());
  for (int i = 0; i < 32; i++) EXPECT(out[i] == (i < 16 ? i ^ 1 : i == 31 ? 31 : i + 1));

  std::vector<double> doubles(32);
  std::vector<long long> longs(32);
  std::vector<float> floats(32);
  DeviceArray<double> dd(32);
  DeviceArray<long long> dl(32);
  DeviceArray<float> df(32);
  wide_types<<<1, 32>>>(dd, dl, df);
  dd.download(doubles.data()), dl.download(longs.data()), df.download(floats.data());
  for (int i = 0; i < 32; i++) {
    EXPECT(doubles[i] == 1.0 / (i < 31 ? i + 2 : 32));
    EXPECT(longs[i] == (long long)(i ? i - 1 : 0) << 40);
    EXPECT(floats[i] == 512.0f);
  }
  return finish("shuffles");
}
