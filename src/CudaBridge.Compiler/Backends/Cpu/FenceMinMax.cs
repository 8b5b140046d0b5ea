using CudaBridge.Compiler.Ir;
using CudaBridge.Compiler.Vectorize;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Cpu;

// maximumnum(%x, %y), scalar, with AVX512DQ  =>  maximumnum(arithmetic.fence(%x), arithmetic.fence(%y)), which hides what is known of them
/// <summary>
/// Where LLVM 22 knows that one operand is no NaN it compares the other by <c>vfpclass</c>, as <c>maximum</c> wants it, and returns that one's NaN.
/// Constants and vectors of float and double take other ways and are right; so is the instruction sequence for operands of which nothing is known.
/// </summary>
internal static class FenceMinMax
{
    public static void Run(Translation t)
    {
        if (t.Options.Isa != "x86-64-v4") return;
        foreach (LLVMValueRef i in t.Module.Functions().SelectMany(f => f.Instructions()).ToList())
            if (Calls.Elementwise(i) is "llvm.maximumnum" or "llvm.minimumnum" && i.TypeOf.Kind != LLVMTypeKind.LLVMVectorTypeKind && !i.GetOperand(0).IsConstant && !i.GetOperand(1).IsConstant)
                Fence(t, i);
    }

    private static void Fence(Translation t, LLVMValueRef call)
    {
        t.Builder.PositionBefore(call);
        for (uint o = 0; o < 2; o++) call.SetOperand(o, Intrinsics.Call(t.Module, t.Builder, "llvm.arithmetic.fence", [call.TypeOf], call.GetOperand(o)));
    }
}
