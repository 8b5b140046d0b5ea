namespace CudaBridge.Cli.Nvcc;

/// <summary>Static libraries, made by the system's archiver.</summary>
internal static class StaticLibrary
{
    public static void Make(NvccSession session, IReadOnlyList<string> objects, string output)
    {
        string archiver = session.Settings.Archiver ?? ClangDriver.FindInPath("ar").FirstOrDefault()
            ?? throw new ToolException(ToolMessages.NoProgram("ar", "install the package binutils"));
        // ar adds to an archive that exists; what an earlier build put there must not stay.
        if (!session.Settings.DryRun) File.Delete(output);
        OutputFiles.Make(output, () => session.Run("library", output, archiver, ["qsc", .. session.Settings.ArchiverOptions, output, .. objects]));
    }
}
