using CudaBridge.Abi;
using CudaBridge.Cli.Nvcc;
using CudaBridge.Compiler;

namespace CudaBridge.Cli.CSharp;

/// <summary>Builds one file of a request: image, launchers, and what they were made from.</summary>
internal sealed class FileBuild(BuildRequest request, SourceRequest source, BuildOutput output)
{
    private const string KernelIrTarget = "nvptx64";

    private readonly OutputNames _names = new(request);
    private readonly KernelInstance[] _requested = [.. source.Instances.Select(KernelInstance.Requested)];

    /// <summary>The files that the outputs were made from, if they are up to date.</summary>
    public IReadOnlyList<string>? UpToDateInputs() =>
        File.Exists(_names.Image(source)) && File.Exists(_names.Launchers(source)) && File.Exists(_names.Types(source))
            ? FileState.Inputs(_names.State(source), FileState.Identity(source, request))
            : null;

    /// <summary>Compiles the file. The outputs of a failed build are gone.</summary>
    /// <returns>The files it read; null when it failed and has said why.</returns>
    public IReadOnlyList<string>? Run()
    {
        File.Delete(_names.State(source));
        using NvccSession session = new(Settings());
        if (session.Settings.Relocatable) return Fail(ToolMessages.SeparateCompilation(source.Path));
        DeviceHalf device = new(session, SourceDialect.Adapt(session, SourceOptions.Of(session.Settings, source.Path, InputKind.Cuda, color: false)));
        string rule = session.TempFile("device.d");
        if (KernelIr(session, device, rule) is not { } kernelIr) return null;
        CompileOptions options = device.Options;
        if (Translate(kernelIr, options, session) is not { } translated) return null;
        KernelInstance[] found = [.. translated.Kernels.Select(kernel => KernelInstance.InImage(kernel.DisplayName)).OfType<KernelInstance>()];
        File.WriteAllLines(_names.Instances(source), translated.Kernels.Select(kernel => kernel.DisplayName));
        HashSet<string> inImage = [.. translated.Kernels.Select(kernel => kernel.Name)], cooperative = [.. translated.Kernels.Where(kernel => kernel.GridSync).Select(kernel => kernel.Name)];
        if (!WriteLaunchers(options, found, inImage.Contains, cooperative)) return null;
        OutputFiles.Write(_names.Image(source), FatBinary.Write([.. translated.Code, new ImageEntry(ImageKind.KernelIr, KernelIrTarget, kernelIr, ImageFlags.None, options.Architecture)]));
        string wrapper = _names.Wrapper(source);
        IReadOnlyList<string> inputs = [.. DependencyRule.Files(File.ReadAllText(rule)).Append(source.Path).Select(Path.GetFullPath).Where(file => file != wrapper).Distinct()];
        FileState.Write(_names.State(source), FileState.Identity(source, request), inputs);
        return inputs;
    }

    /// <summary>For an editor: the launchers alone, from the source's declarations. What cannot be parsed yet keeps the launchers it had.</summary>
    public void Declare()
    {
        using NvccSession session = new(Settings());
        CompileOptions options = SourceDialect.Adapt(session, SourceOptions.Of(session.Settings, source.Path, InputKind.Cuda, color: false));
        string known = _names.Instances(source);
        KernelInstance[] found = File.Exists(known) ? [.. File.ReadLines(known).Select(KernelInstance.InImage).OfType<KernelInstance>()] : [];
        WriteLaunchers(options, found, _ => true, new HashSet<string>());
    }

    private NvccSettings Settings() => NvccParser.Parse(
    [
        .. source.Defines.Select(define => $"-D{define}"), .. source.IncludeDirectories.SelectMany(folder => new[] { "-I", folder }), .. ShellWords.Split(source.Options), source.Path,
    ]);

    private byte[]? KernelIr(NvccSession session, DeviceHalf device, string rule)
    {
        string bitcode = session.TempFile("device.bc");
        string? wrapper = _requested.Length == 0 ? null : WriteWrapper();
        ChildResult result = device.Compile(DeviceOutput.Bitcode, bitcode, ["-MD", "-MF", rule], options => wrapper is null ? options : options with { Source = wrapper });
        output.WriteClang(result.Error, InstancePlace);
        if (result.ExitCode == 0) return File.ReadAllBytes(bitcode);
        if (result.ExitCode > 128) output.Write(ToolMessages.ProgramCrashed(ClangDriver.ProgramPath, result.ExitCode - 128));
        return null;
    }

