using System.Text.RegularExpressions;
using CudaBridge.ToolkitExtensions;

namespace CudaBridge.Toolkit;

/// <summary>The probes call every documented function: they compile in both halves, in every C++ that CUDA 12 knows.</summary>
public sealed partial class ProbeTests
{
    private static readonly string[] s_standards = ["c++11", "c++14", "c++17", "c++20"];

    // What device code may leave to later stages: kernel IR operations, libdevice, the device runtime, and the probes' own keep<T>.
    private static readonly string[] s_prefixes = ["llvm.", "__nv_", "cuda", "_Z4keep"];
    private static readonly string[] s_names = ["vprintf", "malloc", "free", "__assertfail"];

    public static TheoryData<string, string, string> Compilations()
    {
        TheoryData<string, string, string> rows = [];
        foreach (string probe in Names())
            foreach (string standard in s_standards)
                foreach (string half in new[] { "device", "host" })
                    rows.Add(probe, standard, half);
        return rows;
    }

    public static TheoryData<string> Probes() => [.. Names()];

    [Theory]
    [MemberData(nameof(Compilations))]
    public void Compiles(string probe, string standard, string half)
    {
        (int exit, string output) = Clang.Compile([.. Clang.CudaParsed(half, standard), Source(probe)]);
        exit.Should().Be(0, output);
    }

    /// <summary>Code for an older architecture is compiled for sm_80 with the older one's macro; a newer one is compiled as itself.</summary>
    [Theory]
    [InlineData(500)]
    [InlineData(520)]
    [InlineData(600)]
    [InlineData(610)]
    [InlineData(700)]
    [InlineData(750)]
    [InlineData(860)]
    [InlineData(900)]
    public void Compiles_for_every_architecture(int architecture)
    {
        string[] macro = architecture < 800 ? ["-Wno-builtin-macro-redefined", $"-D__CUDABRIDGE_ARCH__={architecture}", "-include", "cudabridge/architecture.h"] : [$"--no-offload-arch=sm_80", $"--offload-arch=sm_{architecture / 10}"];
        (int exit, string output) = Clang.Compile([.. Clang.Cuda("device", "c++17"), .. macro, "-O2", "-S", "-emit-llvm", "-o", "/dev/null", Source("architectures")]);
        exit.Should().Be(0, output);
    }

    [Theory]
    [MemberData(nameof(Probes))]
    public void Device_code_calls_only_what_later_stages_know(string probe)
    {
        IEnumerable<string> unknown = Declared(probe).Where(name => !s_names.Contains(name) && !s_prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)));
        unknown.Should().BeEmpty();
    }

    /// <summary>Inline PTX is left to textures, surfaces and events; everything else is an operation that every back end has.</summary>
    [Theory]
    [MemberData(nameof(Probes))]
    public void Device_code_holds_no_inline_ptx_but_for_textures(string probe)
    {
        IEnumerable<string> opcodes = Assembly().Matches(Listing(probe)).Select(match => match.Groups[1].Value).Distinct();
        opcodes.Where(opcode => opcode is not ("tex" or "tld4" or "suld" or "sust" or "pmevent" or "brkpt")).Should().BeEmpty();
    }

    [Fact]
    public void Our_libdevice_defines_what_the_headers_call()
    {
        string listing = Path.Combine(Clang.Scratch, "libdevice.ll"), folder = Path.Combine(Clang.Repository, "kernels", "lib", "libdevice");
        string[] flags = [.. File.ReadLines(Path.Combine(folder, "flags.txt")).TakeWhile(flag => flag != "-Xclang")];
        (int exit, string output) = Clang.Compile([.. flags, "-S", "-o", listing, Path.Combine(folder, "libdevice.c")]);
        exit.Should().Be(0, output);
        HashSet<string> defined = [.. Definition().Matches(File.ReadAllText(listing)).Select(match => match.Groups[1].Value)];
        string[] called = [.. Names().SelectMany(Declared).Where(name => name.StartsWith("__nv_", StringComparison.Ordinal)).Distinct().Order()];
        called.Should().HaveCountGreaterThan(400);
        called.Except(defined).Should().BeEmpty();
    }

    private static IEnumerable<string> Declared(string probe) => Declaration().Matches(Listing(probe)).Select(match => match.Groups[1].Value);

    private static string Listing(string probe)
    {
        string listing = Path.Combine(Clang.Scratch, $"{probe}-{Guid.NewGuid():N}.ll");
        (int exit, string output) = Clang.Compile([.. Clang.Cuda("device", "c++17"), "-O2", "-S", "-emit-llvm", "-o", listing, Source(probe)]);
        exit.Should().Be(0, output);
        return File.ReadAllText(listing);
    }

    private static string Folder => Path.Combine(Clang.Repository, "tests", "CudaBridge.Toolkit", "Probes");

    private static IEnumerable<string> Names() => Directory.GetFiles(Folder, "*.cu").Select(file => Path.GetFileNameWithoutExtension(file)).Order();

    private static string Source(string probe) => Path.Combine(Folder, probe + ".cu");

    [GeneratedRegex(@"^declare [^@]*@([\w.$]+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^define [^@]*@(\w+)", RegexOptions.Multiline)]
    private static partial Regex Definition();

    [GeneratedRegex(@" asm (?:sideeffect )?""(\w+)")]
    private static partial Regex Assembly();
}
