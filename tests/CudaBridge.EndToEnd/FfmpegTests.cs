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
        return string.Join('\n', outcome.Output.Split('\n').Where(line => !line.StartsWith('#')));
    }

    private static Outcome Run(string[] arguments, string level) => ToolkitUnderTest.Run(
        Path.GetTempPath(), "env", [$"LD_LIBRARY_PATH={Path.Combine(ToolkitUnderTest.Folder, "lib64")}", "ffmpeg", "-nostdin", "-hide_banner", "-v", level, "-init_hw_device", "cuda=c", "-filter_hw_device", "c", .. arguments]);

    private static void RequireFilter(string name)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/ffmpeg"), "there is no ffmpeg");
        Assert.SkipUnless(ToolkitUnderTest.Run(Path.GetTempPath(), "ffmpeg", ["-hide_banner", "-filters"]).Output.Contains($" {name} ", StringComparison.Ordinal), $"this ffmpeg has no {name}");
    }

    [GeneratedRegex(@"PSNR .*average:([0-9.]+)")]
    private static partial Regex Average();
}
