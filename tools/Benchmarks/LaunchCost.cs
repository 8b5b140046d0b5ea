namespace CudaBridge.Benchmarks;

/// <summary>Launch and synchronise of a kernel that does nothing, by turns with PoCL's and with a bare spinning pool's fork and join.</summary>
internal static class LaunchCost
{
    private static readonly string[] s_blocks = ["1", "1000"];

    public static Report Measure(IReadOnlyList<Variant> variants, Func<Kernel, Variant, string> build, Effort effort)
    {
        var rows = new List<string[]>();
        foreach (string blocks in s_blocks)
        {
            var result = Rounds.Measure(Kernels.Launch, variants, v => build(Kernels.Launch, v), effort, blocks);
            rows.Add([blocks == "1" ? "1 block" : $"{blocks} blocks", .. variants.Select(v => result.Of(v.Name) is { } m ? Texts.Duration(m.Seconds()) : "failed")]);
        }
        return new Report(["empty kernel: launch and wait", .. variants.Select(Title)], rows);
    }

    /// <summary>The same launch from C and from C#, by turns. A variant whose launches allocate managed memory fails.</summary>
    public static Report CompareManaged(Func<Kernel, Variant, string> build, Effort effort)
    {
        Variant[] variants = [Variants.Find("vector"), Variants.Managed];
        var rows = new List<string[]>();
        foreach (int launches in new[] { 1, 100 })
        {
            // Without the harness's own argument: both programs take blocks and launches.
            var result = Rounds.Measure(Kernels.Launch, variants, v => build(Kernels.Launch, v), effort with { Small = false }, "1", $"{launches}");
            foreach (var failure in result.Failures) throw new BenchmarkException(failure.Message);
            double[] each = [.. variants.Select(v => result.Of(v.Name)!.Seconds() / launches)];
            rows.Add([launches == 1 ? "launch and wait" : $"each of {launches} launches before a wait", .. each.Select(Texts.Duration), Texts.Ratio(each[1] / each[0])]);
        }
        return new Report(["empty kernel", "from C", "from C#, allocating nothing", "ratio"], rows);
    }

    private static string Title(Variant variant) => variant.Source == Source.Native ? "bare spinning pool" : variant.Title;
}
