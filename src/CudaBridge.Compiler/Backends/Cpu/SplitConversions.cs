using CudaBridge.Compiler.Ir;
using CudaBridge.Compiler.Vectorize;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Cpu;

// <16 x i32> fptosi.sat(%x)  =>  fptosi(%x between the bounds), the largest integer where %x is above them, 0 where it is a NaN
// LLVM 22 does vectors of such conversions one element at a time on x86; scalars, and AArch64, have good code of their own.
internal static class SplitConversions
{
    public static void Run(Translation t)
    {
        if (t.Options.Isa == "aarch64") return;
        foreach (LLVMValueRef i in t.Module.DefinedFunctions().SelectMany(f => f.Instructions()).Where(i => i.TypeOf.Kind == LLVMTypeKind.LLVMVectorTypeKind))
            if (Calls.Elementwise(i) is "llvm.fptosi.sat" or "llvm.fptoui.sat") Split(t, i, signed: Calls.Elementwise(i) == "llvm.fptosi.sat");
    }

    private static void Split(Translation t, LLVMValueRef call, bool signed)
    {
        LLVMBuilderRef b = t.Builder;
        LLVMValueRef value = call.GetOperand(0);
        uint bits = call.TypeOf.ElementType.IntWidth;
        b.PositionBefore(call);
        // Every half is a float.
        if (value.TypeOf.ElementType.Kind is LLVMTypeKind.LLVMHalfTypeKind or LLVMTypeKind.LLVMBFloatTypeKind)
            value = b.BuildCast(LLVMOpcode.LLVMFPExt, value, LLVMTypeRef.CreateVector(t.Context.FloatType, value.TypeOf.VectorSize));
        int digits = value.TypeOf.ElementType.Kind switch { LLVMTypeKind.LLVMFloatTypeKind => 24, LLVMTypeKind.LLVMDoubleTypeKind => 53, _ => 0 };
        if (digits == 0 || bits > 64) return;

        int magnitude = (int)bits - (signed ? 1 : 0);
        double limit = Math.ScaleB(1, magnitude), high = magnitude <= digits ? limit - 1 : limit - Math.ScaleB(1, magnitude - digits);
        LLVMValueRef Bound(double bound) => Splat(LLVMValueRef.CreateConstReal(value.TypeOf.ElementType, bound), value.TypeOf.VectorSize);
        LLVMValueRef Pick(LLVMRealPredicate predicate, LLVMValueRef bound) => b.BuildSelect(b.BuildFCmp(predicate, value, bound), value, bound);

        LLVMValueRef isNumber = b.BuildFCmp(LLVMRealPredicate.LLVMRealORD, value, value);
        LLVMValueRef isAbove = b.BuildFCmp(LLVMRealPredicate.LLVMRealOGE, value, Bound(limit));
        value = Pick(LLVMRealPredicate.LLVMRealOGT, Bound(signed ? -limit : 0));
        value = Pick(LLVMRealPredicate.LLVMRealOLT, Bound(high));
        LLVMValueRef result = b.BuildCast(signed ? LLVMOpcode.LLVMFPToSI : LLVMOpcode.LLVMFPToUI, value, call.TypeOf);
        LLVMValueRef largest = LLVMValueRef.CreateConstInt(call.TypeOf.ElementType, ulong.MaxValue >> (64 - magnitude));
        if (magnitude > digits) result = b.BuildSelect(isAbove, Splat(largest, call.TypeOf.VectorSize), result);
        call.ReplaceAndErase(b.BuildSelect(isNumber, result, call.TypeOf.Null));
    }

    private static LLVMValueRef Splat(LLVMValueRef value, uint count) => LLVMValueRef.CreateConstVector(Enumerable.Repeat(value, (int)count).ToArray());
}
