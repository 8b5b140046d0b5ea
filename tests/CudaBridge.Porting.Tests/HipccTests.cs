using CudaBridge.Porting.Dialects;
using CudaBridge.Porting.Tree;

namespace CudaBridge.Porting.Tests;

/// <summary>AMD's own compiler and headers, where they are installed (Debian: hipcc, rocm-device-libs), take the translated samples.</summary>
public sealed class HipccTests
{
    private static readonly string? s_hipcc = Environment.GetEnvironmentVariable("PATH")?.Split(':').Select(folder => Path.Combine(folder, "hipcc")).FirstOrDefault(File.Exists);

    [Theory]
    [InlineData("vector_add")]
    [InlineData("block_reduce")]
    [InlineData("shuffles")]
    [InlineData("constants_and_symbols")]
    public void Translated_samples_compile(string sample)
    {
        Assert.SkipUnless(s_hipcc is not null, "hipcc is not installed");
        using Scratch scratch = new(), output = new();
        foreach (string file in new[] { "check.h", sample + ".cu" }) scratch.Write(file, File.ReadAllBytes(Path.Combine(Repository.Samples, file)));
        OutputWriter.WriteFolder(PortedTree.Of(scratch.Survey(), DialectTable.Find("hip")!), output.Folder);
        (int code, string text) = Processes.Run(s_hipcc!, ["-w", "-x", "hip", "-std=c++17", "-O1", "--offload-arch=gfx90a", "-I", output.Folder, "-c", Path.Combine(output.Folder, sample + ".hip"), "-o", Path.Combine(output.Folder, sample + ".o")]);
        code.Should().Be(0, text);
    }
}
