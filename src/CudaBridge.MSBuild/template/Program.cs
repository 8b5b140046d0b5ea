using CudaBridge;
using CudaBridgeApp;

const int Count = 1000, Threads = 256;
float[] numbers = [.. Enumerable.Range(0, Count).Select(i => (float)i)];

using var cuda = new CudaContext();
using CudaDeviceVariable<float> a = numbers, b = numbers, sum = new(Count);

VectorAddKernels.vector_add((Count + Threads - 1) / Threads, Threads, Count, a, b, sum);

Console.WriteLine($"On {cuda.GetDeviceName()}: 999 + 999 = {sum[999]}");
