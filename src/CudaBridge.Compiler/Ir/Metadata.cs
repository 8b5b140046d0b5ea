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
        return Text(operands[1]);
    }

    /// <summary><c>!nvvm.annotations = !{ !{ptr @global, !"kind", i32 1}, … }</c></summary>
    public static List<(LLVMValueRef Global, string Kind)> NvvmAnnotations(LLVMModuleRef module)
    {
        List<(LLVMValueRef, string)> found = [];
        foreach (LLVMValueRef node in Operands(module, "nvvm.annotations"u8))
        {
            uint count = LLVM.GetMDNodeNumOperands(node);
            LLVMValueRef[] operands = new LLVMValueRef[count];
            fixed (LLVMValueRef* start = operands) LLVM.GetMDNodeOperands(node, (LLVMOpaqueValue**)start);
            if (count >= 2 && operands[0].Exists() && Text(operands[1]) is { } kind) found.Add((operands[0], kind));
        }
        return found;
    }

    private static LLVMValueRef[] Operands(LLVMModuleRef module, ReadOnlySpan<byte> name)
    {
        fixed (byte* text = name)
        {
            LLVMValueRef[] nodes = new LLVMValueRef[LLVM.GetNamedMetadataNumOperands(module, (sbyte*)text)];
            fixed (LLVMValueRef* start = nodes)
                if (nodes.Length > 0) LLVM.GetNamedMetadataOperands(module, (sbyte*)text, (LLVMOpaqueValue**)start);
            return nodes;
        }
    }

    private static string? Text(LLVMOpaqueValue* node)
    {
        if (node is null) return null;
        uint length;
        sbyte* text = LLVM.GetMDString(node, &length);
        return text is null ? null : new string(text, 0, (int)length);
    }
}
