using System.Globalization;
using System.Text.RegularExpressions;

namespace CudaBridge.EndToEnd;

/// <summary>
/// The system's own ffmpeg, which loads libcuda.so.1 and brings its kernels as PTX: frames through its CUDA filters against those of its CPU
/// filters. Skipped where there is no ffmpeg with these filters.
/// </summary>
public sealed partial class FfmpegTests
{
    private const string Source = "testsrc2=size=320x180:rate=10:duration=1";

    [Theory]
    [InlineData("hwupload_cuda", "null", "null")]
    [InlineData("scale_cuda", "scale_cuda=160:90:interp_algo=nearest", "scale=160:90:flags=neighbor")]
    [InlineData("thumbnail_cuda", "thumbnail_cuda=4", "thumbnail=4")]
    [InlineData("overlay_cuda", "split[a][b];[b]scale_cuda=80:60:interp_algo=nearest[c];[a][c]overlay_cuda=x=40:y=30", "split[a][b];[b]scale=80:60:flags=neighbor[c];[a][c]overlay=x=40:y=30")]
    public void A_filter_that_computes_the_same_gives_the_same_frames(string filter, string cuda, string cpu)
    {
        RequireFilter(filter);
        string expected = Frames($"format=yuv420p,{cpu},format=yuv420p");
        Frames($"format=yuv420p,hwupload_cuda,{cuda},hwdownload,format=yuv420p").Should().Be(expected);
    }

    // ffmpeg 5.1 may crash in the filter's own uninit after this, having destroyed the context (docs/ffmpeg.md); what it asked for was done by then.
    [Fact]
    public void A_filter_that_is_stopped_early_has_given_its_frames_and_every_call_has_returned()
    {
        RequireFilter("thumbnail_cuda");
        using var scratch = new Scratch();
        string raw = Path.Combine(scratch.Folder, "in.yuv");
        string[] input = ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", "320x180", "-i", raw];
        Run(["-f", "lavfi", "-i", Source, "-pix_fmt", "yuv420p", "-f", "rawvideo", raw], "error").ExitCode.Should().Be(0);
        string expected = Text(Run([.. input, "-vf", "thumbnail=4", "-frames:v", "2", "-f", "framemd5", "-"], "error").Output);
        var outcome = Run([.. input, "-vf", "hwupload_cuda,thumbnail_cuda=4,hwdownload,format=yuv420p", "-frames:v", "2", "-f", "framemd5", "-"], "error", ("CUDABRIDGE_TRACE", "1"));
        Text(outcome.Output).Should().Be(expected).And.NotBeEmpty();
        string[] calls = [.. outcome.Errors.Split('\n').Where(line => line.StartsWith("cudabridge: ", StringComparison.Ordinal))];
        calls.Should().Contain(call => call.Contains("cuLaunchKernel(", StringComparison.Ordinal)).And.OnlyContain(call => call.Contains(" = CUDA_", StringComparison.Ordinal));
        calls[^1].Should().StartWith("cudabridge: cuCtxDestroy").And.EndWith("= CUDA_SUCCESS");
    }

    // The interpolations are each program's own; a wrong kernel is far below.
    [Theory]
    [InlineData("scale_cuda", "scale_cuda=160:90:interp_algo=bilinear", "scale=160:90:flags=bilinear", 32)]
    [InlineData("scale_cuda", "scale_cuda=160:90:interp_algo=bicubic", "scale=160:90:flags=bicubic", 35)]
    [InlineData("scale_cuda", "scale_cuda=160:90:interp_algo=lanczos", "scale=160:90:flags=lanczos", 30)]
    [InlineData("yadif_cuda", "yadif_cuda", "yadif", 45)]
    public void A_filter_that_computes_the_like_gives_like_frames(string filter, string cuda, string cpu, double decibels)
    {
        RequireFilter(filter);
        string graph = $"[0]format=yuv420p,split[x][y];[x]hwupload_cuda,{cuda},hwdownload,format=yuv420p[gpu];[y]{cpu}[cpu];[gpu][cpu]psnr";
        string report = Run(["-f", "lavfi", "-i", Source, "-lavfi", graph, "-f", "null", "-"], "info").Errors;
        Match average = Average().Match(report);
        average.Success.Should().BeTrue(report);
        double.Parse(average.Groups[1].Value, CultureInfo.InvariantCulture).Should().BeGreaterThan(decibels);
    }

    private static string Frames(string filters)
    {
        var outcome = Run(["-f", "lavfi", "-i", Source, "-vf", filters, "-f", "framemd5", "-"], "error");
        outcome.ExitCode.Should().Be(0, outcome.Errors);
        return Text(outcome.Output);
    }

    private static string Text(string frames) => string.Join('\n', frames.Split('\n').Where(line => !line.StartsWith('#')));

    private static Outcome Run(string[] arguments, string level, params (string Name, string Value)[] environment) => ToolkitUnderTest.Run(
        Path.GetTempPath(), "env", [.. environment.Select(variable => $"{variable.Name}={variable.Value}"), $"LD_LIBRARY_PATH={Path.Combine(ToolkitUnderTest.Folder, "lib64")}", "ffmpeg", "-nostdin", "-hide_banner", "-v", level, "-init_hw_device", "cuda=c", "-filter_hw_device", "c", .. arguments]);

    private static void RequireFilter(string name)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/ffmpeg"), "there is no ffmpeg");
        Assert.SkipUnless(ToolkitUnderTest.Run(Path.GetTempPath(), "ffmpeg", ["-hide_banner", "-filters"]).Output.Contains($" {name} ", StringComparison.Ordinal), $"this ffmpeg has no {name}");
    }

    [GeneratedRegex(@"PSNR .*average:([0-9.]+)")]
    private static partial Regex Average();
}
