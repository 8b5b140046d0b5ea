using System.Runtime.InteropServices;

namespace LLVMSharp.Interop;

// llvm-c/Analysis.h, llvm-c/BitReader.h, llvm-c/BitWriter.h, llvm-c/Error.h, llvm-c/ErrorHandling.h, llvm-c/IRReader.h, llvm-c/Linker.h
public static unsafe partial class LLVM
{
    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMParseBitcodeInContext2", ExactSpelling = true)]
    public static extern int ParseBitcodeInContext2(LLVMOpaqueContext* ContextRef, LLVMOpaqueMemoryBuffer* MemBuf, LLVMOpaqueModule** OutModule);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetBitcodeModuleInContext2", ExactSpelling = true)]
    public static extern int GetBitcodeModuleInContext2(LLVMOpaqueContext* ContextRef, LLVMOpaqueMemoryBuffer* MemBuf, LLVMOpaqueModule** OutM);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMParseIRInContext", ExactSpelling = true)]
    public static extern int ParseIRInContext(LLVMOpaqueContext* ContextRef, LLVMOpaqueMemoryBuffer* MemBuf, LLVMOpaqueModule** OutM, sbyte** OutMessage);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMParseIRInContext2", ExactSpelling = true)]
    public static extern int ParseIRInContext2(LLVMOpaqueContext* ContextRef, LLVMOpaqueMemoryBuffer* MemBuf, LLVMOpaqueModule** OutM, sbyte** OutMessage);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMWriteBitcodeToMemoryBuffer", ExactSpelling = true)]
    public static extern LLVMOpaqueMemoryBuffer* WriteBitcodeToMemoryBuffer(LLVMOpaqueModule* M);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMLinkModules2", ExactSpelling = true)]
    public static extern int LinkModules2(LLVMOpaqueModule* Dest, LLVMOpaqueModule* Src);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMVerifyModule", ExactSpelling = true)]
    public static extern int VerifyModule(LLVMOpaqueModule* M, LLVMVerifierFailureAction Action, sbyte** OutMessage);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMVerifyFunction", ExactSpelling = true)]
    public static extern int VerifyFunction(LLVMOpaqueValue* Fn, LLVMVerifierFailureAction Action);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMInstallFatalErrorHandler", ExactSpelling = true)]
    public static extern void InstallFatalErrorHandler(delegate* unmanaged[Cdecl]<sbyte*, void> Handler);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetErrorMessage", ExactSpelling = true)]
    public static extern sbyte* GetErrorMessage(LLVMOpaqueError* Err);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDisposeErrorMessage", ExactSpelling = true)]
    public static extern void DisposeErrorMessage(sbyte* ErrMsg);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMConsumeError", ExactSpelling = true)]
    public static extern void ConsumeError(LLVMOpaqueError* Err);
}
