using System.CommandLine;
using CudaBridge.Compiler;
using CudaBridge.Compiler.Backends.Source;
using CudaBridge.Compiler.Backends.Tile;

namespace CudaBridge.Cli.Commands;

/// <summary><c>translate FILE --target opencl-c</c>: device code as source that people read and other compilers take.</summary>
internal static class TranslateCommand
{
    private const string OpenClC = "opencl-c";

    private static readonly string[] s_targets = [OpenClC, "bang", "ascend-simd", "tops"];

    public static Command Create(string[] afterSeparator)
    {
        Argument<string> file = new("FILE") { Description = "as for inspect" };
        Argument<string[]> nvccOptions = DeviceCode.NvccOptions();
        Option<string> target = new("--target") { Description = string.Join(", ", s_targets), DefaultValueFactory = _ => OpenClC, HelpName = "NAME" };
        Option<string?> output = new("--out", "-o") { Description = "file to write (default: standard output)" };
        Command command = new("translate", "translate the kernels of a file into OpenCL C or a language for cores without threads") { file, nvccOptions, target, output };
        command.SetAction(parsed => CudaBridgeProgram.Guard(() => Run(parsed.GetRequiredValue(file), parsed.GetRequiredValue(target), parsed.GetValue(output), [.. parsed.GetValue(nvccOptions) ?? [], .. afterSeparator])));
        return command;
    }

    private static int Run(string file, string target, string? output, string[] nvccArguments)
    {
        if (Array.IndexOf(s_targets, target) < 0) throw new ToolException(ToolMessages.BadValue("target", target, string.Join(", ", s_targets)));
        bool failed = false;
        List<string> sources = [];
        foreach (DeviceModule module in DeviceCode.Load(file, nvccArguments))
        {
            if (module.KernelIr is not { } ir) continue;
            TranslationResult result = Translator.Translate(ir.Span, new TranslationOptions { Target = target, SourceName = file });
            foreach (Diagnostic diagnostic in result.Diagnostics) Console.Error.WriteLine(diagnostic);
            if (result.Image is { } image) sources.Add(target == OpenClC ? OpenClImage.Read(image).Source : CoreImage.Read(image).Source);
            failed |= !result.Success;
        }

        string text = string.Join("\n", sources);
        if (output is null) Console.Out.Write(text);
        else File.WriteAllText(output, text);
        return failed ? 1 : 0;
    }
}
