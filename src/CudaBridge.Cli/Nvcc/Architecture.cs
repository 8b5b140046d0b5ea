using System.Globalization;

namespace CudaBridge.Cli.Nvcc;

/// <summary>A GPU architecture of the command line: <c>sm_90a</c> is number 90, suffix "a".</summary>
internal readonly record struct Architecture(int Number, string Suffix)
{
    /// <summary>What the CPU device reports, and what is compiled for when nothing is asked.</summary>
    public static readonly Architecture Default = new(80, "");

    /// <summary>Value of <c>__CUDA_ARCH__</c>.</summary>
    public int Macro => Number * 10;

    public override string ToString() => $"{Number}{Suffix}";
}

/// <summary>Values of <c>-arch</c> and <c>-gencode</c>.</summary>
internal static class Architectures
{
    /// <summary>The architectures of CUDA 12.8, as -list-gpu-arch prints them.</summary>
    public static readonly int[] Known = [50, 52, 53, 60, 61, 62, 70, 72, 75, 80, 86, 87, 89, 90, 100, 101, 120];

    /// <summary>
    /// The architecture that a program compiled for all of <paramref name="asked"/> would run with on the CPU device: the highest
    /// the device has, else the lowest asked for.
    /// </summary>
    public static Architecture Choose(IReadOnlyCollection<Architecture> asked)
    {
        if (asked.Count == 0) return Architecture.Default;
        Architecture[] runnable = [.. asked.Where(a => a.Number <= Architecture.Default.Number)];
        return runnable.Length > 0 ? runnable.MaxBy(a => a.Number) : asked.MinBy(a => a.Number);
    }

    /// <summary><c>sm_80</c>, <c>compute_80</c>, <c>lto_80</c>, <c>native</c>, <c>all</c>, <c>all-major</c>.</summary>
    public static Architecture Parse(string option, string value)
    {
        if (value is "native" or "all" or "all-major") return Architecture.Default;
        int mark = value.IndexOf('_', StringComparison.Ordinal);
        if (mark < 0 || value[..mark] is not ("sm" or "compute" or "lto")) throw Bad(option, value);
        string digits = value[(mark + 1)..].TrimEnd('a', 'f');
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number is < 10 or > 999) throw Bad(option, value);
        return new Architecture(number, value[(mark + 1 + digits.Length)..]);
    }

    /// <summary><c>arch=compute_80,code=[compute_80,sm_80]</c>.</summary>
    public static Architecture ParseGenerateCode(string value)
    {
        string? arch = value.Split(',').Select(part => part.Trim('"', '\'', ' ')).FirstOrDefault(part => part.StartsWith("arch=", StringComparison.Ordinal));
        return arch is null ? throw Bad("generate-code", value) : Parse("generate-code", arch[5..].Trim('"'));
    }

    /// <summary>What stands behind <c>code=</c>: <c>compute_80</c> and <c>sm_80</c> of the above.</summary>
    public static IEnumerable<string> CodesOf(string value)
    {
        const string code = "code=";
        int at = value.IndexOf(code, StringComparison.Ordinal);
        return at < 0 ? [] : value[(at + code.Length)..].Split([',', '[', ']', '"', '\'', ' '], StringSplitOptions.RemoveEmptyEntries);
    }

    private static ToolException Bad(string option, string value) =>
        new(ToolMessages.BadValue(option, value, "an architecture such as sm_80 or compute_80"));
}
