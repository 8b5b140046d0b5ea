using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Dialect;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Source;

/// <summary>Which values of a kernel are the same for all threads of a block, as far as its code shows.</summary>
internal sealed class BlockUniformity
{
    private static readonly string[] s_uniformRegisters = ["ntid.x", "ntid.y", "ntid.z", "ctaid.x", "ctaid.y", "ctaid.z", "nctaid.x", "nctaid.y", "nctaid.z", "warpsize",
        "dynamic_smem_size", "total_smem_size", "zero", "one", "nwarpid", "shared_base", "dynamic_shared_offset"];

    private readonly HashSet<IntPtr> _divergent = [];
    private readonly DominatorTree _dominators;
    private readonly List<Loop> _loops;

    public BlockUniformity(LLVMValueRef kernel, DominatorTree dominators)
    {
        _dominators = dominators;
        _loops = LoopForest.Find(kernel);
        List<LLVMValueRef> instructions = kernel.Instructions().FindAll(i => dominators.IsReachable(i.InstructionParent));
        if (!kernel.IsKernel())
            for (uint i = 0; i < kernel.ParamsCount; i++) _divergent.Add(kernel.GetParam(i).Handle);
        for (bool changed = true; changed;)
        {
            changed = false;
            foreach (LLVMValueRef instruction in instructions)
                if (!_divergent.Contains(instruction.Handle) && Differs(instruction)) changed |= _divergent.Add(instruction.Handle);
            foreach (Loop loop in _loops.Where(l => l.Exiting.Any(IsDivergentBranch))) changed |= MarkAll(loop);
        }
    }

    public bool IsUniform(LLVMValueRef value) => !_divergent.Contains(value.Handle);

    // Threads leave in different rounds: what they bring out differs.
    private bool MarkAll(Loop loop)
    {
        bool changed = false;
        foreach (LLVMBasicBlockRef block in loop.AllBlocks)
            foreach (LLVMValueRef instruction in block.Instructions()) changed |= _divergent.Add(instruction.Handle);
        return changed;
    }

    private bool IsDivergentBranch(LLVMBasicBlockRef block) =>
        block.Terminator is { InstructionOpcode: LLVMOpcode.LLVMBr } branch && branch.IsConditional && !IsUniform(branch.Condition);

    private bool Differs(LLVMValueRef instruction) => instruction.InstructionOpcode switch
    {
        LLVMOpcode.LLVMPHI => instruction.Operands().Exists(o => !IsUniform(o)) || JoinsDivergentWays(instruction.InstructionParent),
        LLVMOpcode.LLVMLoad => !IsUniform(instruction.GetOperand(0)) || !IsReadOnly(instruction.GetOperand(0)),
        LLVMOpcode.LLVMAtomicRMW or LLVMOpcode.LLVMAtomicCmpXchg or LLVMOpcode.LLVMAlloca => true,
        LLVMOpcode.LLVMCall => CallDiffers(instruction),
        _ => instruction.Operands().Exists(o => !IsUniform(o)),
    };

    // Constant memory and the parameter buffer: nothing changes them while the kernel runs.
    private static bool IsReadOnly(LLVMValueRef pointer)
    {
        while (pointer.IsInstruction(LLVMOpcode.LLVMGetElementPtr) || pointer.IsInstruction(LLVMOpcode.LLVMAddrSpaceCast)) pointer = pointer.GetOperand(0);
        return pointer.PointerSpace() == AddressSpace.Constant || (pointer.IsAArgument.Exists() && pointer.IsAInstruction.Handle == IntPtr.Zero && IsByValue(pointer));
    }

    private static bool IsByValue(LLVMValueRef argument) => KernelArguments.IsByValue(argument);

    private bool CallDiffers(LLVMValueRef call)
    {
        switch (DialectQueries.OperationOf(call)?.Lowering)
        {
            case { Kind: LoweringKind.Register } register: return Array.IndexOf(s_uniformRegisters, register.Target) < 0;
            case { Kind: LoweringKind.Collective } collective: return !collective.Target.StartsWith("barrier.", StringComparison.Ordinal);
            case not null: return true;
        }

        LLVMValueRef callee = call.CalledFunction();
        if (!callee.Exists() || !callee.IsDeclaration) return true;
        return call.Operands().Exists(o => !o.IsAFunction.Exists() && !IsUniform(o));
    }

    private bool JoinsDivergentWays(LLVMBasicBlockRef block)
    {
        if (_dominators.IsLoopHeader(block)) return false; // all go round together unless an exit diverges, which marks the whole loop
        LLVMBasicBlockRef top = _dominators.ParentOf(block);
        HashSet<IntPtr> seen = [block.Handle];
        Stack<LLVMBasicBlockRef> work = new(_dominators.Predecessors(block));
        while (work.TryPop(out LLVMBasicBlockRef way))
        {
            if (!seen.Add(way.Handle)) continue;
            if (IsDivergentBranch(way)) return true;
            if (way == top) continue;
            foreach (LLVMBasicBlockRef predecessor in _dominators.Predecessors(way)) work.Push(predecessor);
        }

        return false;
    }
}
