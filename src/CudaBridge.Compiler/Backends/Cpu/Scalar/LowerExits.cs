using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Dialect;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Cpu.Scalar;

// in a kernel's own body:  call void @llvm.nvvm.exit()  =>  ret void
// An exit in a function that was not inlined stays a collective: it unwinds through its callers.
internal static class LowerExits
{
    public static void Run(Translation t)
    {
        foreach (Kernel kernel in t.Kernels)
            foreach (LLVMValueRef instruction in kernel.Function.Instructions())
                if (DialectQueries.OperationOf(instruction) is { Lowering: { Kind: LoweringKind.Collective, Target: "exit" } })
                    ReturnHere(t, kernel.Function, instruction);
    }

    // The code behind the exit keeps a way in that is never taken; LLVM removes it with its phis.
    private static void ReturnHere(Translation t, LLVMValueRef function, LLVMValueRef exit)
    {
        LLVMBasicBlockRef rest = exit.InstructionParent;
        LLVMBasicBlockRef before = BlockEditor.SplitBefore(exit, "exit");
        LLVMBasicBlockRef leave = t.Context.AppendBasicBlock(function, "return");
        t.Builder.MoveToEnd(before);
        t.Builder.BuildCondBr(t.Context.Int1Type.AllOnes, leave, rest);
        t.Builder.MoveToEnd(leave);
        t.Builder.BuildRetVoid();
        exit.InstructionEraseFromParent();
    }
}
