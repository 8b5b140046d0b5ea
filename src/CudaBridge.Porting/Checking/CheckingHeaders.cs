using System.Text;
using System.Text.RegularExpressions;
using CudaBridge.Porting.Dialects;
using CudaBridge.Porting.Rewriting;

namespace CudaBridge.Porting.Checking;

/// <summary>
/// Headers of ours that stand in for a maker's, so that translated sources can be compiled with clang and run on the CPU: names that are only
/// renamed lead back to our CUDA toolkit; what the maker shapes otherwise is declared by hand, from public documentation, in
/// <c>Checking/Headers</c>. CUDA's own spellings of renamed names are poisoned: what was left untranslated does not compile.
/// A warp has 32 lanes here whatever the maker's has.
/// </summary>
public static partial class CheckingHeaders
{
    // Included before CUDA's names are poisoned, for they use them.
    private static readonly string[] s_toolkitHeaders =
        ["cuda_runtime.h", "cuda.h", "cuda_fp16.h", "cuda_bf16.h", "cooperative_groups.h", "cooperative_groups/reduce.h", "curand_kernel.h", "cuComplex.h", "cuda_profiler_api.h", "cuda_pipeline.h", "device_launch_parameters.h", "math_constants.h", "nvrtc.h"];

    /// <summary>Writes the headers of a dialect into a folder, which goes before the toolkit's in the include path. None where names stay CUDA's.</summary>
    public static void Write(Dialect dialect, string folder)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        ReverseNames reverse = new(dialect);
        List<(string Target, string Cuda)> renamed = [.. Renamed(dialect, reverse)];
        if (renamed.Count == 0) return;
        string common = $"cudabridge_check_{dialect.Name}.h";
        WriteFile(folder, common, Common(dialect, renamed));
        foreach (HeaderMapping header in dialect.Headers.Values)
            if (header.Target is not null && header.Target != header.Cuda && !HelperHeader.IsOurs(header.Target)) WriteFile(folder, header.Target, $"#pragma once\n#include \"{common}\"\n");
        WriteFile(folder, dialect.MainHeader, $"#pragma once\n#include \"{common}\"\n");
        if (dialect.Helper is { } helper)
            foreach ((string name, string text) in HelperHeader.Texts(dialect, [helper])) WriteFile(folder, name, text);
        if (dialect.Family != DialectFamily.Tile) return;
        WriteFile(folder, "cudabridge_cores.h", Resources.Text("checking-cores/cores.h"));
        WriteFile(folder, CoreHeader(dialect.Name), Resources.Text($"checking-cores/{dialect.Name}.h"));
        if (dialect.Name == "ascend-simd") WriteFile(folder, "utils/debug/asc_printf.h", "#pragma once\n#include <cstdio>\n");
    }

    private static string CoreHeader(string dialect) => dialect switch { "ascend-simd" => "c_api/asc_simd.h", "tops" => "tops.h", _ => $"{dialect}.h" };

    /// <summary>
    /// Kernels for cores without threads as plain C++: a launch becomes a call that runs the tasks one after the other, an array in a core's own memory one
    /// whose bounds the stand-ins know.
    /// </summary>
    public static string Executable(string kernels) =>
        ScratchArray().Replace(Launch().Replace(kernels, "cudabridge_check::launch($1, $2)("), "$1CUDABRIDGE_SCRATCH $2$3;");

    [GeneratedRegex(@"(\w+)<<<(.*?)>>>\(")]
    private static partial Regex Launch();

    [GeneratedRegex(@"(?m)^(\s*)(?:__ubuf__|__valigned__) ([\w ]+?)((?: |\*)\w+(?:\[[^\]]*\])+);")]
    private static partial Regex ScratchArray();

    private static string Common(Dialect dialect, List<(string Target, string Cuda)> renamed)
    {
        StringBuilder text = new($"// Stands in for the headers of {dialect.Title.English}: agreement with documented facts, not with the maker's compiler.\n#pragma once\n#define CUDABRIDGE_CHECK 1\n");
        foreach (string header in s_toolkitHeaders.Where(header => dialect.FindHeader(header)?.Target is not { } target || !HelperHeader.IsOurs(target)))
            text.Append(header == "cuda_pipeline.h" ? $"#ifdef __CUDACC__\n#include <{header}>\n#endif\n" : $"#include <{header}>\n");
        if (ByHand(dialect) is { } byHand) text.Append(byHand);
        bool oneError = dialect.Find("CUresult")?.Target == dialect.Find("cudaError_t")?.Target;
        foreach ((string target, string cuda) in renamed.Where(pair => !Declares(ByHand(dialect), pair.Target)))
            text.Append(oneError && CudaNames.CategoryOf(cuda) == NameCategory.Driver ? $"#define {target}(...) ((cudaError_t){cuda}(__VA_ARGS__))\n" : $"#define {target} {cuda}\n");
        foreach (string name in CudaNames.All.Keys.Where(name => IsPoisoned(dialect, name))) text.Append($"#pragma clang poison {name}\n");
        return text.ToString();
    }

    private static string? ByHand(Dialect dialect)
    {
        string resource = $"checking/{dialect.Helper switch { "cudabridge_hip.h" => "hip", "cudabridge_ascend_simd.h" => "ascend-simt", _ => dialect.Name }}.h";
        return Resources.Names("checking/").Contains(resource) ? Resources.Text(resource) : null;
    }

    private static bool Declares(string? byHand, string name) => byHand is not null && Regex.IsMatch(byHand, $@"\b{name}\b");

    private static IEnumerable<(string Target, string Cuda)> Renamed(Dialect dialect, ReverseNames reverse)
    {
        HashSet<string> seen = [];
        foreach (string cuda in CudaNames.All.Keys.Order(StringComparer.Ordinal))
            if (dialect.Find(cuda) is { Target: not null, Reshapes: false, Keeps: false } mapping && seen.Add(mapping.Target) && !mapping.Target.Contains(':', StringComparison.Ordinal))
                yield return (mapping.Target, reverse.Find(mapping.Target) ?? cuda);
    }

    // Macros that the compiler or headers test stay; so does what the maker spells as CUDA does.
    private static bool IsPoisoned(Dialect dialect, string name) =>
        CudaNames.All[name] is NameCategory.Runtime or NameCategory.RuntimeType or NameCategory.RuntimeConstant or NameCategory.Driver or NameCategory.DriverType
        && dialect.Find(name) is { Keeps: false };


    private static void WriteFile(string folder, string name, string text)
    {
        string path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
