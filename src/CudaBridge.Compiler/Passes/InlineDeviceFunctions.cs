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
    // Instructions that inlining a function everywhere may add to a kernel.
    private const int GrowthLimit = 30_000;

    // The same for functions that the dialect library keeps out of line.
    private const int LibraryGrowthLimit = 4_000;

    public static void Run(Translation t)
    {
        CallGraph calls = new(t.Module);
        HashSet<IntPtr> meeting = calls.ReachingAny(DialectQueries.HasCollective);
        Dictionary<IntPtr, long> copies = MostCopies(t, calls);
        foreach (LLVMValueRef function in t.Module.DefinedFunctions().Where(f => !f.IsKernel()))
        {
            function.Linkage = LLVMLinkage.LLVMInternalLinkage;
            if (t.Options.OptimizationLevel > 0 && ShouldInline(function, calls, meeting.Contains(function.Handle), copies.GetValueOrDefault(function.Handle, 1))) MarkInline(function);
        }

        LlvmPipeline.Run(t.Module, t.Options.OptimizationLevel == 0 ? "always-inline,globaldce" : Simplification.Pipeline);
        foreach (Kernel kernel in t.Kernels) kernel.Function = t.Module.GetNamedFunction(kernel.Name);
    }

    private static bool ShouldInline(LLVMValueRef function, CallGraph calls, bool lanesMeet, long copies)
    {
        if (calls.Recursive.Contains(function.Handle) || Attributes.Has(function, "optnone")) return false;
        if (lanesMeet) return true;
        bool isLibrary = function.Name.StartsWith(LowerPureOperations.LibraryPrefix, StringComparison.Ordinal), staysOut = Attributes.Has(function, "noinline");
        if (staysOut && !isLibrary) return false;
        return (copies - 1) * function.Instructions().Count < (staysOut ? LibraryGrowthLimit : GrowthLimit);
    }

    /// <summary>For each function the copies of it in the kernel that would have most of them, were every call inlined.</summary>
    private static Dictionary<IntPtr, long> MostCopies(Translation t, CallGraph calls)
    {
        Dictionary<IntPtr, long> most = [];
        foreach (Kernel kernel in t.Kernels)
        {
            Dictionary<IntPtr, long> copies = new() { [kernel.Function.Handle] = 1 };
            foreach (LLVMValueRef function in calls.CallersFirst(kernel.Function))
            {
                long here = copies.GetValueOrDefault(function.Handle, 1);
                foreach (LLVMValueRef callee in function.Instructions().Where(i => i.IsCall()).Select(i => i.CalledFunction()).Where(f => f.Exists() && !f.IsDeclaration))
                    copies[callee.Handle] = Math.Min(copies.GetValueOrDefault(callee.Handle) + here, int.MaxValue);
            }
            foreach ((IntPtr function, long count) in copies) most[function] = Math.Max(most.GetValueOrDefault(function), count);
        }
        return most;
    }

    private static void MarkInline(LLVMValueRef function)
    {
        Attributes.RemoveFrom(function, LLVMAttributeIndex.LLVMAttributeFunctionIndex, "noinline");
        Attributes.AddTo(function, "alwaysinline");
    }
}
