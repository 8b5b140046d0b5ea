using System.Runtime.InteropServices;

namespace CudaBridge.Cli.Commands;

/// <summary>Turns this process into another program, so that its exit code, signals and terminal are the program's own.</summary>
internal static partial class NativeProgram
{
    private const int SigPipe = 13;

    /// <param name="arguments">The first is the name the program sees.</param>
    /// <exception cref="ToolException">CB1022: it cannot be started. Otherwise this does not return.</exception>
    public static int Become(string program, string[] arguments)
    {
        Console.Out.Flush();
        // .NET ignores SIGPIPE, and what is ignored stays so in the new program.
        Signal(SigPipe, 0);
        _ = Execute(program, [.. arguments, null]);
        throw new ToolException(ToolMessages.NoProgram(program, Marshal.GetLastPInvokeErrorMessage()));
    }

    [LibraryImport("libc", EntryPoint = "execv", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Execute(string path, string?[] arguments);

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Signal(int signal, nint handler);
}
