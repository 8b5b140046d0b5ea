namespace CudaBridge.Benchmarks;

/// <summary>The table as rows of text; the terminal and docs/benchmarks.md show the same.</summary>
internal sealed record Report(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    public static Report From(Results results)
    {
        var variants = results.VariantNames.Select(Variants.Find).Where(v => v.Name != Variants.Baseline).ToList();
        bool hasBaseline = results.VariantNames.Contains(Variants.Baseline);
        var rows = results.Kernels.Select(kernel => Row(kernel, variants, hasBaseline)).ToList();
        if (hasBaseline && results.Kernels.Count > 1)
            rows.Add(["**geometric mean**", "", .. variants.Select(v => results.MeanRatio(v.Name) is { } mean ? $"**{Texts.Ratio(mean)}**" : "")]);
        return new Report(["kernel", .. hasBaseline ? ["hand-written"] : Array.Empty<string>(), .. variants.Select(v => v.Title)], rows);
    }

    private static string[] Row(KernelResult kernel, IReadOnlyList<Variant> variants, bool hasBaseline) =>
    [
        kernel.Kernel,
        .. hasBaseline ? [Time(kernel, Variants.Baseline)] : Array.Empty<string>(),
        .. variants.Select(v => kernel.Ratio(v.Name) is { } ratio ? Texts.Spread(ratio) : Time(kernel, v.Name)),
    ];

    private static string Time(KernelResult kernel, string variant) =>
        kernel.Of(variant) is { } measured ? Texts.Duration(measured.Seconds()) : kernel.Failures.Any(f => f.Variant == variant) ? "failed" : "not measured";
}
