using System.Runtime.InteropServices;

namespace LLVMSharp.Interop;

// llvm-c/Core.h: flags of integer instructions, names of structures.
public static unsafe partial class LLVM
{
    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetStructName", ExactSpelling = true)]
    public static extern sbyte* GetStructName(LLVMOpaqueType* Ty);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetNUW", ExactSpelling = true)]
    public static extern void SetNUW(LLVMOpaqueValue* ArithInst, int HasNUW);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetNSW", ExactSpelling = true)]
    public static extern void SetNSW(LLVMOpaqueValue* ArithInst, int HasNSW);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetExact", ExactSpelling = true)]
    public static extern int GetExact(LLVMOpaqueValue* DivOrShrInst);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetExact", ExactSpelling = true)]
    public static extern void SetExact(LLVMOpaqueValue* DivOrShrInst, int IsExact);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNNeg", ExactSpelling = true)]
    public static extern int GetNNeg(LLVMOpaqueValue* NonNegInst);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetNNeg", ExactSpelling = true)]
    public static extern void SetNNeg(LLVMOpaqueValue* NonNegInst, int IsNonNeg);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetIsDisjoint", ExactSpelling = true)]
    public static extern int GetIsDisjoint(LLVMOpaqueValue* Inst);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetIsDisjoint", ExactSpelling = true)]
    public static extern void SetIsDisjoint(LLVMOpaqueValue* Inst, int IsDisjoint);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetICmpSameSign", ExactSpelling = true)]
    public static extern int GetICmpSameSign(LLVMOpaqueValue* Inst);
}
