using System.Runtime.InteropServices;

namespace LLVMSharp.Interop;

// llvm-c/Core.h: inline asm values.
public static unsafe partial class LLVM
{
    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetInlineAsm", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetInlineAsm(
        LLVMOpaqueType* Ty, sbyte* AsmString, nuint AsmStringSize, sbyte* Constraints, nuint ConstraintsSize, int HasSideEffects,
        int IsAlignStack, int Dialect, int CanThrow);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetInlineAsmAsmString", ExactSpelling = true)]
    public static extern sbyte* GetInlineAsmAsmString(LLVMOpaqueValue* InlineAsmVal, nuint* Len);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetInlineAsmConstraintString", ExactSpelling = true)]
    public static extern sbyte* GetInlineAsmConstraintString(LLVMOpaqueValue* InlineAsmVal, nuint* Len);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetInlineAsmHasSideEffects", ExactSpelling = true)]
    public static extern int GetInlineAsmHasSideEffects(LLVMOpaqueValue* InlineAsmVal);
}
