using System.Collections.Frozen;

namespace CudaBridge.Porting.Dialects;

public enum NameCategory
{
    Keyword, Variable, Macro, Runtime, RuntimeType, RuntimeConstant, Driver, DriverType, DriverConstant, Device, Half, Texture,
    Blas, Fft, Rand, RandDevice, Dnn, Sparse, Solver, Collectives, RuntimeCompilation, Cub, Thrust, Tools, Other,
}

/// <summary>CUDA's names and what they belong to. Names of the libraries are known by their prefixes.</summary>
public static class CudaNames
{
    // The first prefix that fits wins.
    private static readonly (string Prefix, NameCategory Category)[] s_prefixes =
    [
        ("cublas", NameCategory.Blas), ("CUBLAS_", NameCategory.Blas), ("cufft", NameCategory.Fft), ("CUFFT_", NameCategory.Fft),
        ("curand", NameCategory.Rand), ("CURAND_", NameCategory.Rand), ("cudnn", NameCategory.Dnn), ("CUDNN_", NameCategory.Dnn),
        ("cusparse", NameCategory.Sparse), ("CUSPARSE_", NameCategory.Sparse), ("cusolver", NameCategory.Solver), ("CUSOLVER_", NameCategory.Solver),
        ("nccl", NameCategory.Collectives), ("NCCL_", NameCategory.Collectives), ("nvrtc", NameCategory.RuntimeCompilation), ("NVRTC_", NameCategory.RuntimeCompilation),
        ("nvtx", NameCategory.Tools), ("cupti", NameCategory.Tools), ("CUPTI_", NameCategory.Tools), ("nvml", NameCategory.Tools), ("NVML_", NameCategory.Tools),
        ("npp", NameCategory.Other), ("cutensor", NameCategory.Other), ("nvjpeg", NameCategory.Other),
    ];

    private static readonly Dictionary<string, NameCategory> s_sections = new()
    {
        ["keyword"] = NameCategory.Keyword, ["variable"] = NameCategory.Variable, ["macro"] = NameCategory.Macro,
        ["runtime"] = NameCategory.Runtime, ["runtime-type"] = NameCategory.RuntimeType, ["runtime-constant"] = NameCategory.RuntimeConstant,
        ["driver"] = NameCategory.Driver, ["driver-type"] = NameCategory.DriverType, ["driver-constant"] = NameCategory.DriverConstant,
        ["device"] = NameCategory.Device, ["half"] = NameCategory.Half, ["texture"] = NameCategory.Texture,
        ["blas"] = NameCategory.Blas, ["fft"] = NameCategory.Fft, ["rand"] = NameCategory.Rand, ["rand-device"] = NameCategory.RandDevice, ["dnn"] = NameCategory.Dnn, ["sparse"] = NameCategory.Sparse,
        ["solver"] = NameCategory.Solver, ["collectives"] = NameCategory.Collectives, ["rtc"] = NameCategory.RuntimeCompilation, ["tools"] = NameCategory.Tools,
        ["cub"] = NameCategory.Cub, ["thrust"] = NameCategory.Thrust, ["other"] = NameCategory.Other,
    };

    private static readonly FrozenDictionary<string, NameCategory> s_names = Load();

    public static IReadOnlyDictionary<string, NameCategory> All => s_names;

    /// <summary>The category that a table file calls by this word; null: none.</summary>
    public static NameCategory? Section(string word) => s_sections.TryGetValue(word, out NameCategory category) ? category : null;

    /// <summary>What a name is in CUDA; null: not CUDA's.</summary>
    public static NameCategory? CategoryOf(string name)
    {
        if (s_names.TryGetValue(name, out NameCategory known)) return known;
        foreach ((string prefix, NameCategory category) in s_prefixes)
            if (name.Length > prefix.Length && name.StartsWith(prefix, StringComparison.Ordinal) && IsWordStart(name, prefix)) return category;
        return null;
    }

    // cublasCreate, CUBLAS_OP_N and nppiFilter are the libraries'; cubladder and ncclique are not.
    private static bool IsWordStart(string name, string prefix) =>
        prefix[^1] == '_' || char.IsAsciiLetterUpper(name[prefix.Length]) || name[prefix.Length] == '_' || (prefix == "npp" && name[prefix.Length] is 'i' or 's');

    private static FrozenDictionary<string, NameCategory> Load()
    {
        Dictionary<string, NameCategory> names = [];
        NameCategory section = NameCategory.Other;
        foreach (string line in Resources.Text("cuda.names").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (line[0] == '[') section = s_sections[line[1..^1]];
            else if (line[0] != '#') names.TryAdd(line, section);
        return names.ToFrozenDictionary();
    }
}
