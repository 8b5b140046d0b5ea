using CudaBridge.Compiler;

namespace CudaBridge.Cli.Nvcc;

/// <summary>The nvcc program.</summary>
internal static class NvccProgram
{
    /// <returns>0: done; 1: an error, which is on standard error; with -run the program's exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments) =>
        Failure.Report("nvcc", () => Run(NvccParser.Parse(CommandLineFiles.Expand(arguments))));

    private static int Run(NvccSettings settings)
    {
        if (settings.ShowHelp) Console.Out.Write(NvccHelp.Text());
        else if (settings.ShowVersion) Console.Out.Write(NvccVersion.Text());
        else if (settings.Listing is { } prefix) foreach (int number in Architectures.Known) Console.Out.WriteLine($"{prefix}{number}");
        else return Build(settings);
        return 0;
    }

    private static int Build(NvccSettings settings)
    {
        using NvccSession session = new(settings);
        ShowEnvironment(session);
        return new NvccBuild(session).Run();
    }

    // The names and the format that CMake, and scripts that look for the toolkit, read from nvcc -v and -dryrun.
    private static void ShowEnvironment(NvccSession session)
    {
        if (!session.Settings.Verbose && !session.Settings.DryRun) return;
        foreach (string name in new[] { "NVCC_PREPEND_FLAGS", "NVCC_APPEND_FLAGS" })
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } flags) session.Show($"{name}={flags}");
        if (Toolkit.Root is { } root)
        {
            string bin = Path.Combine(root, "bin");
            session.Show("_NVVM_BRANCH_=nvvm");
            session.Show("_SPACE_= ");
            session.Show("_CUDART_=cudart");
            session.Show($"_HERE_={bin}");
            session.Show($"_THERE_={bin}");
            session.Show($"TOP={root}");
            session.Show($"NVVMIR_LIBRARY_DIR={Path.Combine(root, "nvvm", "libdevice")}");
            session.Show($"PATH={Environment.GetEnvironmentVariable("PATH")}");
            session.Show($"INCLUDES={ShellWords.Quote($"-I{Path.Combine(root, "include")}")}");
            session.Show($"LIBRARIES=  {ShellWords.Join(HostLink.LibraryFolders(root))}");
        }
        foreach (string note in session.Settings.Notes.Distinct()) session.Show($"note: {note}");
    }
}
