using System.Diagnostics;
using System.Text.RegularExpressions;
using CudaBridge.Abi;
using CudaBridge.Compiler;
using CudaBridge.Fuzz.Generate;

namespace CudaBridge.Fuzz.Execute;

/// <summary>What went wrong with a kernel.</summary>
internal enum FindingKind
{
    /// <summary>clang rejects the source: the generator is wrong.</summary>
    Source,

    /// <summary>The translator reports an error, throws, crashes or hangs.</summary>
    Compile,

    /// <summary>A launch fails.</summary>
    Launch,

    /// <summary>Two combinations give different results.</summary>
    Difference,

    /// <summary>The process ends or hangs.</summary>
    Crash,
}

internal sealed record Finding(ulong Seed, FindingKind Kind, string Combination, string Text);

/// <summary>A kernel and the choices that made it.</summary>
internal sealed record Candidate(ulong Seed, GeneratedKernel Kernel)
{
    public static Candidate Of(ulong seed) => new(seed, KernelGenerator.Generate(new Choices(seed), $"k{seed}"));
}

/// <summary>What a comparison did: for the summary.</summary>
internal sealed class Statistics
{
    public int Kernels { get; set; }
    public int Launches { get; set; }
    public int Vectorised { get; set; }
    public Dictionary<string, int> Refusals { get; } = [];
    public Dictionary<string, double> Seconds { get; } = [];

    public T Time<T>(string what, Func<T> action)
    {
        long start = Stopwatch.GetTimestamp();
        T result = action();
        Seconds[what] = Seconds.GetValueOrDefault(what) + Stopwatch.GetElapsedTime(start).TotalSeconds;
        return result;
    }
}

/// <summary>Compiles kernels in several combinations and compares what they write, bit for bit, with the scalar mode.</summary>
internal sealed unsafe partial class Comparison(IReadOnlyList<Combination> combinations, Statistics statistics, Action<string> progress) : IDisposable
{
    private readonly KernelData _data = new();

    /// <summary>Compiles the kernels in one module and runs each. A module that does not compile is taken apart to find the kernel.</summary>
    public List<Finding> Run(IReadOnlyList<Candidate> kernels)
    {
        progress($"compile {kernels[0].Seed} {kernels.Count}");
        List<LoadedCode> loaded = [];
        try
        {
            if (Compile(kernels, loaded) is not { } problem) return Compare(kernels, loaded);
            if (kernels.Count == 1) return [problem];
            int half = kernels.Count / 2;
            return [.. Run([.. kernels.Take(half)]), .. Run([.. kernels.Skip(half)])];
        }
        finally
        {
            loaded.ForEach(code => code.Dispose());
        }
    }

    public void Dispose() => _data.Dispose();

    private Finding? Compile(IReadOnlyList<Candidate> kernels, List<LoadedCode> loaded)
    {
        byte[] kernelIr;
        try
        {
            kernelIr = statistics.Time("clang", () => DeviceCode.Compile(Prelude.Text + string.Concat(kernels.Select(k => k.Kernel.Text).Distinct())));
        }
        catch (InvalidDataException problem)
        {
            return new Finding(kernels[0].Seed, FindingKind.Source, "clang", problem.Message);
        }

        foreach (Combination combination in combinations.Prepend(Combination.Reference))
        {
            try
            {
                TranslationResult result = statistics.Time($"translate {combination}", () => DeviceCode.Translate(kernelIr, combination));
                if (combination.CanRun) loaded.Add(new LoadedCode(result.Image!));
                if (combination == combinations[0]) Count(result);
            }
            catch (Exception problem) when (problem is InvalidDataException or InvalidOperationException or NullReferenceException or ArgumentException or KeyNotFoundException or DllNotFoundException)
            {
                return new Finding(kernels[0].Seed, FindingKind.Compile, combination.ToString(), problem.Message);
            }
        }

        return null;
    }

    private void Count(TranslationResult result)
    {
        foreach (KernelFacts kernel in result.Kernels)
        {
            if (kernel.Mode.StartsWith("vector", StringComparison.Ordinal)) statistics.Vectorised++;
            if (kernel.Reason is not { } reason || kernel.Mode.StartsWith("vector", StringComparison.Ordinal)) continue;
            reason = GeneratedName().Replace(reason, "a function");
            statistics.Refusals[reason] = statistics.Refusals.GetValueOrDefault(reason) + 1;
        }
    }

    [GeneratedRegex(@"k\d+_\w*\([^)]*\)")]
    private static partial Regex GeneratedName();

    private List<Finding> Compare(IReadOnlyList<Candidate> kernels, List<LoadedCode> loaded)
    {
        List<Finding> findings = [];
        List<Combination> runnable = [.. combinations.Where(c => c.CanRun)];
        foreach (Candidate kernel in kernels)
        {
            progress($"run {kernel.Seed}");
            if (statistics.Time("run", () => Compare(kernel, runnable, loaded)) is { } finding) findings.Add(finding);
            statistics.Kernels++;
        }

        return findings;
    }

    private Finding? Compare(Candidate candidate, List<Combination> runnable, List<LoadedCode> loaded)
    {
        foreach (LaunchShape shape in LaunchShape.For(candidate.Kernel.Launches, candidate.Seed))
        {
            if (Launch(loaded[0], candidate, shape) is { } failure) return new(candidate.Seed, FindingKind.Launch, Combination.Reference.ToString(), $"{shape}: {failure}");
            byte[][] expected = _data.Snapshot();
            for (int i = 0; i < runnable.Count; i++)
            {
                string combination = runnable[i].ToString();
                if (Launch(loaded[i + 1], candidate, shape) is { } problem) return new(candidate.Seed, FindingKind.Launch, combination, $"{shape}: {problem}");
                if (_data.DifferenceFrom(expected, candidate.Kernel.ScratchIsFloat) is { } difference) return new(candidate.Seed, FindingKind.Difference, combination, $"{shape}: {difference}");
            }
        }

        return null;
    }

    private string? Launch(LoadedCode code, Candidate candidate, LaunchShape shape)
    {
        CpuKernel* kernel = code.Kernel(candidate.Kernel.Name);
        _data.Reset();
        statistics.Launches++;
        return LoadedCode.Launch(kernel, shape, _data.Parameters(kernel, shape.Threads));
    }
}
