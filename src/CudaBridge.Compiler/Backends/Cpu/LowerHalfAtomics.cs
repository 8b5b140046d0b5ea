using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Cpu;

// %old = atomicrmw fadd ptr %p, bfloat %v
//   =>  loop: %bits = phi i16   %sum = fadd (bitcast %bits), %v   cmpxchg ptr %p, i16 %bits, i16 (bitcast %sum)   until it succeeds
// LLVM's own loop keeps the old value as a floating-point number. Where the processor has none of this type, that is a float and back, which
// makes another NaN of some NaNs: the comparison would fail forever.
internal static unsafe class LowerHalfAtomics
{
    public static void Run(Translation t)
    {
        foreach (LLVMValueRef i in t.Module.DefinedFunctions().SelectMany(f => f.Instructions()).Where(IsOfHalves)) Lower(t, i);
    }

    private static bool IsOfHalves(LLVMValueRef i) => i.IsInstruction(LLVMOpcode.LLVMAtomicRMW) && ElementOf(i.TypeOf).Kind is LLVMTypeKind.LLVMHalfTypeKind or LLVMTypeKind.LLVMBFloatTypeKind
        && LLVM.GetAtomicRMWBinOp(i) != LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpXchg;

    private static LLVMTypeRef ElementOf(LLVMTypeRef type) => type.Kind == LLVMTypeKind.LLVMVectorTypeKind ? type.ElementType : type;

    private static void Lower(Translation t, LLVMValueRef i)
    {
        LLVMBuilderRef b = t.Builder;
        LLVMValueRef pointer = i.GetOperand(0), value = i.GetOperand(1);
        LLVMTypeRef type = i.TypeOf, bits = t.Context.GetIntType((uint)t.Module.Layout().ABISizeOfType(type) * 8);
        LLVMBasicBlockRef tail = i.InstructionParent, head = BlockEditor.SplitBefore(i, "atomic.head"), loop = t.Context.AppendBasicBlock(tail.Parent, "atomic.loop");
        b.PositionAtEnd(head);
        LLVMValueRef first = b.BuildLoad2(bits, pointer);
        first.Alignment = i.Alignment;
        first.Ordering = LLVMAtomicOrdering.LLVMAtomicOrderingMonotonic;
        b.BuildBr(loop);
        b.PositionAtEnd(loop);
        LLVMValueRef old = b.BuildPhi(bits);
        LLVMValueRef result = Combined(t, LLVM.GetAtomicRMWBinOp(i), b.BuildBitCast(old, type), value);
        LLVMValueRef pair = b.BuildAtomicCmpXchg(pointer, old, b.BuildBitCast(result, bits), i.Ordering, LLVMAtomicOrdering.LLVMAtomicOrderingMonotonic, singleThread: false);
        old.AddIncoming([first, b.BuildExtractValue(pair, 0)], [head, loop]);
        b.BuildCondBr(b.BuildExtractValue(pair, 1), tail, loop);
        b.PositionBefore(i);
        i.ReplaceAndErase(b.BuildBitCast(old, type));
    }

    // PTX's minimum has −0 below +0, and takes the number where the other side is none.
    private static LLVMValueRef Combined(Translation t, LLVMAtomicRMWBinOp operation, LLVMValueRef old, LLVMValueRef value) => operation switch
    {
        LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpFAdd => t.Builder.BuildFAdd(old, value),
        LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpFMin => Intrinsics.Call(t.Module, t.Builder, "llvm.minimumnum", [old.TypeOf], old, value),
        LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpFMax => Intrinsics.Call(t.Module, t.Builder, "llvm.maximumnum", [old.TypeOf], old, value),
        _ => throw new InvalidOperationException($"the CPU target has no atomic {operation} of halves"),
    };
}
