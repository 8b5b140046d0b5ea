using System.Diagnostics;
using System.Globalization;

namespace CudaBridge.Benchmarks;

/// <summary>A running variant; kernels/bench/harness/bench.h describes the conversation.</summary>
internal sealed class VariantProcess : IDisposable
{
    // What prepares itself longer than this, a compiler that unrolls without end for example, counts as failed.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly string _name;
    private readonly Task<string> _errors;

    /// <summary>Seconds of the process's first launch.</summary>
    public double FirstLaunch { get; }

    /// <summary>When the first launch's answer came: a <see cref="Stopwatch"/> timestamp.</summary>
    public long FirstAnswered { get; }

    /// <param name="arguments">Of the program: usually the size.</param>
    public VariantProcess(string program, Variant variant, params string[] arguments)
    {
        _name = Path.GetFileName(program);
        _process = Process.Start(Processes.Start(program, arguments, variant.Environment)) ?? throw new BenchmarkException($"{program} cannot be started");
        _errors = _process.StandardError.ReadToEndAsync();
        try
        {
            string first = Answer();
            FirstAnswered = Stopwatch.GetTimestamp();
            FirstLaunch = Number(first, "first ");
            Expect("ok", Answer());
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Launches for about <paramref name="budget"/> seconds; the median of the launches' times, in seconds.</summary>
    public double Run(double budget)
    {
        Ask(string.Create(CultureInfo.InvariantCulture, $"run {budget}"));
        return Number(Answer(), "time ");
    }

    /// <summary>Fails if a launch from fresh inputs gives wrong outputs.</summary>
    public void Verify()
    {
        Ask("verify");
        Expect("ok", Answer());
    }

    public void Dispose()
    {
        try { _process.StandardInput.Close(); }
        catch (IOException) { } // it has ended
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10))) _process.Kill();
        _process.Dispose();
    }

    private void Ask(string question)
    {
        try
        {
            _process.StandardInput.WriteLine(question);
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            throw new BenchmarkException($"{_name} ended early: {_errors.Result.Trim()}");
        }
    }

    private string Answer()
    {
        var line = _process.StandardOutput.ReadLineAsync();
        if (!line.Wait(s_patience))
        {
            _process.Kill();
            throw new BenchmarkException($"{_name} gave no answer in {s_patience.TotalSeconds:0} s");
        }
        return line.Result ?? throw new BenchmarkException($"{_name} ended early: {_errors.Result.Trim()}");
    }

    private double Number(string line, string prefix) =>
        line.StartsWith(prefix, StringComparison.Ordinal) && double.TryParse(line.AsSpan(prefix.Length), CultureInfo.InvariantCulture, out double value)
            ? value
            : throw new BenchmarkException($"{_name} says '{line}' instead of '{prefix.Trim()} SECONDS'");

    private void Expect(string expected, string line)
    {
        if (line != expected) throw new BenchmarkException($"{_name}: {line}");
    }
}
