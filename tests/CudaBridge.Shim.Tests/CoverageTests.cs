using System.Text;

namespace CudaBridge.Shim.Tests;

/// <summary>docs/coverage-*.md are what the generator found; <c>CUDABRIDGE_BLESS=1</c> rewrites them.</summary>
public sealed class CoverageTests
{
    [Fact]
    public void The_document_is_up_to_date() => Check("runtime", "cudaErrorNotSupported", RuntimeExports.Coverage);

    [Fact]
    public void So_is_that_of_the_driver_API() => Check("driver", "CUDA_ERROR_NOT_SUPPORTED", DriverExports.Coverage);

    [Fact]
    public void And_that_of_NVRTC() => Check("nvrtc", "NVRTC_ERROR_INTERNAL_ERROR", NvrtcExports.Coverage);

    private static void Check(string api, string unsupported, ApiCoverage[] functions)
    {
        string document = Path.Combine(PublishedLibrary.RepositoryRoot, "docs", $"coverage-{api}.md"), text = Render(api, unsupported, functions);
        if (Environment.GetEnvironmentVariable("CUDABRIDGE_BLESS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(document)!);
            File.WriteAllText(document, text);
        }
        File.Exists(document).Should().BeTrue();
        File.ReadAllText(document).Should().Be(text, "CUDABRIDGE_BLESS=1 rewrites it");
    }

    private static string Render(string api, string unsupported, ApiCoverage[] functions)
    {
        var text = new StringBuilder($"# Coverage of the CUDA {api} API\n\n");
        text.Append($"Generated from `src/CudaBridge.Abi/{api}.api` and the methods of `src/CudaBridge.Shim`. A function that is not implemented exists all the same: it\n");
        text.Append($"returns `{unsupported}` and says its name in the log (`CUDABRIDGE_LOG=1`).\n\n");
        text.Append($"{functions.Count(f => f.IsImplemented)} of {functions.Length} functions are implemented.\n");
        foreach (IGrouping<string, ApiCoverage> chapter in functions.GroupBy(f => f.Chapter)) RenderChapter(text, chapter.Key, [.. chapter]);
        return text.ToString();
    }

    private static void RenderChapter(StringBuilder text, string chapter, ApiCoverage[] functions)
    {
        text.Append($"\n## {chapter}: {functions.Count(f => f.IsImplemented)} of {functions.Length}\n\n| function | since | deprecated | implemented |\n|---|---|---|---|\n");
        foreach (ApiCoverage f in functions) text.Append($"| `{f.Name}` | {f.Since} | {f.Until} | {(f.IsImplemented ? "yes" : "no")} |\n");
    }
}
