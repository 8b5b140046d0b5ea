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

    private static string Title(Variant variant) => variant.Source == Source.Native ? "bare spinning pool" : variant.Title;
}
