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

    /// <summary>The name in a DILocalVariable, whose operands are scope, name, file and type.</summary>
    public static string? NameOfVariable(LLVMContextRef context, LLVMOpaqueMetadata* variable)
    {
        LLVMValueRef node = LLVM.MetadataAsValue(context, variable);
        uint count = LLVM.GetMDNodeNumOperands(node);
        if (count < 2) return null;
        LLVMOpaqueValue** operands = stackalloc LLVMOpaqueValue*[(int)count];
        LLVM.GetMDNodeOperands(node, operands);
        if (operands[1] is null) return null;
        uint length;
        sbyte* text = LLVM.GetMDString(operands[1], &length);
        return text is null ? null : new string(text, 0, (int)length);
    }
}
