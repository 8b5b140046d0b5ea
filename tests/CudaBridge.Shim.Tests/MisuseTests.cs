using System.Text.RegularExpressions;

namespace CudaBridge.Shim.Tests;

/// <summary>
/// Each row of programs/*misuses.inc in a process of its own: the call returns the documented error, the thread's last error is that error
/// once, and the device still works.
/// </summary>
public sealed partial class MisuseTests
{
    public static TheoryData<string, string> Rows() => ReadTable("misuses.inc");

    public static TheoryData<string, string> KernelRows() => ReadTable("kernel_misuses.inc");

    public static TheoryData<string, string> DriverRows() => ReadTable("driver_misuses.inc");

    private static TheoryData<string, string> ReadTable(string file)
    {
        var rows = new TheoryData<string, string>();
        foreach (string line in File.ReadLines(Path.Combine(NativeProgram.SourceFolder, file)))
            if (Row().Match(line) is { Success: true } match)
                rows.Add(match.Groups["name"].Value, match.Groups["error"].Value);
        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_misuse_returns_its_documented_error(string misuse, string error)
    {
        Outcome outcome = NativeProgram.Run(NativeProgram.Compile("misuses.c"), [misuse]);
        outcome.Output.Should().Be(error + "\n", outcome.Errors);
        outcome.ExitCode.Should().Be(0, outcome.Errors);
    }

    [Theory]
    [MemberData(nameof(KernelRows))]
    public void So_does_a_misuse_of_a_kernel_or_a_symbol(string misuse, string error)
    {
        Outcome outcome = NativeProgram.Run(NativeProgram.CompileCuda("kernel_misuses.cu"), [misuse]);
        outcome.Output.Should().Be(error + "\n", outcome.Errors);
        outcome.ExitCode.Should().Be(0, outcome.Errors);
    }

    [Theory]
    [MemberData(nameof(DriverRows))]
    public void So_does_one_of_the_driver_API(string misuse, string error)
    {
        Outcome outcome = NativeProgram.Run(NativeProgram.Compile("driver_misuses.c"), [misuse]);
        outcome.Output.Should().Be(error + "\n", outcome.Errors);
        outcome.ExitCode.Should().Be(0, outcome.Errors);
    }

    [Fact]
    public void Every_row_of_the_tables_is_tested()
    {
        Names(NativeProgram.Compile("misuses.c")).Should().HaveSameCount(Rows());
        Names(NativeProgram.Compile("driver_misuses.c")).Should().HaveSameCount(DriverRows());
        Names(NativeProgram.CompileCuda("kernel_misuses.cu")).Should().HaveSameCount(KernelRows());
    }

    private static string[] Names(string program) =>
        NativeProgram.Run(program, []).MustSucceed().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"^MISUSE\((?<name>\w+),.*,\s*(?<error>cudaError\w+|CUDA_ERROR_\w+)\)$")]
    private static partial Regex Row();
}
