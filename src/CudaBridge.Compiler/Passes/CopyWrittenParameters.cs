using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Passes;

// define ptx_kernel void @k(ptr byval(%S) %s) { store i32 %x, ptr %s }
//   =>  %own = alloca %S   memcpy(%own, %s)   store i32 %x, ptr %own
// A structure passed by value belongs to the thread; all threads of a launch share the buffer it came in.
internal static class CopyWrittenParameters
{
    public static void Run(Translation t)
    {
        foreach (Kernel kernel in t.Kernels)
        {
            bool copied = false;
            for (int p = 0; p < kernel.Parameters.Count; p++)
                if (kernel.Parameters[p].ByValue) copied |= CopyIfWritten(t, kernel, p);
            if (copied && t.Options.OptimizationLevel > 0) LlvmPipeline.RunOn(kernel.Function, "function(sroa,early-cse)");
        }
    }

    private static bool CopyIfWritten(Translation t, Kernel kernel, int index)
    {
        LLVMValueRef argument = kernel.Function.GetParam((uint)index);
        KernelParameter parameter = kernel.Parameters[index];
        if (IsOnlyRead(argument)) return false;
        t.Builder.PositionBefore(BlockEditor.AfterAllocas(kernel.Function));
        LLVMValueRef own = t.Builder.BuildAlloca(parameter.Type, argument.Name);
        uint align = own.Alignment = Math.Max(t.Module.Layout().ABIAlignmentOfType(parameter.Type), 8);
        argument.ReplaceAllUsesWith(own);
        t.Builder.BuildMemCpy(own, align, argument, t.Module.Layout().ABIAlignmentOfType(parameter.Type), LLVMValueRef.CreateConstInt(t.Context.Int64Type, parameter.Size));
        return true;
    }

    private static bool IsOnlyRead(LLVMValueRef address) => address.Users().TrueForAll(user =>
        user.IsInstruction(LLVMOpcode.LLVMLoad)
        || ((user.IsInstruction(LLVMOpcode.LLVMGetElementPtr) || user.IsInstruction(LLVMOpcode.LLVMAddrSpaceCast)) && IsOnlyRead(user))
        || (user.IsCall() && user.CalledFunction() is { Handle: not 0 } callee && callee.Name.StartsWith("llvm.memcpy.", StringComparison.Ordinal) && user.GetOperand(0) != address));
}
