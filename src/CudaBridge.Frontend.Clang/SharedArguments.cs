using System.Globalization;
using CudaBridge.Compiler;

namespace CudaBridge.Frontend.Clang;

/// <summary>The part of a clang command that the halves of a CUDA file and plain C++ files have in common.</summary>
internal static class SharedArguments
{
    /// <summary>The CUDA version that our headers and tools answer with: 12.8, as <c>CUDA_VERSION</c> 12080.</summary>
    internal const int CudaMajor = 12, CudaMinor = 8, CudaBuild = 93;

    /// <summary>Macros that nvcc defines for every file it compiles.</summary>
    private static readonly string[] s_versionMacros =
    [
        "-D__NVCC__", $"-D__CUDACC_VER_MAJOR__={CudaMajor}", $"-D__CUDACC_VER_MINOR__={CudaMinor}", $"-D__CUDACC_VER_BUILD__={CudaBuild}",
    ];

    private static readonly Dictionary<string, string> s_warningKinds = new()
    {
        ["all-warnings"] = "-Werror",
        ["reorder"] = "-Werror=reorder",
        ["deprecated-declarations"] = "-Werror=deprecated-declarations",
    };

    public static string Root => Toolkit.Root ?? throw new ToolException(ToolMessages.NoToolkit());

    /// <summary>Language, macros, headers and warnings.</summary>
    public static List<string> Of(CompileOptions options)
    {
        List<string> arguments = [.. Language(options), .. s_versionMacros, .. options.FrontEnd];
        if (options.References) arguments.Add(CompileOptions.ReferencesMacro);
        if (options.PerThreadStream) arguments.Add("-DCUDA_API_PER_THREAD_DEFAULT_STREAM=1");
        arguments.AddRange(["-isystem", Path.Combine(Root, "include")]);
        arguments.AddRange(Warnings(options));
        if (options.Overlay is { } overlay) arguments.AddRange(["-ivfsoverlay", overlay]);
        if (options.Language == SourceLanguage.Cuda) arguments.AddRange(Cuda(options));
        return arguments;
    }

    private static IEnumerable<string> Language(CompileOptions options)
    {
        yield return "-x";
        yield return options.Language switch { SourceLanguage.C => "c", SourceLanguage.Cxx => "c++", _ => "cuda" };
        if (options.Standard is { } standard && options.Language != SourceLanguage.C) yield return $"-std={standard}";
        if (options.NoExceptions) yield return "-fno-exceptions";
        // A function that forgets its return statement returns anything, as with gcc and nvcc; clang would let it run into what follows.
        yield return "-fno-strict-return";
    }

    private static IEnumerable<string> Warnings(CompileOptions options)
    {
        if (options.Color) yield return "-fcolor-diagnostics";
        // Options meant for another host compiler must not become noise.
        yield return "-Wno-unknown-warning-option";
        yield return "-Qunused-arguments";
        // An error by clang's default alone; nvcc and g++ warn.
        yield return "-Wno-error=register";
        if (options.NoWarnings) yield return "-w";
        foreach (string kind in options.WarningsAsErrors)
            if (s_warningKinds.TryGetValue(kind, out string? argument)) yield return argument;
    }

    private static IEnumerable<string> Cuda(CompileOptions options)
    {
        yield return "-D__CUDACC__";
        yield return "-nocudainc";
        yield return $"--cuda-path={Root}";
        // Registers kernels as nvcc's code does, also with -fgpu-rdc.
        yield return "--no-offload-new-driver";
        yield return Architecture(options);
        yield return "-include";
        yield return "cuda_runtime.h";
        if (options.RelaxedConstexpr) yield return "-D__CUDACC_RELAXED_CONSTEXPR__=1";
        if (options.ExtendedLambda) yield return "-D__CUDACC_EXTENDED_LAMBDA__=1";
        if (options.DeviceDebug) yield return "-D__CUDACC_DEBUG__=1";
        if (options.FastMath) yield return "-D__USE_FAST_MATH__=1";
        if (options.PerThreadStream)
        {
            // The driver takes the option for HIP alone; the compiler proper, for both.
            yield return "-Xclang";
            yield return "-fgpu-default-stream=per-thread";
        }
        if (!options.Relocatable) yield break;
        yield return "-fgpu-rdc";
        yield return "-D__CUDACC_RDC__=1";
        yield return $"-cuid={options.UnitId ?? Path.GetFileName(options.Source)}";
    }

    /// <summary>
    /// Our headers use what sm_80 has: code for an older architecture is compiled for it, and <c>cudabridge/architecture.h</c> sets the
    /// older one's <c>__CUDA_ARCH__</c> for the source.
    /// </summary>
    public const int BaseArchitecture = 80;

    private static string Architecture(CompileOptions options) =>
        string.Create(CultureInfo.InvariantCulture, $"--offload-arch=sm_{Math.Max(options.Architecture, BaseArchitecture)}{options.ArchitectureSuffix}");
}
