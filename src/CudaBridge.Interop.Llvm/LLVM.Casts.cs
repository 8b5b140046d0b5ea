using System.Runtime.InteropServices;

namespace LLVMSharp.Interop;

// llvm-c/Core.h: LLVM_FOR_EACH_VALUE_SUBCLASS. Null when the value is something else.
public static unsafe partial class LLVM
{
    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsAInstruction", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* IsAInstruction(LLVMOpaqueValue* Val);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsAFunction", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* IsAFunction(LLVMOpaqueValue* Val);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsAGlobalVariable", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* IsAGlobalVariable(LLVMOpaqueValue* Val);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsAGlobalAlias", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* IsAGlobalAlias(LLVMOpaqueValue* Val);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsAConstantExpr", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* IsAConstantExpr(LLVMOpaqueValue* Val);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsAConstantInt", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* IsAConstantInt(LLVMOpaqueValue* Val);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsAConstantFP", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* IsAConstantFP(LLVMOpaqueValue* Val);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsACallInst", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* IsACallInst(LLVMOpaqueValue* Val);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsAIntrinsicInst", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* IsAIntrinsicInst(LLVMOpaqueValue* Val);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsAInlineAsm", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* IsAInlineAsm(LLVMOpaqueValue* Val);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsAArgument", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* IsAArgument(LLVMOpaqueValue* Val);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsAConstant", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* IsAConstant(LLVMOpaqueValue* Val);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsAConstantStruct", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* IsAConstantStruct(LLVMOpaqueValue* Val);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsAConstantArray", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* IsAConstantArray(LLVMOpaqueValue* Val);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsAConstantVector", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* IsAConstantVector(LLVMOpaqueValue* Val);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsAAllocaInst", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* IsAAllocaInst(LLVMOpaqueValue* Val);
}
