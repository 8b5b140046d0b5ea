using System.Text.Encodings.Web;
using System.Text.Json;
using CudaBridge.Porting.Dialects;
using CudaBridge.Porting.Rewriting;

namespace CudaBridge.Porting.Reporting;

/// <summary>The report for programs. Lines and columns count from 1, shares are percent.</summary>
public static class ReportJson
{
    public static void Write(Stream output, PortingReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        using Utf8JsonWriter json = new(output, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("name", report.Name);
        json.WriteNumber("files", report.Files);
        json.WriteNumber("cudaFiles", report.CudaFiles);
        json.WriteNumber("lines", report.Lines);
        json.WriteStartArray("targets");
        foreach (TargetSummary target in report.Targets) Write(json, target);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TargetSummary target)
    {
        json.WriteStartObject();
        json.WriteString("target", target.Dialect.Name);
        json.WriteNumber("warp", target.Dialect.Warp);
        foreach (Status status in Enum.GetValues<Status>()) json.WriteNumber(status.ToString().ToLowerInvariant(), target.Uses[status]);
        json.WriteNumber("mappedPercent", Math.Round(target.MappedPercent, 1));
        json.WriteNumber("kernels", target.Kernels);
        json.WriteNumber("cleanKernels", target.CleanKernels);
        json.WriteStartArray("findings");
        foreach (Finding finding in target.Findings) Write(json, finding);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("id", finding.Id);
        json.WriteString("weight", ReportText.WeightWord(finding.Weight));
        json.WriteString("file", finding.File);
        json.WriteNumber("line", finding.Line);
        json.WriteNumber("column", finding.Column);
        json.WriteString("excerpt", finding.Excerpt);
        json.WriteString("reason", ReportText.Reason(finding, Language.English));
        json.WriteString("detail", finding.Detail);
        json.WriteString("advice", ReportText.Advice(finding, Language.English));
        json.WriteEndObject();
    }
}
