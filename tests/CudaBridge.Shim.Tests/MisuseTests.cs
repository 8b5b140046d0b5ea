using System.Text.RegularExpressions;

namespace CudaBridge.Shim.Tests;

/// <summary>
/// Each row of programs/misuses.inc in a process of its own: the call returns the documented error, the thread's last error is that error
/// once, and the device still works.
/// </summary>
public sealed partial class MisuseTests
{
    public static TheoryData<string, string> Rows()
    {
        var rows = new TheoryData<string, string>();
        foreach (string line in File.ReadLines(Path.Combine(NativeProgram.SourceFolder, "misuses.inc")))
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

    [Fact]
    public void Every_row_of_the_table_is_tested() =>
        NativeProgram.Run(NativeProgram.Compile("misuses.c"), []).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveSameCount(Rows());

    [GeneratedRegex(@"^MISUSE\((?<name>\w+),.*,\s*(?<error>cudaError\w+)\)$")]
    private static partial Regex Row();
}
