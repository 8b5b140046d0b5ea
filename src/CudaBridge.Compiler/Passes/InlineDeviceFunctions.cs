using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Passes;

// call void @helper(…), where helper is neither recursive nor huge nor noinline  =>  helper's body
// A function in which lanes meet is inlined even when it is noinline (a hint in CUDA): awaiting it costs more than any call.
// Without optimisation calls stay, so that a debugger sees the program's own functions. What the dialect library keeps out of line (a texture fetch of any kind)
// is inlined into kernels that call it a few times.
internal static class InlineDeviceFunctions
{
    public static void Run(Translation t)
    {
        CallGraph calls = new(t.Module);
        InliningPlan plan = new(t.Kernels.ConvertAll(k => k.Function), calls, calls.ReachingAny(DialectQueries.HasCollective));
        foreach (LLVMValueRef function in t.Module.DefinedFunctions().Where(f => !f.IsKernel()))
        {
            function.Linkage = LLVMLinkage.LLVMInternalLinkage;
            if (t.Options.OptimizationLevel > 0 && plan.Inlines(function)) MarkInline(function);
        }

        LlvmPipeline.Run(t.Module, t.Options.OptimizationLevel == 0 ? "always-inline,globaldce" : Simplification.Pipeline);
        foreach (Kernel kernel in t.Kernels) kernel.Function = t.Module.GetNamedFunction(kernel.Name);
    }

    private static void MarkInline(LLVMValueRef function)
    {
        Attributes.RemoveFrom(function, LLVMAttributeIndex.LLVMAttributeFunctionIndex, "noinline");
        Attributes.AddTo(function, "alwaysinline");
    }
}
