using System.Diagnostics;
using System.Globalization;
using CudaBridge.Fuzz.Generate;

namespace CudaBridge.Fuzz.Execute;

/// <summary>What a request came to.</summary>
/// <param name="Lost">Where the worker was when it crashed or hung: its last progress line; null when it answered.</param>
internal sealed record Answer(List<Finding> Findings, string? Lost, string LostReason);

/// <summary>A worker and a new one whenever one crashes or hangs. Numbers of all of them add up.</summary>
/// <param name="patience">Processor time without an answer that means a hang. On a busy machine a worker may wait much longer for a processor.</param>
internal sealed class WorkerProcess(IReadOnlyList<string> options, TimeSpan patience) : IDisposable
{
    // A worker that waits for something else than a processor.
    private const int LongestWait = 10;

    private readonly Dictionary<string, double> _before = [];
    private readonly Dictionary<string, double> _current = [];
    private Process? _process;

    public IReadOnlyDictionary<string, double> Numbers => _before.Keys.Union(_current.Keys).ToDictionary(k => k, k => _before.GetValueOrDefault(k) + _current.GetValueOrDefault(k));

    public Answer Request(string line)
    {
        Process worker = _process ??= Start();
        worker.StandardInput.WriteLine(line);
        worker.StandardInput.Flush();
        List<Finding> findings = [];
        string last = "start";
        while (true)
        {
            Task<string?> next = worker.StandardOutput.ReadLineAsync();
            if (!IsIn(next, worker)) return Lose(findings, last, "it hangs");
            string? answer = next.Result;
            if (answer is null) return Lose(findings, last, "");
            if (answer == "done") return new Answer(findings, null, "");
            if (answer.StartsWith("finding\t", StringComparison.Ordinal)) findings.Add(Parse(answer.Split('\t', 5)));
            else if (answer.StartsWith("statistics\t", StringComparison.Ordinal)) Note(answer.Split('\t'));
            else last = answer;
        }
    }

    public void Dispose()
    {
        if (_process is null) return;
        _process.StandardInput.Close();
        if (!_process.WaitForExit(5000)) _process.Kill();
        _process.Dispose();
    }

    private bool IsIn(Task<string?> answer, Process worker)
    {
        TimeSpan start = ProcessorTime(worker);
        for (int i = 0; i < LongestWait; i++)
        {
            if (answer.Wait(patience)) return true;
            if (ProcessorTime(worker) - start >= patience) return false;
        }

        return false;
    }

    private static TimeSpan ProcessorTime(Process process)
    {
        try
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
        catch (InvalidOperationException)
        {
            return TimeSpan.Zero;  // it has ended: the next line says so
        }
    }

    private static Finding Parse(string[] f) =>
        new(ulong.Parse(f[1], CultureInfo.InvariantCulture), Enum.Parse<FindingKind>(f[2]), f[3], f[4].Replace("\\n", "\n", StringComparison.Ordinal));

    private void Note(string[] words) => _current[words[1]] = double.Parse(words[2], CultureInfo.InvariantCulture);

    private Answer Lose(List<Finding> findings, string last, string reason)
    {
        Process lost = _process!;
        _process = null;
        if (reason.Length > 0) lost.Kill(entireProcessTree: true);
        lost.WaitForExit();
        if (reason.Length == 0) reason = $"the process ended with {lost.ExitCode}";
        lost.Dispose();
        foreach ((string name, double value) in _current) _before[name] = _before.GetValueOrDefault(name) + value;
        _current.Clear();
        return new Answer(findings, last, reason);
    }

    private Process Start()
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        // Started by `dotnet cudabridge-fuzz.dll` or as a program of its own.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(WorkerProcess).Assembly.Location);
        start.ArgumentList.Add("worker");
        foreach (string option in options) start.ArgumentList.Add(option);
        Process process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }
}

/// <summary>Sends ranges of seeds to workers and takes apart the ranges in which one is lost.</summary>
internal static class Campaign
{
    /// <summary>Begins no module after <paramref name="end"/>.</summary>
    /// <param name="compared">Is told how many kernels are done, each time some are.</param>
    public static List<Finding> Run(WorkerProcess worker, ulong first, int count, int batch, DateTime end, Action<Finding> found, Action<int> compared)
    {
        List<Finding> findings = [];
        Stack<(ulong First, int Count)> open = new();
        for (int at = (count - 1) / batch * batch; at >= 0; at -= batch) open.Push((first + (ulong)at, Math.Min(batch, count - at)));
        while (DateTime.UtcNow < end && open.TryPop(out var range))
        {
            Answer answer = worker.Request($"range {range.First} {range.Count}");
            answer.Findings.ForEach(Add);
            if (answer.Lost is null)
            {
                compared(range.Count);
                continue;
            }

            string[] at = answer.Lost.Split(' ');
            ulong seed = at[0] == "run" ? ulong.Parse(at[1], CultureInfo.InvariantCulture) : range.First;
            if (at[0] == "run" || range.Count == 1)
            {
                Add(new Finding(seed, FindingKind.Crash, at[0], answer.LostReason));
                int left = (int)(range.First + (ulong)range.Count - seed - 1);
                compared(range.Count - left);
                if (left > 0) open.Push((seed + 1, left));
            }
            else
            {
                int half = range.Count / 2;
                open.Push((range.First + (ulong)half, range.Count - half));
                open.Push((range.First, half));
            }
        }

        return findings;

        void Add(Finding finding)
        {
            findings.Add(finding);
            found(finding);
        }
    }
}
