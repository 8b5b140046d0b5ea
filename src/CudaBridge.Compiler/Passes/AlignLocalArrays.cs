using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Passes;

// %a = alloca [256 x i16], align 2  =>  %a = alloca [256 x i16], align 16    where it has 16 bytes or more
// Programs read and write local arrays of small elements through int4*; on a GPU that works, as local memory starts out aligned.
internal static class AlignLocalArrays
{
    private const uint VectorBytes = 16;

    public static void Run(Translation t)
    {
        foreach (LLVMValueRef function in t.Module.DefinedFunctions())
            foreach (LLVMValueRef instruction in function.Instructions())
                if (instruction.IsInstruction(LLVMOpcode.LLVMAlloca) && instruction.Alignment < VectorBytes && HoldsVector(t, instruction))
                    instruction.Alignment = VectorBytes;
    }

    private static bool HoldsVector(Translation t, LLVMValueRef alloca) =>
        !BlockEditor.IsStaticAlloca(alloca) || t.Module.Layout().ABISizeOfType(alloca.AllocatedType) >= VectorBytes;
}
