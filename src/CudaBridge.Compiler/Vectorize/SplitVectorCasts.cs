using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

// bitcast i32 %x to <2 x i16>  =>  insertelement … trunc %x, 0 … trunc (lshr %x, 16), 1
// bitcast <2 x i16> %v to i32  =>  or (zext (extractelement %v, 0)), (shl (zext (extractelement %v, 1)), 16)
// bitcast <2 x i16> to <4 x i8>    =>  both, one after the other
// LLVM's scalarizer leaves such casts, and with them the vectors of packed arithmetic (SIMD intrinsics, half2), as they are.
internal static class SplitVectorCasts
{
    public static void Run(LLVMModuleRef module, LLVMBuilderRef builder)
    {
        LLVMTargetDataRef layout = module.Layout();
        foreach (LLVMValueRef cast in module.DefinedFunctions().SelectMany(f => f.Instructions()).Where(i => i.IsInstruction(LLVMOpcode.LLVMBitCast)))
        {
            LLVMValueRef value = cast.GetOperand(0);
            if (Parts(value.TypeOf) == Parts(cast.TypeOf) || layout.ABISizeOfType(value.TypeOf) > sizeof(ulong)) continue;
            builder.PositionBefore(cast);
            if (Parts(value.TypeOf) > 0) value = Join(builder, layout, value, freeze: Parts(cast.TypeOf) > 0);
            cast.ReplaceAndErase(Parts(cast.TypeOf) > 0 ? Split(builder, layout, value, cast.TypeOf) : builder.BuildBitCast(value, cast.TypeOf));
        }
    }

    /// <summary>0: not a vector.</summary>
    private static uint Parts(LLVMTypeRef type) => type.Kind == LLVMTypeKind.LLVMVectorTypeKind ? type.VectorSize : 0;

    /// <param name="freeze">The number is taken apart again: elements that are poison, because nothing reads them, must not spoil those beside them.</param>
    private static LLVMValueRef Join(LLVMBuilderRef b, LLVMTargetDataRef layout, LLVMValueRef vector, bool freeze)
    {
        (LLVMTypeRef whole, LLVMTypeRef part) = Integers(layout, vector.TypeOf);
        LLVMValueRef result = whole.Null;
        for (uint i = 0; i < vector.TypeOf.VectorSize; i++)
        {
            LLVMValueRef element = b.BuildBitCast(b.BuildExtractElement(vector, whole.CreateConstInt(i)), part);
            if (freeze) element = b.BuildFreeze(element);
            result = b.BuildOr(result, b.BuildShl(b.BuildZExt(element, whole), whole.CreateConstInt(i * part.IntWidth)));
        }

        return result;
    }

    private static LLVMValueRef Split(LLVMBuilderRef b, LLVMTargetDataRef layout, LLVMValueRef value, LLVMTypeRef type)
    {
        (LLVMTypeRef whole, LLVMTypeRef part) = Integers(layout, type);
        LLVMValueRef bits = b.BuildBitCast(value, whole), result = type.Poison;
        for (uint i = 0; i < type.VectorSize; i++)
        {
            LLVMValueRef element = b.BuildTrunc(b.BuildLShr(bits, whole.CreateConstInt(i * part.IntWidth)), part);
            result = b.BuildInsertElement(result, b.BuildBitCast(element, type.ElementType), whole.CreateConstInt(i));
        }

        return result;
    }

    /// <summary>An integer of the vector's size and one of an element's.</summary>
    private static (LLVMTypeRef Whole, LLVMTypeRef Part) Integers(LLVMTargetDataRef layout, LLVMTypeRef vector)
    {
        LLVMContextRef context = vector.Context;
        uint part = vector.ElementType.Kind == LLVMTypeKind.LLVMIntegerTypeKind ? vector.ElementType.IntWidth : (uint)layout.ABISizeOfType(vector.ElementType) * 8;
        return (context.GetIntType(part * vector.VectorSize), context.GetIntType(part));
    }
}
