using System.Globalization;
using System.Text;
using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

/// <summary>docs/conformance.md: a row for each form of the instruction table.</summary>
internal static class ConformanceTable
{
    public const string File = "docs/conformance.md";

    /// <param name="earlier">The table of an earlier run, whose rows stay where there are no new results; null for none.</param>
    public static string Text(IReadOnlyDictionary<Form, FormResult> results, string? earlier)
    {
        Dictionary<string, Queue<string>> kept = RowsByForm(earlier ?? "");
        string[] rows = [.. Instructions.All.Select(form => (form, old: kept.TryGetValue(Cell(form), out Queue<string>? same) && same.TryDequeue(out string? row) ? row : null))
            .Select(each => results.TryGetValue(each.form, out FormResult? result) ? Checked(each.form, result) : each.old ?? Open(each.form))];
        long[] inputs = [.. rows.Select(row => row.Split('|')[^3].Trim()).Where(cell => cell.Length > 0).Select(cell => long.Parse(cell, CultureInfo.InvariantCulture))];
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"""
            # PTX conformance

            One row for each form of the instruction table, which is the manual's. *parsed*: the parser reads it and the printer writes it. *oracle*: `tests/CudaBridge.Oracle`
            gives it a meaning from the manual alone. *scalar*, *vector*: code compiled in this mode gave the oracle's bits on all *inputs*, which are all there are where the
            operands have 16 bits or fewer together, else edges and random values, shared among so many *spellings* of the form (modifiers, types, selectors, optional operands).
            Where the manual does not define the bits, a result is within the documented error, and the last column says how much of it was used. Any NaN is as good as another.
            What has an effect rather than a result (memory, order, arrivals, a way through the code) is tried by a small program around it; *runs* means that nothing could differ:
            the instruction was executed and everything else was as before. Forms that are not tried say why.

            Written by `dotnet run --project tests/CudaBridge.Oracle -c Release -- table {File}`; tests try fewer inputs on every run of CI.

            {Instructions.All.Count} forms, {inputs.Length} of them compared with the oracle on {inputs.Sum().ToString("N0", CultureInfo.InvariantCulture)} rows of operands.

            | form | parsed | lowered | oracle | scalar | vector | spellings | inputs | error, or why not tried |
            |---|---|---|---|---|---|---|---|---|

            """);
        foreach (string row in rows) text.Append(row).Append('\n');
        return text.ToString();
    }

    // Forms that the manual prints alike stand in the order of the table.
    private static Dictionary<string, Queue<string>> RowsByForm(string table) =>
        table.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).GroupBy(line => line[..(line.LastIndexOf('`') + 1)]).ToDictionary(rows => rows.Key, rows => new Queue<string>(rows));

    private static string Cell(Form form) => $"| `{form.ToString().Replace("|", "\\|", StringComparison.Ordinal)}`";

    private static string Open(Form form) =>
        OpenForms.Of(form) is { } open ? $"{Cell(form)} | yes | {(open.IsLowered ? "yes" : "no")} | | | | | | {open.Text} |" : $"{Cell(form)} | yes | yes | | | | | | not run |";

    private static string Checked(Form form, FormResult result)
    {
        string Mode(string mode) => result.Wrong.Any(wrong => wrong.StartsWith(mode, StringComparison.Ordinal)) ? "**no**" : "yes";
        string error = result.Error is { } found ? string.Create(CultureInfo.InvariantCulture, $"{found.Share * 100:0} % of {found.Bound}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{Cell(form)} | yes | yes | {(result.IsHint ? "runs" : "yes")} | {Mode("scalar")} | {Mode("vector")} | {result.Spellings} | {result.Inputs} | {error} |");
    }
}
