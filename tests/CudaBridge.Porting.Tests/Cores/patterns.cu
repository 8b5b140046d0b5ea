// Kernels of the shapes that programs are full of, each checked against a loop on the host.
#include <cmath>
#include <cstdio>
#include <vector>

__global__ void vector_add(const float* a, const float* b, float* c, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) c[i] = a[i] + b[i];
}

__global__ void saxpy(float s, const float* x, float* y, unsigned n) {
  for (unsigned i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += blockDim.x * gridDim.x) y[i] = s * x[i] + y[i];
}

__global__ void add_row(const float* m, const float* row, float* out, int rows, int columns) {
  int c = blockIdx.x * blockDim.x + threadIdx.x, r = blockIdx.y * blockDim.y + threadIdx.y;
  if (r < rows && c < columns) out[r * columns + c] = m[r * columns + c] * 2.0f + row[c];
}

const int Threads = 128;

template <class F> __device__ float reduce_block(float* tree, float value, F combine) {
  tree[threadIdx.x] = value;
  __syncthreads();
  for (int half = Threads / 2; half > 0; half /= 2) {
    if (threadIdx.x < half) tree[threadIdx.x] = combine(tree[threadIdx.x], tree[threadIdx.x + half]);
    __syncthreads();
  }
  float result = tree[0];
  __syncthreads();
  return result;
}

__global__ void softmax(const float* from, float* to, int columns) {
  __shared__ float tree[Threads];
  const float* row = from + blockIdx.x * columns;
  float* out = to + blockIdx.x * columns;
  float largest = -INFINITY;
  for (int c = threadIdx.x; c < columns; c += Threads) largest = fmaxf(largest, row[c]);
  largest = reduce_block(tree, largest, [](float a, float b) { return fmaxf(a, b); });
  float sum = 0;
  for (int c = threadIdx.x; c < columns; c += Threads) sum += expf(row[c] - largest);
  sum = reduce_block(tree, sum, [](float a, float b) { return a + b; });
  for (int c = threadIdx.x; c < columns; c += Threads) out[c] = expf(row[c] - largest) / sum;
}

const int Tile = 16;

__global__ void sgemm(const float* a, const float* b, float* c, int n) {
  __shared__ float left[Tile][Tile], right[Tile][Tile];
  int x = blockIdx.x * Tile + threadIdx.x, y = blockIdx.y * Tile + threadIdx.y;
  float sum = 0;
  for (int t = 0; t < n; t += Tile) {
    left[threadIdx.y][threadIdx.x] = a[y * n + t + threadIdx.x];
    right[threadIdx.y][threadIdx.x] = b[(t + threadIdx.y) * n + x];
    __syncthreads();
    for (int k = 0; k < Tile; k++) sum += left[threadIdx.y][k] * right[k][threadIdx.x];
    __syncthreads();
  }
  c[y * n + x] = sum;
}

// The same for matrices of any size, with a number of tiles as the loop's bound.
__global__ void sgemm_bounded(const float* a, const float* b, float* c, int rows, int columns, int depth) {
  __shared__ float left[Tile][Tile], right[Tile][Tile];
  int x = blockIdx.x * Tile + threadIdx.x, y = blockIdx.y * Tile + threadIdx.y;
  float sum = 0;
  for (int t = 0; t < (depth + Tile - 1) / Tile; t++) {
    left[threadIdx.y][threadIdx.x] = y < rows && t * Tile + threadIdx.x < depth ? a[y * depth + t * Tile + threadIdx.x] : 0.0f;
    right[threadIdx.y][threadIdx.x] = t * Tile + threadIdx.y < depth && x < columns ? b[(t * Tile + threadIdx.y) * columns + x] : 0.0f;
    __syncthreads();
    for (int k = 0; k < Tile; k++) sum += left[threadIdx.y][k] * right[k][threadIdx.x];
    __syncthreads();
  }
  if (y < rows && x < columns) c[y * columns + x] = sum;
}

