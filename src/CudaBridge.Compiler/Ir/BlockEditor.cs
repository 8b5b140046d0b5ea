using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Ir;

/// <summary>Changes to control flow that LLVM's C API has no call for.</summary>
internal static unsafe class BlockEditor
{
    /// <summary>
    /// Moves what stands before the instruction into a new block in front of its block, with an open end: the caller writes the
    /// new block's terminator. The tail keeps the old block, so its successors' phis stay right. Returns the new block.
    /// </summary>
    public static LLVMBasicBlockRef SplitBefore(LLVMValueRef instruction, string name)
    {
        LLVMBasicBlockRef tail = instruction.InstructionParent;
        LLVMContextRef context = instruction.TypeOf.Context;
        using MarshaledString text = new(name);
        LLVMBasicBlockRef head = LLVM.InsertBasicBlockInContext(context, tail, text);
        using (LLVMBuilderRef builder = context.CreateBuilder())
        {
            builder.MoveToEnd(head);
            for (LLVMValueRef moved = tail.FirstInstruction; moved != instruction; moved = tail.FirstInstruction)
            {
                LLVM.InstructionRemoveFromParent(moved);
                builder.Insert(moved);
            }
        }

        foreach (LLVMValueRef user in tail.AsValue().Users())
            if (user.IsAInstruction.Exists())
                Redirect(user, tail, head);
        return head;
    }

    public static LLVMValueRef AddressOf(LLVMBasicBlockRef block) => LLVM.BlockAddress(block.Parent, block);

    /// <summary>Points the terminator's edges to <paramref name="from"/> at <paramref name="to"/>; phis are the caller's business.</summary>
    public static void Redirect(LLVMValueRef terminator, LLVMBasicBlockRef from, LLVMBasicBlockRef to)
    {
        for (uint i = 0; i < terminator.SuccessorsCount; i++)
            if (terminator.GetSuccessor(i) == from) terminator.SetSuccessor(i, to);
    }

    public static void MoveToEnd(LLVMValueRef instruction, LLVMBasicBlockRef block)
    {
        LLVM.InstructionRemoveFromParent(instruction);
        using LLVMBuilderRef builder = instruction.TypeOf.Context.CreateBuilder();
        builder.MoveToEnd(block);
        builder.Insert(instruction);
    }

    /// <summary>Moves all blocks of one function to the end of another.</summary>
    public static void MoveBody(LLVMValueRef from, LLVMValueRef to)
    {
        foreach (LLVMBasicBlockRef block in from.Blocks())
        {
            block.RemoveFromParent();
            LLVM.AppendExistingBasicBlock(to, block);
        }
    }

    /// <summary>Moves the entry block's allocas of constant size to its top.</summary>
    public static void HoistAllocas(LLVMValueRef function)
    {
        LLVMBasicBlockRef entry = function.EntryBasicBlock;
        using LLVMBuilderRef builder = function.TypeOf.Context.CreateBuilder();
        foreach (LLVMValueRef alloca in entry.Instructions().FindAll(IsStaticAlloca))
        {
            LLVMValueRef top = AfterAllocas(function);
            if (alloca.PreviousInstruction is { Handle: 0 } || alloca.PreviousInstruction.InstructionOpcode == LLVMOpcode.LLVMAlloca) continue;
            LLVM.InstructionRemoveFromParent(alloca);
            builder.PositionBefore(top);
            builder.Insert(alloca);
        }
    }

    public static bool IsStaticAlloca(LLVMValueRef instruction) =>
        instruction.IsInstruction(LLVMOpcode.LLVMAlloca) && instruction.GetOperand(0).IsConstant;

    /// <summary>The first instruction of the entry block that is not an alloca.</summary>
    public static LLVMValueRef AfterAllocas(LLVMValueRef function)
    {
        LLVMValueRef instruction = function.EntryBasicBlock.FirstInstruction;
        while (instruction.InstructionOpcode == LLVMOpcode.LLVMAlloca) instruction = instruction.NextInstruction;
        return instruction;
    }

    /// <summary>The first instruction of a block that is not a phi.</summary>
    public static LLVMValueRef AfterPhis(LLVMBasicBlockRef block)
    {
        LLVMValueRef instruction = block.FirstInstruction;
        while (instruction.InstructionOpcode == LLVMOpcode.LLVMPHI) instruction = instruction.NextInstruction;
        return instruction;
    }
}
