using System.Text;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

/// <summary>The parts of an inline asm value.</summary>
internal static unsafe class InlineAsm
{
    public static string Text(LLVMValueRef asm)
    {
        nuint length;
        sbyte* text = LLVM.GetInlineAsmAsmString(asm, &length);
        return Encoding.UTF8.GetString((byte*)text, (int)length);
    }

    public static string Constraints(LLVMValueRef asm)
    {
        nuint length;
        sbyte* text = LLVM.GetInlineAsmConstraintString(asm, &length);
        return Encoding.UTF8.GetString((byte*)text, (int)length);
    }

    /// <summary>The asm at file scope; empty when there is none.</summary>
    public static string OfModule(LLVMModuleRef module)
    {
        nuint length;
        sbyte* text = LLVM.GetModuleInlineAsm(module, &length);
        return Encoding.UTF8.GetString((byte*)text, (int)length);
    }

    public static bool HasSideEffects(LLVMValueRef asm) => LLVM.GetInlineAsmHasSideEffects(asm) != 0;
}
