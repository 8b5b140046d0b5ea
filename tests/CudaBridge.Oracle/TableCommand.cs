using System.Collections.Concurrent;
using System.Diagnostics;
using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

/// <summary><c>table FILE [--inputs N] [--spellings N] [--jobs N] [--only OPCODE,…]</c>: tries every form at length, or those of some opcodes again, and writes the table.</summary>
internal static class TableCommand
{
    public static int Run(string[] arguments)
    {
        int inputs = Option(arguments, "--inputs", 100_000), spellings = Option(arguments, "--spellings", 24), jobs = Option(arguments, "--jobs", Environment.ProcessorCount);
        if (arguments.Length == 0 || arguments[0].StartsWith('-'))
        {
            Console.Error.WriteLine("table FILE [--inputs N] [--spellings N] [--jobs N] [--only OPCODE,...]");
            return 2;
        }
        int only = Array.IndexOf(arguments, "--only");
        string[]? opcodes = only < 0 ? null : arguments[only + 1].Split(',');
        string? earlier = opcodes is not null && File.Exists(arguments[0]) ? File.ReadAllText(arguments[0]) : null;
        Stopwatch watch = Stopwatch.StartNew();
        ConcurrentDictionary<Form, FormResult> results = [];
        Parallel.ForEach(opcodes ?? Instructions.Opcodes, new ParallelOptions { MaxDegreeOfParallelism = jobs }, opcode =>
        {
            foreach (FormResult result in Conformance.Check(opcode, spellings, inputs)) results[result.Form] = result;
        });
        foreach (string wrong in results.Values.SelectMany(result => result.Wrong)) Console.Out.WriteLine(wrong);
        File.WriteAllText(arguments[0], ConformanceTable.Text(results, earlier));
        Console.Out.WriteLine($"{results.Count} of {Instructions.All.Count} forms, {results.Values.Sum(result => result.Inputs):N0} rows of operands, {results.Values.Sum(result => result.Wrong.Count)} differences, {watch.Elapsed.TotalSeconds:0} s");
        Console.Out.WriteLine(Conformance.Costs);
        return results.Values.Any(result => result.Wrong.Count > 0) ? 1 : 0;
    }

    private static int Option(string[] arguments, string name, int otherwise)
    {
        int at = Array.IndexOf(arguments, name);
        return at >= 0 && at + 1 < arguments.Length ? int.Parse(arguments[at + 1], System.Globalization.CultureInfo.InvariantCulture) : otherwise;
    }
}
