using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Ir;

internal static unsafe class Intrinsics
{
    /// <summary>Declares an LLVM intrinsic, by its name without type suffixes.</summary>
    public static LLVMValueRef Declare(LLVMModuleRef module, string name, params ReadOnlySpan<LLVMTypeRef> overloads)
    {
        using MarshaledString text = new(name);
        uint id = LLVM.LookupIntrinsicID(text, (nuint)text.Length);
        if (id == 0) throw new InvalidOperationException($"LLVM has no intrinsic {name}");
        return module.GetIntrinsicDeclaration(id, LLVM.IntrinsicIsOverloaded(id) != 0 ? overloads : []);
    }

    /// <summary>Declares the intrinsic and calls it.</summary>
    public static LLVMValueRef Call(LLVMModuleRef module, LLVMBuilderRef builder, string name, ReadOnlySpan<LLVMTypeRef> overloads, params ReadOnlySpan<LLVMValueRef> arguments)
    {
        LLVMValueRef function = Declare(module, name, overloads);
        return builder.BuildCall2(function.GlobalValueType, function, arguments);
    }
}
