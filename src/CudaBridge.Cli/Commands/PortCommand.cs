using System.CommandLine;
using CudaBridge.Porting.Checking;
using CudaBridge.Porting.Cores;
using CudaBridge.Porting.Dialects;
using CudaBridge.Porting.Reporting;
using CudaBridge.Porting.Rewriting;
using CudaBridge.Porting.Tree;

namespace CudaBridge.Cli.Commands;

/// <summary><c>port PATH --target NAME</c>: source in a maker's own language.</summary>
internal static class PortCommand
{
    public static Command Create(string[] clangArguments)
    {
        Argument<string> path = new("PATH") { Description = "a source file, a folder, or a compile_commands.json" };
        Option<string> target = new("--target") { Description = $"the language: {string.Join(", ", DialectTable.Names)}", Required = true };
        Option<string?> output = new("--out") { Description = "folder for the translated sources (default: PATH-TARGET)" };
        Option<bool> inPlace = new("--in-place") { Description = "change the sources where they are; files keep their names" };
        Option<string?> patch = new("--patch") { Description = "write a patch and change nothing" };
        Option<bool> back = new("--back") { Description = "the other way: from the language to CUDA" };
        Option<string?> checking = new("--check-headers") { Description = "also write headers of ours that stand in for the maker's into this folder: with them and bin/nvcc the output compiles and runs on the CPU" };
        Option<int> jobs = new("--jobs") { Description = "files parsed at once (default: the number of cores)" };
        Command command = new("port", "translate CUDA sources into a maker's own language; arguments after -- go to clang (-I, -D)") { path, target, output, inPlace, patch, back, checking, jobs };
        command.SetAction(parsed => CudaBridgeProgram.Guard(() => Run(new Request(parsed.GetRequiredValue(path), parsed.GetRequiredValue(target), parsed.GetValue(output),
            parsed.GetValue(inPlace), parsed.GetValue(patch), parsed.GetValue(back), parsed.GetValue(checking), parsed.GetValue(jobs), clangArguments))));
        return command;
    }

    private sealed record Request(string Path, string Target, string? Output, bool InPlace, string? Patch, bool Back, string? CheckHeaders, int Jobs, string[] ClangArguments);

    private static int Run(Request request)
    {
        Dialect dialect = Find(request.Target);
        if ((request.Output is null ? 0 : 1) + (request.InPlace ? 1 : 0) + (request.Patch is null ? 0 : 1) > 1)
            throw new ToolException(ToolMessages.Conflict("--out, --in-place and --patch exclude each other", "give one of them"));
        return request.Back ? Back(request, dialect) : Forth(request, dialect);
    }

    private static int Forth(Request request, Dialect dialect)
    {
        Survey survey = Surveying.Of(request.Path, request.ClangArguments, request.Jobs);
        PortedTree tree = PortedTree.Of(survey, dialect, keepNames: request.InPlace || request.Patch is not null);
        if (request.InPlace) OutputWriter.WriteInPlace(tree);
        else if (request.Patch is { } patch) OutputWriter.WritePatch(tree, patch);
        else OutputWriter.WriteFolder(tree, Output(request));
        if (request.CheckHeaders is { } headers)
        {
            CheckingHeaders.Write(dialect, headers);
            foreach (CoreUnit unit in tree.Cores.Values.Where(unit => unit.Text.Length > 0))
                OutputWriter.WriteText(Path.Combine(headers, Path.GetDirectoryName(unit.File.Name) ?? "", unit.Header), CheckingHeaders.Executable(unit.Text));
        }

        foreach (Finding finding in tree.Findings.Where(finding => finding.Weight == Weight.Blocking)) Console.Out.WriteLine(Line(finding, Language.English));
        if (dialect.Family == DialectFamily.Tile) Console.Out.WriteLine(CoreCounts.Of(tree));
        int changed = tree.Files.Count(file => file.IsChanged), blocking = tree.Findings.Count(finding => finding.Weight == Weight.Blocking), risks = tree.Findings.Count(finding => finding.Weight == Weight.Risk);
        Console.Out.WriteLine($"{dialect.Name}: {changed} of {tree.Files.Count} files changed; {blocking} places need a person, {risks} more are worth a look ('cudabridge report' lists them)");
        return 0;
    }

    private static int Back(Request request, Dialect dialect)
    {
        SourceTree tree = SourceTree.Open(request.Path);
        if (dialect.Family != DialectFamily.Simt) throw new ToolException(ToolMessages.Conflict($"kernels of '{dialect.Name}' are written anew: there is no way back", "only languages with threads have one"));
        if (dialect.Names.Values.Any(rows => rows.Any(row => row.Mapping.Reshapes)) && PortRecord.Read(tree.Root).IsEmpty)
            throw new ToolException(ToolMessages.Conflict($"'{dialect.Name}' arranges arguments anew", $"the way back needs the translation's own {PortRecord.FileName}"));
        string folder = request.InPlace ? tree.Root : Output(request);
        int files = 0;
        foreach ((string _, string newName, byte[] bytes) in ReversedTree.Of(tree, dialect).ToList())
        {
            string file = Path.Combine(folder, newName);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, bytes);
            files++;
        }
        Console.Out.WriteLine($"{files} files written to {folder}");
        return 0;
    }

    private static string Output(Request request) => request.Output ?? $"{Path.TrimEndingDirectorySeparator(Path.GetFullPath(request.Path))}-{request.Target}";

    public static Dialect Find(string name) => DialectTable.Find(name) ?? throw new ToolException(ToolMessages.BadValue("target", name, string.Join(", ", DialectTable.Names)));

    public static string Line(Finding finding, Language language)
    {
        string place = finding.Line > 0 ? $"{finding.File}:{finding.Line}:{finding.Column}" : finding.File;
        return $"{place}: {finding.Id}: {ReportText.Reason(finding, language)}{(finding.Detail.Length > 0 ? $" ({finding.Detail})" : "")}; {ReportText.Advice(finding, language)}";
    }
}
