using System.Globalization;
using System.Net;
using System.Text;
using CudaBridge.Porting.Dialects;
using CudaBridge.Porting.Rewriting;

namespace CudaBridge.Porting.Reporting;

/// <summary>The report as one page that needs nothing else: no script, no other file.</summary>
public static class ReportHtml
{
    // A page that a phone can open; JSON has them all.
    private const int MostPlaces = 400;

    public static string Page(PortingReport report, Language language)
    {
        ArgumentNullException.ThrowIfNull(report);
        string W(string key) => ReportText.Word(key, language);
        StringBuilder page = new($"<!doctype html>\n<html lang=\"{(language == Language.Chinese ? "zh" : "en")}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">" +
            $"<title>{W("title")}: {Text(report.Name)}</title>\n<style>\n{Resources.Text("page/report.css")}</style></head>\n<body>\n<h1>{W("title")}: {Text(report.Name)}</h1>\n" +
            $"<p class=\"soft\">{Number(report.CudaFiles)} {W("files")}, {Number(report.Lines)} {W("lines")}. {W("honest")}</p>\n");
        Matrix(page, report, language);
        page.Append($"<h2>{W("places")}</h2>\n");
        foreach (TargetSummary target in report.Targets) Places(page, target, language, report.Targets.Count == 1);
        return page.Append("</body></html>\n").ToString();
    }

    private static void Matrix(StringBuilder page, PortingReport report, Language language)
    {
        string W(string key) => ReportText.Word(key, language);
        page.Append($"<h2>{W("matrix")}</h2>\n<p class=\"legend\">{string.Concat(new[] { "mapped", "partial", "unsupported", "unknown" }.Select(status => $"<span><i class=\"{status}\"></i>{W(status)}</span>"))}</p>\n" +
            $"<div class=\"scroll\"><table><tr><th>{W("target")}</th><th class=\"wide\">{W("warp")}</th><th>{W("uses")}</th><th></th><th>{W("kernels")}</th><th>{W("blocking")}</th><th>{W("risk")}</th></tr>\n");
        foreach (TargetSummary target in report.Targets)
            page.Append($"<tr><td><a href=\"#{target.Dialect.Name}\">{Text(target.Dialect.Title.In(language))}</a><br><span class=\"soft\">{Text(target.Dialect.Maker.In(language))}</span></td><td class=\"wide\">{target.Dialect.Warp}</td>" +
                $"<td>{Bar(target, W)}</td><td class=\"n\">{Percent(target.MappedPercent)}</td><td class=\"n\">{target.CleanKernels} / {target.Kernels}</td>" +
                $"<td class=\"n\">{Number(target.Count(Weight.Blocking))}</td><td class=\"n\">{Number(target.Count(Weight.Risk))}</td></tr>\n");
        page.Append("</table></div>\n");
    }

    private static string Bar(TargetSummary target, Func<string, string> word)
    {
        StringBuilder bar = new("<span class=\"bar\">");
        foreach (Status status in Enum.GetValues<Status>())
        {
            string name = status.ToString().ToLowerInvariant();
            double width = target.AllUses == 0 ? 0 : 100.0 * target.Uses[status] / target.AllUses;
            bar.Append(CultureInfo.InvariantCulture, $"<i class=\"{name}\" style=\"width:{width:0.##}%\" title=\"{word(name)}: {target.Uses[status]}\"></i>");
        }
        return bar.Append("</span>").ToString();
    }

    private static void Places(StringBuilder page, TargetSummary target, Language language, bool open)
    {
        string W(string key) => ReportText.Word(key, language);
        page.Append($"<details id=\"{target.Dialect.Name}\"{(open ? " open" : "")}><summary>{Text(target.Dialect.Title.In(language))}: {Number(target.Count(Weight.Blocking))} {W("blocking")}, {Number(target.Count(Weight.Risk))} {W("risk")}</summary>\n");
        foreach (string note in target.Dialect.Notes) page.Append($"<div class=\"place\">{Text(note)}</div>\n");
        if (target.Findings.Count == 0) page.Append($"<div class=\"place\">{W("none")}</div>\n");
        foreach (Finding finding in target.Findings.Take(MostPlaces)) Place(page, finding, language);
        if (target.Findings.Count > MostPlaces) page.Append($"<div class=\"place\">{Number(target.Findings.Count - MostPlaces)} {W("more")}</div>\n");
        page.Append("</details>\n");
    }

    private static void Place(StringBuilder page, Finding finding, Language language)
    {
        string where = finding.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{finding.File}:{finding.Line}:{finding.Column}") : finding.File;
        page.Append($"<div class=\"place {ReportText.WeightWord(finding.Weight)}\"><div class=\"where\">{Text(where)} · {finding.Id}</div>");
        if (finding.Excerpt.Length > 0) page.Append($"<pre>{Text(finding.Excerpt)}</pre>");
        page.Append($"<p><b>{Text(ReportText.Reason(finding, language))}</b>{(finding.Detail.Length > 0 ? $" <span class=\"soft\">({Text(finding.Detail)})</span>" : "")}</p><p>{Text(ReportText.Advice(finding, language))}</p></div>\n");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Percent(double value) => value.ToString("0.0", CultureInfo.InvariantCulture) + "%";
}
