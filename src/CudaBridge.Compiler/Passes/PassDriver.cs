using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Passes;

/// <summary>Runs passes one after the other; stops after an error or after the pass whose result is asked for.</summary>
internal static class PassDriver
{
#if DEBUG
    private const bool VerifyAlways = true;
#else
    private const bool VerifyAlways = false;
#endif

    private static readonly bool s_verify = VerifyAlways || Environment.GetEnvironmentVariable("CUDABRIDGE_VERIFY") == "1";
    private static readonly bool s_time = Environment.GetEnvironmentVariable("CUDABRIDGE_TIME_PASSES") == "1";

    /// <summary>Returns the IR after <paramref name="dumpAfter"/>; null when that pass was not among those that ran.</summary>
    /// <exception cref="OperationCanceledException">The translation's watcher no longer wants it.</exception>
    public static string? Run(Translation t, IReadOnlyCollection<Pass> passes, string? dumpAfter = null)
    {
        TranslationWatch? watch = t.Options.Watch;
        double all = passes.Sum(pass => pass.Weight), done = 0;
        foreach (Pass pass in passes)
        {
            watch?.Cancellation.ThrowIfCancellationRequested();
            long start = System.Diagnostics.Stopwatch.GetTimestamp();
            pass.Run(t);
            if (s_time) Console.Error.WriteLine($"{System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds,9:F1} ms  {pass.Name}");
            if (pass.Name == dumpAfter) return t.Module.PrintToString();
            if (t.Diagnostics.HasErrors) return null;
            if ((s_verify || pass.EndsTranslation) && !Verify(t, pass)) return null;
            watch?.Progress?.Report((done += pass.Weight) / all);
        }

        return null;
    }

    private static bool Verify(Translation t, Pass pass)
    {
        if (t.Module.TryVerify(LLVMVerifierFailureAction.LLVMReturnStatusAction, out string problem)) return true;
        t.Diagnostics.Report(Messages.BrokenModule, pass.Name, problem.Trim());
        return false;
    }
}
