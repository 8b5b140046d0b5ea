using System.CommandLine;
using System.CommandLine.Invocation;
using CudaBridge.Cli.CSharp;

namespace CudaBridge.Cli.Commands;

/// <summary>The cudabridge program: its commands, and what they have in common.</summary>
internal static class CudaBridgeProgram
{
    private const string Description = """
        CUDA programs on the CPU: compile and run them, look into them.

        Exit codes: 0 done; 1 an error, which standard error explains; 'run' ends with the exit code of the program it runs.
        Environment: CUDABRIDGE_TOOLKIT the toolkit's folder; CUDABRIDGE_LLVM LLVM's folder; CUDABRIDGE_CACHE the folder of
        compiled programs and kernels; NO_COLOR no colours.

        Examples:
          cudabridge run vector_add.cu                     compile (once) and run
          cudabridge run nbody.cu -O2 -DN=4096 -- --steps 10
          cudabridge inspect a.out                         the kernels of a program and what each uses
          cudabridge inspect kernels.cu --json
          cudabridge dump kernels.cu --after ContractFma   the kernel IR after a pass
          cudabridge nvcc -c kernels.cu                    the compiler, as bin/nvcc
          cudabridge port src --target hip --out src-hip   sources in a maker's own language
          cudabridge report src --html report.html         what that takes, for every maker
        """;

    public static int Run(string[] arguments)
    {
        // What follows "--" belongs to the program that is run, or to the compiler.
        int separator = Array.IndexOf(arguments, "--");
        string[] own = separator < 0 ? arguments : arguments[..separator];
        string[] programArguments = separator < 0 ? [] : arguments[(separator + 1)..];
        RootCommand root = new(Description)
        {
            RunCommand.Create(programArguments), InspectCommand.Create(programArguments), DumpCommand.Create(programArguments), TranslateCommand.Create(programArguments), PassesCommand.Create(),
            TargetsCommand.Create(), DevicesCommand.Create(), CacheCommand.Create(), CSharpCommand.Create(), PortCommand.Create(programArguments),
            ReportCommand.Create(programArguments), NvccEntry(),
        };
        // Words that start with @ are nvcc's own options files.
        ParserConfiguration parsing = new() { ResponseFileTokenReplacer = null };
        ParseResult parsed = root.Parse(own.Length == 0 ? ["--help"] : own, parsing);
        if (parsed.Action is ParseErrorAction error) error.ShowHelp = false;
        return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    /// <summary>Runs a command's action; a failure becomes a message and exit code 1.</summary>
    public static int Guard(Func<int> action) => Failure.Report("cudabridge", action);

    // Started before the parser sees anything; listed here for the help.
    private static Command NvccEntry() => new("nvcc", "the compiler: 'cudabridge nvcc --help' lists its options") { TreatUnmatchedTokensAsErrors = false };
}
