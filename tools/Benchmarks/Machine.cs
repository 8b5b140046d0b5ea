using System.Text.RegularExpressions;

namespace CudaBridge.Benchmarks;

/// <summary>What the figures were measured on.</summary>
internal sealed partial record Machine(string Cpu, int Cores, string Vectors, string LargePages)
{
    public static Machine This()
    {
        string cpus = Read("/proc/cpuinfo");
        return new Machine(
            Model().Match(cpus) is { Success: true } match ? match.Groups[1].Value.Trim() : "unknown CPU",
            Environment.ProcessorCount,
            HasAvx512 ? "AVX-512" : Flag(cpus, "avx2") ? "AVX2" : "neither AVX-512 nor AVX2",
            Setting().Match(Read("/sys/kernel/mm/transparent_hugepage/enabled")) is { Success: true } pages ? pages.Groups[1].Value : "not available");
    }

    /// <summary>All of AVX-512 that the hand-written variants use.</summary>
    public static bool HasAvx512 => new[] { "avx512f", "avx512vl", "avx512dq", "avx512bw" }.All(flag => Flag(Read("/proc/cpuinfo"), flag));

    public override string ToString() => $"{Cpu}, {Cores} cores, {Vectors}, 2 MiB pages: {LargePages}";

    private static bool Flag(string cpus, string flag) => Regex.IsMatch(cpus, $@"^(flags|Features)\s*:.*\b{flag}\b", RegexOptions.Multiline);

    private static string Read(string file) => File.Exists(file) ? File.ReadAllText(file) : "";

    [GeneratedRegex(@"^model name\s*:\s*(.*)$", RegexOptions.Multiline)]
    private static partial Regex Model();

    [GeneratedRegex(@"\[(\w+)\]")]
    private static partial Regex Setting();
}
