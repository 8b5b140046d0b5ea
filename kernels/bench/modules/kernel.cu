// One of the many kernels of a large module: the benchmark repeats its PTX, some 33 KB, under other names.
extern "C" __global__ void work(const float *in, float *out, int n) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= n) return;
    float x = in[i], sum = 0;
#pragma unroll
    for (int k = 0; k < 100; k++) {
        float y = in[(i + k * 17) % n];
        sum = fmaf(sum, x, y);
        if (y > x) x = sqrtf(y) - k;
    }
    out[i] = sum;
}
