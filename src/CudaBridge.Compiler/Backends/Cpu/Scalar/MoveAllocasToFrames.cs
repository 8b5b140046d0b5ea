using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Cpu.Scalar;

// in a function that can suspend:  %a = alloca i32, i64 %n  =>  %a = call ptr @cb_frame_alloc(ptr %lane, i64 %bytes)
// LLVM's coroutines keep only allocas of the entry block with a constant size; the others live until the block ends.
internal static class MoveAllocasToFrames
{
    public static void Run(Translation t)
    {
        CpuContract cpu = new(t.Module);
        foreach (LLVMValueRef function in t.Module.DefinedFunctions().Where(f => t.Suspending!.Functions.Contains(f.Handle)))
            foreach (LLVMValueRef instruction in function.Instructions())
                if (IsDynamic(instruction, function)) Move(t, cpu, instruction, function.GetParam(0));
                else if (IsStackPointer(instruction)) instruction.ReplaceAndErase(instruction.TypeOf.Kind == LLVMTypeKind.LLVMVoidTypeKind ? default : instruction.TypeOf.Poison);
    }

    private static bool IsDynamic(LLVMValueRef i, LLVMValueRef function) =>
        i.IsInstruction(LLVMOpcode.LLVMAlloca) && !(BlockEditor.IsStaticAlloca(i) && i.InstructionParent == function.EntryBasicBlock);

    private static bool IsStackPointer(LLVMValueRef i) =>
        i.IsCall() && i.CalledFunction() is { Handle: not 0 } callee
        && (callee.Name.StartsWith("llvm.stacksave", StringComparison.Ordinal) || callee.Name.StartsWith("llvm.stackrestore", StringComparison.Ordinal));

    private static void Move(Translation t, CpuContract cpu, LLVMValueRef alloca, LLVMValueRef lane)
    {
        LLVMTypeRef int64 = t.Context.Int64Type;
        t.Builder.PositionBefore(alloca);
        LLVMValueRef count = alloca.GetOperand(0);
        if (count.TypeOf != int64) count = t.Builder.BuildZExt(count, int64);
        LLVMValueRef size = LLVMValueRef.CreateConstInt(int64, t.Module.Layout().ABISizeOfType(alloca.AllocatedType));
        LLVMValueRef memory = cpu.Call(t.Builder, "cb_frame_alloc", lane, t.Builder.BuildMul(count, size));
        alloca.ReplaceAndErase(memory);
    }
}
