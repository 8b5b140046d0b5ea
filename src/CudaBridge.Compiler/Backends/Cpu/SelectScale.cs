using CudaBridge.Compiler.Ir;
using CudaBridge.Compiler.Passes;
using CudaBridge.Compiler.Vectorize;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Cpu;

// call <32 x float> @cb_scale.v32(%fraction, %n)  =>  vscalefps(%fraction, %n), a register at a time
// call float @cb_scale(%fraction, %n)             =>  vscalefss(%fraction, %n)
internal static class SelectScale
{
    private const uint Register = 16, CurrentRounding = 4;

    public static void Run(Translation t)
    {
        foreach (LLVMValueRef call in t.Module.DefinedFunctions().SelectMany(f => f.Instructions()).Where(i => Calls.Elementwise(i) == KeepScaling.Function))
        {
            t.Builder.PositionBefore(call);
            LLVMValueRef fraction = call.GetOperand(0), n = call.GetOperand(1);
            call.ReplaceAndErase(call.TypeOf.Kind == LLVMTypeKind.LLVMVectorTypeKind ? Vector(t, fraction, n) : Single(t, fraction, n));
        }
    }

    private static LLVMValueRef Single(Translation t, LLVMValueRef fraction, LLVMValueRef n)
    {
        LLVMBuilderRef b = t.Builder;
        LLVMTypeRef type = LLVMTypeRef.CreateVector(fraction.TypeOf, 4), number = t.Context.Int32Type;
        LLVMValueRef result = Intrinsics.Call(t.Module, b, "llvm.x86.avx512.mask.scalef.ss", [], b.BuildInsertElement(type.Poison, fraction, number.Null),
            b.BuildInsertElement(type.Poison, n, number.Null), type.Null, t.Context.Int8Type.CreateConstInt(1), number.CreateConstInt(CurrentRounding));
        return b.BuildExtractElement(result, number.Null);
    }

    private static LLVMValueRef Vector(Translation t, LLVMValueRef fraction, LLVMValueRef n)
    {
        uint lanes = fraction.TypeOf.VectorSize, size = Math.Min(lanes, Register);
        List<LLVMValueRef> parts = [];
        for (uint from = 0; from < lanes; from += size) parts.Add(OneRegister(t, Part(t, fraction, from, size), Part(t, n, from, size)));
        while (parts.Count > 1) parts = [.. parts.Chunk(2).Select(p => t.Builder.BuildShuffleVector(p[0], p[1], Numbers(t, 0, 2 * p[0].TypeOf.VectorSize)))];
        return parts[0];
    }

    private static LLVMValueRef OneRegister(Translation t, LLVMValueRef fraction, LLVMValueRef n)
    {
        LLVMTypeRef type = fraction.TypeOf;
        return type.VectorSize == Register
            ? Intrinsics.Call(t.Module, t.Builder, "llvm.x86.avx512.mask.scalef.ps.512", [], fraction, n, type.Null, t.Context.Int16Type.AllOnes, t.Context.Int32Type.CreateConstInt(CurrentRounding))
            : Intrinsics.Call(t.Module, t.Builder, "llvm.x86.avx512.mask.scalef.ps.256", [], fraction, n, type.Null, t.Context.Int8Type.AllOnes);
    }

    private static LLVMValueRef Part(Translation t, LLVMValueRef vector, uint from, uint count) =>
        count == vector.TypeOf.VectorSize ? vector : t.Builder.BuildShuffleVector(vector, vector.TypeOf.Poison, Numbers(t, from, count));

    private static LLVMValueRef Numbers(Translation t, uint from, uint count) =>
        LLVMValueRef.CreateConstVector(Enumerable.Range((int)from, (int)count).Select(i => t.Context.Int32Type.CreateConstInt((ulong)i)).ToArray());
}
