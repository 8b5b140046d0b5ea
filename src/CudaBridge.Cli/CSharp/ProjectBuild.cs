using CudaBridge.Compiler;

namespace CudaBridge.Cli.CSharp;

/// <summary>Brings the outputs of a request up to date: files that changed are built, in parallel; what no file asks for any more goes.</summary>
internal sealed class ProjectBuild(BuildRequest request, BuildOutput output)
{
    private readonly OutputNames _names = new(request);

    /// <returns>0, or 1 when a file does not compile.</returns>
    public int Run()
    {
        Directory.CreateDirectory(request.Output);
        Prune();
        IReadOnlyList<string>?[] inputs = new IReadOnlyList<string>?[request.Sources.Count];
        Parallel.For(0, request.Sources.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i => inputs[i] = Build(request.Sources[i]));
        // Files that failed are watched, so that the next build looks at them again.
        SharedTypes.WriteIfChanged(_names.InputList, string.Concat(inputs.SelectMany((list, i) => list ?? [request.Sources[i].Path]).Distinct().Select(file => file + "\n")));
        return inputs.All(list => list is not null) && Combine() ? 0 : 1;
    }

    /// <summary>For an editor: launchers from declarations where a build has not made them. Never fails.</summary>
    public int Declare()
    {
        Directory.CreateDirectory(request.Output);
        foreach (SourceRequest source in request.Sources)
        {
            FileBuild file = new(request, source, output);
            if (!File.Exists(source.Path) || file.UpToDateInputs() is not null) continue;
            file.Declare();
        }
        Combine();
        return 0;
    }

    private IReadOnlyList<string>? Build(SourceRequest source)
    {
        FileBuild file = new(request, source, output);
        try
        {
            if (!File.Exists(source.Path)) throw new ToolException(ToolMessages.MissingInput(source.Path));
            return file.UpToDateInputs() ?? file.Run();
        }
        catch (ToolException problem)
        {
            if (problem.Diagnostic is { } diagnostic) output.Write(diagnostic with { File = diagnostic.File ?? source.Path });
            return null;
        }
    }

    private bool Combine()
    {
        (string, string)[] files = [.. request.Sources.Where(source => File.Exists(_names.Types(source))).Select(source => (source.Path, _names.Types(source)))];
        IReadOnlyList<Diagnostic> problems = SharedTypes.Combine(_names.SharedTypes, files);
        foreach (Diagnostic problem in problems) output.Write(problem);
        return problems.Count == 0;
    }

    private void Prune()
    {
        HashSet<string> wanted = [.. request.Sources.SelectMany(_names.All), _names.SharedTypes, _names.InputList];
        foreach (string file in Directory.EnumerateFiles(request.Output).Where(file => IsOutput(file) && !wanted.Contains(file)).ToList()) File.Delete(file);
    }

    private static bool IsOutput(string file) =>
        file.EndsWith(".g.cs", StringComparison.Ordinal) || Path.GetExtension(file) is ".image" or ".state" or ".types" or ".instances" or ".cu";
}
