using System.Runtime.InteropServices;

namespace CudaBridge.Shim;

/// <summary>
/// Runs a program and waits for it, by posix_spawn: .NET's own way would install a handler for SIGCHLD, which belongs to the program that uses
/// this library.
/// </summary>
internal static unsafe partial class ChildProcess
{
    private const int WriteCreateTruncate = 0x1 | 0x40 | 0x200, ReadOnly = 0, Interrupted = 4;

    // posix_spawn_file_actions_t has 80 bytes.
    private struct FileActions
    {
        public fixed long Content[16];
    }

    /// <summary>Output and errors go to a file. False: the program could not be started.</summary>
    public static bool Run(string program, IReadOnlyList<string> arguments, string folder, string logFile)
    {
        FileActions actions;
        _ = posix_spawn_file_actions_init(&actions);
        _ = posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", ReadOnly, 0);
        _ = posix_spawn_file_actions_addopen(&actions, 1, logFile, WriteCreateTruncate, 0x180);
        _ = posix_spawn_file_actions_adddup2(&actions, 1, 2);
        _ = posix_spawn_file_actions_addchdir_np(&actions, folder);
        byte** words = Words([program, .. arguments]);
        int process;
        int failed = posix_spawn(&process, program, &actions, null, words, *(byte***)NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "environ"));
        _ = posix_spawn_file_actions_destroy(&actions);
        Free(words);
        if (failed != 0) return false;
        int status;
        // A program that ignores SIGCHLD has its children reaped: the call fails once the child has ended.
        while (waitpid(process, &status, 0) < 0 && Marshal.GetLastPInvokeError() == Interrupted)
        {
        }
        return true;
    }

    private static byte** Words(IReadOnlyList<string> words)
    {
        byte** pointers = (byte**)NativeMemory.Alloc((nuint)(words.Count + 1), (nuint)sizeof(byte*));
        for (int i = 0; i < words.Count; i++) pointers[i] = (byte*)Marshal.StringToCoTaskMemUTF8(words[i]);
        pointers[words.Count] = null;
        return pointers;
    }

    private static void Free(byte** words)
    {
        for (int i = 0; words[i] is not null; i++) Marshal.FreeCoTaskMem((nint)words[i]);
        NativeMemory.Free(words);
    }

    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_init(FileActions* actions);

    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_destroy(FileActions* actions);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int posix_spawn_file_actions_addopen(FileActions* actions, int descriptor, string path, int flags, uint mode);

    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_adddup2(FileActions* actions, int from, int to);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int posix_spawn_file_actions_addchdir_np(FileActions* actions, string folder);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int posix_spawn(int* process, string path, FileActions* actions, void* attributes, byte** arguments, byte** environment);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int waitpid(int process, int* status, int options);
}
