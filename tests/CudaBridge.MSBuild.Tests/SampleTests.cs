namespace CudaBridge.MSBuild.Tests;

/// <summary>The programs of kernels/samples/dotnet, built in place and run.</summary>
public sealed class SampleTests : IDisposable
{
    private readonly string _scratch = Directory.CreateTempSubdirectory("cudabridge-samples-").FullName;

    public void Dispose() => Directory.Delete(_scratch, recursive: true);

    [Fact]
    public void Mandelbrot_writes_a_picture_and_the_filter_takes_it()
    {
        string picture = Path.Combine(_scratch, "set.png"), edges = Path.Combine(_scratch, "edges.png"), blurred = Path.Combine(_scratch, "blurred.png");
        Run("Mandelbrot", picture, "160", "96").Should().Contain("160 x 96 points on");
        Run("ImageFilter", "edges", picture, edges).Should().Contain("edges: 160 x 96 pixels on");
        Run("ImageFilter", "blur", picture, blurred).Should().Contain("blur: 160 x 96 pixels on");
        Signature(edges).Should().Equal(Signature(picture)).And.Equal(0x89, (byte)'P', (byte)'N', (byte)'G');
        File.ReadAllBytes(blurred).Should().NotEqual(File.ReadAllBytes(picture));
    }

    [Fact]
    public void The_bodies_keep_their_momentum() => Run("NBody", "512", "20").Should().Contain("512 bodies, 20 steps on").And.Contain("100 %");

    [Fact]
    public void A_program_published_ahead_of_time_needs_no_runtime()
    {
        string output = Path.Combine(_scratch, "published"), native = Path.Combine(_scratch, "native.png"), managed = Path.Combine(_scratch, "managed.png");
        Outcome published = Dotnet("publish", Repository.Sample("Mandelbrot"), "-c", "Release", "-p:SampleAot=true", "-o", output);
        published.ExitCode.Should().Be(0, published.Output);
        File.Exists(Path.Combine(output, "Mandelbrot.dll")).Should().BeFalse("the program is machine code");
        Outcome run = Outcome.Of(Path.Combine(output, "Mandelbrot"), [native, "160", "96"], _scratch, new() { ["DOTNET_ROOT"] = "/nonexistent" });
        run.ExitCode.Should().Be(0, run.Output);
        run.Output.Should().Contain("160 x 96 points on");

        // The frameworks compress differently: what the filter makes of both pictures shows whether they are the same.
        Run("Mandelbrot", managed, "160", "96");
        Run("ImageFilter", "edges", native, native + ".edges");
        Run("ImageFilter", "edges", managed, managed + ".edges");
        File.ReadAllBytes(native + ".edges").Should().Equal(File.ReadAllBytes(managed + ".edges"));
    }

    private static byte[] Signature(string png) => File.ReadAllBytes(png)[..4];

    private string Run(string sample, params string[] arguments)
    {
        Outcome outcome = Dotnet(["run", "--project", Repository.Sample(sample), "-c", "Release", "--", .. arguments]);
        outcome.ExitCode.Should().Be(0, outcome.Output);
        return outcome.Output;
    }

    private Outcome Dotnet(params string[] arguments) => Outcome.Of("dotnet", arguments, _scratch, new() { ["CUDABRIDGE_TOOLKIT"] = null });
}
