using System.Text.Json;
using CudaBridge.Porting.Dialects;
using CudaBridge.Porting.Reporting;
using CudaBridge.Porting.Rewriting;

namespace CudaBridge.Porting.Tests;

public sealed class ReportTests
{
    private static PortingReport Report(params string[] dialects)
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", "#include <cuda_runtime.h>\n__global__ void good(float* p) { *p = 1; }\n__global__ void bad(double* p) { *p = *p * 2.0 < 3; __syncthreads_or(1); }\n");
        scratch.Write("b.cpp", "int nothing() { return 0; }\n");
        return PortingReport.Of(scratch.Survey(), dialects.Select(name => DialectTable.Find(name)!));
    }

    [Fact]
    public void Counts_are_of_uses_and_kernels()
    {
        TargetSummary target = Report("ascend-simt").Targets.Single();
        (target.Uses[Status.Mapped], target.Uses[Status.Unsupported]).Should().Be((2, 1));
        (target.Kernels, target.CleanKernels).Should().Be((2, 1));
        target.MappedPercent.Should().BeApproximately(66.7, 0.1);
        target.Findings.Select(finding => finding.Id).Should().BeEquivalentTo("CB4020", "CB4001");
    }

    [Fact]
    public void Kernels_that_OpenCL_cannot_say_are_places_of_their_own()
    {
        using Scratch scratch = new();
        scratch.Write("a.cu", "__global__ void good(float* p) { *p = 1; }\n__global__ void bad(long long* p) { *p = clock64(); }\n");
        TargetSummary target = PortingReport.Of(scratch.Survey(), [DialectTable.Find("opencl-c")!]).Targets.Single();
        (target.Kernels, target.CleanKernels).Should().Be((2, 1));
        target.Findings.Single().Should().Match<Finding>(finding => finding.Id == "CB4032" && finding.Line == 2 && finding.Detail.Contains("clock"));
    }

    [Fact]
    public void Json_holds_every_place()
    {
        using MemoryStream stream = new();
        ReportJson.Write(stream, Report("ascend-simt", "hip"));
        using JsonDocument json = JsonDocument.Parse(stream.ToArray());
        JsonElement targets = json.RootElement.GetProperty("targets");
        targets.GetArrayLength().Should().Be(2);
        JsonElement finding = targets[0].GetProperty("findings").EnumerateArray().Single(place => place.GetProperty("id").GetString() == "CB4001");
        (finding.GetProperty("file").GetString(), finding.GetProperty("line").GetInt32()).Should().Be(("a.cu", 3));
        finding.GetProperty("reason").GetString().Should().Be("__syncthreads_or has no counterpart");
        json.RootElement.GetProperty("cudaFiles").GetInt32().Should().Be(1);
    }

    [Theory]
    [InlineData(Language.English, "lang=\"en\"", "double precision in device code")]
    [InlineData(Language.Chinese, "lang=\"zh\"", "设备代码使用双精度")]
    public void The_page_needs_nothing_else_and_escapes_what_it_shows(Language language, string mark, string reason)
    {
        string page = ReportHtml.Page(Report("ascend-simt", "maca"), language);
        page.Should().Contain(mark).And.Contain(reason).And.Contain("&lt; 3").And.Contain("name=\"viewport\"").And.Contain("prefers-color-scheme: dark");
        page.Should().NotContain("http").And.NotContain("<script").And.NotContain("src=");
    }

    [Fact]
    public void Every_message_is_written_in_both_languages()
    {
        foreach (PortingMessage message in PortingMessages.All)
        {
            message.Reason.Chinese.Should().NotBe(message.Reason.English, message.Id);
            message.Advice.Chinese.Should().NotBe(message.Advice.English, message.Id);
            message.Reason.Chinese.Contains("{0}").Should().Be(message.Reason.English.Contains("{0}"), message.Id);
        }
    }
}
