using CudaBridge.Fuzz.Execute;
using CudaBridge.Fuzz.Generate;

namespace CudaBridge.Fuzz.Commands;

/// <summary><c>compare</c>: a kernel written by hand.</summary>
internal static class CompareCommand
{
    // Of these seeds, LaunchShape.For chooses each of its shapes once.
    private const int Seeds = 12;

    public static int Run(IReadOnlyList<Combination> combinations, string file)
    {
        GeneratedKernel kernel = KernelFile.Read(file);
        using Comparison comparison = new(combinations, new Statistics(), _ => { });
        List<Finding> findings = comparison.Run([.. Enumerable.Range(0, Seeds).Select(seed => new Candidate((ulong)seed, kernel))]);
        foreach (string text in findings.Select(f => $"{f.Kind}, {f.Combination}: {f.Text}").Distinct()) Console.Out.WriteLine(text);
        if (findings.Count == 0) Console.Out.WriteLine($"{kernel.Name}: no difference in {Seeds} launches of {string.Join(", ", combinations)}");
        return findings.Count == 0 ? 0 : 1;
    }
}
