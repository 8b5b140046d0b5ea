namespace CudaBridge.Benchmarks.Tests;

/// <summary>The benchmarks' own programs at small sizes: they compile, and their outputs are right.</summary>
public sealed class KernelTests
{
    [Theory]
    [InlineData("sgemm")]
    [InlineData("reduce_shfl")]
    [InlineData("spmv")]
    public void Vectorised_code_gives_right_answers(string kernel) => Run(kernel, "vector");

    [Fact]
    public void Hand_written_code_gives_right_answers() => Run("sgemm", "native");

    [Fact]
    public void Opencl_gives_right_answers() => Run("vecadd", "pocl");

    private static void Run(string name, string mode)
    {
        var variant = Variants.Find(mode);
        if (VariantBuilder.Absent(variant) is { } reason) Assert.Skip($"{variant.Title}: {reason}");
        var kernel = Kernels.All.Single(k => k.Name == name);
        var result = Rounds.Measure(kernel, [variant], v => new VariantBuilder(Folders.Find()).Build(kernel, v), Effort.Test);
        result.Failures.Should().BeEmpty();
        result.Of(mode)!.Rounds.Should().HaveCount(Effort.Test.Count).And.OnlyContain(seconds => seconds > 0);
    }

    [Fact]
    public void Every_folder_of_kernels_is_in_the_table() =>
        Directory.GetDirectories(Folders.Find().Kernels).Select(Path.GetFileName).Should().BeEquivalentTo([.. Kernels.All.Select(k => k.Name), Kernels.Launch.Name, "harness", "modules"]);

    [Fact]
    public void A_variant_that_dies_is_a_failure_with_its_message_and_the_others_are_measured()
    {
        string bad = Script("echo first 1; echo 'wrong: element 7'"), good = Script("echo first 1; echo ok; while read word rest; do case $word in run) echo time 0.5;; *) echo ok;; esac; done");
        var result = Rounds.Measure(Kernels.All[0], [Variants.Find("vector"), Variants.Find("scalar")], v => v.Name == "vector" ? bad : good, Effort.Test);
        result.Failures.Should().ContainSingle().Which.Should().Match<Failure>(f => f.Variant == "vector" && f.Message.Contains("element 7"));
        result.Of("scalar")!.Seconds().Should().Be(0.5);
    }

    private static string Script(string body)
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("cudabridge-bench-").FullName, "variant");
        File.WriteAllText(file, $"#!/bin/sh\n{body}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return file;
    }
}
