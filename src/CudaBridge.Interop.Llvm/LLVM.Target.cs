using System.Runtime.InteropServices;

namespace LLVMSharp.Interop;

// llvm-c/Target.h
public static unsafe partial class LLVM
{
    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCreateTargetData", ExactSpelling = true)]
    public static extern LLVMOpaqueTargetData* CreateTargetData(sbyte* StringRep);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDisposeTargetData", ExactSpelling = true)]
    public static extern void DisposeTargetData(LLVMOpaqueTargetData* TD);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCopyStringRepOfTargetData", ExactSpelling = true)]
    public static extern sbyte* CopyStringRepOfTargetData(LLVMOpaqueTargetData* TD);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSizeOfTypeInBits", ExactSpelling = true)]
    public static extern ulong SizeOfTypeInBits(LLVMOpaqueTargetData* TD, LLVMOpaqueType* Ty);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMStoreSizeOfType", ExactSpelling = true)]
    public static extern ulong StoreSizeOfType(LLVMOpaqueTargetData* TD, LLVMOpaqueType* Ty);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMABISizeOfType", ExactSpelling = true)]
    public static extern ulong ABISizeOfType(LLVMOpaqueTargetData* TD, LLVMOpaqueType* Ty);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMABIAlignmentOfType", ExactSpelling = true)]
    public static extern uint ABIAlignmentOfType(LLVMOpaqueTargetData* TD, LLVMOpaqueType* Ty);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMPreferredAlignmentOfType", ExactSpelling = true)]
    public static extern uint PreferredAlignmentOfType(LLVMOpaqueTargetData* TD, LLVMOpaqueType* Ty);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMOffsetOfElement", ExactSpelling = true)]
    public static extern ulong OffsetOfElement(LLVMOpaqueTargetData* TD, LLVMOpaqueType* StructTy, uint Element);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetModuleDataLayout", ExactSpelling = true)]
    public static extern LLVMOpaqueTargetData* GetModuleDataLayout(LLVMOpaqueModule* M);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMPreferredAlignmentOfGlobal", ExactSpelling = true)]
    public static extern uint PreferredAlignmentOfGlobal(LLVMOpaqueTargetData* TD, LLVMOpaqueValue* GlobalVar);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMPointerSizeForAS", ExactSpelling = true)]
    public static extern uint PointerSizeForAS(LLVMOpaqueTargetData* TD, uint AS);
}
