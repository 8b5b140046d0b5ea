// Draws the Mandelbrot set into a PNG file: dotnet run [FILE [WIDTH HEIGHT]]
using System.Diagnostics;
using System.Runtime.InteropServices;
using CudaBridge;
using CudaBridge.VectorTypes;
using Mandelbrot;

string file = args.Length > 0 ? args[0] : "mandelbrot.png";
int width = args.Length > 2 ? int.Parse(args[1]) : 720, height = args.Length > 2 ? int.Parse(args[2]) : 400;
View view = new() { centerX = -0.743643, centerY = 0.131826, width = 0.006 };

using var cuda = new CudaContext();
using CudaDeviceVariable<uchar3> pixels = new(width * height);
await MandelbrotKernels.LoadAsync(cuda);

Stopwatch watch = Stopwatch.StartNew();
MandelbrotKernels.mandelbrot(grid: ((width + 15) / 16, (height + 15) / 16), block: (16, 16), pixels, width, height, view, limit: 2000);
cuda.Synchronize();
Console.WriteLine($"{width} x {height} points on {cuda.GetDeviceName()} in {watch.ElapsedMilliseconds} ms");

Png.Write(file, width, height, MemoryMarshal.AsBytes<uchar3>(pixels.ToArray()));
Console.WriteLine($"written to {file}");
