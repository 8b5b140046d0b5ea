kernel void saxpy(float s, global const float* x, global float* y, uint n) {
  for (uint i = get_global_id(0); i < n; i += get_global_size(0)) y[i] = s * x[i] + y[i];
}
