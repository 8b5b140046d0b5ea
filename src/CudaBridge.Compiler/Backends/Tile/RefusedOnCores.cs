using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Backends.Source;
using CudaBridge.Compiler.Dialect;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Tile;

/// <summary>What no form of a kernel could say on cores without threads.</summary>
internal static class RefusedOnCores
{
    /// <exception cref="SourceException">The reason, with its place.</exception>
    public static void Check(CoreLanguage language, Kernel kernel)
    {
        if (kernel.Recursion) throw new SourceException(default, "recursion");
        // Threads of a block run in loops: one that comes later has not run yet. Locks are free again when their holder is done.
        if (SpinLoops.Find(kernel.Function).SelectMany(loop => loop.AllBlocks).SelectMany(block => block.Instructions()).FirstOrDefault(ReadsShared) is { Handle: not 0 } waiting) throw new SourceException(waiting, "a loop that waits for another thread of its block");
        foreach (LLVMValueRef i in kernel.Function.Instructions())
        {
            if (language.EmulatesDouble && i.IsCall() && i.Operands().Append(i).Any(o => o.TypeOf.Kind == LLVMTypeKind.LLVMDoubleTypeKind) && i.CalledFunction() is { Handle: not 0 } callee && !CoreHelpers.IsEmulated(callee.Name))
                throw new SourceException(i, $"the function {callee.Name} in double precision");
            if (DialectQueries.OperationOf(i) is { Lowering: { Kind: LoweringKind.Collective, Target: "grid.sync" } }) throw new SourceException(i, "a grid-wide barrier");
        }
    }

    private static bool ReadsShared(LLVMValueRef i)
    {
        if (!i.IsInstruction(LLVMOpcode.LLVMLoad) || !(i.Volatile || i.IsAtomic)) return false;
        LLVMValueRef place = i.GetOperand(0);
        while (place.IsInstruction(LLVMOpcode.LLVMGetElementPtr) || place.IsInstruction(LLVMOpcode.LLVMAddrSpaceCast) || place.IsAConstantExpr.Exists()) place = place.GetOperand(0);
        return place.IsAGlobalVariable.Exists() && place.PointerSpace() == AddressSpace.Shared;
    }
}
