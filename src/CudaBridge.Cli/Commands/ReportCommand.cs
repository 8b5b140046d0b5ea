using System.CommandLine;
using System.Globalization;
using CudaBridge.Porting.Dialects;
using CudaBridge.Porting.Reporting;
using CudaBridge.Porting.Rewriting;
using CudaBridge.Porting.Tree;

namespace CudaBridge.Cli.Commands;

/// <summary><c>report PATH</c>: what porting a code base to each target takes.</summary>
internal static class ReportCommand
{
    public static Command Create(string[] clangArguments)
    {
        Argument<string> path = new("PATH") { Description = "a source file, a folder, or a compile_commands.json" };
        Option<string[]> targets = new("--target") { Description = $"one or more of {string.Join(", ", DialectTable.Names)} (default: all)", AllowMultipleArgumentsPerToken = true };
        Option<string?> html = new("--html") { Description = "write the report as one page" };
        Option<string?> json = new("--json") { Description = "write the report for programs; - is standard output" };
        Option<string> language = new("--lang") { Description = "en or zh", DefaultValueFactory = _ => "en" };
        Option<int> jobs = new("--jobs") { Description = "files parsed at once (default: the number of cores)" };
        Command command = new("report", "show what porting CUDA sources to the makers' languages takes, target by target; arguments after -- go to clang (-I, -D)") { path, targets, html, json, language, jobs };
        command.SetAction(parsed => CudaBridgeProgram.Guard(() => Run(parsed.GetRequiredValue(path), parsed.GetValue(targets) ?? [], parsed.GetValue(html), parsed.GetValue(json),
            LanguageOf(parsed.GetValue(language)!), Surveying.Of(parsed.GetRequiredValue(path), clangArguments, parsed.GetValue(jobs)))));
        return command;
    }

    private static int Run(string path, string[] targets, string? html, string? json, Language language, Survey survey)
    {
        IReadOnlyList<Dialect> dialects = targets.Length == 0 ? DialectTable.All : [.. targets.Select(PortCommand.Find)];
        PortingReport report = PortingReport.Of(survey, dialects);
        if (json == "-")
        {
            using Stream output = Console.OpenStandardOutput();
            ReportJson.Write(output, report);
            return 0;
        }
        if (json is not null) Write(json, stream => ReportJson.Write(stream, report));
        if (html is not null) Write(html, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(ReportHtml.Page(report, language))));
        Summary(path, report, language);
        return 0;
    }

    private static void Summary(string path, PortingReport report, Language language)
    {
        string W(string key) => ReportText.Word(key, language);
        Console.Out.WriteLine($"{path}: {report.CudaFiles} {W("files")}, {report.Lines} {W("lines")}");
        TableText.Write([W("target"), W("warp"), W("mapped"), W("partial"), W("unsupported"), W("unknown"), W("kernels"), W("blocking"), W("risk")], report.Targets.Select(Row));
        foreach (TargetSummary target in report.Targets.Where(_ => report.Targets.Count == 1)) Places(target, language);
        Console.Out.WriteLine(W("honest"));
    }

    private static string[] Row(TargetSummary target) =>
    [
        target.Dialect.Name, $"{target.Dialect.Warp}", string.Create(CultureInfo.InvariantCulture, $"{target.MappedPercent:0.0}%"), $"{target.Uses[Status.Partial]}", $"{target.Uses[Status.Unsupported]}",
        $"{target.Uses[Status.Unknown]}", $"{target.CleanKernels}/{target.Kernels}", $"{target.Count(Weight.Blocking)}", $"{target.Count(Weight.Risk)}",
    ];

    private static void Places(TargetSummary target, Language language)
    {
        foreach (Finding finding in target.Findings) Console.Out.WriteLine(PortCommand.Line(finding, language));
    }

    private static Language LanguageOf(string word) => word switch { "en" => Language.English, "zh" => Language.Chinese, _ => throw new ToolException(ToolMessages.BadValue("lang", word, "en or zh")) };

    private static void Write(string path, Action<Stream> write)
    {
        try
        {
            using FileStream stream = File.Create(path);
            write(stream);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ToolMessages.CannotWrite(path, problem.Message));
        }
    }
}
