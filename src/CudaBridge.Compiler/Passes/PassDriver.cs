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
    public static string? Run(Translation t, IEnumerable<Pass> passes, string? dumpAfter = null)
    {
        foreach (Pass pass in passes)
        {
            long start = System.Diagnostics.Stopwatch.GetTimestamp();
            pass.Run(t);
            if (s_time) Console.Error.WriteLine($"{System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds,9:F1} ms  {pass.Name}");
            if (pass.Name == dumpAfter) return t.Module.PrintToString();
            if (t.Diagnostics.HasErrors) return null;
            if (s_verify && !Verify(t, pass)) return null;
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
