using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Passes;

// entry: %a = alloca …; code…  =>  prologue: %a = alloca …; br body   body: code…
// Later passes put what every use must see (registers, the shared segment's base) before the prologue's branch.
internal static class SeparatePrologue
{
    public static void Run(Translation t)
    {
        foreach (LLVMValueRef function in t.Module.DefinedFunctions()) Separate(t, function);
    }

    /// <summary>Where a function's prologue ends: before this instruction.</summary>
    public static LLVMValueRef EndOf(LLVMValueRef function) => function.EntryBasicBlock.Terminator;

    private static void Separate(Translation t, LLVMValueRef function)
    {
        BlockEditor.HoistAllocas(function);
        LLVMBasicBlockRef prologue = BlockEditor.SplitBefore(BlockEditor.AfterAllocas(function), "prologue");
        t.Builder.MoveToEnd(prologue);
        t.Builder.BuildBr(prologue.Next);
    }
}
