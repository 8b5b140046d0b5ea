namespace CudaBridge.Benchmarks;

/// <summary>How long to measure.</summary>
/// <param name="Count">Rounds; each runs every variant once.</param>
/// <param name="Budget">Seconds of launches for a variant in a round.</param>
/// <param name="Small">The sizes of the tests, not of the table.</param>
internal sealed record Effort(int Count, double Budget, bool Small)
{
    /// <summary>The variants' arguments.</summary>
    public string[] Arguments => Small ? ["small"] : [];

    public static readonly Effort Full = new(7, 0.15, false), Quick = new(3, 0.05, false), Test = new(3, 0.001, true);
}

internal static class Rounds
{
    // A variant's threads may still look for work when its measurement is over.
    private static readonly TimeSpan s_rest = TimeSpan.FromMilliseconds(40);

    /// <summary>Runs the variants of one kernel by turns, so that whatever the machine does meanwhile meets all of them.</summary>
    /// <param name="build">Gives a variant's program.</param>
    /// <param name="arguments">Further arguments of the programs.</param>
    public static KernelResult Measure(Kernel kernel, IReadOnlyList<Variant> variants, Func<Variant, string> build, Effort effort, params string[] arguments)
    {
        var failures = new List<Failure>();
        var running = new List<Runner>();
        try
        {
            foreach (var variant in variants)
                Try(variant, () => running.Add(new Runner(variant, new VariantProcess(build(variant), variant, [.. effort.Arguments, .. arguments]), [])));
            for (int round = 0; round < effort.Count; round++)
                foreach (var runner in Turns(running, round))
                {
                    Thread.Sleep(s_rest);
                    Try(runner.Variant, () => runner.Seconds.Add(runner.Process.Run(effort.Budget)));
                }
            foreach (var runner in running) Try(runner.Variant, runner.Process.Verify);
            var whole = running.Where(r => failures.All(f => f.Variant != r.Variant.Name));
            return new KernelResult(kernel.Name, [.. whole.Select(r => new Measurement(r.Variant.Name, r.Process.FirstLaunch, r.Seconds))], failures);
        }
        finally
        {
            foreach (var runner in running) runner.Process.Dispose();
        }

        void Try(Variant variant, Action action)
        {
            if (failures.Any(f => f.Variant == variant.Name)) return;
            try { action(); }
            catch (BenchmarkException e) { failures.Add(new Failure(variant.Name, e.Message)); }
        }
    }

    private sealed record Runner(Variant Variant, VariantProcess Process, List<double> Seconds);

    /// <summary>Each round begins with another variant.</summary>
    private static IEnumerable<Runner> Turns(IReadOnlyList<Runner> running, int round) =>
        Enumerable.Range(0, running.Count).Select(turn => running[(turn + round) % running.Count]);
}
