using System.Globalization;
using CudaBridge.Fuzz.Generate;

namespace CudaBridge.Fuzz.Execute;

/// <summary>
/// The process that compiles and runs kernels, which may crash it. It reads requests from standard input, a line each, and answers with lines:
/// <code>
/// range FIRST COUNT          the kernels of the seeds FIRST … in one module
/// recording SEED FILE        the kernel of recorded choices
///
/// compile SEED COUNT | run SEED        what it is about to do
/// finding SEED KIND COMBINATION TEXT   separated by tabs, line ends in TEXT escaped
/// statistics NAME NUMBER
/// done
/// </code>
/// </summary>
internal static class Worker
{
    public static int Serve(IReadOnlyList<Combination> combinations)
    {
        Statistics statistics = new();
        using Comparison comparison = new(combinations, statistics, Say);
        while (Console.In.ReadLine() is { } request)
        {
            string[] words = request.Split(' ', 3);
            List<Candidate> kernels = words[0] == "range" ? Range(Number(words[1]), (int)Number(words[2])) : [Recorded(Number(words[1]), words[2])];
            foreach (Finding f in comparison.Run(kernels)) Say($"finding\t{f.Seed}\t{f.Kind}\t{f.Combination}\t{f.Text.ReplaceLineEndings("\\n")}");
            foreach ((string name, double value) in Numbers(statistics)) Say(string.Create(CultureInfo.InvariantCulture, $"statistics\t{name}\t{value}"));
            Say("done");
        }

        return 0;
    }

    public static List<Candidate> Range(ulong first, int count) => [.. Enumerable.Range(0, count).Select(i => Candidate.Of(first + (ulong)i))];

    private static Candidate Recorded(ulong seed, string file) =>
        new(seed, KernelGenerator.Generate(new Choices([.. File.ReadAllText(file).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)]), $"k{seed}"));

    private static ulong Number(string text) => ulong.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<(string, double)> Numbers(Statistics s) =>
        [("kernels", s.Kernels), ("launches", s.Launches), ("vectorised", s.Vectorised), .. s.Seconds.Select(e => ($"seconds {e.Key}", e.Value)), .. s.Refusals.Select(e => ($"refused: {e.Key}", (double)e.Value))];

    private static void Say(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
