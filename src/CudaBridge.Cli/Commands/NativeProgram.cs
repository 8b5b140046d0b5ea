using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CudaBridge.Cli.Commands;

/// <summary>Turns this process into another program, so that its exit code, signals and terminal are the program's own.</summary>
internal static partial class NativeProgram
{
    private const int SigPipe = 13;

    /// <param name="arguments">The first is the name the program sees.</param>
    /// <param name="temporary">A folder with the program in it that goes away; the program still runs.</param>
    /// <exception cref="ToolException">CB1022: it cannot be started. Otherwise this does not return.</exception>
    public static int Become(string program, string[] arguments, string? temporary = null)
    {
        Console.Out.Flush();
        using SafeFileHandle file = File.OpenHandle(program);
        if (temporary is not null) Directory.Delete(temporary, recursive: true);
        // .NET ignores SIGPIPE, and what is ignored stays so in the new program.
        Signal(SigPipe, 0);
        string path = temporary is null ? program : $"/proc/self/fd/{file.DangerousGetHandle()}";
        _ = Execute(path, [.. arguments, null]);
        throw new ToolException(ToolMessages.NoProgram(program, Marshal.GetLastPInvokeErrorMessage()));
    }

    [LibraryImport("libc", EntryPoint = "execv", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Execute(string path, string?[] arguments);

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Signal(int signal, nint handler);
}
