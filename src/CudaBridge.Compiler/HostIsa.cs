using System.Runtime.InteropServices;

namespace CudaBridge.Compiler;

/// <summary>The instruction set levels of CPU code and which of them this machine runs.</summary>
public static class HostIsa
{
    // Flags as Linux prints them in /proc/cpuinfo; it leaves out what the kernel does not save on a context switch.
    private static readonly (string Isa, string[] Flags)[] s_x86Levels =
    [
        ("x86-64-v4", ["avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"]),
        ("x86-64-v3", ["avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "abm", "movbe", "xsave"]),
        ("x86-64-v2", ["cx16", "lahf_lm", "popcnt", "sse4_1", "sse4_2", "ssse3"]),
    ];

    private static readonly string? s_asked = Environment.GetEnvironmentVariable("CUDABRIDGE_ISA") is { Length: > 0 } name ? name : null;
    private static readonly Lazy<string[]> s_runnable = new(FindRunnable);

    /// <summary>The highest level this machine runs, or what <c>CUDABRIDGE_ISA</c> names; code above that level is not used.</summary>
    public static string Current => s_asked ?? s_runnable.Value[0];

    public static bool CanRun(string isa)
    {
        string[] runnable = s_runnable.Value;
        int highest = s_asked is null ? 0 : Array.IndexOf(runnable, s_asked);
        return Array.IndexOf(runnable, isa) >= Math.Max(highest, 0);
    }

    private static string[] FindRunnable()
    {
        if (RuntimeInformation.ProcessArchitecture == Architecture.Arm64) return ["aarch64"];
        HashSet<string> flags = ReadFlags();
        List<string> levels = [];
        for (int i = s_x86Levels.Length - 1; i >= 0 && s_x86Levels[i].Flags.All(flags.Contains); i--) levels.Insert(0, s_x86Levels[i].Isa);
        return levels.Count > 0 ? [.. levels] : ["x86-64-v2"];
    }

    private static HashSet<string> ReadFlags()
    {
        if (!File.Exists("/proc/cpuinfo")) return [];
        string? line = File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("flags", StringComparison.Ordinal));
        return line is null ? [] : [.. line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)];
    }
}
