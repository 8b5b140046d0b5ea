using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Passes;

// atomicrmw add @tile, 1 acq_rel  =>  atomicrmw add @tile, 1 syncscope("singlethread") acq_rel
// Only the threads of one block meet in shared memory. What that means is the target's to say; here it is only written down, while
// addresses still show their memory.
internal static unsafe class MarkSharedAtomics
{
    public static void Run(Translation t)
    {
        foreach (LLVMValueRef i in t.Module.DefinedFunctions().SelectMany(f => f.Instructions()))
            if (IsAtomic(i) && IsShared(i.GetOperand(0)))
                LLVM.SetAtomicSingleThread(i, 1);
    }

    public static bool IsAtomic(LLVMValueRef i) => i.IsInstruction(LLVMOpcode.LLVMAtomicRMW) || i.IsInstruction(LLVMOpcode.LLVMAtomicCmpXchg);

    private static bool IsShared(LLVMValueRef pointer)
    {
        while (pointer.PointerSpace() != AddressSpace.Shared)
        {
            LLVMOpcode opcode = pointer.IsAInstruction.Exists() ? pointer.InstructionOpcode : pointer.ConstOpcodeOrNone();
            if (opcode is not (LLVMOpcode.LLVMGetElementPtr or LLVMOpcode.LLVMAddrSpaceCast)) return false;
            pointer = pointer.GetOperand(0);
        }

        return true;
    }
}
