using System.Diagnostics;
using System.Globalization;

namespace CudaBridge.Cli.Nvcc;

/// <summary>One run of nvcc: its settings, its temporary files, and how it runs and shows commands.</summary>
internal sealed class NvccSession : IDisposable
{
    private readonly object _console = new();
    private readonly Lazy<TempFolder> _temp;
    private readonly List<string> _times = [];

    public NvccSession(NvccSettings settings)
    {
        Settings = settings;
        _temp = new Lazy<TempFolder>(() => new TempFolder(TempParent(settings)));
    }

    public NvccSettings Settings { get; }

    /// <summary>A path for an intermediate file.</summary>
    public string TempFile(string name) => Settings.DryRun ? Path.Combine(TempParent(Settings), name) : _temp.Value.File(name);

    public bool ColorDiagnostics { get; } = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "";

    /// <summary>Prints a line as nvcc does under -v and -dryrun.</summary>
    public void Show(string line)
    {
        if (Settings.Verbose || Settings.DryRun) Write($"#$ {line}\n");
    }

    public void Show(string program, IEnumerable<string> arguments) => Show($"{ShellWords.Quote(program)} {ShellWords.Join(arguments)}");

    /// <summary>Writes to standard error, whole pieces at a time.</summary>
    public void Write(string text)
    {
        if (text.Length > 0) lock (_console) Console.Error.Write(text);
    }

    /// <summary>Shows the command and runs it, unless this is a dry run.</summary>
    /// <exception cref="ToolException">It failed; it has told the user why.</exception>
    public void Run(string phase, string source, string program, IReadOnlyList<string> arguments)
    {
        Show(program, arguments);
        if (!Settings.DryRun) Finish(program, Timed(phase, source, () => ChildProcess.Run(program, arguments, Capture.Error)));
    }

    /// <summary>Shows the command for a device half and runs it, unless this is a dry run. Returns what it was compiled by in the end.</summary>
    /// <exception cref="ToolException">It failed; it has told the user why.</exception>
    public CompileOptions RunDevice(string phase, CompileOptions options, DeviceOutput kind, string output)
    {
        Show(ClangDriver.ProgramPath, DeviceCompiler.Arguments(options, kind, output));
        if (Settings.DryRun) return options;
        DeviceHalf device = new(this, options);
        Finish(ClangDriver.ProgramPath, Timed(phase, options.Source, () => device.Compile(kind, output, [])));
        return device.Options;
    }

    private void Finish(string program, ChildResult result)
    {
        Write(result.Error);
        Check(program, result);
    }

    /// <exception cref="ToolException">The program failed.</exception>
    public static void Check(string program, ChildResult result)
    {
        if (result.ExitCode == 0) return;
        if (result.ExitCode > 128) throw new ToolException(ToolMessages.ProgramCrashed(program, result.ExitCode - 128));
        throw result.Error.Length > 0 ? new ToolException() : new ToolException(ToolMessages.ProgramFailed(program, result.ExitCode));
    }

    /// <summary>Runs a step and notes its time for -time.</summary>
    public T Timed<T>(string phase, string source, Func<T> step)
    {
        Stopwatch watch = Stopwatch.StartNew();
        T result = step();
        lock (_times) _times.Add(string.Create(CultureInfo.InvariantCulture, $"{source},{phase},{watch.Elapsed.TotalMilliseconds:0.0},ms"));
        return result;
    }

    /// <summary>Keeps a copy of an intermediate file when -keep asks for it.</summary>
    public void Keep(string name, ReadOnlySpan<byte> bytes)
    {
        if (Settings.Keep && !Settings.DryRun) OutputFiles.Write(Path.Combine(Settings.KeepFolder ?? "", name), bytes);
    }

    public void Dispose()
    {
        if (_temp.IsValueCreated) _temp.Value.Dispose();
        if (Settings.TimeReport is not { } report || _times.Count == 0) return;
        string text = string.Join('\n', _times) + "\n";
        if (report == "-") Console.Out.Write(text);
        else File.AppendAllText(report, (File.Exists(report) ? "" : "source file,phase,time,unit\n") + text);
    }

    private static string TempParent(NvccSettings settings) =>
        settings.TempBesideObjects ? Path.GetDirectoryName(Path.GetFullPath(settings.Output ?? "x"))! : Path.GetTempPath();
}
