using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

/// <summary>A getelementptr as a sum: base + Σ index × bytes.</summary>
internal static class GepOffsets
{
    /// <summary>The variable and constant indices with the number of bytes that one step of each is worth. Struct fields are constants.</summary>
    public static List<(LLVMValueRef Index, long Bytes)> Of(LLVMValueRef gep, LLVMTargetDataRef layout)
    {
        List<(LLVMValueRef, long)> terms = [];
        var type = gep.GEPSourceElementType;
        for (uint i = 1; i < gep.OperandCount; i++)
        {
            var index = gep.GetOperand(i);
            if (i == 1)
            {
                terms.Add((index, Size(type, layout)));
            }
            else if (type.Kind == LLVMTypeKind.LLVMStructTypeKind)
            {
                uint field = (uint)index.ConstIntZExt;
                long offset = (long)LLVMOffset(layout, type, field);
                if (offset != 0) terms.Add((LLVMValueRef.CreateConstInt(type.Context.Int64Type, 1), offset));
                type = type.StructGetTypeAtIndex(field);
            }
            else
            {
                type = type.ElementType;
                terms.Add((index, Size(type, layout)));
            }
        }

        return terms;
    }

    private static unsafe long Size(LLVMTypeRef type, LLVMTargetDataRef layout) => (long)LLVM.ABISizeOfType(layout, type);

    private static unsafe ulong LLVMOffset(LLVMTargetDataRef layout, LLVMTypeRef type, uint field) => LLVM.OffsetOfElement(layout, type, field);
}
