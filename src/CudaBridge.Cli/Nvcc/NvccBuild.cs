using CudaBridge.Compiler;

namespace CudaBridge.Cli.Nvcc;

/// <summary>Takes the inputs as far as the command line asks.</summary>
internal sealed class NvccBuild(NvccSession session)
{
    private sealed record Source(string Path, InputKind Kind);

    private NvccSettings Settings => session.Settings;

    /// <returns>0, or the program's exit code with -run.</returns>
    /// <exception cref="ToolException">Something failed.</exception>
    public int Run()
    {
        if (Settings.Inputs.Count == 0) throw new ToolException(ToolMessages.NoInput());
        List<Source> inputs = [.. Settings.Inputs.Select(input => new Source(input.Path, InputFiles.Classify(input)))];
        if (inputs.FirstOrDefault(input => input.Kind == InputKind.DeviceImage || input.Kind == InputKind.Ptx && !MakesImages) is { } device)
            throw new ToolException(ToolMessages.InputUnsupported(device.Path,
                device.Kind == InputKind.Ptx ? "make an image of it with -fatbin, which cuModuleLoad takes" : "device code comes from CUDA source files and from object files"));
        if (Settings.Clean) return Clean(inputs);
        return Settings.Phase switch
        {
            Phase.Link => Link(inputs),
            Phase.DeviceLink => DeviceLinkOnly(inputs),
            Phase.Library => Library(inputs),
            _ => Each(inputs),
        };
    }

    // Phases that make one output of each source file.
    private int Each(List<Source> inputs)
    {
        List<(Source Input, string? Output)> jobs = [.. inputs.Where(input => Takes(Settings.Phase, input.Kind)).Select(input => (input, OutputOf(input)))];
        if (Settings.Output is not null && jobs.Count > 1)
            throw new ToolException(ToolMessages.Conflict("--output-file names one file, but there are several inputs", "compile them one by one, or use --output-directory"));
        foreach ((_, string? output) in jobs) CheckOutput(output);
        Parallel(jobs, job => One(job.Input, job.Output));
        return 0;
    }

    private void One(Source input, string? output)
    {
        Compilation compilation = new(session, input.Path, input.Kind);
        if (Settings.SyntaxOnly) compilation.CheckSyntax();
        else if (Settings.Phase == Phase.Compile) compilation.Object(output!);
        else if (Settings.Phase == Phase.Preprocess) compilation.Preprocess(output ?? "-");
        else if (Settings.Phase == Phase.Dependencies) compilation.DependencyRule(output);
        else if (Settings.Phase == Phase.Ptx) compilation.Ptx(output!);
        else compilation.Image(output!);
    }

    private static bool Takes(Phase phase, InputKind kind) =>
        phase switch
        {
            Phase.Cubin or Phase.Fatbin => kind is InputKind.Cuda or InputKind.Ptx,
            Phase.Ptx                   => kind == InputKind.Cuda,
            _                           => InputFiles.IsSource(kind),
        };

    private bool MakesImages => Settings.Phase is Phase.Cubin or Phase.Fatbin;

    private string? OutputOf(Source input)
    {
        if (Settings.Phase is Phase.Preprocess or Phase.Dependencies) return Settings.Output ?? (Settings.Phase == Phase.Dependencies ? Settings.DependencyFile : null);
        string extension = Settings.Phase switch { Phase.Ptx => ".ptx", Phase.Cubin => ".cubin", Phase.Fatbin => ".fatbin", _ => ".o" };
        return Settings.Output ?? OutputFiles.Named(Settings, input.Path, extension);
    }

    private int Link(List<Source> inputs)
    {
        string output = Settings.Output ?? Path.Combine(Settings.OutputFolder ?? "", "a.out");
        CheckOutput(output);
        List<string> objects = CompileSources(inputs);
        if (!Settings.NoDeviceLink && new DeviceLink(session).Link(objects) is { } linked) objects.Add(linked);
        OutputFiles.Make(output, () => session.Run("link", output, HostLink.Program(Settings), HostLink.Arguments(Settings, Toolkit.Root ?? throw new ToolException(ToolMessages.NoToolkit()), objects, output)));
        return Settings.Run ? RunProgram(output) : 0;
    }

    private int RunProgram(string program)
    {
        string path = Path.GetFullPath(program);
        session.Show(path, Settings.RunArguments);
        return Settings.DryRun ? 0 : ChildProcess.Run(path, Settings.RunArguments).ExitCode;
    }

    private int DeviceLinkOnly(List<Source> inputs)
    {
        string output = Settings.Output ?? Path.Combine(Settings.OutputFolder ?? "", "a_dlink.o");
        CheckOutput(output);
        new DeviceLink(session).Link(CompileSources(inputs), output);
        return 0;
    }

    private int Library(List<Source> inputs)
    {
        string output = Settings.Output ?? Path.Combine(Settings.OutputFolder ?? "", "a.a");
        CheckOutput(output);
        StaticLibrary.Make(session, CompileSources(inputs), output);
        return 0;
    }

    // The objects in the order of the command line; those of source files are temporary.
    private List<string> CompileSources(List<Source> inputs)
    {
        List<(Source Input, string Object)> objects = [.. inputs.Select(input =>
            (input, InputFiles.IsSource(input.Kind) ? session.TempFile(Path.GetFileNameWithoutExtension(input.Path) + ".o") : input.Path))];
        Parallel([.. objects.Where(pair => InputFiles.IsSource(pair.Input.Kind))], pair => new Compilation(session, pair.Input.Path, pair.Input.Kind).Object(pair.Object));
        return [.. objects.Select(pair => pair.Object)];
    }

    // A dry run prints in order.
    private void Parallel<T>(List<T> items, Action<T> action)
    {
        int threads = Settings.DryRun ? 1 : Settings.Threads == 0 ? Environment.ProcessorCount : Settings.Threads;
        if (threads == 1 || items.Count < 2)
        {
            items.ForEach(action);
            return;
        }
        try
        {
            System.Threading.Tasks.Parallel.ForEach(items, new ParallelOptions { MaxDegreeOfParallelism = threads }, action);
        }
        catch (AggregateException several)
        {
            foreach (Exception other in several.InnerExceptions.Skip(1)) if (other is ToolException { Message.Length: > 0 }) session.Write($"nvcc: error: {other.Message}\n");
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }
    }

    private void CheckOutput(string? output)
    {
        if (output is not null && !Settings.DryRun) OutputFiles.CheckWritable(output);
    }

    private int Clean(List<Source> inputs)
    {
        IEnumerable<string> outputs = Settings.Phase switch
        {
            Phase.Link => [Settings.Output ?? Path.Combine(Settings.OutputFolder ?? "", "a.out")],
            Phase.DeviceLink => [Settings.Output ?? Path.Combine(Settings.OutputFolder ?? "", "a_dlink.o")],
            Phase.Library => [Settings.Output ?? Path.Combine(Settings.OutputFolder ?? "", "a.a")],
            _ => inputs.Select(OutputOf).OfType<string>(),
        };
        foreach (string output in outputs)
        {
            session.Show("rm", [output]);
            if (!Settings.DryRun) File.Delete(output);
        }
        return 0;
    }
}