    // The source with its requested instances after it, one a line.
    private string WriteWrapper()
    {
        string path = _names.Wrapper(source);
        string lines = string.Concat(_requested.Select((instance, i) => $"[[maybe_unused]] static auto cudabridge_instance_{i} = {instance.Expression};\n"));
        File.WriteAllText(path, $"#include \"{source.Path}\"\n{lines}");
        return path;
    }

    private Diagnostic InstancePlace(Diagnostic found) =>
        found.File == _names.Wrapper(source) && found.Line >= 2 && found.Line - 2 < _requested.Length
            ? found.Severity == DiagnosticSeverity.Error ? ToolMessages.NoInstance(source.Path, _requested[found.Line - 2].Name, found.Message) : found with { File = source.Path, Line = 0 }
            : found;

    private (IReadOnlyList<KernelFacts> Kernels, IReadOnlyList<ImageEntry> Code)? Translate(byte[] kernelIr, CompileOptions options, NvccSession session)
    {
        TranslationOptions translation = new() { OptimizationLevel = options.DeviceDebug ? 0 : 2, DebugInfo = options.DeviceDebug, SourceName = source.Path };
        // Without code to make, the kernels are checked all the same.
        TranslationResult[] results = request.AheadOfTime.Count == 0
            ? [Translator.Translate(kernelIr, translation with { DumpAfter = "FindSuspendPoints" })]
            : [.. request.AheadOfTime.Select(level => Translator.Translate(kernelIr, translation with { Isa = level }))];
        bool lacksPlace = results.Any(result => result.Diagnostics.Any(diagnostic => diagnostic.Line == 0)) && _requested.Length == 0;
        IEnumerable<Diagnostic> diagnostics = lacksPlace ? Translator.Translate(WithLines(options, session), translation).Diagnostics : results.SelectMany(result => result.Diagnostics).Distinct();
        foreach (Diagnostic diagnostic in diagnostics) output.Write(diagnostic);
        if (results.Any(result => !result.Success)) return null;
        List<ImageEntry> code = [];
        for (int i = 0; i < request.AheadOfTime.Count; i++) code.Add(new(ImageKind.CpuCode, request.AheadOfTime[i], results[i].Image!, ImageFlags.None, options.Architecture));
        return (results[0].Kernels, code);
    }

    private static byte[] WithLines(CompileOptions options, NvccSession session)
    {
        string bitcode = session.TempFile("lines.bc");
        NvccSession.Check(ClangDriver.ProgramPath, ChildProcess.Run(ClangDriver.ProgramPath, DeviceCompiler.Arguments(options with { DeviceLines = true }, DeviceOutput.Bitcode, bitcode), Capture.Error));
        return File.ReadAllBytes(bitcode);
    }

    private bool WriteLaunchers(CompileOptions options, IEnumerable<KernelInstance> found, Func<string, bool> isInImage, IReadOnlySet<string> cooperative)
    {
        SignatureResult signatures = SignatureReader.Read(options, [.. _requested, .. found]);
        foreach (Diagnostic diagnostic in signatures.Diagnostics) output.Write(diagnostic);
        if (signatures.Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)) return false;
        Launchers launchers = LauncherWriter.Write(source, request.RootNamespace, _names.Resource(source), [.. signatures.Kernels.Where(kernel => isInImage(kernel.MangledName))], cooperative);
        foreach (Diagnostic diagnostic in launchers.Diagnostics) output.Write(diagnostic);
        SharedTypes.Save(_names.Types(source), launchers.ClassName, launchers.Types);
        SharedTypes.WriteIfChanged(_names.Launchers(source), launchers.Source);
        return true;
    }

    private IReadOnlyList<string>? Fail(Diagnostic diagnostic)
    {
        output.Write(diagnostic);
        return null;
    }
}
