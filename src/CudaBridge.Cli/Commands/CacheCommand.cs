using System.CommandLine;

namespace CudaBridge.Cli.Commands;

/// <summary><c>cache</c>: what the folder of compiled programs and kernels holds, and emptying it.</summary>
internal static class CacheCommand
{
    public static Command Create()
    {
        Command command = new("cache", "show the folder of compiled programs and kernels, or empty it");
        Command show = new("show", "print where it is and how much it holds (the default)"), clear = new("clear", "delete what it holds");
        command.SetAction(_ => CudaBridgeProgram.Guard(Show));
        show.SetAction(_ => CudaBridgeProgram.Guard(Show));
        clear.SetAction(_ => CudaBridgeProgram.Guard(Clear));
        command.Subcommands.Add(show);
        command.Subcommands.Add(clear);
        return command;
    }

    private static int Show()
    {
        Console.Out.WriteLine(CacheFolder.Root);
        if (!Directory.Exists(CacheFolder.Root)) return Print(0, 0, 0);
        List<FileInfo> files = [.. new DirectoryInfo(CacheFolder.Root).EnumerateFiles("*", SearchOption.AllDirectories)];
        int programs = Directory.Exists(CacheFolder.Programs) ? Directory.GetDirectories(CacheFolder.Programs).Length : 0;
        return Print(programs, files.Count(file => file.Extension == ".so"), files.Sum(file => file.Length));
    }

    private static int Print(int programs, int kernels, long bytes)
    {
        Console.Out.WriteLine($"{programs} programs, {kernels} compiled modules, {bytes / 1024.0 / 1024.0:0.0} MiB");
        return 0;
    }

    private static int Clear()
    {
        try
        {
            if (Directory.Exists(CacheFolder.Root))
                foreach (FileSystemInfo entry in new DirectoryInfo(CacheFolder.Root).EnumerateFileSystemInfos())
                    if (entry is DirectoryInfo folder) folder.Delete(recursive: true);
                    else entry.Delete();
            return Show();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ToolMessages.CannotWrite(CacheFolder.Root, problem.Message));
        }
    }
}