__global__ void sum_blocks(const float* values, float* sums, int n) {
  __shared__ float warps[32];
  float value = 0;
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += blockDim.x * gridDim.x) value += values[i];
  for (int step = 16; step > 0; step /= 2) value += __shfl_down_sync(~0u, value, step);
  if (threadIdx.x % 32 == 0) warps[threadIdx.x / 32] = value;
  __syncthreads();
  if (threadIdx.x == 0) {
    float sum = 0;
    for (int warp = 0; warp < blockDim.x / 32; warp++) sum += warps[warp];
    sums[blockIdx.x] = sum;
  }
}

// A warp for each row, and all of its lanes know the results.
__global__ void normalize_rows(const float* from, float* to, int rows, int columns) {
  int lane = threadIdx.x % 32, row = blockIdx.x * (blockDim.x / 32) + threadIdx.x / 32;
  float largest = -INFINITY, sum = 0;
  if (row < rows)
    for (int c = lane; c < columns; c += 32) largest = fmaxf(largest, from[row * columns + c]);
  for (int step = 16; step > 0; step >>= 1) largest = fmaxf(largest, __shfl_xor_sync(~0u, largest, step));
  if (row < rows)
    for (int c = lane; c < columns; c += 32) sum += from[row * columns + c] - largest;
  for (int step = 1; step < 32; step <<= 1) sum += __shfl_xor_sync(~0u, sum, step);
  if (row < rows)
    for (int c = lane; c < columns; c += 32) to[row * columns + c] = (from[row * columns + c] - largest) / sum;
}

__device__ int warp_sum(int value) {
  for (int step = 16; step > 0; step /= 2) value += __shfl_down_sync(~0u, value, step);
  return value;
}

// Warps' sums, and the first warp's sum of them.
__global__ void count_above(const float* values, float limit, int* count, int n) {
  __shared__ int warps[32];
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  int found = warp_sum(i < n && values[i] > limit);
  if (threadIdx.x % 32 == 0) warps[threadIdx.x / 32] = found;
  __syncthreads();
  if (threadIdx.x < 32) {
    int all = warp_sum(threadIdx.x < blockDim.x / 32 ? warps[threadIdx.x] : 0);
    if (threadIdx.x == 0) atomicAdd(count, all);
  }
}

__global__ void transpose(const float* in, float* out, int width, int height) {
  __shared__ float tile[32][33];
  int x = blockIdx.x * 32 + threadIdx.x, y = blockIdx.y * 32 + threadIdx.y;
  for (int j = 0; j < 32; j += blockDim.y)
    if (x < width && y + j < height) tile[threadIdx.y + j][threadIdx.x] = in[(y + j) * width + x];
  __syncthreads();
  x = blockIdx.y * 32 + threadIdx.x, y = blockIdx.x * 32 + threadIdx.y;
  for (int j = 0; j < 32; j += blockDim.y)
    if (x < height && y + j < width) out[(y + j) * height + x] = tile[threadIdx.x][threadIdx.y + j];
}

__global__ void stencil(const float* before, float* after, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i > 0 && i < n - 1) after[i] = 0.25f * before[i - 1] + 0.5f * before[i] + 0.25f * before[i + 1];
}

__global__ void smoothed(const float* before, float* after, int n) {
  __shared__ float tile[Threads + 2];
  int i = blockIdx.x * blockDim.x + threadIdx.x, t = threadIdx.x + 1;
  tile[t] = i < n ? before[i] : 0;
  if (threadIdx.x == 0) tile[0] = i > 0 ? before[i - 1] : 0;
  if (threadIdx.x == blockDim.x - 1) tile[t + 1] = i + 1 < n ? before[i + 1] : 0;
  __syncthreads();
  if (i < n) after[i] = tile[t - 1] + tile[t] + tile[t + 1];
}

