using Spectre.Console;

namespace CudaBridge.Cli.Commands;

/// <summary>Tables: drawn on a terminal, plain columns elsewhere.</summary>
internal static class TableText
{
    // Pipes have no width; nothing is to be broken there.
    private const int PipeWidth = 10_000;

    public static void Write(string[] headings, IEnumerable<string[]> rows)
    {
        bool plain = Console.IsOutputRedirected;
        Table table = new() { Border = plain ? TableBorder.None : TableBorder.Rounded };
        foreach (string heading in headings) table.AddColumn(new TableColumn(new Text(heading, plain ? Style.Plain : new Style(decoration: Decoration.Bold))));
        foreach (string[] row in rows) table.AddRow(row.Select(cell => new Text(cell)));
        if (plain) AnsiConsole.Profile.Width = PipeWidth;
        AnsiConsole.Write(table);
    }
}
