using System.Collections.Immutable;
using CudaBridge.Abi.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace CudaBridge.Shim.Tests;

/// <summary>What the generator says about methods and tables that do not fit together.</summary>
public sealed class GeneratorTests
{
    private const string Head = "@result cudaError_t\n@success Success\n@unsupported NotSupported\n@orphan InitializationError\n[Chapter]\n";

    [Fact]
    public void A_method_with_another_signature_than_its_line_is_an_error_that_shows_the_right_one()
    {
        Diagnostic error = Generate(
            Head + "cudaError_t cudaX(const void** p, size_t n, cudaStream_t s);",
            "[CudaBridge.Shim.CudaApi] public static CudaError cudaX(void* p, int n, cudaStream_t s) => default;").Diagnostics.Should().ContainSingle().Subject;
        error.Id.Should().Be("CBG003");
        error.Severity.Should().Be(DiagnosticSeverity.Error);
        error.GetMessage().Should().Be(
            "'static CudaError cudaX(void*, int, cudaStream_t)' must be 'static CudaError cudaX(void**, nuint, cudaStream_t)'");
    }

    [Fact]
    public void A_method_without_a_line_is_an_error() =>
        Generate(Head, "[CudaBridge.Shim.CudaApi] public static CudaError cudaY() => default;").Diagnostics.Should().ContainSingle().Which.Id.Should().Be("CBG002");

    [Fact]
    public void A_line_that_cannot_be_read_is_an_error_at_its_place()
    {
        Diagnostic error = Generate(Head + "cudaError_t cudaZ", "").Diagnostics.Should().ContainSingle().Subject;
        error.Id.Should().Be("CBG001");
        error.Location.GetLineSpan().StartLinePosition.Line.Should().Be(5);
    }

    [Fact]
    public void A_type_that_the_mirror_lacks_cannot_be_passed_by_value() =>
        Generate(Head + "cudaError_t cudaZ(cudaUnheardOf x);", "").Diagnostics.Should().ContainSingle().Which.GetMessage().Should().Contain("'cudaUnheardOf' of 'cudaZ'");

    [Fact]
    public void A_method_with_a_per_thread_variant_and_no_stream_takes_the_default_stream()
    {
        (ImmutableArray<Diagnostic> diagnostics, string source) = Generate(
            Head + "cudaError_t cudaX(void* p); ptds",
            "[CudaBridge.Shim.CudaApi] public static CudaError cudaX(void* p, cudaStream_t defaultStream) => default;");
        diagnostics.Should().BeEmpty();
        source.Should().Contain("Tests.cudaX(p, default)").And.Contain("Tests.cudaX(p, cudaStream_t.PerThread)");
    }

    [Fact]
    public void A_function_without_a_method_becomes_a_stub()
    {
        (ImmutableArray<Diagnostic> diagnostics, string source) = Generate(Head + "cudaError_t cudaX(cudaUnheardOf* p);", "");
        diagnostics.Should().BeEmpty();
        source.Should().Contain("cudaX(void* p)").And.Contain("Entry.Unsupported(\"cudaX\", CudaError.NotSupported)");
    }

    private static (ImmutableArray<Diagnostic> Diagnostics, string Source) Generate(string table, string members)
    {
        string trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        var references = trusted.Split(':').Append(typeof(CudaError).Assembly.Location).Distinct().Select(path => MetadataReference.CreateFromFile(path));
        SyntaxTree tree = CSharpSyntaxTree.ParseText($"using CudaBridge.Abi;\nunsafe static class Tests {{ {members} }}", cancellationToken: TestContext.Current.CancellationToken);
        var compilation = CSharpCompilation.Create("Probe", [tree], references, new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        GeneratorDriverRunResult result = CSharpGeneratorDriver.Create(new ApiGenerator())
            .AddAdditionalTexts([new Table(table)]).RunGenerators(compilation, TestContext.Current.CancellationToken).GetRunResult();
        return (result.Diagnostics, string.Concat(result.GeneratedTrees.Select(t => t.ToString())));
    }

    private sealed class Table(string text) : AdditionalText
    {
        public override string Path => "/probe.api";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
