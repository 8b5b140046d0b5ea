using System.Runtime.InteropServices;

namespace LLVMSharp.Interop;

// llvm-c/DebugInfo.h
public static unsafe partial class LLVM
{
    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetSubprogram", ExactSpelling = true)]
    public static extern LLVMOpaqueMetadata* GetSubprogram(LLVMOpaqueValue* Func);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetSubprogram", ExactSpelling = true)]
    public static extern void SetSubprogram(LLVMOpaqueValue* Func, LLVMOpaqueMetadata* SP);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMStripModuleDebugInfo", ExactSpelling = true)]
    public static extern int StripModuleDebugInfo(LLVMOpaqueModule* Module);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMInstructionGetDebugLoc", ExactSpelling = true)]
    public static extern LLVMOpaqueMetadata* InstructionGetDebugLoc(LLVMOpaqueValue* Inst);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMInstructionSetDebugLoc", ExactSpelling = true)]
    public static extern void InstructionSetDebugLoc(LLVMOpaqueValue* Inst, LLVMOpaqueMetadata* Loc);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDISubprogramGetLine", ExactSpelling = true)]
    public static extern uint DISubprogramGetLine(LLVMOpaqueMetadata* Subprogram);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDIScopeGetFile", ExactSpelling = true)]
    public static extern LLVMOpaqueMetadata* DIScopeGetFile(LLVMOpaqueMetadata* Scope);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDIFileGetFilename", ExactSpelling = true)]
    public static extern sbyte* DIFileGetFilename(LLVMOpaqueMetadata* File, uint* Len);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDIFileGetDirectory", ExactSpelling = true)]
    public static extern sbyte* DIFileGetDirectory(LLVMOpaqueMetadata* File, uint* Len);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDILocationGetScope", ExactSpelling = true)]
    public static extern LLVMOpaqueMetadata* DILocationGetScope(LLVMOpaqueMetadata* Location);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDILocationGetLine", ExactSpelling = true)]
    public static extern uint DILocationGetLine(LLVMOpaqueMetadata* Location);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDILocationGetColumn", ExactSpelling = true)]
    public static extern uint DILocationGetColumn(LLVMOpaqueMetadata* Location);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDILocationGetInlinedAt", ExactSpelling = true)]
    public static extern LLVMOpaqueMetadata* DILocationGetInlinedAt(LLVMOpaqueMetadata* Location);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDIBuilderCreateDebugLocation", ExactSpelling = true)]
    public static extern LLVMOpaqueMetadata* DIBuilderCreateDebugLocation(LLVMOpaqueContext* Ctx, uint Line, uint Column, LLVMOpaqueMetadata* Scope, LLVMOpaqueMetadata* InlinedAt);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetMetadataKind", ExactSpelling = true)]
    public static extern uint GetMetadataKind(LLVMOpaqueMetadata* Metadata);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDbgRecordGetKind", ExactSpelling = true)]
    public static extern LLVMDbgRecordKind DbgRecordGetKind(LLVMOpaqueDbgRecord* Record);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDbgVariableRecordGetValue", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* DbgVariableRecordGetValue(LLVMOpaqueDbgRecord* Record, uint OpIdx);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDbgVariableRecordGetVariable", ExactSpelling = true)]
    public static extern LLVMOpaqueMetadata* DbgVariableRecordGetVariable(LLVMOpaqueDbgRecord* Record);
}
