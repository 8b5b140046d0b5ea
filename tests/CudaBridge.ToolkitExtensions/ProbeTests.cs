using System.Text.RegularExpressions;

namespace CudaBridge.ToolkitExtensions;

/// <summary>The probes call every documented function: they compile in both halves, in every C++ that CUDA 12 knows.</summary>
public sealed partial class ProbeTests
{
    private static readonly string[] s_standards = ["c++11", "c++14", "c++17", "c++20"];

    // What device code may leave to later stages: kernel IR operations, libdevice, the device runtime, and the probes' own keep<T>.
    private static readonly string[] s_expected =
        ["llvm.", "__nv_", "cudaCGGetIntrinsicHandle", "cudaCGSynchronize", "cudaCGGetSize", "cudaCGGetRank", "_Z4keep"];

    public static TheoryData<string, string, string> Compilations()
    {
        TheoryData<string, string, string> rows = [];
        foreach (string probe in Probes())
            foreach (string standard in s_standards)
                foreach (string half in new[] { "device", "host" })
                    rows.Add(probe, standard, half);
        return rows;
    }

    public static TheoryData<string> Probes() =>
        [.. Directory.GetFiles(Path.Combine(Clang.Tests, "Probes"), "*.cu").Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    [Theory]
    [MemberData(nameof(Compilations))]
    public void Compiles(string probe, string standard, string half)
    {
        (int exit, string output) = Clang.Compile([.. Clang.CudaParsed(half, standard), Source(probe)]);
        exit.Should().Be(0, output);
    }

    [Theory]
    [MemberData(nameof(Probes))]
    public void Device_code_calls_only_what_later_stages_know(string probe)
    {
        string listing = Path.Combine(Clang.Scratch, probe + ".ll");
        (int exit, string output) = Clang.Compile([.. Clang.Cuda("device", "c++17"), "-O2", "-S", "-emit-llvm", "-o", listing, Source(probe)]);
        exit.Should().Be(0, output);
        IEnumerable<string> declared = Declaration().Matches(File.ReadAllText(listing)).Select(match => match.Groups[1].Value);
        declared.Where(name => !s_expected.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))).Should().BeEmpty();
    }

    private static string Source(string probe) => Path.Combine(Clang.Tests, "Probes", probe + ".cu");

    [GeneratedRegex(@"^declare [^@]*@([\w.$]+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
