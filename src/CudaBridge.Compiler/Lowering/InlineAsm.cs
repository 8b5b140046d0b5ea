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

    /// <summary>An asm without instructions that names the constant, so that no pass takes it for unused.</summary>
    public static void Mention(LLVMBuilderRef builder, LLVMValueRef constant)
    {
        LLVMTypeRef type = LLVMTypeRef.CreateFunction(constant.TypeOf.Context.VoidType, [constant.TypeOf]);
        ReadOnlySpan<byte> constraint = "i"u8;
        fixed (byte* text = constraint)
            builder.BuildCall2(type, LLVM.GetInlineAsm(type, (sbyte*)text, 0, (sbyte*)text, 1, HasSideEffects: 1, IsAlignStack: 0, Dialect: 0, CanThrow: 0), [constant]);
    }
}
