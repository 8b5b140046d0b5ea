using System.Collections.Concurrent;
using CudaBridge.Runtime;

namespace CudaBridge;

/// <summary>
/// What of a context has not been disposed. On where the switch <c>CudaBridge.ReportLeaks</c> is, which the MSBuild package sets in Debug
/// builds, or <c>CUDABRIDGE_LEAKS=1</c>.
/// </summary>
internal sealed class Leaks
{
    /// <summary>The number of what is not watched.</summary>
    public const long None = 0;

    private const string Switch = "CudaBridge.ReportLeaks";

    private static readonly bool s_enabled = Settings.ReportLeaks || (AppContext.TryGetSwitch(Switch, out bool on) && on);

    private readonly ConcurrentDictionary<long, (string What, string Where)> _live = new();
    private long _last;

    public Leaks()
    {
        if (s_enabled) AppDomain.CurrentDomain.ProcessExit += (_, _) => Report();
    }

    public long Note(string what)
    {
        if (!s_enabled) return None;
        long number = Interlocked.Increment(ref _last);
        _live[number] = (what, Creator());
        return number;
    }

    public void Forget(long number)
    {
        if (number != None) _live.TryRemove(number, out _);
    }

    /// <summary>One line on standard error for each, once.</summary>
    public void Report()
    {
        foreach ((long number, (string what, string where)) in _live.OrderBy(leak => leak.Key))
            if (_live.TryRemove(number, out _)) Console.Error.WriteLine($"cudabridge: {RuntimeMessages.Leaked.In(null, what, where)}");
    }

    // The first frame of the trace that is not ours.
    private static string Creator() =>
        Environment.StackTrace.Split('\n').Select(line => line.Trim())
            .FirstOrDefault(line => !line.StartsWith("at System.Environment.", StringComparison.Ordinal) && !line.StartsWith("at CudaBridge.Cuda", StringComparison.Ordinal)
                && !line.StartsWith("at CudaBridge.Leaks.", StringComparison.Ordinal)) ?? "at an unknown place";
}
