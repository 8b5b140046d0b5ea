using CudaBridge.Compiler.Ir;
using CudaBridge.Compiler.Passes;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Cpu;

// %old = atomicrmw add %p, %v syncscope("singlethread")  =>  %old = load %p   store %old + %v, %p
// One worker runs all threads of a block, and changes from one to another at calls only.
internal static unsafe class LowerSharedAtomics
{
    public static void Run(Translation t)
    {
        foreach (LLVMValueRef i in t.Module.DefinedFunctions().SelectMany(f => f.Instructions()).Where(i => MarkSharedAtomics.IsAtomic(i) && LLVM.IsAtomicSingleThread(i) != 0))
        {
            t.Builder.PositionBefore(i);
            if (i.IsInstruction(LLVMOpcode.LLVMAtomicCmpXchg)) LowerCompareExchange(t, i);
            else LowerReadModifyWrite(t, i);
        }
    }

    private static void LowerReadModifyWrite(Translation t, LLVMValueRef i)
    {
        LLVMValueRef pointer = i.GetOperand(0), old = Load(t, i.TypeOf, pointer, i.Alignment);
        if (Combined(t, LLVM.GetAtomicRMWBinOp(i), old, i.GetOperand(1)) is not { } value)
        {
            old.InstructionEraseFromParent();
            return;
        }

        Store(t, value, pointer, i.Alignment);
        i.ReplaceAndErase(old);
    }

    private static void LowerCompareExchange(Translation t, LLVMValueRef i)
    {
        LLVMValueRef pointer = i.GetOperand(0), expected = i.GetOperand(1), old = Load(t, expected.TypeOf, pointer, i.Alignment);
        LLVMValueRef same = t.Builder.BuildICmp(LLVMIntPredicate.LLVMIntEQ, old, expected);
        Store(t, t.Builder.BuildSelect(same, i.GetOperand(2), old), pointer, i.Alignment);
        i.ReplaceAndErase(t.Builder.BuildInsertValue(t.Builder.BuildInsertValue(i.TypeOf.Poison, old, 0), same, 1));
    }

    private static LLVMValueRef Load(Translation t, LLVMTypeRef type, LLVMValueRef pointer, uint align)
    {
        LLVMValueRef load = t.Builder.BuildLoad2(type, pointer);
        load.Alignment = align;
        return load;
    }

    private static void Store(Translation t, LLVMValueRef value, LLVMValueRef pointer, uint align)
    {
        LLVMValueRef store = t.Builder.BuildStore(value, pointer);
        store.Alignment = align;
    }

    /// <summary>What the operation leaves in memory; null for operations that stay atomic.</summary>
    private static LLVMValueRef? Combined(Translation t, LLVMAtomicRMWBinOp operation, LLVMValueRef old, LLVMValueRef value)
    {
        LLVMBuilderRef b = t.Builder;
        LLVMValueRef Pick(LLVMIntPredicate predicate) => b.BuildSelect(b.BuildICmp(predicate, old, value), old, value);
        LLVMValueRef One() => LLVMValueRef.CreateConstInt(old.TypeOf, 1);
        return operation switch
        {
            LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpXchg => value,
            LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpAdd => b.BuildAdd(old, value),
            LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpSub => b.BuildSub(old, value),
            LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpAnd => b.BuildAnd(old, value),
            LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpOr => b.BuildOr(old, value),
            LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpXor => b.BuildXor(old, value),
            LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpMax => Pick(LLVMIntPredicate.LLVMIntSGT),
            LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpMin => Pick(LLVMIntPredicate.LLVMIntSLT),
            LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpUMax => Pick(LLVMIntPredicate.LLVMIntUGT),
            LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpUMin => Pick(LLVMIntPredicate.LLVMIntULT),
            LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpFAdd => b.BuildFAdd(old, value),
            LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpFMin => Intrinsics.Call(t.Module, b, "llvm.minimumnum", [old.TypeOf], old, value),
            LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpFMax => Intrinsics.Call(t.Module, b, "llvm.maximumnum", [old.TypeOf], old, value),
            LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpUIncWrap =>
                b.BuildSelect(b.BuildICmp(LLVMIntPredicate.LLVMIntUGE, old, value), old.TypeOf.Null, b.BuildAdd(old, One())),
            LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpUDecWrap => b.BuildSelect(
                b.BuildOr(b.BuildIsNull(old), b.BuildICmp(LLVMIntPredicate.LLVMIntUGT, old, value)), value, b.BuildSub(old, One())),
            _ => (LLVMValueRef?)null, // a mere null would become a value without a handle
        };
    }
}
