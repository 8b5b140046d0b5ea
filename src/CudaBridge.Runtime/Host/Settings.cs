using System.Globalization;

namespace CudaBridge.Runtime;

/// <summary>The environment variables that steer the runtime, read once.</summary>
internal static class Settings
{
    /// <summary><c>CUDABRIDGE_THREADS</c>: at most this many threads run blocks. 0: not set.</summary>
    public static int Threads { get; } = ReadInt("CUDABRIDGE_THREADS");

    /// <summary><c>CUDABRIDGE_MEMORY</c>: device memory as bytes (<c>8G</c>, <c>512M</c>) or as a share of the machine's (<c>50%</c>).</summary>
    public static string? Memory { get; } = Read("CUDABRIDGE_MEMORY");

    /// <summary><c>CUDABRIDGE_CACHE</c>: folder of compiled kernels.</summary>
    public static string? CacheFolder { get; } = Read("CUDABRIDGE_CACHE");

    /// <summary><c>CUDABRIDGE_CACHE_SIZE</c>: bytes it may hold, with K, M or G; 1 GiB unless set.</summary>
    public static ulong CacheSize { get; } = ParseSize(Read("CUDABRIDGE_CACHE_SIZE")) ?? 1UL << 30;

    /// <summary><c>CUDA_FORCE_PTX_JIT=1</c>, CUDA's own: code compiled ahead of time is ignored.</summary>
    public static bool ForceJit { get; } = Read("CUDA_FORCE_PTX_JIT") == "1";

    /// <summary><c>CUDABRIDGE_LOG</c>: 1 or <c>stderr</c> for standard error, else a file to append to.</summary>
    public static string? Log { get; } = Read("CUDABRIDGE_LOG");

    /// <summary><c>CUDABRIDGE_DEVICE</c>: the device of a managed context that names none: a number, <c>cpu</c>, or a part of a name.</summary>
    public static string? Device => Read("CUDABRIDGE_DEVICE");

    /// <summary><c>CUDABRIDGE_LEAKS=1</c>: managed contexts say what was not disposed.</summary>
    public static bool ReportLeaks { get; } = Read("CUDABRIDGE_LEAKS") == "1";

    /// <summary>A number with an optional binary suffix K, M, G or T; null when it is none.</summary>
    public static ulong? ParseSize(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        int shift = char.ToUpperInvariant(text[^1]) switch { 'K' => 10, 'M' => 20, 'G' => 30, 'T' => 40, _ => 0 };
        ReadOnlySpan<char> digits = shift == 0 ? text : text.AsSpan(0, text.Length - 1);
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
            ? (ulong)(value * (1UL << shift))
            : null;
    }

    private static string? Read(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static int ReadInt(string name) =>
        int.TryParse(Read(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : 0;
}
