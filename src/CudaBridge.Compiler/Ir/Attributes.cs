using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Ir;

/// <summary>LLVM's attributes by name.</summary>
internal static class Attributes
{
    private static readonly Dictionary<string, uint> s_kinds = [];

    public static uint KindOf(string name)
    {
        lock (s_kinds)
        {
            if (s_kinds.TryGetValue(name, out uint known)) return known;
            return s_kinds[name] = Look(name);
        }
    }

    private static unsafe uint Look(string name)
    {
        using MarshaledString text = new(name);
        uint kind = LLVM.GetEnumAttributeKindForName(text, (nuint)text.Length);
        return kind != 0 ? kind : throw new InvalidOperationException($"LLVM has no attribute {name}");
    }

    public static LLVMAttributeRef Create(LLVMContextRef context, string name, ulong value = 0) => context.CreateEnumAttribute(KindOf(name), value);

    public static void AddTo(LLVMValueRef function, string name) =>
        function.AddAttributeAtIndex(LLVMAttributeIndex.LLVMAttributeFunctionIndex, Create(function.TypeOf.Context, name));

    public static unsafe bool Has(LLVMValueRef function, string name) =>
        LLVM.GetEnumAttributeAtIndex(function, uint.MaxValue, KindOf(name)) is not null;

    public static unsafe bool HasOnParameter(LLVMValueRef function, uint parameter, string name) =>
        LLVM.GetEnumAttributeAtIndex(function, parameter + 1, KindOf(name)) is not null;

    public static unsafe void RemoveFrom(LLVMValueRef function, LLVMAttributeIndex index, string name) =>
        LLVM.RemoveEnumAttributeAtIndex(function, (uint)index, KindOf(name));

    public static unsafe void RemoveFromCall(LLVMValueRef call, LLVMAttributeIndex index, string name) =>
        LLVM.RemoveCallSiteEnumAttribute(call, (uint)index, KindOf(name));

    /// <summary>The value of an attribute of a call's argument, from 0; 0 when it has none of that name.</summary>
    public static unsafe ulong OfCallArgument(LLVMValueRef call, uint argument, string name)
    {
        LLVMAttributeRef attribute = LLVM.GetCallSiteEnumAttribute(call, argument + 1, KindOf(name));
        return attribute.Handle == IntPtr.Zero ? 0 : LLVM.GetEnumAttributeValue(attribute);
    }

    /// <summary>The value of a string attribute of a function; null when it has none of that name.</summary>
    public static string? Text(LLVMValueRef function, string name)
    {
        LLVMAttributeRef attribute = function.GetStringAttributeAtIndex(LLVMAttributeIndex.LLVMAttributeFunctionIndex, name);
        return attribute.Handle == IntPtr.Zero ? null : attribute.StringValue;
    }

    /// <summary>The type attribute (<c>byval</c>, <c>sret</c>) of a parameter, from 0; null when it has none.</summary>
    public static unsafe LLVMTypeRef? ParameterType(LLVMValueRef function, uint parameter, string name)
    {
        LLVMAttributeRef attribute = LLVM.GetEnumAttributeAtIndex(function, parameter + 1, KindOf(name));
        return attribute.Handle == IntPtr.Zero ? default(LLVMTypeRef?) : attribute.TypeValue;
    }
}
