using System.CommandLine;
using CudaBridge.Cli.Nvcc;

namespace CudaBridge.Cli.Commands;

/// <summary><c>run FILE.cu [nvcc options] [-- arguments]</c>: compiles into the cache and becomes the program.</summary>
internal static class RunCommand
{
    public static Command Create(string[] programArguments)
    {
        Argument<string[]> words = new("FILE.cu") { Description = "source files; nvcc's options may stand among them, and the program's arguments follow '--'", Arity = ArgumentArity.ZeroOrMore };
        Command command = new("run", "compile a CUDA program, unless that was done before, and run it; ends with the program's exit code") { words };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(parsed => CudaBridgeProgram.Guard(() => Run([.. parsed.Tokens.Skip(1).Select(token => token.Value)], programArguments)));
        return command;
    }

    private static int Run(string[] nvccArguments, string[] programArguments)
    {
        NvccSettings settings = NvccParser.Parse(CommandLineFiles.Expand(nvccArguments));
        if (settings.Inputs.Count == 0) throw new ToolException(ToolMessages.NoInput());
        if (settings.Phase != Phase.Link || settings.Output is not null)
            throw new ToolException(ToolMessages.Conflict("'run' makes a program of its own", "leave out -o and options such as -c, or use nvcc"));
        // Programs look for their data beside themselves.
        string name = Path.ChangeExtension(Path.GetFullPath(settings.Inputs[0].Path), null);
        if (ProgramCache.Find(nvccArguments) is { } known) return NativeProgram.Become(known, [name, .. programArguments]);
        (string program, string? temporary) = Progress.Show($"compiling {settings.Inputs[0].Path}", () => ProgramCache.Compile(nvccArguments));
        return NativeProgram.Become(program, [name, .. programArguments], temporary);
    }
}
