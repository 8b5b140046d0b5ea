using System.Text.RegularExpressions;

namespace CudaBridge.Shim.Tests;

/// <summary>
/// The programs of programs/: each checks itself, prints "ok" last and ends with exit code 0, or the one it names in its head. Adding a
/// file adds a test.
/// </summary>
public sealed partial class ProgramTests
{
    public static TheoryData<string> Programs() => Sources("*.c");

    public static TheoryData<string> CudaPrograms() => Sources("*.cu");

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_program_checks_itself(string source) => Check(source, NativeProgram.Compile(source));

    [Theory]
    [MemberData(nameof(CudaPrograms))]
    public void A_program_with_kernels_checks_itself(string source) => Check(source, NativeProgram.CompileCuda(source));

    private static TheoryData<string> Sources(string pattern) =>
        [.. Directory.GetFiles(NativeProgram.SourceFolder, pattern).Select(file => Path.GetFileName(file)).Where(file => !file.Contains("misuses")).Order(StringComparer.Ordinal)];

    private static void Check(string source, string program)
    {
        // Programs that run for a while run for as many seconds as CUDABRIDGE_TEST_SECONDS says.
        double seconds = double.TryParse(Environment.GetEnvironmentVariable("CUDABRIDGE_TEST_SECONDS"), out double given) ? given : 0;
        Outcome outcome = NativeProgram.Run(program, [], TimeSpan.FromSeconds(60 + seconds));
        outcome.Output.Should().EndWith("ok\n", outcome.Errors);
        outcome.ExitCode.Should().Be(ExitCode(source), outcome.Output + outcome.Errors);
        outcome.Errors.Should().BeEmpty();
    }

    [Theory]
    [InlineData("memory.c")]
    [InlineData("threads.c")]
    public void So_it_does_when_clang_compiled_it(string source) =>
        NativeProgram.Run(NativeProgram.Compile(source, "clang-22"), []).MustSucceed().Output.Should().EndWith("ok\n");

    [Fact]
    public void Valgrind_sees_no_invalid_access()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/valgrind"), "valgrind is not installed");
        Outcome outcome = NativeProgram.Run("valgrind", ["--quiet", "--error-exitcode=99", NativeProgram.Compile("memory.c")], TimeSpan.FromMinutes(3));
        outcome.MustSucceed().Output.Should().EndWith("ok\n");
        outcome.Errors.Should().BeEmpty();
    }

    [Fact]
    public void A_limit_on_address_space_is_no_obstacle() =>
        NativeProgram.Run("bash", ["-c", $"ulimit -v {16 * 1024 * 1024}; exec {NativeProgram.Compile("memory.c")}"]).MustSucceed().Output.Should().EndWith("ok\n");

    [Fact]
    public void Trace_prints_every_call_with_arguments_and_result()
    {
        Outcome outcome = NativeProgram.Run(NativeProgram.Compile("memory.c"), [], null, ("CUDABRIDGE_TRACE", "1"));
        outcome.MustSucceed().Errors.Should().MatchRegex("""
            (?m)^cudabridge: cudaMemcpy\(dst=0x[0-9a-f]+, src=0x[0-9a-f]+, count=32, kind=cudaMemcpyHostToDevice\) = cudaSuccess$
            """);
        outcome.Errors.Should().Contain("cudabridge: cudaFree(devPtr=NULL) = cudaSuccess\n");
        outcome.Errors.Should().Contain("cudabridge: cudaMemPoolTrimTo(memPool=0x");
    }

    [Fact]
    public void What_is_not_implemented_says_its_name_once_in_the_log()
    {
        string program = NativeProgram.Compile("misuses.c");
        NativeProgram.Run(program, ["semaphores_are_not_there"]).Errors.Should().BeEmpty();
        Outcome outcome = NativeProgram.Run(program, ["semaphores_are_not_there"], null, ("CUDABRIDGE_LOG", "1"));
        NotImplemented().Count(outcome.Errors).Should().Be(1);
        NotImplemented().Match(outcome.Errors).Groups["name"].Value.Should().Be("cudaDestroyExternalSemaphore");
    }

    private static int ExitCode(string source)
    {
        string text = File.ReadAllText(Path.Combine(NativeProgram.SourceFolder, source));
        return ExitCodeLine().Match(text) is { Success: true } match ? int.Parse(match.Groups["code"].Value) : 0;
    }

    [GeneratedRegex(@"(?m)^// exit code: (?<code>\d+)$")]
    private static partial Regex ExitCodeLine();

    [GeneratedRegex(@"(?m)^cudabridge: (?<name>\w+) is not implemented$")]
    private static partial Regex NotImplemented();
}
