// Bodies that attract each other, with a progress bar: dotnet run [BODIES [STEPS]]
using System.Diagnostics;
using CudaBridge;
using CudaBridge.VectorTypes;
using NBody;

int count = args.Length > 0 ? int.Parse(args[0]) : 4096, steps = args.Length > 1 ? int.Parse(args[1]) : 100;
const int Threads = 128;
int blocks = (count + Threads - 1) / Threads;
Random random = new(42);
float4[] start = [.. Enumerable.Range(0, count).Select(_ => new float4(Next(), Next(), Next(), 1f / count))];

using var cuda = new CudaContext();
using var stream = new CudaStream();
using CudaDeviceVariable<float4> first = start, second = new(count);
using CudaDeviceVariable<float3> velocities = new float3[count];
using CudaDeviceVariable<double> sum = new double[3];

Stopwatch watch = Stopwatch.StartNew();
(CudaDeviceVariable<float4> from, CudaDeviceVariable<float4> to) = (first, second);
for (int i = 0; i < steps; i++)
{
    NbodyKernels.step(blocks, Threads, from, to, velocities, count, dt: 0.001f, stream: stream);
    (from, to) = (to, from);
    if (i % 5 != 4 && i + 1 != steps) continue;
    await stream;
    ShowProgress(i + 1);
}
NbodyKernels.momentum(blocks, Threads, from, velocities, count, sum, stream: stream);
await stream;

double[] total = sum;
double drift = Math.Sqrt(total.Sum(p => p * p)), interactions = (double)count * count * steps / watch.Elapsed.TotalSeconds;
Console.WriteLine($"\n{count} bodies, {steps} steps on {cuda.GetDeviceName()}: {interactions / 1e9:0.00} billion interactions a second");
Console.WriteLine($"momentum after all steps: {drift:0.0e+0} (0 in theory)");
return drift < 1e-3 ? 0 : 1;

float Next() => random.NextSingle() * 2 - 1;

void ShowProgress(int done)
{
    const int Width = 40;
    int filled = done * Width / steps;
    Console.Write($"\r[{new string('#', filled)}{new string('.', Width - filled)}] {done * 100 / steps,3} %");
}
