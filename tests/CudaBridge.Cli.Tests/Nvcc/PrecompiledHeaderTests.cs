namespace CudaBridge.Cli.Tests.Nvcc;

/// <summary>cuda_runtime.h from the cache: the same objects, the same rules, and no header that is not the one clang would read.</summary>
public class PrecompiledHeaderTests
{
    private static string[] Headers(Scratch scratch) => Directory.Exists(scratch["cache/headers"]) ? Directory.GetFiles(scratch["cache/headers"], "*.pch") : [];

    private static string Compile(Scratch scratch, string options = "")
    {
        scratch.Nvcc($"{options} -c a.cu -MD -MF a.d -o a.o", ("CUDABRIDGE_CACHE", scratch["cache"])).ShouldSucceed();
        return Convert.ToHexString(File.ReadAllBytes(scratch["a.o"]));
    }

    private static string[] Rule(Scratch scratch) => [.. DependencyRule.Files(scratch.Read("a.d")).Select(file => Path.GetFullPath(file, scratch.Folder)).Distinct().Order(StringComparer.Ordinal)];

    [Fact(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    public void The_second_compilation_makes_it_and_objects_and_rules_stay_the_same()
    {
        using Scratch scratch = new Scratch().Write("a.cu", Scratch.GoodProgram);
        string first = Compile(scratch);
        string[] rule = Rule(scratch);
        Headers(scratch).Should().BeEmpty("options that come once cost nothing");
        for (int i = 0; i < 2; i++)
        {
            Compile(scratch).Should().Be(first);
            Headers(scratch).Should().HaveCount(2, "there is one for each half");
            Rule(scratch).Should().BeEquivalentTo(rule);
        }
        Compile(scratch, "-DOTHER=1").Should().Be(first);
        Headers(scratch).Should().HaveCount(2, "other options are another header");
    }

    [Theory(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    [InlineData(0)]
    [InlineData(3_000_000)]
    public void A_damaged_one_is_made_again(int length)
    {
        using Scratch scratch = new Scratch().Write("a.cu", Scratch.GoodProgram);
        string first = Compile(scratch);
        Compile(scratch);
        foreach (string header in Headers(scratch)) using (FileStream file = File.OpenWrite(header)) file.SetLength(length);
        Compile(scratch).Should().Be(first);
        Headers(scratch).Should().HaveCount(2).And.OnlyContain(header => new FileInfo(header).Length > 3_000_000);
    }

    [Fact(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    public void One_whose_bytes_are_wrong_is_made_again()
    {
        using Scratch scratch = new Scratch().Write("a.cu", Scratch.GoodProgram);
        string first = Compile(scratch);
        Compile(scratch);
        foreach (string header in Headers(scratch))
        {
            DateTime time = File.GetLastWriteTimeUtc(header);
            byte[] bytes = File.ReadAllBytes(header);
            Array.Clear(bytes, 0, 4096);
            File.WriteAllBytes(header, bytes);
            File.SetLastWriteTimeUtc(header, time);
        }
        Compile(scratch).Should().Be(first, "clang reads the text when it refuses the header");
        Compile(scratch).Should().Be(first);
        Headers(scratch).Should().HaveCount(2);
        foreach (string header in Headers(scratch)) File.ReadAllBytes(header).AsSpan(0, 4).ToArray().Should().Equal("CPCH"u8.ToArray());
    }

    [Fact(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    public void A_header_of_the_programs_own_by_the_same_name_is_read()
    {
        using Scratch scratch = new Scratch().Write("a.cu", Scratch.GoodProgram).Write("own/math.h", "#pragma once\n#include_next <math.h>\n#define OWN_MATH 1\n");
        for (int i = 0; i < 2; i++) Compile(scratch);
        Headers(scratch).Should().HaveCount(2);
        scratch.Write("a.cu", "#ifndef OWN_MATH\n#error the system's\n#endif\n" + Scratch.GoodProgram);
        Compile(scratch, "-Iown");
        Compile(scratch, "-I own");
    }

    [Fact(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    public void What_is_included_before_it_is_seen_by_it()
    {
        using Scratch scratch = new Scratch().Write("a.cu", Scratch.GoodProgram).Write("first.h", "#define FIRST 1\n");
        for (int i = 0; i < 3; i++) Compile(scratch, "-include first.h");
        Headers(scratch).Should().BeEmpty();
    }

    [Fact(Skip = Scratch.NoClang, SkipUnless = nameof(Scratch.HasClang), SkipType = typeof(Scratch))]
    public void A_mistake_that_reads_like_a_refusal_is_said_once()
    {
        using Scratch scratch = new Scratch().Write("a.cu", Scratch.GoodProgram);
        for (int i = 0; i < 2; i++) Compile(scratch);
        scratch.Write("a.cu", "#error this is no PCH file\n");
        ToolResult failed = scratch.Nvcc("-c a.cu -o a.o", ("CUDABRIDGE_CACHE", scratch["cache"]));
        failed.ExitCode.Should().NotBe(0);
        failed.Error.Split('\n').Count(line => line.Contains("error: this is no PCH file", StringComparison.Ordinal)).Should().Be(1);
    }
}
