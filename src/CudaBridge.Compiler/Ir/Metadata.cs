using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Ir;

internal static unsafe class Metadata
{
    /// <summary><c>!{}</c>, what flags like <c>!invariant.load</c> carry.</summary>
    public static LLVMValueRef EmptyNode(LLVMContextRef context) => LLVM.MetadataAsValue(context, LLVM.MDNodeInContext2(context, null, 0));

    /// <summary><c>!{value}</c></summary>
    public static LLVMValueRef Node(LLVMContextRef context, LLVMValueRef value)
    {
        LLVMOpaqueMetadata* operand = LLVM.ValueAsMetadata(value);
        return LLVM.MetadataAsValue(context, LLVM.MDNodeInContext2(context, &operand, 1));
    }
}
