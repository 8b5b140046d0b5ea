namespace CudaBridge.Cli.Nvcc;

/// <summary>Compiles device halves; what nvcc takes and clang refuses is rewritten when clang has said where it is.</summary>
internal sealed class DeviceHalf(NvccSession session, CompileOptions options)
{
    private readonly List<Refusal> _refused = [];

    /// <summary>What to compile by: the options given, with an overlay that has what was rewritten.</summary>
    public CompileOptions Options { get; private set; } = options;

    /// <summary>Runs clang, again as long as there is something new to rewrite. The output is that of the last run and our own warnings.</summary>
    /// <param name="adapt">Changes what is compiled, not how.</param>
    public ChildResult Compile(DeviceOutput kind, string output, IReadOnlyList<string> more, Func<CompileOptions, CompileOptions>? adapt = null)
    {
        while (true)
        {
            CompileOptions compiled = adapt is null ? Options : adapt(Options);
            ChildResult result = PrecompiledHeader.Run([.. more, .. DeviceCompiler.Arguments(compiled, kind, output)]);
            Refusal[] refused = result.ExitCode == 0 ? [] : [.. Refusals.In(result.Error).Except(_refused)];
            if (refused.Length == 0)
            {
                if (result.ExitCode == 0 && kind == DeviceOutput.Ptx)
                    ManagedVariables.Mark(output, bitcode => NvccSession.Check(ClangDriver.ProgramPath, ChildProcess.Run(ClangDriver.ProgramPath, DeviceCompiler.Arguments(compiled, DeviceOutput.Bitcode, bitcode), Capture.Error)));
                return result with { Error = Warnings() + result.Error };
            }
            _refused.AddRange(refused);
            Options = SourceDialect.Adapt(session, Options with { References = _refused.Exists(refusal => refusal.Kind == RefusalKind.Reference) }, _refused);
        }
    }

    private string Warnings() => Options.NoWarnings ? "" : string.Concat(_refused.Where(IsWorthSaying)
        .Select(refusal => DiagnosticText.Format(ToolMessages.NotConstructed(refusal.Place), Options.Color)));

    private static bool IsWorthSaying(Refusal refusal) =>
        refusal.Kind == RefusalKind.SharedVariable && !(File.Exists(refusal.Place.File) && SharedVariables.IsSuppressed(File.ReadAllText(refusal.Place.File)));
}
