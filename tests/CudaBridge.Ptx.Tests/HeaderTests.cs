using System.Diagnostics;
using System.Text.RegularExpressions;
using CudaBridge.Ptx;

namespace CudaBridge.Ptx.Tests;

/// <summary>The inline PTX of clang's own CUDA headers, which programs meet whether they know it or not.</summary>
public sealed partial class HeaderTests
{
    [GeneratedRegex("""asm(?:__)?(?:\s+__volatile__)?\(\s*((?:"[^"]*"\s*)+)""")]
    private static partial Regex Statement();

    [GeneratedRegex(""""((?:ld|st)\.[a-z0-9.]+)"""")]
    private static partial Regex Access();

    [GeneratedRegex("""%(\d+)""")]
    private static partial Regex Operand();

    [Theory]
    [InlineData("__clang_cuda_device_functions.h", 50)]
    [InlineData("__clang_cuda_intrinsics.h", 60)]
    public void Every_statement_is_legal(string header, int atLeast)
    {
        string text = File.ReadAllText(Path.Combine(ResourceFolder(), "include", header));
        IEnumerable<string> statements = Statement().Matches(text).Select(match => string.Concat(match.Groups[1].Value.Split('"').Where((_, i) => i % 2 == 1)).Replace("\\t", "\t", StringComparison.Ordinal));
        // Loads and stores are spelled by macros: the opcode is an argument, the operands stand in the macro.
        IEnumerable<string> accesses = Access().Matches(text).Select(match => WithOperands(match.Groups[1].Value));
        string[] all = [.. statements.Concat(accesses).Where(statement => statement.Contains('.', StringComparison.Ordinal) || statement.StartsWith("brkpt", StringComparison.Ordinal)).Distinct()];
        all.Length.Should().BeGreaterThan(atLeast);
        foreach (string statement in all) Parser.ParseStatements(Operand().Replace(statement, "%r$1"));
    }

    private static string WithOperands(string opcode)
    {
        string value = opcode.Contains(".v4", StringComparison.Ordinal) ? "{%0,%1,%2,%3}" : opcode.Contains(".v2", StringComparison.Ordinal) ? "{%0,%1}" : "%0";
        return opcode.StartsWith("ld", StringComparison.Ordinal) ? $"{opcode} {value}, [%4];" : $"{opcode} [%4], {value};";
    }

    private static string ResourceFolder()
    {
        Assert.SkipWhen(Clang.Program is null, "clang-22 is not installed");
        using Process process = Process.Start(new ProcessStartInfo(Clang.Program!, ["-print-resource-dir"]) { RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadToEnd().Trim();
    }
}
