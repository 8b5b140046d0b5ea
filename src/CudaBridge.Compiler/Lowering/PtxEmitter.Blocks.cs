using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

// Control flow within one instruction
internal sealed partial class PtxEmitter
{
    private (LLVMValueRef Memory, LLVMValueRef Top)? _stack;

    /// <summary>Runs code where a condition holds.</summary>
    public void When(LLVMValueRef condition, Action then)
    {
        LLVMBasicBlockRef inside = Context.AppendBasicBlock(Function, "ptx.then"), after = Context.AppendBasicBlock(Function, "ptx.after");
        Builder.BuildCondBr(condition, inside, after);
        Builder.PositionAtEnd(inside);
        then();
        Builder.BuildBr(after);
        Builder.PositionAtEnd(after);
    }

    /// <summary>Runs code for each number below a count of 32 bits.</summary>
    public void Repeat(LLVMValueRef count, Action<LLVMValueRef> body)
    {
        LLVMBasicBlockRef head = Context.AppendBasicBlock(Function, "ptx.head"), loop = Context.AppendBasicBlock(Function, "ptx.loop"), after = Context.AppendBasicBlock(Function, "ptx.after");
        LLVMValueRef counter = Slot(Int(32));
        Builder.BuildStore(Constant(32, 0), counter);
        Builder.BuildBr(head);
        Builder.PositionAtEnd(head);
        LLVMValueRef index = Builder.BuildLoad2(Int(32), counter);
        Builder.BuildCondBr(Builder.BuildICmp(LLVMIntPredicate.LLVMIntULT, index, count), loop, after);
        Builder.PositionAtEnd(loop);
        body(index);
        Builder.BuildStore(Builder.BuildAdd(index, Constant(32, 1)), counter);
        Builder.BuildBr(head);
        Builder.PositionAtEnd(after);
    }

    /// <summary>The function's stack for alloca, and the slot that holds how much of it is used; made when first asked for.</summary>
    public (LLVMValueRef Memory, LLVMValueRef Top) Stack(ulong bytes, uint alignment)
    {
        if (_stack is { } made) return made;
        using LLVMBuilderRef entry = LLVMBuilderRef.Create(Context);
        entry.PositionBefore(Function.EntryBasicBlock.FirstInstruction);
        LLVMValueRef memory = entry.BuildAlloca(LLVMTypeRef.CreateArray2(Int(8), bytes)), top = entry.BuildAlloca(Int(64));
        memory.Alignment = alignment;
        entry.BuildStore(Constant(64, 0), top);
        _stack = (memory, top);
        return (memory, top);
    }
}
