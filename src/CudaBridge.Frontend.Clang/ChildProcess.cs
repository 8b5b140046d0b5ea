using System.ComponentModel;
using System.Diagnostics;

namespace CudaBridge.Frontend.Clang;

/// <param name="ExitCode">128 + n when signal n ended the program.</param>
/// <param name="Error">What it wrote to standard error; empty when that was not captured.</param>
/// <param name="Output">What it wrote to standard output; empty when that was not captured.</param>
public sealed record ChildResult(int ExitCode, string Error, string Output);

/// <summary>Which streams of a child come back instead of going to the user.</summary>
[Flags]
public enum Capture { None = 0, Error = 1, Output = 2 }

/// <summary>Runs other programs. Children that still run can be ended together when this process must leave.</summary>
public sealed class ChildProcess
{
    private static readonly HashSet<Process> s_running = [];

    private readonly Process _process;
    private readonly Task<string> _error;
    private readonly Task<string> _output;

    private ChildProcess(Process process, Capture capture)
    {
        _process = process;
        _error = capture.HasFlag(Capture.Error) ? process.StandardError.ReadToEndAsync() : Task.FromResult("");
        _output = capture.HasFlag(Capture.Output) ? process.StandardOutput.ReadToEndAsync() : Task.FromResult("");
    }

    /// <exception cref="ToolException">CB1022: the program is not there.</exception>
    public static ChildProcess Start(string program, IEnumerable<string> arguments, Capture capture)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ProcessStartInfo start = new(program)
        {
            RedirectStandardError = capture.HasFlag(Capture.Error),
            RedirectStandardOutput = capture.HasFlag(Capture.Output),
        };
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        try
        {
            Process process = Process.Start(start)!;
            lock (s_running) s_running.Add(process);
            return new ChildProcess(process, capture);
        }
        catch (Win32Exception problem)
        {
            throw new ToolException(ToolMessages.NoProgram(program, problem.Message));
        }
    }

    public static ChildResult Run(string program, IEnumerable<string> arguments, Capture capture = Capture.None) =>
        Start(program, arguments, capture).Wait();

    public ChildResult Wait()
    {
        string error = _error.GetAwaiter().GetResult();
        string output = _output.GetAwaiter().GetResult();
        _process.WaitForExit();
        lock (s_running) s_running.Remove(_process);
        ChildResult result = new(_process.ExitCode, error, output);
        _process.Dispose();
        return result;
    }

    /// <summary>Ends the child and waits until it is gone.</summary>
    public ChildResult Kill()
    {
        End(_process);
        return Wait();
    }

    /// <summary>Ends every child that still runs.</summary>
    public static void KillAll()
    {
        lock (s_running)
            foreach (Process process in s_running) End(process);
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself in the meantime.
        }
    }
}
