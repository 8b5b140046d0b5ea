namespace CudaBridge.Cli.Nvcc;

/// <summary>Compiles one source file.</summary>
internal sealed class Compilation
{
    private readonly NvccSession _session;
    private readonly string _source;
    private readonly InputKind _kind;
    private readonly CompileOptions _options;

    public Compilation(NvccSession session, string source, InputKind kind)
    {
        (_session, _source, _kind) = (session, source, kind);
        _options = SourceOptions.Of(session.Settings, source, kind, session.ColorDiagnostics);
        if (kind == InputKind.Cuda) _options = SourceDialect.Adapt(session, _options);
    }

    private string Stem => Path.GetFileNameWithoutExtension(_source);

    /// <summary>An object file for the host's linker.</summary>
    public void Object(string output) => OutputFiles.Make(output, () =>
    {
        if (_kind == InputKind.Cuda) new CudaObject(_session, _options, Dependencies(output)).Make(output);
        else _session.Run("host", _source, ClangDriver.ProgramPath, HostCompiler.Object(_options, image: null, output, Dependencies(output)));
    });

    public void Preprocess(string output) =>
        _session.Run("preprocess", _source, ClangDriver.ProgramPath, HostCompiler.Preprocess(_options, output));

    /// <param name="output">Null: standard output.</param>
    public void DependencyRule(string? output) =>
        _session.Run("dependencies", _source, ClangDriver.ProgramPath, HostCompiler.Dependencies(_options, DependencyOptions(output)));

    public void Ptx(string output) => OutputFiles.Make(output, () =>
        _session.RunDevice("ptx", _options, DeviceOutput.Ptx, output));

    public void CheckSyntax() =>
        _session.RunDevice("syntax", _options, DeviceOutput.Nothing, "");

    /// <summary>The fat binary alone, as a program's loader takes it.</summary>
    public void Image(string output)
    {
        if (_kind == InputKind.Ptx)
        {
            _session.Show($"cudabridge translate -arch compute_{_options.Architecture} --isa {Compiler.HostIsa.Current} {ShellWords.Join([_source, "-o", output])}");
            if (!_session.Settings.DryRun) OutputFiles.Write(output, DeviceImages.Complete(_session, File.ReadAllBytes(_source), _options.Architecture, debug: false, _source, withLines: null));
            return;
        }
        string bitcode = _session.TempFile(Stem + ".bc");
        CompileOptions compiled = _session.RunDevice("device", _options, CudaObject.FormOf(_session, _options), bitcode);
        CudaObject.ShowTranslation(_session, _options, bitcode, output);
        if (_session.Settings.DryRun) return;
        OutputFiles.Write(output, CudaObject.BuildImage(_session, compiled, File.ReadAllBytes(bitcode)));
    }

    // Without -MF the file is named after the object, or after the source when the object is temporary.
    private DependencyOptions? Dependencies(string output)
    {
        if (!_session.Settings.WriteDependencies) return null;
        string unnamed = _session.Settings.Phase == Phase.Compile ? Path.ChangeExtension(output, ".d") : OutputFiles.Named(_session.Settings, _source, ".d");
        return DependencyOptions(_session.Settings.DependencyFile ?? unnamed);
    }

    private DependencyOptions DependencyOptions(string? file)
    {
        NvccSettings settings = _session.Settings;
        return new DependencyOptions(file, settings.SystemDependencies, settings.DependencyTargets, settings.PhonyTargets);
    }
}
