using CudaBridge.Porting.Dialects;
using CudaBridge.Porting.Text;

namespace CudaBridge.Porting.Rewriting;

/// <summary>Questions about CUDA's spelling of things.</summary>
public static class CudaText
{
    private static readonly string[] s_headerPrefixes =
        ["cuda", "cublas", "cufft", "curand", "cudnn", "cusparse", "cusolver", "nccl", "nvrtc", "nvml", "nvToolsExt", "nvtx", "npp", "cutlass", "cute/", "thrust/", "cub/", "cooperative_groups", "mma.h", "sm_", "cuComplex", "device_launch_parameters", "driver_types", "vector_types", "crt/", "nv/", "cutensor", "nvjpeg", "cupti"];

    private static readonly string[] s_runtimeHeaders = ["cuda_runtime.h", "cuda_runtime_api.h"];

    /// <summary>A name that nothing but CUDA uses; others (half, clock, texture) count as CUDA's only where clang says so.</summary>
    public static bool IsDistinctive(string name) =>
        name.StartsWith("cuda", StringComparison.Ordinal) || name.StartsWith("make_cuda", StringComparison.Ordinal) || name.StartsWith("CU", StringComparison.Ordinal) || name.StartsWith("__", StringComparison.Ordinal)
        || name.StartsWith("atomic", StringComparison.Ordinal) || (name.StartsWith("cu", StringComparison.Ordinal) && name.Length > 2 && char.IsAsciiLetterUpper(name[2]))
        || name is "threadIdx" or "blockIdx" or "blockDim" or "gridDim" or "warpSize" || IsLibrary(name);

    /// <summary>Namespaces of CUDA's C++ libraries.</summary>
    public static bool IsNamespace(string name) => name is "cub" or "thrust" or "nvcuda" or "cuda";

    public static bool IsHeader(string name) => s_headerPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    public static bool IsRuntimeHeader(string name) => s_runtimeHeaders.Contains(name);

    /// <summary>Whether the text may hold anything of CUDA's: cheap, and right when it says no.</summary>
    public static bool Mentions(string text, IReadOnlyList<Token> tokens)
    {
        foreach (Token token in tokens)
        {
            if (token.Kind == TokenKind.HeaderName && IsHeader(text.Substring(token.Start + 1, Math.Max(0, token.Length - 2)))) return true;
            if (token.Kind == TokenKind.Punctuation && token.Length == 3 && text[token.Start] == '<') return true;
            if (token.Kind != TokenKind.Identifier) continue;
            string name = text.Substring(token.Start, token.Length);
            if (CudaNames.CategoryOf(name) is not null && IsDistinctive(name) && !IsNamespace(name) && name is not ("__align__" or "__restrict__" or "__noinline__" or "__forceinline__")) return true;
        }
        return false;
    }

    private static bool IsLibrary(string name) => CudaNames.CategoryOf(name) is NameCategory.Blas or NameCategory.Fft or NameCategory.Rand or NameCategory.RandDevice or NameCategory.Dnn or NameCategory.Sparse
        or NameCategory.Solver or NameCategory.Collectives or NameCategory.RuntimeCompilation or NameCategory.Tools;
}
