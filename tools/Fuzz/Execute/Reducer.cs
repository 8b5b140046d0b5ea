using CudaBridge.Fuzz.Generate;

namespace CudaBridge.Fuzz.Execute;

/// <summary>
/// Makes a failing kernel smaller: removes stretches of the choices that made it and sets choices to zero, as long as it still fails in the same
/// way. Every attempt is a valid kernel, as the generator makes no others.
/// </summary>
internal sealed class Reducer(WorkerProcess worker, ulong seed, Action<int> progress)
{
    private readonly string _file = Path.GetTempFileName();
    private FindingKind _kind;

    /// <summary>The finding and the smallest kernel that shows its kind; null when the seed's kernel does not fail.</summary>
    public (Finding Finding, GeneratedKernel Kernel)? Run(TimeSpan limit)
    {
        DateTime end = DateTime.UtcNow + limit;
        Choices choices = new(seed);
        KernelGenerator.Generate(choices, "k");
        int[] best = [.. choices.Taken];
        if (Check(best) is not { } finding) return null;
        _kind = finding.Kind;
        bool smaller = true;
        while (smaller && DateTime.UtcNow < end)
        {
            smaller = false;
            foreach (int[] attempt in Attempts(best).TakeWhile(_ => DateTime.UtcNow < end))
            {
                if (attempt.Length >= best.Length && attempt.AsSpan().SequenceEqual(best)) continue;
                if (Check(attempt) is not { } again || again.Kind != _kind) continue;
                // What was not read is no part of the kernel.
                Choices replay = new(attempt);
                KernelGenerator.Generate(replay, "k");
                int[] read = [.. replay.Taken];
                if (!IsSmaller(read, best)) continue;
                (best, finding, smaller) = (read, again, true);
                progress(best.Length);
                break;
            }
        }

        File.Delete(_file);
        return (finding, KernelGenerator.Generate(new Choices(best), $"k{seed}"));
    }

    private static bool IsSmaller(int[] a, int[] b) => a.Length != b.Length ? a.Length < b.Length : a.Sum(c => (long)c) < b.Sum(c => (long)c);

    private Finding? Check(int[] choices)
    {
        File.WriteAllText(_file, string.Join(' ', choices));
        Answer answer = worker.Request($"recording {seed} {_file}");
        return answer.Lost is { } lost ? new Finding(seed, FindingKind.Crash, lost.Split(' ')[0], answer.LostReason) : answer.Findings.FirstOrDefault();
    }

    // Large stretches first. A statement's or an expression's choices are removed together, or replaced by the simplest ones.
    private static IEnumerable<int[]> Attempts(int[] from)
    {
        Choices replay = new(from);
        KernelGenerator.Generate(replay, "k");
        foreach (ChoiceSpan span in replay.Spans.Where(s => s.End > s.Start).OrderByDescending(s => s.End - s.Start))
        {
            yield return [.. from[..span.Start], .. from[span.End..]];
            if (from[span.Start..span.End].Any(c => c != 0)) yield return [.. from[..span.Start], .. new int[span.End - span.Start], .. from[span.End..]];
            if (span.End - span.Start > 1 && from[span.Start] != 0) yield return [.. from[..span.Start], 0, .. from[span.End..]];
        }

        for (int i = 0; i < from.Length; i++)
        {
            if (from[i] == 0) continue;
            yield return [.. from[..i], 0, .. from[(i + 1)..]];
            if (from[i] > 1) yield return [.. from[..i], from[i] / 2, .. from[(i + 1)..]];
        }
    }
}
