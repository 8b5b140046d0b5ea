// What streams say about themselves, the attributes that read back, priorities that are clamped, and the special handles.
#include "check.h"

int main(void) {
  cudaStream_t stream, other;
  unsigned flags;
  int priority, device = 9;
  unsigned long long id, other_id;
  enum cudaStreamCaptureStatus status;
  cudaStreamAttrValue value = {0}, back = {0};

  OK(cudaStreamCreateWithPriority(&stream, cudaStreamNonBlocking, -1000));
  OK(cudaStreamCreate(&other));
  OK(cudaStreamGetFlags(stream, &flags));
  CHECK(flags == cudaStreamNonBlocking);
  OK(cudaStreamGetPriority(stream, &priority));
  CHECK(priority == -5);
  OK(cudaStreamGetId(stream, &id));
  OK(cudaStreamGetId(other, &other_id));
  CHECK(id != other_id);
  OK(cudaStreamGetDevice(stream, &device));
  CHECK(device == 0);
  OK(cudaStreamIsCapturing(stream, &status));
  CHECK(status == cudaStreamCaptureStatusNone);

  value.syncPolicy = cudaSyncPolicyYield;
  OK(cudaStreamSetAttribute(stream, cudaStreamAttributeSynchronizationPolicy, &value));
  OK(cudaStreamCopyAttributes(other, stream));
  OK(cudaStreamGetAttribute(other, cudaStreamAttributeSynchronizationPolicy, &back));
  CHECK(back.syncPolicy == cudaSyncPolicyYield);

  OK(cudaStreamQuery(cudaStreamLegacy));
  OK(cudaStreamSynchronize(cudaStreamPerThread));
  OK(cudaStreamDestroy(stream));
  OK(cudaStreamDestroy(other));
  puts("ok");
  return 0;
}
