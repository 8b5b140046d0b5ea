// Filters a PNG file: dotnet run blur|edges IN.png OUT.png
using System.Runtime.InteropServices;
using CudaBridge;
using CudaBridge.VectorTypes;
using ImageFilter;

if (args is not ["blur" or "edges", var input, var output])
{
    Console.Error.WriteLine("usage: ImageFilter blur|edges IN.png OUT.png");
    return 1;
}
const int Threads = 128, Radius = 3;
(int width, int height, byte[] rgb) = Png.Read(input);

using var cuda = new CudaContext();
using CudaDeviceVariable<uchar3> image = new(width * height), result = new(width * height);
image.CopyToDevice(MemoryMarshal.Cast<byte, uchar3>(rgb));

if (args[0] == "edges") FiltersKernels.edges(((width + Threads - 1) / Threads, height), Threads, image, result, width, height);
else
{
    Weights weights = Gauss(sigma: 1.5f);
    int shared = (Threads + 2 * Radius) * CudaDeviceVariable<uchar3>.TypeSize;
    FiltersKernels.blur(((width + Threads - 1) / Threads, height), Threads, image, result, width, height, 1, 0, weights, shared);
    FiltersKernels.blur(((height + Threads - 1) / Threads, width), Threads, result, image, width, height, 0, 1, weights, shared);
}
uchar3[] pixels = args[0] == "edges" ? result : image;
Png.Write(output, width, height, MemoryMarshal.AsBytes<uchar3>(pixels));
Console.WriteLine($"{args[0]}: {width} x {height} pixels on {cuda.GetDeviceName()}, written to {output}");
return 0;

static Weights Gauss(float sigma)
{
    Weights weights = default;
    float sum = 0;
    for (int i = 0; i <= 2 * Radius; i++) sum += weights.w[i] = MathF.Exp(-(i - Radius) * (i - Radius) / (2 * sigma * sigma));
    for (int i = 0; i <= 2 * Radius; i++) weights.w[i] /= sum;
    return weights;
}
