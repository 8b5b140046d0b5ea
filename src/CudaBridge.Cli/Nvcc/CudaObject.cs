using CudaBridge.Compiler;

namespace CudaBridge.Cli.Nvcc;

/// <summary>
/// A CUDA file as an object file: device half → kernel IR → image; host half with the image in it. The halves are compiled at
/// the same time: the host half reads the image from a pipe, which it does after parsing.
/// </summary>
internal sealed class CudaObject(NvccSession session, CompileOptions options, DependencyOptions? dependencies)
{
    private string Stem => Path.GetFileNameWithoutExtension(options.Source);

    /// <exception cref="ToolException">A half failed; its diagnostics are written.</exception>
    public void Make(string output)
    {
        string bitcode = session.TempFile(Stem + ".bc");
        string image = session.TempPipe(Stem + ".fatbin");
        string deviceRule = session.TempFile(Stem + ".device.d");
        IReadOnlyList<string> device = [.. DeviceCompiler.Arguments(options, DeviceOutput.Bitcode, bitcode), .. DeviceDependencies(deviceRule)];
        IReadOnlyList<string> host = HostCompiler.Object(options, image, output, dependencies);
        session.Show(ClangDriver.ProgramPath, device);
        ShowTranslation(session, options, bitcode, image);
        session.Show(ClangDriver.ProgramPath, host);
        if (session.Settings.DryRun) return;

        Build(device, host, bitcode, image);
        if (dependencies?.File is { } rule) MergeRules(rule, deviceRule);
    }

    /// <summary>The step inside this process, as a command that does the same.</summary>
    public static void ShowTranslation(NvccSession session, CompileOptions options, string bitcode, string image) =>
        session.Show($"cudabridge translate -arch compute_{options.Architecture} {(options.Relocatable ? "--relocatable" : $"--isa {HostIsa.Current}")} {ShellWords.Join([bitcode, "-o", image])}");

    public static byte[] BuildImage(NvccSession session, CompileOptions options, byte[] kernelIr)
    {
        session.Keep(Path.GetFileNameWithoutExtension(options.Source) + ".bc", kernelIr);
        byte[] image = options.Relocatable
            ? DeviceImages.Relocatable(kernelIr, options.Architecture, options.DeviceDebug)
            : DeviceImages.Complete(session, kernelIr, options.Architecture, options.DeviceDebug, options.Source, options.DeviceLines ? null : () => CompileWithLines(session, options));
        session.Keep(Path.GetFileNameWithoutExtension(options.Source) + ".fatbin", image);
        return image;
    }

    private static byte[] CompileWithLines(NvccSession session, CompileOptions options)
    {
        string bitcode = session.TempFile(Path.GetFileNameWithoutExtension(options.Source) + ".lines.bc");
        // It has said what it has to say the first time.
        NvccSession.Check(ClangDriver.ProgramPath, ChildProcess.Run(ClangDriver.ProgramPath, DeviceCompiler.Arguments(options with { DeviceLines = true }, DeviceOutput.Bitcode, bitcode), Capture.Error));
        return File.ReadAllBytes(bitcode);
    }

    private void Build(IReadOnlyList<string> device, IReadOnlyList<string> host, string bitcode, string pipe)
    {
        string clang = ClangDriver.ProgramPath;
        ChildProcess hostRun = ChildProcess.Start(clang, host, Capture.Error);
        ChildResult deviceResult, hostResult;
        try
        {
            deviceResult = session.Timed("device", options.Source, () => ChildProcess.Run(clang, device, Capture.Error));
            if (deviceResult.ExitCode != 0) session.Write(ClangOutput.Merge(deviceResult.Error));
            NvccSession.Check(clang, deviceResult);
            byte[] image = BuildImage(session, options, File.ReadAllBytes(bitcode));
            hostResult = session.Timed("host", options.Source, () => Feed(hostRun, pipe, image));
        }
        catch
        {
            hostRun.Kill();
            throw;
        }
        session.Write(ClangOutput.Merge(deviceResult.Error, hostResult.Error));
        NvccSession.Check(clang, hostResult);
    }

    /// <summary>Gives the host half its image and waits for it. It may fail before it reads anything.</summary>
    private static ChildResult Feed(ChildProcess host, string pipe, byte[] image)
    {
        Task writing = Task.Run(() => WritePipe(pipe, image));
        ChildResult result = host.Wait();
        while (!writing.Wait(TimeSpan.FromMilliseconds(1)))
        {
            // Nobody reads any more: opening the pipe for reading and closing it makes the writer fail.
            using FileStream reader = new(pipe, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        }
        return result;
    }

    private static void WritePipe(string pipe, byte[] image)
    {
        try
        {
            using FileStream writer = new(pipe, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            writer.Write(image);
        }
        catch (IOException)
        {
            // The host half failed; its own diagnostics say why.
        }
    }

    private IEnumerable<string> DeviceDependencies(string rule) =>
        dependencies is null ? [] : [dependencies.System ? "-MD" : "-MMD", "-MF", rule];

    private static void MergeRules(string hostRule, string deviceRule)
    {
        string rule = File.ReadAllText(hostRule);
        string merged = DependencyRule.Add(rule, DependencyRule.Files(File.ReadAllText(deviceRule)));
        if (merged != rule) File.WriteAllText(hostRule, merged);
    }
}
