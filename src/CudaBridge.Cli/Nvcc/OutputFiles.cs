namespace CudaBridge.Cli.Nvcc;

/// <summary>Files that nvcc leaves behind: their names, and that none is left behind half written.</summary>
internal static class OutputFiles
{
    /// <summary>Name of what an input becomes: in the folder of -odir, or the current one.</summary>
    public static string Named(NvccSettings settings, string input, string extension) =>
        Path.Combine(settings.OutputFolder ?? "", Path.GetFileNameWithoutExtension(input) + extension);

    /// <summary>Fails before any work is done when the output cannot be written.</summary>
    /// <exception cref="ToolException">CB1015.</exception>
    public static void CheckWritable(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder)) throw new ToolException(ToolMessages.CannotWrite(path, $"the folder '{folder}' does not exist"));
        if (Directory.Exists(path)) throw new ToolException(ToolMessages.CannotWrite(path, "it is a folder"));
        try
        {
            if (!File.Exists(path)) folder = CheckFolder(folder);
            else new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete).Dispose();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A program that runs may not be written to, but may be replaced, which is what linkers do.
            if (problem.Message.Contains("Text file busy", StringComparison.OrdinalIgnoreCase)) return;
            throw new ToolException(ToolMessages.CannotWrite(path, problem.Message));
        }
    }

    private static string CheckFolder(string folder)
    {
        string probe = Path.Combine(folder, $".cudabridge-{Environment.ProcessId}-{Path.GetRandomFileName()}");
        new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
        return folder;
    }

    /// <exception cref="ToolException">CB1015; a file that was begun is gone.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        try
        {
            using FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
            file.Write(bytes);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Delete(path);
            throw new ToolException(ToolMessages.CannotWrite(path, problem.Message));
        }
    }

    /// <summary>Runs <paramref name="make"/>; when it fails, what it has written to <paramref name="path"/> is deleted.</summary>
    public static void Make(string path, Action make)
    {
        try
        {
            make();
        }
        catch
        {
            Delete(path);
            throw;
        }
    }

    // Devices such as /dev/null are outputs, too, and stay.
    private static void Delete(string path)
    {
        if (!Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal)) File.Delete(path);
    }
}
