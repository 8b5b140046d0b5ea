using System.Text.RegularExpressions;
using CudaBridge.ToolkitExtensions;

namespace CudaBridge.Toolkit;

/// <summary>The header and the table that the library is generated from were written apart, from the same reference: they must agree.</summary>
public sealed partial class RuntimeApiTests
{
    // Other headers, which need OpenGL, VDPAU or EGL, declare these; compilers emit calls of the registration functions by themselves.
    private static readonly string[] s_elsewhere = ["cudaGL", "cudaGraphicsGL", "cudaVDPAU", "cudaGraphicsVDPAU", "cudaEGL", "cudaGraphicsEGL", "cudaEventCreateFromEGL",
        "cudaGraphicsResourceGetMappedEgl", "__cuda"];

    private sealed record Function(string Name, string Result, string Parameters, string[] Tags)
    {
        public string Signature => $"{Result} {Name}({Parameters})";
    }

    [Fact]
    public void Header_and_table_declare_the_same_functions()
    {
        Dictionary<string, Function> table = Table(), header = Header(defines: []);
        IEnumerable<string> expected = table.Values
            .Where(function => !function.Tags.Contains("old") && !s_elsewhere.Any(prefix => function.Name.StartsWith(prefix, StringComparison.Ordinal)))
            .Select(function => function.Signature);
        header.Values.Where(function => !function.Name.StartsWith("__", StringComparison.Ordinal)).Select(function => function.Signature)
            .Should().BeEquivalentTo(expected);
    }

    [Fact]
    public void Launch_helpers_have_the_tables_signatures()
    {
        Dictionary<string, Function> table = Table(), header = Header(defines: []);
        foreach (string name in new[] { "__cudaPushCallConfiguration", "__cudaPopCallConfiguration" })
            header[name].Signature.Should().Be(table[name].Signature);
    }

    [Fact]
    public void Header_and_table_agree_on_per_thread_default_stream_variants()
    {
        HashSet<string> header = [.. Header("-DCUDA_API_PER_THREAD_DEFAULT_STREAM").Keys.Where(name => name.EndsWith("_ptds", StringComparison.Ordinal) || name.EndsWith("_ptsz", StringComparison.Ordinal))];
        IEnumerable<string> table = Table().Values.Where(function => !function.Tags.Contains("old") && !function.Tags.Contains("abi"))
            .SelectMany(function => function.Tags.Where(tag => tag is "ptds" or "ptsz").Select(tag => $"{function.Name}_{tag}"));
        header.Should().BeEquivalentTo(table);
    }

    private static Dictionary<string, Function> Table()
    {
        IEnumerable<string> lines = File.ReadLines(Path.Combine(Clang.Repository, "src", "CudaBridge.Abi", "runtime.api"))
            .Where(line => line.Length > 0 && line[0] is not ('/' or '[' or '@'));
        return lines.Select(line => line.Split(';', 2)).Select(parts => Parse(parts[0], parts[1])).ToDictionary(function => function.Name);
    }

    private static Dictionary<string, Function> Header(params string[] defines)
    {
        string source = Path.Combine(Clang.Include, "cuda_runtime_api.h");
        (int exit, string output) = Clang.Run("gcc", TimeSpan.FromMinutes(1), ["-E", "-P", "-I", Clang.Include, .. defines, source]);
        exit.Should().Be(0, output);
        return Prototype().Matches(output).Select(match => Parse(match.Groups[1].Value, "")).ToDictionary(function => function.Name);
    }

    private static Function Parse(string declaration, string tags)
    {
        string text = Space().Replace(Noise().Replace(declaration, " "), " ").Trim();
        text = Star().Replace(text, "*");
        Match match = Shape().Match(text);
        match.Success.Should().BeTrue(declaration);
        IEnumerable<string> parameters = match.Groups[3].Value.Split(',').Select(parameter => Star().Replace(parameter.Trim(), "* ").Trim());
        return new(match.Groups[2].Value, match.Groups[1].Value.Trim(), string.Join(", ", parameters), tags.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [GeneratedRegex(@"\bextern\s+([^;]*?\b_*cuda\w+\s*\([^;]*\));")]
    private static partial Regex Prototype();

    [GeneratedRegex(@"\b(struct|enum|extern)\b|__attribute__\(\([^)]*\)\)")]
    private static partial Regex Noise();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"\s*\*\s*")]
    private static partial Regex Star();

    [GeneratedRegex(@"^(.+?)\b(\w+)\s?\((.*)\)$")]
    private static partial Regex Shape();
}
