namespace CudaBridge.Cli;

/// <summary>The name this program was started under.</summary>
internal static class ProgramName
{
    /// <summary><c>nvcc</c> is a link to <c>cudabridge</c>; the name in the link tells which program to be.</summary>
    public static bool IsNvcc() => Path.GetFileName(StartedAs()) == "nvcc";

    // Environment.ProcessPath has resolved links already.
    private static string StartedAs()
    {
        const string CommandLine = "/proc/self/cmdline";
        return File.Exists(CommandLine) ? File.ReadAllText(CommandLine).Split('\0')[0] : Environment.GetCommandLineArgs()[0];
    }
}
