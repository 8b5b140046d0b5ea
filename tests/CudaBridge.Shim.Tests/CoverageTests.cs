using System.Text;

namespace CudaBridge.Shim.Tests;

/// <summary>docs/coverage-runtime.md is what the generator found; <c>CUDABRIDGE_BLESS=1</c> rewrites it.</summary>
public sealed class CoverageTests
{
    private static string Document => Path.Combine(PublishedLibrary.RepositoryRoot, "docs", "coverage-runtime.md");

    [Fact]
    public void The_document_is_up_to_date()
    {
        string text = Render(RuntimeExports.Coverage);
        if (Environment.GetEnvironmentVariable("CUDABRIDGE_BLESS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Document)!);
            File.WriteAllText(Document, text);
        }
        File.Exists(Document).Should().BeTrue();
        File.ReadAllText(Document).Should().Be(text, "CUDABRIDGE_BLESS=1 rewrites it");
    }

    private static string Render(ApiCoverage[] functions)
    {
        var text = new StringBuilder("# Coverage of the CUDA runtime API\n\n");
        text.Append("Generated from `src/CudaBridge.Abi/runtime.api` and the methods of `src/CudaBridge.Shim`. A function that is not implemented exists all the same: it\n");
        text.Append("returns `cudaErrorNotSupported` and says its name in the log (`CUDABRIDGE_LOG=1`).\n\n");
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
