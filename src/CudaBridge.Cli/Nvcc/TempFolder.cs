using System.Runtime.InteropServices;

namespace CudaBridge.Cli.Nvcc;

/// <summary>Intermediate files. The folder goes when nvcc ends, however it ends: done, failed or interrupted.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly string _path;
    private readonly List<PosixSignalRegistration> _signals = [];

    /// <param name="parent">Folder it is created in.</param>
    /// <exception cref="ToolException">CB1015: it cannot be created.</exception>
    public TempFolder(string parent)
    {
        try
        {
            _path = Path.Combine(parent, $"cudabridge-{Environment.ProcessId}-{Path.GetRandomFileName()}");
            Directory.CreateDirectory(_path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ToolMessages.CannotWrite(parent, problem.Message));
        }
        foreach (PosixSignal signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT })
            _signals.Add(PosixSignalRegistration.Create(signal, Leave));
    }

    /// <summary>A path in the folder. Two inputs of the same name get two paths.</summary>
    public string File(string name)
    {
        lock (_signals)
        {
            string path = Path.Combine(_path, name);
            for (int n = 2; !_given.Add(path); n++) path = Path.Combine(_path, $"{n}-{name}");
            return path;
        }
    }

    private readonly HashSet<string> _given = [];

    public void Dispose()
    {
        foreach (PosixSignalRegistration signal in _signals) signal.Dispose();
        Delete();
    }

    // The children's own temporary files are theirs to delete; they get the terminal's signal as well.
    private void Leave(PosixSignalContext context)
    {
        ChildProcess.KillAll();
        Delete();
        int number = context.Signal switch { PosixSignal.SIGHUP => 1, PosixSignal.SIGINT => 2, PosixSignal.SIGQUIT => 3, _ => 15 };
        Environment.Exit(128 + number);
    }

    private void Delete()
    {
        try
        {
            Directory.Delete(_path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Deleted by a signal's handler already.
        }
    }
}
