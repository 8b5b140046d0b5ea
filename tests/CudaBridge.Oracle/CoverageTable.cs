using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

/// <summary>docs/coverage-ptx.md: a row for each form of the instruction table. Written when <c>CUDABRIDGE_PTX_TABLE</c> names the file.</summary>
internal static class CoverageTable
{
    private static readonly ConcurrentDictionary<Form, FormResult> s_results = [];

    public static void Add(IEnumerable<FormResult> results)
    {
        foreach (FormResult result in results) s_results[result.Form] = result;
        if (Environment.GetEnvironmentVariable("CUDABRIDGE_PTX_TABLE") is { Length: > 0 } file)
            lock (s_results) File.WriteAllText(file, Text());
    }

    private static string Text()
    {
        StringBuilder text = new($"""
            # PTX instructions

            One row for each form of the instruction table. *parsed*: the parser reads it and the printer writes it; *lowered*: it becomes kernel
            IR; *oracle*: the reference interpreter in `tests/CudaBridge.Oracle` gives it a meaning, and code compiled in scalar and in vector mode was
            compared with it on this many rows of operands (every row where the operands have 16 bits or fewer). Written by the tests:
            `CUDABRIDGE_CONFORMANCE=full CUDABRIDGE_PTX_TABLE=docs/coverage-ptx.md dotnet run --project tests/CudaBridge.Oracle`.

            {Instructions.All.Count} forms, {s_results.Values.Count(r => r.IsInterpreted)} of them compared with the oracle on {s_results.Values.Sum(r => r.Inputs).ToString("N0", CultureInfo.InvariantCulture)} rows of operands.

            | form | parsed | lowered | oracle | scalar | vector | spellings | inputs |
            |---|---|---|---|---|---|---|---|

            """);
        foreach (Form form in Instructions.All)
        {
            FormResult? result = s_results.GetValueOrDefault(form);
            bool isInterpreted = result?.IsInterpreted == true;
            string Mode(string mode) => !isInterpreted ? "" : result!.Wrong.Any(w => w.StartsWith(mode, StringComparison.Ordinal)) ? "**no**" : "yes";
            bool isLowered = Compiler.PtxLowering.PtxInstructions.IsSupported(form.Opcode);
            text.Append(CultureInfo.InvariantCulture, $"| `{form.ToString().Replace("|", "\\|", StringComparison.Ordinal)}` | yes | {(isLowered ? "yes" : "no")} | {(isInterpreted ? "yes" : "")} | {Mode("scalar")} | {Mode("vector")} | {(isInterpreted ? result!.Instances : "")} | {(isInterpreted ? result!.Inputs : "")} |\n");
        }
        return text.ToString();
    }
}
