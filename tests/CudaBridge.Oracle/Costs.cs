using System.Collections.Concurrent;
using System.Diagnostics;

namespace CudaBridge.Oracle;

/// <summary>What a run of the table spends its time on, summed over threads.</summary>
internal sealed class Costs
{
    public enum Kind { ScalarCode, VectorCode, Oracle, Launches }

    private static readonly TimeSpan s_slow = TimeSpan.FromSeconds(5);

    private readonly long[] _ticks = new long[Enum.GetValues<Kind>().Length];
    private readonly ConcurrentBag<string> _slow = [];

    public Clock Start(Kind kind) => new(this, kind);

    /// <summary>Remembers a spelling that took long on its rows.</summary>
    public void Slow(string opcode, TimeSpan time)
    {
        if (time > s_slow) _slow.Add($"{opcode} {time.TotalSeconds:0} s");
    }

    public override string ToString() =>
        string.Join(", ", Enum.GetValues<Kind>().Select(kind => $"{kind} {TimeSpan.FromTicks(_ticks[(int)kind]).TotalSeconds:0} s")) + string.Concat(_slow.Select(text => $"\nslow: {text}"));

    public sealed class Clock(Costs costs, Kind kind) : IDisposable
    {
        private readonly Stopwatch _watch = Stopwatch.StartNew();

        public void Dispose()
        {
            if (!_watch.IsRunning) return;
            _watch.Stop();
            Interlocked.Add(ref costs._ticks[(int)kind], _watch.Elapsed.Ticks);
        }
    }
}