__global__ void histogram(const int* values, int* counts, int n) {
  __shared__ int own[16];
  if (threadIdx.x < 16) own[threadIdx.x] = 0;
  __syncthreads();
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) atomicAdd(&own[values[i]], 1);
  __syncthreads();
  if (threadIdx.x < 16) atomicAdd(&counts[threadIdx.x], own[threadIdx.x]);
}

template <class T> struct Device {
  T* p = nullptr;
  size_t n;
  explicit Device(size_t n) : n(n) { cudaMalloc((void**)&p, n * sizeof(T)); cudaMemset(p, 0, n * sizeof(T)); }
  explicit Device(const std::vector<T>& v) : Device(v.size()) { cudaMemcpy(p, v.data(), n * sizeof(T), cudaMemcpyHostToDevice); }
  ~Device() { cudaFree(p); }
  std::vector<T> get() const {
    std::vector<T> v(n);
    cudaMemcpy(v.data(), p, n * sizeof(T), cudaMemcpyDeviceToHost);
    return v;
  }
};

int failures = 0;

void expect(const char* what, size_t at, double value, double right) {
  if (std::fabs(value - right) <= 1e-4 * (1 + std::fabs(right))) return;
  if (failures++ < 5) std::printf("%s[%zu] = %g, not %g\n", what, at, value, right);
}

std::vector<float> numbers(size_t n, unsigned seed) {
  std::vector<float> v(n);
  for (float& x : v) x = (float)((seed = seed * 1664525u + 1013904223u) >> 20) / 512.0f - 4.0f;
  return v;
}

