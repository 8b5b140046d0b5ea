using System.CommandLine;
using CudaBridge.Compiler;

namespace CudaBridge.Cli.Commands;

/// <summary><c>dump FILE --after PASS</c>: the kernel IR between two passes.</summary>
internal static class DumpCommand
{
    public static Command Create(string[] afterSeparator)
    {
        Argument<string> file = new("FILE") { Description = "as for inspect" };
        Argument<string[]> nvccOptions = DeviceCode.NvccOptions();
        Option<string> after = new("--after") { Description = "name of a pass; 'cudabridge passes' lists them", Required = true, HelpName = "PASS" };
        Option<string> isa = new("--isa") { Description = "x86-64-v2, x86-64-v3, x86-64-v4 or aarch64", HelpName = "ISA", DefaultValueFactory = _ => HostIsa.Current };
        Option<string> target = PassesCommand.TargetOption();
        Command command = new("dump", "print the kernel IR of a file as it is after a pass") { file, nvccOptions, after, isa, target };
        command.SetAction(parsed => CudaBridgeProgram.Guard(() =>
            Run(parsed.GetRequiredValue(file), [.. parsed.GetValue(nvccOptions) ?? [], .. afterSeparator], new TranslationOptions
            {
                Target = parsed.GetRequiredValue(target), DumpAfter = parsed.GetRequiredValue(after), Isa = parsed.GetRequiredValue(isa), SourceName = parsed.GetRequiredValue(file), DebugInfo = true,
            })));
        return command;
    }

    private static int Run(string file, string[] nvccArguments, TranslationOptions options)
    {
        bool failed = false;
        foreach (DeviceModule module in DeviceCode.Load(file, nvccArguments))
        {
            if (module.KernelIr is not { } ir) continue;
            TranslationResult result = Translator.Translate(ir.Span, options);
            foreach (Diagnostic diagnostic in result.Diagnostics) Console.Error.WriteLine(diagnostic);
            if (result.Dump is { } dump) Console.Out.Write(dump);
            failed |= !result.Success;
        }
        return failed ? 1 : 0;
    }
}
