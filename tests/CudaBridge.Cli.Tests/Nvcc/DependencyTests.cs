namespace CudaBridge.Cli.Tests.Nvcc;

public class DependencyTests
{
    private static Scratch Project() => new Scratch()
        .Write("a.cu", "#include \"both.h\"\n#ifdef __CUDA_ARCH__\n#include \"device.h\"\n#else\n#include \"host.h\"\n#endif\nint main() {}\n")
        .Write("both.h", "#pragma once\n").Write("device.h", "").Write("host.h", "");

    [Theory(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    [InlineData("-c a.cu -MMD", "a.d", "a.o")]
    [InlineData("-c a.cu -o out.o -MMD", "out.d", "out.o")]
    [InlineData("-c a.cu -MMD -MF deps/x.d -MT target", "deps/x.d", "target")]
    [InlineData("-dc a.cu -MMD -MF x.d", "x.d", "a.o")]
    [InlineData("a.cu -o program -MMD", "a.d", null)]
    public void Files_that_either_half_reads_count(string arguments, string file, string? target)
    {
        using Scratch scratch = Project();
        Directory.CreateDirectory(scratch["deps"]);
        scratch.Nvcc(arguments).ShouldSucceed();
        string rule = scratch.Read(file);
        DependencyRule.Files(rule).Should().BeEquivalentTo("a.cu", "both.h", "host.h", "device.h");
        if (target is not null) rule.Should().StartWith($"{target}: ");
    }

    [Fact(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    public void System_headers_count_with_MD()
    {
        using Scratch scratch = Project();
        scratch.Nvcc("-c a.cu -MD -MP").ShouldSucceed();
        DependencyRule.Files(scratch.Read("a.d")).Should().Contain(file => file.EndsWith("/include/cuda_runtime.h"));
        scratch.Read("a.d").Should().Contain("\nboth.h:\n");
    }

    [Fact(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    public void Rules_alone_are_printed()
    {
        using Scratch scratch = Project();
        scratch.Nvcc("-MM a.cu").ShouldSucceed().Output.Should().StartWith("a.o: a.cu both.h host.h");
        scratch.Nvcc("-M a.cu -o a.rule").ShouldSucceed();
        scratch.Read("a.rule").Should().StartWith("a.o: a.cu");
    }
}
