using Spectre.Console;

namespace CudaBridge.Benchmarks;

internal static class Terminal
{
    public static void Show(Results results)
    {
        Show(Report.From(results));
        foreach (var (variant, reason) in results.Absent) AnsiConsole.MarkupLineInterpolated($"[yellow]not measured: {Variants.Find(variant).Title}, because {reason}[/]");
    }

    public static void Show(Report report)
    {
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 160; // no terminal to fit into
        var table = new Table().Border(TableBorder.Simple);
        foreach (string title in report.Header) table.AddColumn(new TableColumn(Markup.Escape(title)).RightAligned().NoWrap());
        table.Columns[0].LeftAligned();
        foreach (var row in report.Rows) table.AddRow([.. row.Select(cell => Markup.Escape(cell.Replace("**", "")))]);
        AnsiConsole.Write(table);
    }
}
