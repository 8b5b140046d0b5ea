using CudaBridge.Compiler;

namespace CudaBridge.Cli.Nvcc;

/// <summary>
/// A CUDA file as an object file: device half → kernel IR → image; host half with the image in it. The halves are compiled at
/// the same time: the host half reads the image from its standard input, which it does after parsing. Should nvcc be killed, the
/// host half reads an end of file: it cannot wait for ever, and the object without device code that it then makes is a temporary one.
/// </summary>
internal sealed class CudaObject(NvccSession session, CompileOptions options, DependencyOptions? dependencies)
{
    private readonly DeviceHalf _device = new(session, options);

    private const string StandardInput = "/dev/stdin";

    // Host compiler options that make files named after the object.
    private static readonly string[] s_objectNameMatters = ["--coverage", "-coverage", "-fprofile", "-ftest-coverage", "-fcoverage", "-ftime-trace", "-save-temps", "--save-temps", "-gsplit-dwarf", "-fstack-usage", "-M"];

    private DeviceOutput Form => FormOf(session, options);

    private string Stem => Path.GetFileNameWithoutExtension(options.Source);

    /// <exception cref="ToolException">A half failed; its diagnostics are written.</exception>
    public void Make(string output)
    {
        string bitcode = session.TempFile(Stem + ".bc");
        string image = session.TempFile(Stem + ".fatbin");
        string deviceRule = session.TempFile(Stem + ".device.d");
        IReadOnlyList<string> deviceRules = [.. DeviceDependencies(deviceRule)];
        session.Show(ClangDriver.ProgramPath, [.. DeviceCompiler.Arguments(options, Form, bitcode), .. deviceRules]);
        ShowTranslation(session, options, bitcode, image);
        session.Show(ClangDriver.ProgramPath, HostCompiler.Object(options, image, output, dependencies));
        if (session.Settings.DryRun) return;

        if (options.HostOptions.Any(NamesAfterObject)) BuildInTurn(deviceRules, bitcode, image, output);
        else BuildTogether(deviceRules, bitcode, output);
        if (dependencies?.File is { } rule) MergeRules(rule, deviceRule);
    }

    private static bool NamesAfterObject(string option) => s_objectNameMatters.Any(name => option.StartsWith(name, StringComparison.Ordinal));

    /// <summary>The step inside this process, as a command that does the same.</summary>
    public static void ShowTranslation(NvccSession session, CompileOptions options, string bitcode, string image) =>
        session.Show($"cudabridge translate -arch compute_{options.Architecture} {(options.Relocatable ? "--relocatable" : $"--isa {HostIsa.Current}")} {ShellWords.Join([bitcode, "-o", image])}");

    /// <summary>What clang makes of device code: bitcode, or PTX text for images that hold nothing else, and for tests of the PTX road.</summary>
    public static DeviceOutput FormOf(NvccSession session, CompileOptions options) =>
        session.Settings.EmbedsPtxOnly && !options.Relocatable || Environment.GetEnvironmentVariable("CUDABRIDGE_ROAD") == "ptx" ? DeviceOutput.Ptx : DeviceOutput.Bitcode;

    public static byte[] BuildImage(NvccSession session, CompileOptions options, byte[] kernelIr)
    {
        session.Keep(Path.GetFileNameWithoutExtension(options.Source) + ".bc", kernelIr);
        byte[] image = options.Relocatable
            ? DeviceImages.Relocatable(session, kernelIr, options.Architecture, options.DeviceDebug, options.Source)
            : DeviceImages.Complete(session, kernelIr, options.Architecture, options.DeviceDebug, options.Source, options.DeviceLines ? null : () => CompileWithLines(session, options));
        session.Keep(Path.GetFileNameWithoutExtension(options.Source) + ".fatbin", image);
        return image;
    }

