using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CudaBridge.Frontend.Clang;

/// <param name="ExitCode">128 + n when signal n ended the program.</param>
/// <param name="Error">What it wrote to standard error; empty when that was not captured.</param>
/// <param name="Output">What it wrote to standard output; empty when that was not captured.</param>
public sealed record ChildResult(int ExitCode, string Error, string Output);

/// <summary>Which streams of a child come back instead of going to the user.</summary>
[Flags]
public enum Capture { None = 0, Error = 1, Output = 2 }

/// <summary>Runs other programs. Children that still run can be ended together when this process must leave.</summary>
public sealed partial class ChildProcess
{
    private const int Terminate = 15;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);
    private static readonly HashSet<Process> s_running = [];

    private static volatile bool s_ending;

    private readonly Process _process;
    private readonly Task<string> _error;
    private readonly Task<string> _output;

    private ChildProcess(Process process, Capture capture)
    {
        _process = process;
        _error = capture.HasFlag(Capture.Error) ? process.StandardError.ReadToEndAsync() : Task.FromResult("");
        _output = capture.HasFlag(Capture.Output) ? process.StandardOutput.ReadToEndAsync() : Task.FromResult("");
    }

    /// <param name="feeds">Its standard input is what <see cref="Feed"/> gives it, not this process's.</param>
    /// <exception cref="ToolException">CB1022: the program is not there.</exception>
    public static ChildProcess Start(string program, IEnumerable<string> arguments, Capture capture, bool feeds = false)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ProcessStartInfo start = new(program)
        {
            RedirectStandardInput = feeds,
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

    /// <summary>Gives a child that was started for it its whole standard input; no effect when it has ended.</summary>
    public void Feed(byte[] input)
    {
        try
        {
            using Stream stream = _process.StandardInput.BaseStream;
            stream.Write(input);
        }
        catch (IOException)
        {
            // It reads no more; its exit status and what it wrote say why.
        }
    }

    public ChildResult Wait()
    {
        string error = _error.GetAwaiter().GetResult();
        string output = _output.GetAwaiter().GetResult();
        _process.WaitForExit();
        // Whoever asked all children to end leaves this process as well; a failed child is no news then.
        if (s_ending) Thread.Sleep(Timeout.Infinite);
        lock (s_running) s_running.Remove(_process);
        ChildResult result = new(_process.ExitCode, error, output);
        _process.Dispose();
        return result;
    }

    /// <summary>Asks the child to end and waits until it is gone.</summary>
    public ChildResult Kill()
    {
        End(_process);
        return Wait();
    }

    /// <summary>Asks every child that still runs to end and waits until they are gone. This process must leave then.</summary>
    public static void KillAll()
    {
        s_ending = true;
        Process[] running;
        lock (s_running) running = [.. s_running];
        foreach (Process process in running) End(process);
        foreach (Process process in running)
            if (!HasEnded(process, s_patience)) process.Kill();
    }

    // SIGTERM, so that compilers delete the files they have begun.
    private static void End(Process process)
    {
        if (!HasEnded(process, TimeSpan.Zero)) _ = SendSignal(process.Id, Terminate);
    }

    private static bool HasEnded(Process process, TimeSpan limit)
    {
        try
        {
            return process.WaitForExit(limit);
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
