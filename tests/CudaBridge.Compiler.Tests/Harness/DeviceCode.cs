using System.Diagnostics;
using CudaBridge.Compiler;

namespace CudaBridge.Compiler.Tests.Harness;

/// <summary>CUDA source to kernel IR, with the toolkit's headers, as the product's front end does it.</summary>
internal static class DeviceCode
{
    public static byte[] Compile(string source, params string[] options)
    {
        string folder = Directory.CreateTempSubdirectory("cudabridge-test-").FullName;
        try
        {
            string input = Path.Combine(folder, "kernel.cu"), output = Path.Combine(folder, "kernel.bc");
            File.WriteAllText(input, source);
            Run(Toolkit.FindTool("clang++") ?? throw new FileNotFoundException("clang++-22"),
            [
                "-x", "cuda", "-std=c++17", $"--cuda-path={Toolkit.Root}", "-nocudainc", "-isystem", Path.Combine(Toolkit.Root!, "include"), "-include", "cuda_runtime.h",
                "--cuda-device-only", "--offload-arch=sm_80", "-O2", "-Xclang", "-disable-llvm-passes", "-emit-llvm", "-c", .. options, input, "-o", output,
            ]);
            return File.ReadAllBytes(output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Run(string program, IEnumerable<string> arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} failed:\n{errors}");
    }
}
