using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Ir;

internal static class ConstantText
{
    /// <summary>The characters of the constant string a pointer constant names; empty when it names something else.</summary>
    public static unsafe string Behind(LLVMValueRef pointer)
    {
        LLVMValueRef global = StripCasts(pointer).IsAGlobalVariable;
        LLVMValueRef text = global.Exists() ? global.Initializer : default;
        if (!text.Exists() || LLVM.IsConstantString(text) == 0) return "";
        nuint length;
        sbyte* bytes = LLVM.GetAsString(text, &length);
        return new string(bytes, 0, (int)length).TrimEnd('\0');
    }

    /// <summary>What a pointer constant is based on.</summary>
    public static LLVMValueRef StripCasts(LLVMValueRef constant) =>
        constant.IsAConstantExpr.Exists() ? StripCasts(constant.GetOperand(0)) : constant;
}
