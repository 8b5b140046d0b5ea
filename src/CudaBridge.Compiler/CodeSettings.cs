using System.Globalization;

namespace CudaBridge.Compiler;

/// <summary>What the environment asks of code generation: for comparing modes with each other and for finding the cause of a difference.</summary>
internal static class CodeSettings
{
    private static readonly int[] s_laneCounts = [0, 8, 16, 32, 64];

    /// <summary>Not <c>CUDABRIDGE_MODE=scalar</c>.</summary>
    public static bool Vectorize => Environment.GetEnvironmentVariable("CUDABRIDGE_MODE") != "scalar";

    /// <summary><c>CUDABRIDGE_LANES</c>: lanes of a warp where a kernel leaves them free; 0 when not set, −1 when it is no number.</summary>
    public static int Lanes => Environment.GetEnvironmentVariable("CUDABRIDGE_LANES") is not { Length: > 0 } text ? 0
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int lanes) ? lanes : -1;

    public static bool IsLaneCount(int lanes) => s_laneCounts.Contains(lanes);

    /// <summary>Part of every cache key: the same kernel IR gives other code under other settings.</summary>
    public static string Stamp => $"{(Vectorize ? "" : "s")}{(Lanes == 0 ? "" : Lanes.ToString(CultureInfo.InvariantCulture))}";
}
