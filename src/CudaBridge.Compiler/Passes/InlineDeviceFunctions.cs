using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Passes;

// call void @helper(…), where helper is neither recursive nor huge nor noinline  =>  helper's body
// A function in which lanes meet is inlined even when it is noinline (a hint in CUDA): awaiting it costs more than any call.
// Without optimisation calls stay, so that a debugger sees the program's own functions.
internal static class InlineDeviceFunctions
{
    // Instructions that inlining a function everywhere may add.
    private const int GrowthLimit = 30_000;

    public static void Run(Translation t)
    {
        CallGraph calls = new(t.Module);
        HashSet<IntPtr> meeting = calls.ReachingAny(DialectQueries.HasCollective);
        foreach (LLVMValueRef function in t.Module.DefinedFunctions().Where(f => !f.IsKernel()))
        {
            function.Linkage = LLVMLinkage.LLVMInternalLinkage;
            if (t.Options.OptimizationLevel > 0 && ShouldInline(function, calls, meeting.Contains(function.Handle))) MarkInline(function);
        }

        LlvmPipeline.Run(t.Module, t.Options.OptimizationLevel == 0 ? "always-inline,globaldce" : Simplification.Pipeline);
        foreach (Kernel kernel in t.Kernels) kernel.Function = t.Module.GetNamedFunction(kernel.Name);
    }

    private static bool ShouldInline(LLVMValueRef function, CallGraph calls, bool lanesMeet)
    {
        if (calls.Recursive.Contains(function.Handle) || Attributes.Has(function, "optnone")) return false;
        if (lanesMeet) return true;
        if (Attributes.Has(function, "noinline")) return false;
        return (function.Callers().Count - 1L) * function.Instructions().Count < GrowthLimit;
    }

    private static void MarkInline(LLVMValueRef function)
    {
        Attributes.RemoveFrom(function, LLVMAttributeIndex.LLVMAttributeFunctionIndex, "noinline");
        Attributes.AddTo(function, "alwaysinline");
    }
}
