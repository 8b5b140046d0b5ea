using System.Text;
using System.Text.RegularExpressions;
using CudaBridge.Abi.Generator;

namespace CudaBridge.Abi.Tests;

/// <summary><c>runtime.api</c> against the toolkit's headers: what a program can call is what the library exports.</summary>
public sealed partial class RuntimeApiTests
{
    // Their headers need the graphics API's own.
    private static readonly string[] s_otherHeaders = ["OpenGL Interoperability", "VDPAU Interoperability", "EGL Interoperability"];

    private static readonly ApiFile s_api = ApiFile.Parse(File.ReadAllText(Path.Combine(Probe.RepositoryRoot(), "src/CudaBridge.Abi/runtime.api")));

    [Fact]
    public void The_table_has_no_errors() => s_api.Errors.Should().BeEmpty();

    [Fact]
    public void Headers_declare_every_function_with_the_types_of_the_table()
    {
        var source = new StringBuilder("#include <type_traits>\n#include <cuda_runtime_api.h>\n");
        foreach (ApiFunction f in s_api.Functions.Where(f => !f.IsUndocumented && !f.IsOld && !s_otherHeaders.Contains(f.Chapter)))
        {
            string types = string.Join(", ", f.Parameters.Select(p => p.Type));
            source.Append($"#undef {f.Name}\nstatic_assert(std::is_same_v<decltype(&::{f.Name}), {f.Result} (*)({types})>, \"{f.Name}\");\n");
        }
        Probe.Complaints(source.ToString()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("-DPLAIN")]
    [InlineData("-DCUDA_API_PER_THREAD_DEFAULT_STREAM")]
    public void Headers_declare_no_function_that_the_library_lacks(string option)
    {
        HashSet<string> exported = [.. s_api.Functions.SelectMany(f => f.ExportedNames)];
        string text = Probe.Preprocess("#include <cuda_runtime_api.h>\n", option);
        string[] declared = [.. Declaration().Matches(text).Select(match => match.Groups["name"].Value).Distinct()];
        declared.Should().HaveCountGreaterThan(200);
        declared.Should().BeSubsetOf(exported);
    }

    [Fact]
    public void A_line_that_is_no_declaration_is_reported_with_its_place()
    {
        ApiFile table = ApiFile.Parse("[Chapter]\nint f(int a);\nint f(int b);\nint g(int)\nint h(int);");
        table.Functions.Should().ContainSingle().Which.Declaration.Should().Be("int f(int a)");
        table.Errors.Select(error => error.Key).Should().Equal(3, 4, 5);
    }

    [Fact]
    public void Tags_say_when_and_how()
    {
        ApiFunction f = ApiFile.Parse("[C]\ncudaError_t f(const void** p, cudaStream_t s); ptsz since 11.2 until 12.0 quiet").Functions.Single();
        f.Since.Should().Be("11.2");
        f.Until.Should().Be("12.0");
        f.IsQuiet.Should().BeTrue();
        f.StreamIndex.Should().Be(1);
        f.ExportedNames.Should().Equal("f", "f_ptsz");
        f.Parameters[0].Type.Should().Be("const void**");
    }

    [GeneratedRegex(@"extern[^;{]*?\b(?<name>(__)?cuda\w+)\s*\(")]
    private static partial Regex Declaration();
}
