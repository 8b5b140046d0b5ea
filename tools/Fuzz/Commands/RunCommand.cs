using CudaBridge.Fuzz.Execute;

namespace CudaBridge.Fuzz.Commands;

/// <summary><c>run</c>: a range of seeds, by several worker processes.</summary>
internal static class RunCommand
{
    // How often a long run says where it is.
    private static readonly TimeSpan s_interval = TimeSpan.FromMinutes(1);

    public static int Run(IReadOnlyList<Combination> combinations, IReadOnlyList<string> options, ulong seed, int count, int batch, int jobs, TimeSpan limit, TimeSpan patience)
    {
        DateTime start = DateTime.UtcNow;
        List<Finding> findings = [];
        Dictionary<string, double> numbers = [];
        int compared = 0, reported = 0;
        using Timer progress = new(_ => Console.Error.WriteLine($"{compared} of {count} kernels, {reported} findings, {(DateTime.UtcNow - start).TotalSeconds:0} s"), null, s_interval, s_interval);
        // Each job takes one contiguous share.
        int share = (count + jobs - 1) / jobs;
        Parallel.For(0, jobs, new ParallelOptions { MaxDegreeOfParallelism = jobs }, job =>
        {
            int first = job * share, mine = Math.Min(share, count - first);
            if (mine <= 0) return;
            using WorkerProcess worker = new(options, patience);
            List<Finding> found = Campaign.Run(worker, seed + (ulong)first, mine, batch, start + limit, Found, n => Interlocked.Add(ref compared, n));
            lock (findings)
            {
                findings.AddRange(found);
                foreach ((string name, double value) in worker.Numbers) numbers[name] = numbers.GetValueOrDefault(name) + value;
            }
        });
        Summarise(combinations, numbers, findings, seed, count, DateTime.UtcNow - start);
        return findings.Count == 0 ? 0 : 1;

        void Found(Finding finding)
        {
            Interlocked.Increment(ref reported);
            Report(finding);
        }
    }

    private static void Report(Finding f)
    {
        lock (Console.Out) Console.Out.WriteLine($"seed {f.Seed}: {f.Kind}, {f.Combination}: {string.Join("\n  ", f.Text.Split('\n').Take(4))}");
    }

    private static void Summarise(IReadOnlyList<Combination> combinations, Dictionary<string, double> numbers, List<Finding> findings, ulong seed, int count, TimeSpan time)
    {
        Console.Out.WriteLine($"{numbers.GetValueOrDefault("kernels")} kernels of seeds {seed} to {seed + (ulong)count - 1} compared in {numbers.GetValueOrDefault("launches")} launches, {time.TotalSeconds:0} s");
        Console.Out.WriteLine($"  {Combination.Reference} with {string.Join(", ", combinations)}");
        Console.Out.WriteLine($"  {numbers.GetValueOrDefault("vectorised")} vectorised");
        foreach ((string name, double value) in numbers.OrderBy(e => e.Key, StringComparer.Ordinal))
            if (name.StartsWith("refused", StringComparison.Ordinal) || name.StartsWith("seconds", StringComparison.Ordinal)) Console.Out.WriteLine($"  {name}: {value:0.#}");
        Console.Out.WriteLine($"{findings.Count} findings{(findings.Count > 0 ? $": {string.Join(", ", findings.GroupBy(f => f.Kind).Select(g => $"{g.Count()} {g.Key}"))}" : "")}");
    }
}