    private static byte[] CompileWithLines(NvccSession session, CompileOptions options)
    {
        string bitcode = session.TempFile(Path.GetFileNameWithoutExtension(options.Source) + ".lines.bc");
        // It has said what it has to say the first time.
        NvccSession.Check(ClangDriver.ProgramPath, ChildProcess.Run(ClangDriver.ProgramPath, DeviceCompiler.Arguments(options with { DeviceLines = true }, FormOf(session, options), bitcode), Capture.Error));
        return File.ReadAllBytes(bitcode);
    }

    private void BuildTogether(IReadOnlyList<string> deviceRules, string bitcode, string output)
    {
        string unfinished = session.TempFile(Stem + ".o");
        DependencyOptions? rule = dependencies is { Targets: [] } ? dependencies with { DefaultTarget = output } : dependencies;
        (ChildProcess host, IReadOnlyList<string> arguments) = StartHost();
        ChildResult deviceResult, hostResult;
        try
        {
            deviceResult = CompileDevice(bitcode, deviceRules);
            if (_device.Options != options)
            {
                // The host half has read what the device half could not be compiled from.
                host.Kill();
                (host, arguments) = StartHost();
            }
            byte[] image = BuildImage(session, _device.Options, File.ReadAllBytes(bitcode));
            hostResult = session.Timed("host", options.Source, () => Feed(image));
            if (PrecompiledHeader.Drop(arguments, hostResult))
            {
                (host, arguments) = StartHost();
                hostResult = Feed(image);
            }
        }
        catch
        {
            host.Kill();
            throw;
        }
        Finish(deviceResult, hostResult);
        OutputFiles.Write(output, File.ReadAllBytes(unfinished));

        ChildResult Feed(byte[] image)
        {
            host.Feed(image);
            return host.Wait();
        }

        (ChildProcess, IReadOnlyList<string>) StartHost()
        {
            IReadOnlyList<string> arguments = PrecompiledHeader.Use(HostCompiler.Object(_device.Options, StandardInput, unfinished, rule));
            return (ChildProcess.Start(ClangDriver.ProgramPath, arguments, Capture.Error, feeds: true), arguments);
        }
    }

    private void BuildInTurn(IReadOnlyList<string> deviceRules, string bitcode, string image, string output)
    {
        ChildResult deviceResult = CompileDevice(bitcode, deviceRules);
        File.WriteAllBytes(image, BuildImage(session, _device.Options, File.ReadAllBytes(bitcode)));
        IReadOnlyList<string> host = HostCompiler.Object(_device.Options, image, output, dependencies);
        Finish(deviceResult, session.Timed("host", options.Source, () => ChildProcess.Run(ClangDriver.ProgramPath, host, Capture.Error)));
    }

    /// <summary>Writes its diagnostics when it fails; when it does not, the host half may have the same to say.</summary>
    private ChildResult CompileDevice(string bitcode, IReadOnlyList<string> deviceRules)
    {
        ChildResult result = session.Timed("device", options.Source, () => _device.Compile(Form, bitcode, deviceRules));
        if (result.ExitCode != 0) session.Write(ClangOutput.Merge(result.Error));
        NvccSession.Check(ClangDriver.ProgramPath, result);
        return result;
    }

    private void Finish(ChildResult device, ChildResult host)
    {
        session.Write(ClangOutput.Merge(device.Error, host.Error));
        NvccSession.Check(ClangDriver.ProgramPath, host);
    }

    private IEnumerable<string> DeviceDependencies(string rule) =>
        dependencies is null ? [] : [dependencies.System ? "-MD" : "-MMD", "-MF", rule];

    private static void MergeRules(string hostRule, string deviceRule)
    {
        string rule = File.ReadAllText(hostRule);
        string merged = DependencyRule.Add(PrecompiledHeader.WithoutEntry(rule), DependencyRule.Files(PrecompiledHeader.WithoutEntry(File.ReadAllText(deviceRule))));
        if (merged != rule) File.WriteAllText(hostRule, merged);
    }
}
