using System.Runtime.InteropServices;

namespace LLVMSharp.Interop;

// llvm-c/Transforms/PassBuilder.h
public static unsafe partial class LLVM
{
    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMRunPasses", ExactSpelling = true)]
    public static extern LLVMOpaqueError* RunPasses(LLVMOpaqueModule* M, sbyte* Passes, LLVMOpaqueTargetMachine* TM, LLVMOpaquePassBuilderOptions* Options);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMRunPassesOnFunction", ExactSpelling = true)]
    public static extern LLVMOpaqueError* RunPassesOnFunction(LLVMOpaqueValue* F, sbyte* Passes, LLVMOpaqueTargetMachine* TM, LLVMOpaquePassBuilderOptions* Options);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCreatePassBuilderOptions", ExactSpelling = true)]
    public static extern LLVMOpaquePassBuilderOptions* CreatePassBuilderOptions();

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDisposePassBuilderOptions", ExactSpelling = true)]
    public static extern void DisposePassBuilderOptions(LLVMOpaquePassBuilderOptions* Options);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMPassBuilderOptionsSetVerifyEach", ExactSpelling = true)]
    public static extern void PassBuilderOptionsSetVerifyEach(LLVMOpaquePassBuilderOptions* Options, int VerifyEach);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMPassBuilderOptionsSetLoopVectorization", ExactSpelling = true)]
    public static extern void PassBuilderOptionsSetLoopVectorization(LLVMOpaquePassBuilderOptions* Options, int LoopVectorization);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMPassBuilderOptionsSetSLPVectorization", ExactSpelling = true)]
    public static extern void PassBuilderOptionsSetSLPVectorization(LLVMOpaquePassBuilderOptions* Options, int SLPVectorization);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMPassBuilderOptionsSetLoopUnrolling", ExactSpelling = true)]
    public static extern void PassBuilderOptionsSetLoopUnrolling(LLVMOpaquePassBuilderOptions* Options, int LoopUnrolling);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMPassBuilderOptionsSetLoopInterleaving", ExactSpelling = true)]
    public static extern void PassBuilderOptionsSetLoopInterleaving(LLVMOpaquePassBuilderOptions* Options, int LoopInterleaving);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMPassBuilderOptionsSetInlinerThreshold", ExactSpelling = true)]
    public static extern void PassBuilderOptionsSetInlinerThreshold(LLVMOpaquePassBuilderOptions* Options, int Threshold);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMPassBuilderOptionsSetMergeFunctions", ExactSpelling = true)]
    public static extern void PassBuilderOptionsSetMergeFunctions(LLVMOpaquePassBuilderOptions* Options, int MergeFunctions);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMPassBuilderOptionsSetDebugLogging", ExactSpelling = true)]
    public static extern void PassBuilderOptionsSetDebugLogging(LLVMOpaquePassBuilderOptions* Options, int DebugLogging);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMPassBuilderOptionsSetCallGraphProfile", ExactSpelling = true)]
    public static extern void PassBuilderOptionsSetCallGraphProfile(LLVMOpaquePassBuilderOptions* Options, int CallGraphProfile);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMPassBuilderOptionsSetLicmMssaOptCap", ExactSpelling = true)]
    public static extern void PassBuilderOptionsSetLicmMssaOptCap(LLVMOpaquePassBuilderOptions* Options, uint LicmMssaOptCap);
}
