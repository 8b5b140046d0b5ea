#define THREADS 256

kernel void softmax(global const float* from, global float* to, int columns) {
  local float tree[THREADS];
  int thread = get_local_id(0);
  global const float* row = from + get_group_id(0) * columns;
  global float* out = to + get_group_id(0) * columns;

  float largest = -INFINITY;
  for (int c = thread; c < columns; c += THREADS) largest = fmax(largest, row[c]);
  tree[thread] = largest;
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int half_size = THREADS / 2; half_size > 0; half_size /= 2) {
    if (thread < half_size) tree[thread] = fmax(tree[thread], tree[thread + half_size]);
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  largest = tree[0];
  barrier(CLK_LOCAL_MEM_FENCE);

  float sum = 0;
  for (int c = thread; c < columns; c += THREADS) sum += exp(row[c] - largest);
  tree[thread] = sum;
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int half_size = THREADS / 2; half_size > 0; half_size /= 2) {
    if (thread < half_size) tree[thread] += tree[thread + half_size];
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  sum = tree[0];
  for (int c = thread; c < columns; c += THREADS) out[c] = exp(row[c] - largest) / sum;
}
