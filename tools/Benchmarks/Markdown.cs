using System.Text;

namespace CudaBridge.Benchmarks;

/// <summary>docs/benchmarks.md.</summary>
internal static class Markdown
{
    public static string Write(Results results, LatencyResults? latency)
    {
        var report = Report.From(results);
        var text = new StringBuilder();
        text.AppendLine("# Benchmarks").AppendLine();
        text.AppendLine("Written by `./build.sh bench`, which runs them on your machine.").AppendLine();
        text.AppendLine("![Times relative to hand-written code](benchmarks.svg)").AppendLine();
        text.AppendLine($"Measured on: {results.Machine}.").AppendLine();
        text.AppendLine("The second column is the hand-written version's time for one launch (C++ with OpenMP and AVX-512 intrinsics, the best algorithm we know);");
        text.AppendLine("the others say how many times as long the same computation took: the median over rounds in which every version ran once, and the");
        text.AppendLine("smallest and largest ratio of a round. Outputs are compared with a plain reference before and after. Times are of launch and synchronise with data in place.").AppendLine();
        AppendTable(text, report);
        text.AppendLine("Where the time goes and what the next step would be: [performance.md](performance.md).").AppendLine();
        foreach (var (variant, reason) in results.Absent.OrderBy(a => a.Key, StringComparer.Ordinal)) text.AppendLine($"Not measured: {Variants.Find(variant).Title}, because {reason}.").AppendLine();
        foreach (var kernel in results.Kernels)
            foreach (var failure in kernel.Failures) text.AppendLine($"Failed: {failure.Message}.").AppendLine();
        text.AppendLine("| kernel | what it does |").AppendLine("| --- | --- |");
        foreach (var kernel in Kernels.All) AppendRow(text, [kernel.Name, kernel.Work]);
        if (latency is not null && latency.Machine == results.Machine) AppendLatency(text, latency);
        return text.ToString();
    }

    private static void AppendLatency(StringBuilder text, LatencyResults latency)
    {
        text.AppendLine().AppendLine("## Before the kernel's own time").AppendLine();
        text.AppendLine("Measured by `./build.sh bench --latency`, again by turns. The bare pool is a pinned thread on each core that only waits for work, forked and joined: the floor.");
        text.AppendLine("A program's first result is timed from the start of its process, with small inputs; the hand-written one needs neither a compiler nor a device, and shows what the program itself takes.").AppendLine();
        foreach (var report in latency.Reports) AppendTable(text, report);
    }

    private static void AppendTable(StringBuilder text, Report report)
    {
        AppendRow(text, report.Header);
        AppendRow(text, report.Header.Select((_, i) => i == 0 ? "---" : "---:"));
        foreach (var row in report.Rows) AppendRow(text, row);
        text.AppendLine();
    }

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells) => text.AppendLine($"| {string.Join(" | ", cells)} |");
}