int main() {
  const int n = 10007;
  std::vector<float> a = numbers(n, 1), b = numbers(n, 2);
  {
    Device<float> da(a), db(b), dc(n);
    vector_add<<<(n + 255) / 256, 256>>>(da.p, db.p, dc.p, n);
    std::vector<float> c = dc.get();
    for (int i = 0; i < n; i++) expect("vector_add", i, c[i], a[i] + b[i]);
    vector_add<<<2, 256>>>(db.p, db.p, dc.p, n);
    c = dc.get();
    for (int i = 0; i < n; i++) expect("short grid", i, c[i], i < 512 ? 2 * b[i] : a[i] + b[i]);
    saxpy<<<7, 64>>>(2.5f, da.p, db.p, n);
    c = db.get();
    for (int i = 0; i < n; i++) expect("saxpy", i, c[i], 2.5f * a[i] + b[i]);
    stencil<<<(n + 127) / 128, 128>>>(da.p, dc.p, n);
    smoothed<<<(n + Threads - 1) / Threads, Threads>>>(da.p, db.p, n);
    std::vector<float> s = dc.get(), t = db.get();
    for (int i = 1; i < n - 1; i++) {
      expect("stencil", i, s[i], 0.25f * a[i - 1] + 0.5f * a[i] + 0.25f * a[i + 1]);
      expect("smoothed", i, t[i], a[i - 1] + a[i] + a[i + 1]);
    }
  }
  {
    const int rows = 33, columns = 300;
    std::vector<float> m = numbers(rows * columns, 3);
    Device<float> dm(m), drow(a), dout(m.size()), dsoft(m.size()), dturned(m.size());
    add_row<<<dim3((columns + 31) / 32, (rows + 7) / 8), dim3(32, 8)>>>(dm.p, drow.p, dout.p, rows, columns);
    softmax<<<rows, Threads>>>(dm.p, dsoft.p, columns);
    transpose<<<dim3((columns + 31) / 32, (rows + 31) / 32), dim3(32, 8)>>>(dm.p, dturned.p, columns, rows);
    std::vector<float> out = dout.get(), soft = dsoft.get(), turned = dturned.get();
    for (int r = 0; r < rows; r++) {
      double sum = 0;
      for (int c = 0; c < columns; c++) sum += std::exp((double)m[r * columns + c]);
      for (int c = 0; c < columns; c++) {
        expect("add_row", r * columns + c, out[r * columns + c], m[r * columns + c] * 2.0f + a[c]);
        expect("softmax", r * columns + c, soft[r * columns + c] * 1000, 1000 * std::exp((double)m[r * columns + c]) / sum);
        expect("transpose", r * columns + c, turned[c * rows + r], m[r * columns + c]);
      }
    }
  }
  {
    const int size = 64;
    std::vector<float> left = numbers(size * size, 4), right = numbers(size * size, 5);
    Device<float> dl(left), dr(right), dc(size * size);
    sgemm<<<dim3(size / Tile, size / Tile), dim3(Tile, Tile)>>>(dl.p, dr.p, dc.p, size);
    std::vector<float> c = dc.get();
    for (int y = 0; y < size; y++)
      for (int x = 0; x < size; x++) {
        double sum = 0;
        for (int k = 0; k < size; k++) sum += (double)left[y * size + k] * right[k * size + x];
        expect("sgemm", y * size + x, c[y * size + x], sum);
      }
  }
  {
    const int rows = 70, columns = 83, depth = 301;
    std::vector<float> left = numbers(rows * depth, 6), right = numbers(depth * columns, 7);
    Device<float> dl(left), dr(right), dc(rows * columns);
    sgemm_bounded<<<dim3((columns + Tile - 1) / Tile, (rows + Tile - 1) / Tile), dim3(Tile, Tile)>>>(dl.p, dr.p, dc.p, rows, columns, depth);
    std::vector<float> c = dc.get();
    for (int y = 0; y < rows; y++)
      for (int x = 0; x < columns; x++) {
        double sum = 0;
        for (int k = 0; k < depth; k++) sum += (double)left[y * depth + k] * right[k * columns + x];
        expect("sgemm_bounded", y * columns + x, c[y * columns + x], sum);
      }
  }
  {
    Device<float> da(a), dsums(5);
    sum_blocks<<<5, 128>>>(da.p, dsums.p, n);
    double right = 0, got = 0;
    for (float x : a) right += x;
    for (float x : dsums.get()) got += x;
    expect("sum_blocks", 0, got, right);
    int above = 0, found = 0, *counted;
    for (float x : a) above += x > 1.5f;
    cudaMalloc((void**)&counted, sizeof(int));
    cudaMemset(counted, 0, sizeof(int));
    count_above<<<(n + 95) / 96, 96>>>(da.p, 1.5f, counted, n);
    cudaMemcpy(&found, counted, sizeof(int), cudaMemcpyDeviceToHost);
    expect("count_above", 0, found, above);
    const int rows = 23, columns = 77;
    std::vector<float> m = numbers(rows * columns, 8);
    Device<float> dm(m), dnormal(m.size());
    normalize_rows<<<(rows + 3) / 4, 128>>>(dm.p, dnormal.p, rows, columns);
    std::vector<float> normal = dnormal.get();
    for (int r = 0; r < rows; r++) {
      double largest = -1e9, sum = 0;
      for (int c = 0; c < columns; c++) largest = std::fmax(largest, m[r * columns + c]);
      for (int c = 0; c < columns; c++) sum += m[r * columns + c] - largest;
      for (int c = 0; c < columns; c++) expect("normalize_rows", r * columns + c, 1000 * normal[r * columns + c], 1000 * (m[r * columns + c] - largest) / sum);
    }
    std::vector<int> values(n), counts(16);
    for (int i = 0; i < n; i++) counts[values[i] = i * 7 % 13]++;
    Device<int> dv(values), dcounts(16);
    histogram<<<(n + 127) / 128, 128>>>(dv.p, dcounts.p, n);
    std::vector<int> got_counts = dcounts.get();
    for (int i = 0; i < 16; i++) expect("histogram", i, got_counts[i], counts[i]);
  }
  std::printf("patterns: %s\n", failures == 0 ? "ok" : "FAILED");
  return failures != 0;
}
