using CudaBridge.Compiler.Dialect;
using CudaBridge.Compiler.PtxLowering;

namespace CudaBridge.Compiler.Passes;

// %d = call i32 asm "prmt.b32 $0, $1, $2, $3;", "=r,r,r,r"(i32 %a, i32 %b, i32 %s)  =>  %d = call i32 @llvm.nvvm.prmt(i32 %a, i32 %b, i32 %s)
// what is no PTX, or has no meaning off NVIDIA's hardware                            =>  CB2101, CB2102 at the asm statement's source line; the latter ends a launch that comes to it
internal static class LowerInlinePtx
{
    private const int LongestQuote = 200;

    public static void Run(Translation t)
    {
        if (InlineAsm.OfModule(t.Module).Trim().Length > 0) t.Diagnostics.Report(Messages.ModuleInlineAsm);
        foreach (InlinePtxProblem problem in InlinePtx.LowerAll(t.Module)) Report(t, problem);
    }

    private static void Report(Translation t, InlinePtxProblem problem)
    {
        Message message = (problem.IsSyntax, problem.Hint) switch
        {
            (true, null)  => Messages.InlinePtxSyntax,
            (true, _)     => Messages.InlinePtxSyntaxNear,
            (false, null) => Messages.InlinePtxMeaning,
            (false, _)    => Messages.InlinePtxMeaningNear,
        };
        string text = string.Join(' ', problem.AsmText.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.Length > LongestQuote) text = $"{text[..LongestQuote]}...";
        t.Diagnostics.ReportAt(problem.Call, message, problem.Place, text, problem.Problem, problem.Hint ?? "");
        if (!problem.IsSyntax) TargetOperations.ReplaceUnsupported(t, problem.Call, $"\"{text}\"");
    }
}
