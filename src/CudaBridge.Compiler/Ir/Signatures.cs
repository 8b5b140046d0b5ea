using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Ir;

/// <summary>Changing what functions and calls look like from outside.</summary>
internal static unsafe class Signatures
{
    /// <summary>
    /// Moves the body into a new function whose parameters begin with <paramref name="leading"/>; name, linkage, attributes and
    /// debug information go along. Users still name the old function, which the caller replaces and deletes.
    /// </summary>
    public static LLVMValueRef WithLeadingParameters(LLVMModuleRef module, LLVMValueRef function, LLVMTypeRef returnType, ReadOnlySpan<LLVMTypeRef> leading)
    {
        LLVMTypeRef oldType = function.GlobalValueType;
        LLVMTypeRef type = LLVMTypeRef.CreateFunction(returnType, [.. leading, .. oldType.ParamTypes], oldType.IsFunctionVarArg);
        string name = function.Name;
        function.Name = "";
        LLVMValueRef result = module.AddFunction(name, type);
        result.Linkage = function.Linkage;
        result.FunctionCallConv = function.FunctionCallConv;
        result.Alignment = function.Alignment;
        CopyAttributes(function, result, (uint)leading.Length, returnType == oldType.ReturnType);
        LLVM.SetSubprogram(result, LLVM.GetSubprogram(function));
        LLVM.SetSubprogram(function, null);
        BlockEditor.MoveBody(function, result);
        for (uint i = 0; i < function.ParamsCount; i++)
        {
            LLVMValueRef from = function.GetParam(i), to = result.GetParam(i + (uint)leading.Length);
            to.Name = from.Name;
            from.ReplaceAllUsesWith(to);
        }

        return result;
    }

    private static void CopyAttributes(LLVMValueRef from, LLVMValueRef to, uint shift, bool withReturn)
    {
        foreach (LLVMAttributeRef attribute in from.GetAttributesAtIndex(LLVMAttributeIndex.LLVMAttributeFunctionIndex))
            to.AddAttributeAtIndex(LLVMAttributeIndex.LLVMAttributeFunctionIndex, attribute);
        if (withReturn)
            foreach (LLVMAttributeRef attribute in from.GetAttributesAtIndex(LLVMAttributeIndex.LLVMAttributeReturnIndex))
                to.AddAttributeAtIndex(LLVMAttributeIndex.LLVMAttributeReturnIndex, attribute);
        for (uint i = 1; i <= from.ParamsCount; i++)
            foreach (LLVMAttributeRef attribute in from.GetAttributesAtIndex((LLVMAttributeIndex)i))
                to.AddAttributeAtIndex((LLVMAttributeIndex)(i + shift), attribute);
    }

    /// <summary>
    /// Writes, before the call, a call of <paramref name="callee"/> with <paramref name="leading"/> arguments before the old ones.
    /// The old call stays; attributes, calling convention, debug location and metadata go along.
    /// </summary>
    public static LLVMValueRef WithLeadingArguments(LLVMBuilderRef builder, LLVMValueRef call, LLVMValueRef callee, LLVMTypeRef returnType,
        ReadOnlySpan<LLVMValueRef> leading, bool keepFastMath = true)
    {
        LLVMTypeRef oldType = call.CalledFunctionType;
        List<LLVMTypeRef> types = [];
        List<LLVMValueRef> arguments = [];
        foreach (LLVMValueRef value in leading)
        {
            types.Add(value.TypeOf);
            arguments.Add(value);
        }

        types.AddRange(oldType.ParamTypes);
        for (uint i = 0; i < call.ArgOperandsCount; i++) arguments.Add(call.GetOperand(i));
        LLVMTypeRef type = LLVMTypeRef.CreateFunction(returnType, types.ToArray(), oldType.IsFunctionVarArg);
        builder.PositionBefore(call);
        LLVMValueRef result = builder.BuildCall2(type, callee, arguments.ToArray());
        result.InstructionCallConv = call.InstructionCallConv;
        CopyCallAttributes(call, result, (uint)leading.Length, returnType == oldType.ReturnType);
        if (keepFastMath && result.CanUseFastMathFlags && call.CanUseFastMathFlags) result.FastMathFlags = call.FastMathFlags;
        return result;
    }

    private static void CopyCallAttributes(LLVMValueRef from, LLVMValueRef to, uint shift, bool withReturn)
    {
        foreach (LLVMAttributeRef attribute in from.GetCallSiteAttributes(LLVMAttributeIndex.LLVMAttributeFunctionIndex))
            to.AddCallSiteAttribute(LLVMAttributeIndex.LLVMAttributeFunctionIndex, attribute);
        if (withReturn)
            foreach (LLVMAttributeRef attribute in from.GetCallSiteAttributes(LLVMAttributeIndex.LLVMAttributeReturnIndex))
                to.AddCallSiteAttribute(LLVMAttributeIndex.LLVMAttributeReturnIndex, attribute);
        for (uint i = 1; i <= from.ArgOperandsCount; i++)
            foreach (LLVMAttributeRef attribute in from.GetCallSiteAttributes((LLVMAttributeIndex)i))
                to.AddCallSiteAttribute((LLVMAttributeIndex)(i + shift), attribute);
    }
}
