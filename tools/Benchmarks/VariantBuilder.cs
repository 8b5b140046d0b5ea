using System.Security.Cryptography;
using System.Text;

namespace CudaBridge.Benchmarks;

/// <summary>Compiles variants, each again only when its sources, its compiler or its command have changed.</summary>
internal sealed class VariantBuilder(Folders folders)
{
    private const string Clang = "clang++-22";

    /// <summary>Why a variant cannot run on this machine, or null.</summary>
    public static string? Absent(Variant variant) => variant.Source switch
    {
        Source.Native when !Machine.HasAvx512 => "this CPU has no AVX-512",
        Source.OpenCl when !File.Exists("/usr/include/CL/cl.h") => "OpenCL's headers and loader are not installed (ocl-icd-opencl-dev)",
        _ when (variant.Source == Source.OpenCl || variant.Environment.Contains(Variants.OnOpenCl)) && !Directory.Exists("/etc/OpenCL/vendors") => "no OpenCL driver is installed (pocl-opencl-icd)",
        _ => null,
    };

    /// <summary>The program's path.</summary>
    public string Build(Kernel kernel, Variant variant)
    {
        string program = Path.Combine(folders.Output, "bin", $"{kernel.Name}.{variant.Name}"), stamp = program + ".stamp";
        if (variant.Source == Source.Managed) return BuildManaged(kernel, program);
        string[] command = Command(Path.Combine(folders.Kernels, kernel.Name), variant.Source, program);
        string content = Content(kernel, command, variant);
        if (File.Exists(program) && File.Exists(stamp) && File.ReadAllText(stamp) == content) return program;
        Directory.CreateDirectory(Path.GetDirectoryName(program)!);
        string? errors = Processes.Errors(Processes.Start(command[0], command.Skip(1), variant.Environment));
        if (errors is not null) throw new BenchmarkException($"{kernel.Name} ({variant.Title}) does not compile:\n{string.Join(' ', command)}\n{errors}");
        File.WriteAllText(stamp, content);
        return program;
    }

    // MSBuild knows what is up to date.
    private string BuildManaged(Kernel kernel, string folder)
    {
        string[] arguments = ["build", Path.Combine(folders.Kernels, kernel.Name, "managed"), "-c", "Release", "-o", folder, "-v", "quiet", "-nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false"];
        if (Processes.Errors(Processes.Start("dotnet", arguments, [])) is { } errors) throw new BenchmarkException($"{kernel.Name} (C#) does not compile:\n{errors}");
        return Path.Combine(folder, "Launch");
    }

    private string[] Command(string folder, Source source, string program) => source switch
    {
        Source.Native => [Clang, "-O3", "-march=native", "-std=c++20", "-fopenmp", "-Wall", "-Wextra", "-Werror", Path.Combine(folder, "native.cpp"), "-o", program],
        Source.Cuda => [Path.Combine(folders.Toolkit, "bin", "nvcc"), "-O3", "-std=c++20", Path.Combine(folder, "cuda.cu"), "-o", program],
        _ =>
        [
            Clang, "-O3", "-march=native", "-std=c++20", "-Wall", "-Wextra", "-Werror", $"-DKERNELS=\"{Path.Combine(folder, "opencl.cl")}\"",
            Path.Combine(folder, "opencl.cpp"), "-lOpenCL", "-o", program,
        ],
    };

    private string Content(Kernel kernel, string[] command, Variant variant)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', [.. command, .. variant.Environment.Select(v => $"{v.Name}={v.Value}")])));
        var sources = new[] { kernel.Name, "harness" }.SelectMany(name => Directory.GetFiles(Path.Combine(folders.Kernels, name)));
        var compiler = variant.Source == Source.Cuda ? new[] { "bin/cudabridge", "nvvm/libdevice/libdevice.10.bc", "nvvm/libdevice/dialect.bc" } : [];
        foreach (string file in sources.Order(StringComparer.Ordinal).Concat(compiler.Select(name => Path.Combine(folders.Toolkit, name))))
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(file)));
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
