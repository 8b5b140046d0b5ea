using System.Runtime.InteropServices;

namespace LLVMSharp.Interop;

// llvm-c/Core.h
public static unsafe partial class LLVM
{
    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMContextCreate", ExactSpelling = true)]
    public static extern LLVMOpaqueContext* ContextCreate();

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMContextDispose", ExactSpelling = true)]
    public static extern void ContextDispose(LLVMOpaqueContext* C);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMContextSetDiagnosticHandler", ExactSpelling = true)]
    public static extern void ContextSetDiagnosticHandler(LLVMOpaqueContext* C, delegate* unmanaged[Cdecl]<LLVMOpaqueDiagnosticInfo*, void*, void> Handler, void* DiagnosticContext);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetDiagInfoDescription", ExactSpelling = true)]
    public static extern sbyte* GetDiagInfoDescription(LLVMOpaqueDiagnosticInfo* DI);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetDiagInfoSeverity", ExactSpelling = true)]
    public static extern LLVMDiagnosticSeverity GetDiagInfoSeverity(LLVMOpaqueDiagnosticInfo* DI);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDisposeMessage", ExactSpelling = true)]
    public static extern void DisposeMessage(sbyte* Message);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCreateMessage", ExactSpelling = true)]
    public static extern sbyte* CreateMessage(sbyte* Message);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetMDKindIDInContext", ExactSpelling = true)]
    public static extern uint GetMDKindIDInContext(LLVMOpaqueContext* C, sbyte* Name, uint SLen);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetSyncScopeID", ExactSpelling = true)]
    public static extern uint GetSyncScopeID(LLVMOpaqueContext* C, sbyte* Name, nuint SLen);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetEnumAttributeKindForName", ExactSpelling = true)]
    public static extern uint GetEnumAttributeKindForName(sbyte* Name, nuint SLen);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCreateEnumAttribute", ExactSpelling = true)]
    public static extern LLVMOpaqueAttributeRef* CreateEnumAttribute(LLVMOpaqueContext* C, uint KindID, ulong Val);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCreateStringAttribute", ExactSpelling = true)]
    public static extern LLVMOpaqueAttributeRef* CreateStringAttribute(LLVMOpaqueContext* C, sbyte* K, uint KLength, sbyte* V, uint VLength);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCreateTypeAttribute", ExactSpelling = true)]
    public static extern LLVMOpaqueAttributeRef* CreateTypeAttribute(LLVMOpaqueContext* C, uint KindID, LLVMOpaqueType* type_ref);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetEnumAttributeKind", ExactSpelling = true)]
    public static extern uint GetEnumAttributeKind(LLVMOpaqueAttributeRef* A);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetEnumAttributeValue", ExactSpelling = true)]
    public static extern ulong GetEnumAttributeValue(LLVMOpaqueAttributeRef* A);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetTypeAttributeValue", ExactSpelling = true)]
    public static extern LLVMOpaqueType* GetTypeAttributeValue(LLVMOpaqueAttributeRef* A);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetStringAttributeKind", ExactSpelling = true)]
    public static extern sbyte* GetStringAttributeKind(LLVMOpaqueAttributeRef* A, uint* Length);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetStringAttributeValue", ExactSpelling = true)]
    public static extern sbyte* GetStringAttributeValue(LLVMOpaqueAttributeRef* A, uint* Length);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsEnumAttribute", ExactSpelling = true)]
    public static extern int IsEnumAttribute(LLVMOpaqueAttributeRef* A);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsStringAttribute", ExactSpelling = true)]
    public static extern int IsStringAttribute(LLVMOpaqueAttributeRef* A);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsTypeAttribute", ExactSpelling = true)]
    public static extern int IsTypeAttribute(LLVMOpaqueAttributeRef* A);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMModuleCreateWithNameInContext", ExactSpelling = true)]
    public static extern LLVMOpaqueModule* ModuleCreateWithNameInContext(sbyte* ModuleID, LLVMOpaqueContext* C);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCloneModule", ExactSpelling = true)]
    public static extern LLVMOpaqueModule* CloneModule(LLVMOpaqueModule* M);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDisposeModule", ExactSpelling = true)]
    public static extern void DisposeModule(LLVMOpaqueModule* M);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetModuleContext", ExactSpelling = true)]
    public static extern LLVMOpaqueContext* GetModuleContext(LLVMOpaqueModule* M);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetTarget", ExactSpelling = true)]
    public static extern sbyte* GetTarget(LLVMOpaqueModule* M);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetTarget", ExactSpelling = true)]
    public static extern void SetTarget(LLVMOpaqueModule* M, sbyte* Triple);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetDataLayoutStr", ExactSpelling = true)]
    public static extern sbyte* GetDataLayoutStr(LLVMOpaqueModule* M);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetDataLayout", ExactSpelling = true)]
    public static extern void SetDataLayout(LLVMOpaqueModule* M, sbyte* DataLayoutStr);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMPrintModuleToString", ExactSpelling = true)]
    public static extern sbyte* PrintModuleToString(LLVMOpaqueModule* M);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetModuleInlineAsm2", ExactSpelling = true)]
    public static extern void SetModuleInlineAsm2(LLVMOpaqueModule* M, sbyte* Asm, nuint Len);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetModuleInlineAsm", ExactSpelling = true)]
    public static extern sbyte* GetModuleInlineAsm(LLVMOpaqueModule* M, nuint* Len);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetModuleFlag", ExactSpelling = true)]
    public static extern LLVMOpaqueMetadata* GetModuleFlag(LLVMOpaqueModule* M, sbyte* Key, nuint KeyLen);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMAddModuleFlag", ExactSpelling = true)]
    public static extern void AddModuleFlag(LLVMOpaqueModule* M, LLVMModuleFlagBehavior Behavior, sbyte* Key, nuint KeyLen, LLVMOpaqueMetadata* Val);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetSourceFileName", ExactSpelling = true)]
    public static extern sbyte* GetSourceFileName(LLVMOpaqueModule* M, nuint* Len);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetModuleIdentifier", ExactSpelling = true)]
    public static extern sbyte* GetModuleIdentifier(LLVMOpaqueModule* M, nuint* Len);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMAddFunction", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* AddFunction(LLVMOpaqueModule* M, sbyte* Name, LLVMOpaqueType* FunctionTy);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNamedFunction", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetNamedFunction(LLVMOpaqueModule* M, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetFirstFunction", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetFirstFunction(LLVMOpaqueModule* M);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNextFunction", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetNextFunction(LLVMOpaqueValue* Fn);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDeleteFunction", ExactSpelling = true)]
    public static extern void DeleteFunction(LLVMOpaqueValue* Fn);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetFunctionCallConv", ExactSpelling = true)]
    public static extern uint GetFunctionCallConv(LLVMOpaqueValue* Fn);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetFunctionCallConv", ExactSpelling = true)]
    public static extern void SetFunctionCallConv(LLVMOpaqueValue* Fn, uint CC);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetIntrinsicID", ExactSpelling = true)]
    public static extern uint GetIntrinsicID(LLVMOpaqueValue* Fn);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMLookupIntrinsicID", ExactSpelling = true)]
    public static extern uint LookupIntrinsicID(sbyte* Name, nuint NameLen);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetIntrinsicDeclaration", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetIntrinsicDeclaration(LLVMOpaqueModule* Mod, uint ID, LLVMOpaqueType** ParamTypes, nuint ParamCount);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIntrinsicGetType", ExactSpelling = true)]
    public static extern LLVMOpaqueType* IntrinsicGetType(LLVMOpaqueContext* Ctx, uint ID, LLVMOpaqueType** ParamTypes, nuint ParamCount);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIntrinsicIsOverloaded", ExactSpelling = true)]
    public static extern int IntrinsicIsOverloaded(uint ID);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGlobalGetValueType", ExactSpelling = true)]
    public static extern LLVMOpaqueType* GlobalGetValueType(LLVMOpaqueValue* Global);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMAddAttributeAtIndex", ExactSpelling = true)]
    public static extern void AddAttributeAtIndex(LLVMOpaqueValue* F, uint Idx, LLVMOpaqueAttributeRef* A);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetAttributeCountAtIndex", ExactSpelling = true)]
    public static extern uint GetAttributeCountAtIndex(LLVMOpaqueValue* F, uint Idx);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetAttributesAtIndex", ExactSpelling = true)]
    public static extern void GetAttributesAtIndex(LLVMOpaqueValue* F, uint Idx, LLVMOpaqueAttributeRef** Attrs);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetEnumAttributeAtIndex", ExactSpelling = true)]
    public static extern LLVMOpaqueAttributeRef* GetEnumAttributeAtIndex(LLVMOpaqueValue* F, uint Idx, uint KindID);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetStringAttributeAtIndex", ExactSpelling = true)]
    public static extern LLVMOpaqueAttributeRef* GetStringAttributeAtIndex(LLVMOpaqueValue* F, uint Idx, sbyte* K, uint KLen);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMRemoveEnumAttributeAtIndex", ExactSpelling = true)]
    public static extern void RemoveEnumAttributeAtIndex(LLVMOpaqueValue* F, uint Idx, uint KindID);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMRemoveStringAttributeAtIndex", ExactSpelling = true)]
    public static extern void RemoveStringAttributeAtIndex(LLVMOpaqueValue* F, uint Idx, sbyte* K, uint KLen);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCountParams", ExactSpelling = true)]
    public static extern uint CountParams(LLVMOpaqueValue* Fn);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetParam", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetParam(LLVMOpaqueValue* Fn, uint Index);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetParamParent", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetParamParent(LLVMOpaqueValue* Arg);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetFirstParam", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetFirstParam(LLVMOpaqueValue* Fn);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNextParam", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetNextParam(LLVMOpaqueValue* Arg);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetParamAlignment", ExactSpelling = true)]
    public static extern void SetParamAlignment(LLVMOpaqueValue* Arg, uint Align);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetFirstGlobal", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetFirstGlobal(LLVMOpaqueModule* M);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNextGlobal", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetNextGlobal(LLVMOpaqueValue* GlobalVar);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMAddGlobal", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* AddGlobal(LLVMOpaqueModule* M, LLVMOpaqueType* Ty, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMAddGlobalInAddressSpace", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* AddGlobalInAddressSpace(LLVMOpaqueModule* M, LLVMOpaqueType* Ty, sbyte* Name, uint AddressSpace);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNamedGlobal", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetNamedGlobal(LLVMOpaqueModule* M, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDeleteGlobal", ExactSpelling = true)]
    public static extern void DeleteGlobal(LLVMOpaqueValue* GlobalVar);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetInitializer", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetInitializer(LLVMOpaqueValue* GlobalVar);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetInitializer", ExactSpelling = true)]
    public static extern void SetInitializer(LLVMOpaqueValue* GlobalVar, LLVMOpaqueValue* ConstantVal);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsGlobalConstant", ExactSpelling = true)]
    public static extern int IsGlobalConstant(LLVMOpaqueValue* GlobalVar);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetGlobalConstant", ExactSpelling = true)]
    public static extern void SetGlobalConstant(LLVMOpaqueValue* GlobalVar, int IsConstant);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsExternallyInitialized", ExactSpelling = true)]
    public static extern int IsExternallyInitialized(LLVMOpaqueValue* GlobalVar);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetExternallyInitialized", ExactSpelling = true)]
    public static extern void SetExternallyInitialized(LLVMOpaqueValue* GlobalVar, int IsExtInit);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetFirstGlobalAlias", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetFirstGlobalAlias(LLVMOpaqueModule* M);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNextGlobalAlias", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetNextGlobalAlias(LLVMOpaqueValue* GA);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMAliasGetAliasee", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* AliasGetAliasee(LLVMOpaqueValue* Alias);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsThreadLocal", ExactSpelling = true)]
    public static extern int IsThreadLocal(LLVMOpaqueValue* GlobalVar);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetLinkage", ExactSpelling = true)]
    public static extern LLVMLinkage GetLinkage(LLVMOpaqueValue* Global);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetLinkage", ExactSpelling = true)]
    public static extern void SetLinkage(LLVMOpaqueValue* Global, LLVMLinkage Linkage);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetVisibility", ExactSpelling = true)]
    public static extern LLVMVisibility GetVisibility(LLVMOpaqueValue* Global);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetVisibility", ExactSpelling = true)]
    public static extern void SetVisibility(LLVMOpaqueValue* Global, LLVMVisibility Viz);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetComdat", ExactSpelling = true)]
    public static extern void SetComdat(LLVMOpaqueValue* V, LLVMComdat* C);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetSection", ExactSpelling = true)]
    public static extern sbyte* GetSection(LLVMOpaqueValue* Global);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetSection", ExactSpelling = true)]
    public static extern void SetSection(LLVMOpaqueValue* Global, sbyte* Section);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetAlignment", ExactSpelling = true)]
    public static extern uint GetAlignment(LLVMOpaqueValue* V);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetAlignment", ExactSpelling = true)]
    public static extern void SetAlignment(LLVMOpaqueValue* V, uint Bytes);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetUnnamedAddress", ExactSpelling = true)]
    public static extern void SetUnnamedAddress(LLVMOpaqueValue* Global, LLVMUnnamedAddr UnnamedAddr);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsDeclaration", ExactSpelling = true)]
    public static extern int IsDeclaration(LLVMOpaqueValue* Global);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGlobalSetMetadata", ExactSpelling = true)]
    public static extern void GlobalSetMetadata(LLVMOpaqueValue* Global, uint Kind, LLVMOpaqueMetadata* MD);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGlobalClearMetadata", ExactSpelling = true)]
    public static extern void GlobalClearMetadata(LLVMOpaqueValue* Global);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGlobalCopyAllMetadata", ExactSpelling = true)]
    public static extern LLVMOpaqueValueMetadataEntry* GlobalCopyAllMetadata(LLVMOpaqueValue* Value, nuint* NumEntries);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetTypeKind", ExactSpelling = true)]
    public static extern LLVMTypeKind GetTypeKind(LLVMOpaqueType* Ty);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMTypeIsSized", ExactSpelling = true)]
    public static extern int TypeIsSized(LLVMOpaqueType* Ty);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetTypeContext", ExactSpelling = true)]
    public static extern LLVMOpaqueContext* GetTypeContext(LLVMOpaqueType* Ty);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMPrintTypeToString", ExactSpelling = true)]
    public static extern sbyte* PrintTypeToString(LLVMOpaqueType* Val);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMInt1TypeInContext", ExactSpelling = true)]
    public static extern LLVMOpaqueType* Int1TypeInContext(LLVMOpaqueContext* C);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMInt8TypeInContext", ExactSpelling = true)]
    public static extern LLVMOpaqueType* Int8TypeInContext(LLVMOpaqueContext* C);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMInt16TypeInContext", ExactSpelling = true)]
    public static extern LLVMOpaqueType* Int16TypeInContext(LLVMOpaqueContext* C);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMInt32TypeInContext", ExactSpelling = true)]
    public static extern LLVMOpaqueType* Int32TypeInContext(LLVMOpaqueContext* C);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMInt64TypeInContext", ExactSpelling = true)]
    public static extern LLVMOpaqueType* Int64TypeInContext(LLVMOpaqueContext* C);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMInt128TypeInContext", ExactSpelling = true)]
    public static extern LLVMOpaqueType* Int128TypeInContext(LLVMOpaqueContext* C);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIntTypeInContext", ExactSpelling = true)]
    public static extern LLVMOpaqueType* IntTypeInContext(LLVMOpaqueContext* C, uint NumBits);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetIntTypeWidth", ExactSpelling = true)]
    public static extern uint GetIntTypeWidth(LLVMOpaqueType* IntegerTy);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMHalfTypeInContext", ExactSpelling = true)]
    public static extern LLVMOpaqueType* HalfTypeInContext(LLVMOpaqueContext* C);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBFloatTypeInContext", ExactSpelling = true)]
    public static extern LLVMOpaqueType* BFloatTypeInContext(LLVMOpaqueContext* C);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMFloatTypeInContext", ExactSpelling = true)]
    public static extern LLVMOpaqueType* FloatTypeInContext(LLVMOpaqueContext* C);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDoubleTypeInContext", ExactSpelling = true)]
    public static extern LLVMOpaqueType* DoubleTypeInContext(LLVMOpaqueContext* C);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMFunctionType", ExactSpelling = true)]
    public static extern LLVMOpaqueType* FunctionType(LLVMOpaqueType* ReturnType, LLVMOpaqueType** ParamTypes, uint ParamCount, int IsVarArg);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsFunctionVarArg", ExactSpelling = true)]
    public static extern int IsFunctionVarArg(LLVMOpaqueType* FunctionTy);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetReturnType", ExactSpelling = true)]
    public static extern LLVMOpaqueType* GetReturnType(LLVMOpaqueType* FunctionTy);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCountParamTypes", ExactSpelling = true)]
    public static extern uint CountParamTypes(LLVMOpaqueType* FunctionTy);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetParamTypes", ExactSpelling = true)]
    public static extern void GetParamTypes(LLVMOpaqueType* FunctionTy, LLVMOpaqueType** Dest);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMStructTypeInContext", ExactSpelling = true)]
    public static extern LLVMOpaqueType* StructTypeInContext(LLVMOpaqueContext* C, LLVMOpaqueType** ElementTypes, uint ElementCount, int Packed);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMStructCreateNamed", ExactSpelling = true)]
    public static extern LLVMOpaqueType* StructCreateNamed(LLVMOpaqueContext* C, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetTypeByName2", ExactSpelling = true)]
    public static extern LLVMOpaqueType* GetTypeByName2(LLVMOpaqueContext* C, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMStructSetBody", ExactSpelling = true)]
    public static extern void StructSetBody(LLVMOpaqueType* StructTy, LLVMOpaqueType** ElementTypes, uint ElementCount, int Packed);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCountStructElementTypes", ExactSpelling = true)]
    public static extern uint CountStructElementTypes(LLVMOpaqueType* StructTy);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMStructGetTypeAtIndex", ExactSpelling = true)]
    public static extern LLVMOpaqueType* StructGetTypeAtIndex(LLVMOpaqueType* StructTy, uint i);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsPackedStruct", ExactSpelling = true)]
    public static extern int IsPackedStruct(LLVMOpaqueType* StructTy);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetElementType", ExactSpelling = true)]
    public static extern LLVMOpaqueType* GetElementType(LLVMOpaqueType* Ty);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMArrayType2", ExactSpelling = true)]
    public static extern LLVMOpaqueType* ArrayType2(LLVMOpaqueType* ElementType, ulong ElementCount);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetArrayLength2", ExactSpelling = true)]
    public static extern ulong GetArrayLength2(LLVMOpaqueType* ArrayTy);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMPointerTypeInContext", ExactSpelling = true)]
    public static extern LLVMOpaqueType* PointerTypeInContext(LLVMOpaqueContext* C, uint AddressSpace);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetPointerAddressSpace", ExactSpelling = true)]
    public static extern uint GetPointerAddressSpace(LLVMOpaqueType* PointerTy);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMVectorType", ExactSpelling = true)]
    public static extern LLVMOpaqueType* VectorType(LLVMOpaqueType* ElementType, uint ElementCount);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetVectorSize", ExactSpelling = true)]
    public static extern uint GetVectorSize(LLVMOpaqueType* VectorTy);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMVoidTypeInContext", ExactSpelling = true)]
    public static extern LLVMOpaqueType* VoidTypeInContext(LLVMOpaqueContext* C);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMTokenTypeInContext", ExactSpelling = true)]
    public static extern LLVMOpaqueType* TokenTypeInContext(LLVMOpaqueContext* C);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMTypeOf", ExactSpelling = true)]
    public static extern LLVMOpaqueType* TypeOf(LLVMOpaqueValue* Val);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetValueKind", ExactSpelling = true)]
    public static extern LLVMValueKind GetValueKind(LLVMOpaqueValue* Val);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetValueName2", ExactSpelling = true)]
    public static extern sbyte* GetValueName2(LLVMOpaqueValue* Val, nuint* Length);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetValueName2", ExactSpelling = true)]
    public static extern void SetValueName2(LLVMOpaqueValue* Val, sbyte* Name, nuint NameLen);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMPrintValueToString", ExactSpelling = true)]
    public static extern sbyte* PrintValueToString(LLVMOpaqueValue* Val);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMReplaceAllUsesWith", ExactSpelling = true)]
    public static extern void ReplaceAllUsesWith(LLVMOpaqueValue* OldVal, LLVMOpaqueValue* NewVal);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsConstant", ExactSpelling = true)]
    public static extern int IsConstant(LLVMOpaqueValue* Val);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsUndef", ExactSpelling = true)]
    public static extern int IsUndef(LLVMOpaqueValue* Val);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsPoison", ExactSpelling = true)]
    public static extern int IsPoison(LLVMOpaqueValue* Val);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetFirstUse", ExactSpelling = true)]
    public static extern LLVMOpaqueUse* GetFirstUse(LLVMOpaqueValue* Val);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNextUse", ExactSpelling = true)]
    public static extern LLVMOpaqueUse* GetNextUse(LLVMOpaqueUse* U);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetUser", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetUser(LLVMOpaqueUse* U);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetUsedValue", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetUsedValue(LLVMOpaqueUse* U);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetOperand", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetOperand(LLVMOpaqueValue* Val, uint Index);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetOperand", ExactSpelling = true)]
    public static extern void SetOperand(LLVMOpaqueValue* User, uint Index, LLVMOpaqueValue* Val);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNumOperands", ExactSpelling = true)]
    public static extern int GetNumOperands(LLVMOpaqueValue* Val);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetOperandUse", ExactSpelling = true)]
    public static extern LLVMOpaqueUse* GetOperandUse(LLVMOpaqueValue* Val, uint Index);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMConstNull", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* ConstNull(LLVMOpaqueType* Ty);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMConstAllOnes", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* ConstAllOnes(LLVMOpaqueType* Ty);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetUndef", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetUndef(LLVMOpaqueType* Ty);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetPoison", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetPoison(LLVMOpaqueType* Ty);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsNull", ExactSpelling = true)]
    public static extern int IsNull(LLVMOpaqueValue* Val);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMConstPointerNull", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* ConstPointerNull(LLVMOpaqueType* Ty);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMConstInt", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* ConstInt(LLVMOpaqueType* IntTy, ulong N, int SignExtend);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMConstIntOfArbitraryPrecision", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* ConstIntOfArbitraryPrecision(LLVMOpaqueType* IntTy, uint NumWords, ulong* Words);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMConstIntGetZExtValue", ExactSpelling = true)]
    public static extern ulong ConstIntGetZExtValue(LLVMOpaqueValue* ConstantVal);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMConstIntGetSExtValue", ExactSpelling = true)]
    public static extern long ConstIntGetSExtValue(LLVMOpaqueValue* ConstantVal);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMConstRealGetDouble", ExactSpelling = true)]
    public static extern double ConstRealGetDouble(LLVMOpaqueValue* ConstantVal, int* losesInfo);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMConstReal", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* ConstReal(LLVMOpaqueType* RealTy, double N);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMConstStringInContext2", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* ConstStringInContext2(LLVMOpaqueContext* C, sbyte* Str, nuint Length, int DontNullTerminate);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMConstStructInContext", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* ConstStructInContext(LLVMOpaqueContext* C, LLVMOpaqueValue** ConstantVals, uint Count, int Packed);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMConstArray2", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* ConstArray2(LLVMOpaqueType* ElementTy, LLVMOpaqueValue** ConstantVals, ulong Length);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMConstNamedStruct", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* ConstNamedStruct(LLVMOpaqueType* StructTy, LLVMOpaqueValue** ConstantVals, uint Count);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMConstVector", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* ConstVector(LLVMOpaqueValue** ScalarConstantVals, uint Size);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetAggregateElement", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetAggregateElement(LLVMOpaqueValue* C, uint Idx);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetConstOpcode", ExactSpelling = true)]
    public static extern LLVMOpcode GetConstOpcode(LLVMOpaqueValue* ConstantVal);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMConstGEP2", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* ConstGEP2(LLVMOpaqueType* Ty, LLVMOpaqueValue* ConstantVal, LLVMOpaqueValue** ConstantIndices, uint NumIndices);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMConstInBoundsGEP2", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* ConstInBoundsGEP2(LLVMOpaqueType* Ty, LLVMOpaqueValue* ConstantVal, LLVMOpaqueValue** ConstantIndices, uint NumIndices);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMConstAddrSpaceCast", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* ConstAddrSpaceCast(LLVMOpaqueValue* ConstantVal, LLVMOpaqueType* ToType);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMConstPtrToInt", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* ConstPtrToInt(LLVMOpaqueValue* ConstantVal, LLVMOpaqueType* ToType);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMConstBitCast", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* ConstBitCast(LLVMOpaqueValue* ConstantVal, LLVMOpaqueType* ToType);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMConstAdd", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* ConstAdd(LLVMOpaqueValue* LHSConstant, LLVMOpaqueValue* RHSConstant);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMConstSub", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* ConstSub(LLVMOpaqueValue* LHSConstant, LLVMOpaqueValue* RHSConstant);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsConstantString", ExactSpelling = true)]
    public static extern int IsConstantString(LLVMOpaqueValue* c);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetAsString", ExactSpelling = true)]
    public static extern sbyte* GetAsString(LLVMOpaqueValue* c, nuint* Length);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetGEPSourceElementType", ExactSpelling = true)]
    public static extern LLVMOpaqueType* GetGEPSourceElementType(LLVMOpaqueValue* GEP);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsInBounds", ExactSpelling = true)]
    public static extern int IsInBounds(LLVMOpaqueValue* GEP);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetIsInBounds", ExactSpelling = true)]
    public static extern void SetIsInBounds(LLVMOpaqueValue* GEP, int InBounds);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGEPGetNoWrapFlags", ExactSpelling = true)]
    public static extern uint GEPGetNoWrapFlags(LLVMOpaqueValue* GEP);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGEPSetNoWrapFlags", ExactSpelling = true)]
    public static extern void GEPSetNoWrapFlags(LLVMOpaqueValue* GEP, uint NoWrapFlags);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNumIndices", ExactSpelling = true)]
    public static extern uint GetNumIndices(LLVMOpaqueValue* Inst);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetIndices", ExactSpelling = true)]
    public static extern uint* GetIndices(LLVMOpaqueValue* Inst);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetUndefMaskElem", ExactSpelling = true)]
    public static extern int GetUndefMaskElem();

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNumMaskElements", ExactSpelling = true)]
    public static extern uint GetNumMaskElements(LLVMOpaqueValue* ShuffleVectorInst);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetMaskValue", ExactSpelling = true)]
    public static extern int GetMaskValue(LLVMOpaqueValue* ShuffleVectorInst, uint Elt);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMAppendBasicBlockInContext", ExactSpelling = true)]
    public static extern LLVMOpaqueBasicBlock* AppendBasicBlockInContext(LLVMOpaqueContext* C, LLVMOpaqueValue* Fn, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMInsertBasicBlockInContext", ExactSpelling = true)]
    public static extern LLVMOpaqueBasicBlock* InsertBasicBlockInContext(LLVMOpaqueContext* C, LLVMOpaqueBasicBlock* BB, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCreateBasicBlockInContext", ExactSpelling = true)]
    public static extern LLVMOpaqueBasicBlock* CreateBasicBlockInContext(LLVMOpaqueContext* C, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMInsertExistingBasicBlockAfterInsertBlock", ExactSpelling = true)]
    public static extern void InsertExistingBasicBlockAfterInsertBlock(LLVMOpaqueBuilder* Builder, LLVMOpaqueBasicBlock* BB);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMAppendExistingBasicBlock", ExactSpelling = true)]
    public static extern void AppendExistingBasicBlock(LLVMOpaqueValue* Fn, LLVMOpaqueBasicBlock* BB);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMRemoveBasicBlockFromParent", ExactSpelling = true)]
    public static extern void RemoveBasicBlockFromParent(LLVMOpaqueBasicBlock* BB);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDeleteBasicBlock", ExactSpelling = true)]
    public static extern void DeleteBasicBlock(LLVMOpaqueBasicBlock* BB);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMMoveBasicBlockAfter", ExactSpelling = true)]
    public static extern void MoveBasicBlockAfter(LLVMOpaqueBasicBlock* BB, LLVMOpaqueBasicBlock* MovePos);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMMoveBasicBlockBefore", ExactSpelling = true)]
    public static extern void MoveBasicBlockBefore(LLVMOpaqueBasicBlock* BB, LLVMOpaqueBasicBlock* MovePos);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetFirstBasicBlock", ExactSpelling = true)]
    public static extern LLVMOpaqueBasicBlock* GetFirstBasicBlock(LLVMOpaqueValue* Fn);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetLastBasicBlock", ExactSpelling = true)]
    public static extern LLVMOpaqueBasicBlock* GetLastBasicBlock(LLVMOpaqueValue* Fn);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNextBasicBlock", ExactSpelling = true)]
    public static extern LLVMOpaqueBasicBlock* GetNextBasicBlock(LLVMOpaqueBasicBlock* BB);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetPreviousBasicBlock", ExactSpelling = true)]
    public static extern LLVMOpaqueBasicBlock* GetPreviousBasicBlock(LLVMOpaqueBasicBlock* BB);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetEntryBasicBlock", ExactSpelling = true)]
    public static extern LLVMOpaqueBasicBlock* GetEntryBasicBlock(LLVMOpaqueValue* Fn);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCountBasicBlocks", ExactSpelling = true)]
    public static extern uint CountBasicBlocks(LLVMOpaqueValue* Fn);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetBasicBlockParent", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetBasicBlockParent(LLVMOpaqueBasicBlock* BB);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetBasicBlockTerminator", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetBasicBlockTerminator(LLVMOpaqueBasicBlock* BB);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetFirstInstruction", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetFirstInstruction(LLVMOpaqueBasicBlock* BB);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetLastInstruction", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetLastInstruction(LLVMOpaqueBasicBlock* BB);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBasicBlockAsValue", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BasicBlockAsValue(LLVMOpaqueBasicBlock* BB);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBlockAddress", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BlockAddress(LLVMOpaqueValue* F, LLVMOpaqueBasicBlock* BB);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMValueAsBasicBlock", ExactSpelling = true)]
    public static extern LLVMOpaqueBasicBlock* ValueAsBasicBlock(LLVMOpaqueValue* Val);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMValueIsBasicBlock", ExactSpelling = true)]
    public static extern int ValueIsBasicBlock(LLVMOpaqueValue* Val);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetBasicBlockName", ExactSpelling = true)]
    public static extern sbyte* GetBasicBlockName(LLVMOpaqueBasicBlock* BB);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetInstructionParent", ExactSpelling = true)]
    public static extern LLVMOpaqueBasicBlock* GetInstructionParent(LLVMOpaqueValue* Inst);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNextInstruction", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetNextInstruction(LLVMOpaqueValue* Inst);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetPreviousInstruction", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetPreviousInstruction(LLVMOpaqueValue* Inst);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMInstructionRemoveFromParent", ExactSpelling = true)]
    public static extern void InstructionRemoveFromParent(LLVMOpaqueValue* Inst);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMInstructionEraseFromParent", ExactSpelling = true)]
    public static extern void InstructionEraseFromParent(LLVMOpaqueValue* Inst);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetInstructionOpcode", ExactSpelling = true)]
    public static extern LLVMOpcode GetInstructionOpcode(LLVMOpaqueValue* Inst);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMInstructionClone", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* InstructionClone(LLVMOpaqueValue* Inst);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetICmpPredicate", ExactSpelling = true)]
    public static extern LLVMIntPredicate GetICmpPredicate(LLVMOpaqueValue* Inst);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetFCmpPredicate", ExactSpelling = true)]
    public static extern LLVMRealPredicate GetFCmpPredicate(LLVMOpaqueValue* Inst);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNumArgOperands", ExactSpelling = true)]
    public static extern uint GetNumArgOperands(LLVMOpaqueValue* Instr);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetInstructionCallConv", ExactSpelling = true)]
    public static extern uint GetInstructionCallConv(LLVMOpaqueValue* Instr);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetInstructionCallConv", ExactSpelling = true)]
    public static extern void SetInstructionCallConv(LLVMOpaqueValue* Instr, uint CC);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetCalledFunctionType", ExactSpelling = true)]
    public static extern LLVMOpaqueType* GetCalledFunctionType(LLVMOpaqueValue* C);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetCalledValue", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetCalledValue(LLVMOpaqueValue* Instr);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsTailCall", ExactSpelling = true)]
    public static extern int IsTailCall(LLVMOpaqueValue* CallInst);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetTailCall", ExactSpelling = true)]
    public static extern void SetTailCall(LLVMOpaqueValue* CallInst, int IsTailCall);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetTailCallKind", ExactSpelling = true)]
    public static extern LLVMTailCallKind GetTailCallKind(LLVMOpaqueValue* CallInst);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetTailCallKind", ExactSpelling = true)]
    public static extern void SetTailCallKind(LLVMOpaqueValue* CallInst, LLVMTailCallKind kind);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMAddCallSiteAttribute", ExactSpelling = true)]
    public static extern void AddCallSiteAttribute(LLVMOpaqueValue* C, uint Idx, LLVMOpaqueAttributeRef* A);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetCallSiteAttributeCount", ExactSpelling = true)]
    public static extern uint GetCallSiteAttributeCount(LLVMOpaqueValue* C, uint Idx);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetCallSiteAttributes", ExactSpelling = true)]
    public static extern void GetCallSiteAttributes(LLVMOpaqueValue* C, uint Idx, LLVMOpaqueAttributeRef** Attrs);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMRemoveCallSiteEnumAttribute", ExactSpelling = true)]
    public static extern void RemoveCallSiteEnumAttribute(LLVMOpaqueValue* C, uint Idx, uint KindID);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMRemoveCallSiteStringAttribute", ExactSpelling = true)]
    public static extern void RemoveCallSiteStringAttribute(LLVMOpaqueValue* C, uint Idx, sbyte* K, uint KLen);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetCallSiteEnumAttribute", ExactSpelling = true)]
    public static extern LLVMOpaqueAttributeRef* GetCallSiteEnumAttribute(LLVMOpaqueValue* C, uint Idx, uint KindID);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNumOperandBundles", ExactSpelling = true)]
    public static extern uint GetNumOperandBundles(LLVMOpaqueValue* C);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetInstrParamAlignment", ExactSpelling = true)]
    public static extern void SetInstrParamAlignment(LLVMOpaqueValue* Instr, uint Idx, uint Align);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNumSuccessors", ExactSpelling = true)]
    public static extern uint GetNumSuccessors(LLVMOpaqueValue* Term);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetSuccessor", ExactSpelling = true)]
    public static extern LLVMOpaqueBasicBlock* GetSuccessor(LLVMOpaqueValue* Term, uint i);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetSuccessor", ExactSpelling = true)]
    public static extern void SetSuccessor(LLVMOpaqueValue* Term, uint i, LLVMOpaqueBasicBlock* block);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsConditional", ExactSpelling = true)]
    public static extern int IsConditional(LLVMOpaqueValue* Branch);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetCondition", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetCondition(LLVMOpaqueValue* Branch);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetCondition", ExactSpelling = true)]
    public static extern void SetCondition(LLVMOpaqueValue* Branch, LLVMOpaqueValue* Cond);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetSwitchDefaultDest", ExactSpelling = true)]
    public static extern LLVMOpaqueBasicBlock* GetSwitchDefaultDest(LLVMOpaqueValue* SwitchInstr);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetSwitchCaseValue", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetSwitchCaseValue(LLVMOpaqueValue* SwitchInstr, uint i);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetAllocatedType", ExactSpelling = true)]
    public static extern LLVMOpaqueType* GetAllocatedType(LLVMOpaqueValue* Alloca);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMAddIncoming", ExactSpelling = true)]
    public static extern void AddIncoming(LLVMOpaqueValue* PhiNode, LLVMOpaqueValue** IncomingValues, LLVMOpaqueBasicBlock** IncomingBlocks, uint Count);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCountIncoming", ExactSpelling = true)]
    public static extern uint CountIncoming(LLVMOpaqueValue* PhiNode);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetIncomingValue", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetIncomingValue(LLVMOpaqueValue* PhiNode, uint Index);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetIncomingBlock", ExactSpelling = true)]
    public static extern LLVMOpaqueBasicBlock* GetIncomingBlock(LLVMOpaqueValue* PhiNode, uint Index);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMAddCase", ExactSpelling = true)]
    public static extern void AddCase(LLVMOpaqueValue* Switch, LLVMOpaqueValue* OnVal, LLVMOpaqueBasicBlock* Dest);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetVolatile", ExactSpelling = true)]
    public static extern int GetVolatile(LLVMOpaqueValue* Inst);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetVolatile", ExactSpelling = true)]
    public static extern void SetVolatile(LLVMOpaqueValue* MemoryAccessInst, int IsVolatile);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetOrdering", ExactSpelling = true)]
    public static extern LLVMAtomicOrdering GetOrdering(LLVMOpaqueValue* MemoryAccessInst);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetOrdering", ExactSpelling = true)]
    public static extern void SetOrdering(LLVMOpaqueValue* MemoryAccessInst, LLVMAtomicOrdering Ordering);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetAtomicRMWBinOp", ExactSpelling = true)]
    public static extern LLVMAtomicRMWBinOp GetAtomicRMWBinOp(LLVMOpaqueValue* AtomicRMWInst);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetAtomicRMWBinOp", ExactSpelling = true)]
    public static extern void SetAtomicRMWBinOp(LLVMOpaqueValue* AtomicRMWInst, LLVMAtomicRMWBinOp BinOp);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsAtomicSingleThread", ExactSpelling = true)]
    public static extern int IsAtomicSingleThread(LLVMOpaqueValue* AtomicInst);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetAtomicSingleThread", ExactSpelling = true)]
    public static extern void SetAtomicSingleThread(LLVMOpaqueValue* AtomicInst, int SingleThread);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsAtomic", ExactSpelling = true)]
    public static extern int IsAtomic(LLVMOpaqueValue* Inst);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetAtomicSyncScopeID", ExactSpelling = true)]
    public static extern uint GetAtomicSyncScopeID(LLVMOpaqueValue* AtomicInst);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetAtomicSyncScopeID", ExactSpelling = true)]
    public static extern void SetAtomicSyncScopeID(LLVMOpaqueValue* AtomicInst, uint SSID);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetCmpXchgSuccessOrdering", ExactSpelling = true)]
    public static extern LLVMAtomicOrdering GetCmpXchgSuccessOrdering(LLVMOpaqueValue* CmpXchgInst);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetCmpXchgFailureOrdering", ExactSpelling = true)]
    public static extern LLVMAtomicOrdering GetCmpXchgFailureOrdering(LLVMOpaqueValue* CmpXchgInst);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetWeak", ExactSpelling = true)]
    public static extern void SetWeak(LLVMOpaqueValue* CmpXchgInst, int IsWeak);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetWeak", ExactSpelling = true)]
    public static extern int GetWeak(LLVMOpaqueValue* CmpXchgInst);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetMetadata", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetMetadata(LLVMOpaqueValue* Val, uint KindID);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetMetadata", ExactSpelling = true)]
    public static extern void SetMetadata(LLVMOpaqueValue* Val, uint KindID, LLVMOpaqueValue* Node);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMHasMetadata", ExactSpelling = true)]
    public static extern int HasMetadata(LLVMOpaqueValue* Val);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMMDNodeInContext2", ExactSpelling = true)]
    public static extern LLVMOpaqueMetadata* MDNodeInContext2(LLVMOpaqueContext* C, LLVMOpaqueMetadata** MDs, nuint Count);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMMDStringInContext2", ExactSpelling = true)]
    public static extern LLVMOpaqueMetadata* MDStringInContext2(LLVMOpaqueContext* C, sbyte* Str, nuint SLen);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMMetadataAsValue", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* MetadataAsValue(LLVMOpaqueContext* C, LLVMOpaqueMetadata* MD);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMValueAsMetadata", ExactSpelling = true)]
    public static extern LLVMOpaqueMetadata* ValueAsMetadata(LLVMOpaqueValue* Val);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetMDString", ExactSpelling = true)]
    public static extern sbyte* GetMDString(LLVMOpaqueValue* V, uint* Length);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetMDNodeNumOperands", ExactSpelling = true)]
    public static extern uint GetMDNodeNumOperands(LLVMOpaqueValue* V);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetMDNodeOperands", ExactSpelling = true)]
    public static extern void GetMDNodeOperands(LLVMOpaqueValue* V, LLVMOpaqueValue** Dest);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNamedMetadataNumOperands", ExactSpelling = true)]
    public static extern uint GetNamedMetadataNumOperands(LLVMOpaqueModule* M, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNamedMetadataOperands", ExactSpelling = true)]
    public static extern void GetNamedMetadataOperands(LLVMOpaqueModule* M, sbyte* Name, LLVMOpaqueValue** Dest);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNamedMetadata", ExactSpelling = true)]
    public static extern LLVMOpaqueNamedMDNode* GetNamedMetadata(LLVMOpaqueModule* M, sbyte* Name, nuint NameLen);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMInstructionGetAllMetadataOtherThanDebugLoc", ExactSpelling = true)]
    public static extern LLVMOpaqueValueMetadataEntry* InstructionGetAllMetadataOtherThanDebugLoc(LLVMOpaqueValue* Instr, nuint* NumEntries);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDisposeValueMetadataEntries", ExactSpelling = true)]
    public static extern void DisposeValueMetadataEntries(LLVMOpaqueValueMetadataEntry* Entries);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMValueMetadataEntriesGetKind", ExactSpelling = true)]
    public static extern uint ValueMetadataEntriesGetKind(LLVMOpaqueValueMetadataEntry* Entries, uint Index);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMValueMetadataEntriesGetMetadata", ExactSpelling = true)]
    public static extern LLVMOpaqueMetadata* ValueMetadataEntriesGetMetadata(LLVMOpaqueValueMetadataEntry* Entries, uint Index);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetDebugLocFilename", ExactSpelling = true)]
    public static extern sbyte* GetDebugLocFilename(LLVMOpaqueValue* Val, uint* Length);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetDebugLocDirectory", ExactSpelling = true)]
    public static extern sbyte* GetDebugLocDirectory(LLVMOpaqueValue* Val, uint* Length);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetDebugLocLine", ExactSpelling = true)]
    public static extern uint GetDebugLocLine(LLVMOpaqueValue* Val);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetDebugLocColumn", ExactSpelling = true)]
    public static extern uint GetDebugLocColumn(LLVMOpaqueValue* Val);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCanValueUseFastMathFlags", ExactSpelling = true)]
    public static extern int CanValueUseFastMathFlags(LLVMOpaqueValue* Inst);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetFastMathFlags", ExactSpelling = true)]
    public static extern LLVMFastMathFlags GetFastMathFlags(LLVMOpaqueValue* FPMathInst);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetFastMathFlags", ExactSpelling = true)]
    public static extern void SetFastMathFlags(LLVMOpaqueValue* FPMathInst, LLVMFastMathFlags FMF);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNUW", ExactSpelling = true)]
    public static extern int GetNUW(LLVMOpaqueValue* ArithInst);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNSW", ExactSpelling = true)]
    public static extern int GetNSW(LLVMOpaqueValue* ArithInst);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCreateBuilderInContext", ExactSpelling = true)]
    public static extern LLVMOpaqueBuilder* CreateBuilderInContext(LLVMOpaqueContext* C);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDisposeBuilder", ExactSpelling = true)]
    public static extern void DisposeBuilder(LLVMOpaqueBuilder* Builder);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMPositionBuilderAtEnd", ExactSpelling = true)]
    public static extern void PositionBuilderAtEnd(LLVMOpaqueBuilder* Builder, LLVMOpaqueBasicBlock* Block);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMPositionBuilderBefore", ExactSpelling = true)]
    public static extern void PositionBuilderBefore(LLVMOpaqueBuilder* Builder, LLVMOpaqueValue* Instr);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetInsertBlock", ExactSpelling = true)]
    public static extern LLVMOpaqueBasicBlock* GetInsertBlock(LLVMOpaqueBuilder* Builder);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMClearInsertionPosition", ExactSpelling = true)]
    public static extern void ClearInsertionPosition(LLVMOpaqueBuilder* Builder);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMInsertIntoBuilder", ExactSpelling = true)]
    public static extern void InsertIntoBuilder(LLVMOpaqueBuilder* Builder, LLVMOpaqueValue* Instr);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMInsertIntoBuilderWithName", ExactSpelling = true)]
    public static extern void InsertIntoBuilderWithName(LLVMOpaqueBuilder* Builder, LLVMOpaqueValue* Instr, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetCurrentDebugLocation2", ExactSpelling = true)]
    public static extern LLVMOpaqueMetadata* GetCurrentDebugLocation2(LLVMOpaqueBuilder* Builder);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetCurrentDebugLocation2", ExactSpelling = true)]
    public static extern void SetCurrentDebugLocation2(LLVMOpaqueBuilder* Builder, LLVMOpaqueMetadata* Loc);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildRetVoid", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildRetVoid(LLVMOpaqueBuilder* arg0);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildRet", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildRet(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* V);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildBr", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildBr(LLVMOpaqueBuilder* arg0, LLVMOpaqueBasicBlock* Dest);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildCondBr", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildCondBr(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* If, LLVMOpaqueBasicBlock* Then, LLVMOpaqueBasicBlock* Else);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildSwitch", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildSwitch(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* V, LLVMOpaqueBasicBlock* Else, uint NumCases);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildUnreachable", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildUnreachable(LLVMOpaqueBuilder* arg0);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildBinOp", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildBinOp(LLVMOpaqueBuilder* B, LLVMOpcode Op, LLVMOpaqueValue* LHS, LLVMOpaqueValue* RHS, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildCast", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildCast(LLVMOpaqueBuilder* B, LLVMOpcode Op, LLVMOpaqueValue* Val, LLVMOpaqueType* DestTy, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildAdd", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildAdd(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* LHS, LLVMOpaqueValue* RHS, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildSub", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildSub(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* LHS, LLVMOpaqueValue* RHS, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildMul", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildMul(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* LHS, LLVMOpaqueValue* RHS, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildUDiv", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildUDiv(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* LHS, LLVMOpaqueValue* RHS, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildURem", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildURem(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* LHS, LLVMOpaqueValue* RHS, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildShl", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildShl(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* LHS, LLVMOpaqueValue* RHS, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildLShr", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildLShr(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* LHS, LLVMOpaqueValue* RHS, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildAShr", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildAShr(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* LHS, LLVMOpaqueValue* RHS, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildAnd", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildAnd(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* LHS, LLVMOpaqueValue* RHS, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildOr", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildOr(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* LHS, LLVMOpaqueValue* RHS, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildXor", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildXor(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* LHS, LLVMOpaqueValue* RHS, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildNot", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildNot(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* V, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildNeg", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildNeg(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* V, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildFNeg", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildFNeg(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* V, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildFAdd", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildFAdd(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* LHS, LLVMOpaqueValue* RHS, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildFSub", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildFSub(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* LHS, LLVMOpaqueValue* RHS, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildFMul", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildFMul(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* LHS, LLVMOpaqueValue* RHS, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildAlloca", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildAlloca(LLVMOpaqueBuilder* arg0, LLVMOpaqueType* Ty, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildArrayAlloca", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildArrayAlloca(LLVMOpaqueBuilder* arg0, LLVMOpaqueType* Ty, LLVMOpaqueValue* Val, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildLoad2", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildLoad2(LLVMOpaqueBuilder* arg0, LLVMOpaqueType* Ty, LLVMOpaqueValue* PointerVal, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildStore", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildStore(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* Val, LLVMOpaqueValue* Ptr);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildGEP2", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildGEP2(LLVMOpaqueBuilder* B, LLVMOpaqueType* Ty, LLVMOpaqueValue* Pointer, LLVMOpaqueValue** Indices, uint NumIndices, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildInBoundsGEP2", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildInBoundsGEP2(LLVMOpaqueBuilder* B, LLVMOpaqueType* Ty, LLVMOpaqueValue* Pointer, LLVMOpaqueValue** Indices, uint NumIndices, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildStructGEP2", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildStructGEP2(LLVMOpaqueBuilder* B, LLVMOpaqueType* Ty, LLVMOpaqueValue* Pointer, uint Idx, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildGlobalStringPtr", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildGlobalStringPtr(LLVMOpaqueBuilder* B, sbyte* Str, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildTrunc", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildTrunc(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* Val, LLVMOpaqueType* DestTy, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildZExt", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildZExt(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* Val, LLVMOpaqueType* DestTy, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildSExt", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildSExt(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* Val, LLVMOpaqueType* DestTy, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildPtrToInt", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildPtrToInt(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* Val, LLVMOpaqueType* DestTy, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildIntToPtr", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildIntToPtr(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* Val, LLVMOpaqueType* DestTy, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildBitCast", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildBitCast(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* Val, LLVMOpaqueType* DestTy, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildAddrSpaceCast", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildAddrSpaceCast(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* Val, LLVMOpaqueType* DestTy, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildIntCast2", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildIntCast2(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* Val, LLVMOpaqueType* DestTy, int IsSigned, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildICmp", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildICmp(LLVMOpaqueBuilder* arg0, LLVMIntPredicate Op, LLVMOpaqueValue* LHS, LLVMOpaqueValue* RHS, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildFCmp", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildFCmp(LLVMOpaqueBuilder* arg0, LLVMRealPredicate Op, LLVMOpaqueValue* LHS, LLVMOpaqueValue* RHS, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildPhi", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildPhi(LLVMOpaqueBuilder* arg0, LLVMOpaqueType* Ty, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildCall2", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildCall2(LLVMOpaqueBuilder* arg0, LLVMOpaqueType* arg1, LLVMOpaqueValue* Fn, LLVMOpaqueValue** Args, uint NumArgs, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildSelect", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildSelect(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* If, LLVMOpaqueValue* Then, LLVMOpaqueValue* Else, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildExtractElement", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildExtractElement(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* VecVal, LLVMOpaqueValue* Index, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildInsertElement", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildInsertElement(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* VecVal, LLVMOpaqueValue* EltVal, LLVMOpaqueValue* Index, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildShuffleVector", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildShuffleVector(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* V1, LLVMOpaqueValue* V2, LLVMOpaqueValue* Mask, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildExtractValue", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildExtractValue(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* AggVal, uint Index, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildInsertValue", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildInsertValue(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* AggVal, LLVMOpaqueValue* EltVal, uint Index, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildFreeze", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildFreeze(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* Val, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildFence", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildFence(LLVMOpaqueBuilder* B, LLVMAtomicOrdering ordering, int singleThread, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildFenceSyncScope", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildFenceSyncScope(LLVMOpaqueBuilder* B, LLVMAtomicOrdering ordering, uint SSID, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildAtomicRMW", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildAtomicRMW(LLVMOpaqueBuilder* B, LLVMAtomicRMWBinOp op, LLVMOpaqueValue* PTR, LLVMOpaqueValue* Val, LLVMAtomicOrdering ordering, int singleThread);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildAtomicRMWSyncScope", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildAtomicRMWSyncScope(LLVMOpaqueBuilder* B, LLVMAtomicRMWBinOp op, LLVMOpaqueValue* PTR, LLVMOpaqueValue* Val, LLVMAtomicOrdering ordering, uint SSID);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildAtomicCmpXchg", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildAtomicCmpXchg(LLVMOpaqueBuilder* B, LLVMOpaqueValue* Ptr, LLVMOpaqueValue* Cmp, LLVMOpaqueValue* New, LLVMAtomicOrdering SuccessOrdering, LLVMAtomicOrdering FailureOrdering, int SingleThread);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildAtomicCmpXchgSyncScope", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildAtomicCmpXchgSyncScope(LLVMOpaqueBuilder* B, LLVMOpaqueValue* Ptr, LLVMOpaqueValue* Cmp, LLVMOpaqueValue* New, LLVMAtomicOrdering SuccessOrdering, LLVMAtomicOrdering FailureOrdering, uint SSID);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildMemCpy", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildMemCpy(LLVMOpaqueBuilder* B, LLVMOpaqueValue* Dst, uint DstAlign, LLVMOpaqueValue* Src, uint SrcAlign, LLVMOpaqueValue* Size);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildMemSet", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildMemSet(LLVMOpaqueBuilder* B, LLVMOpaqueValue* Ptr, LLVMOpaqueValue* Val, LLVMOpaqueValue* Len, uint Align);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildMemMove", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildMemMove(LLVMOpaqueBuilder* B, LLVMOpaqueValue* Dst, uint DstAlign, LLVMOpaqueValue* Src, uint SrcAlign, LLVMOpaqueValue* Size);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildIsNull", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildIsNull(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* Val, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildIsNotNull", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildIsNotNull(LLVMOpaqueBuilder* arg0, LLVMOpaqueValue* Val, sbyte* Name);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCreateMemoryBufferWithMemoryRangeCopy", ExactSpelling = true)]
    public static extern LLVMOpaqueMemoryBuffer* CreateMemoryBufferWithMemoryRangeCopy(sbyte* InputData, nuint InputDataLength, sbyte* BufferName);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCreateMemoryBufferWithMemoryRange", ExactSpelling = true)]
    public static extern LLVMOpaqueMemoryBuffer* CreateMemoryBufferWithMemoryRange(sbyte* InputData, nuint InputDataLength, sbyte* BufferName, int RequiresNullTerminator);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDisposeMemoryBuffer", ExactSpelling = true)]
    public static extern void DisposeMemoryBuffer(LLVMOpaqueMemoryBuffer* MemBuf);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetBufferStart", ExactSpelling = true)]
    public static extern sbyte* GetBufferStart(LLVMOpaqueMemoryBuffer* MemBuf);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetBufferSize", ExactSpelling = true)]
    public static extern nuint GetBufferSize(LLVMOpaqueMemoryBuffer* MemBuf);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetVersion", ExactSpelling = true)]
    public static extern void GetVersion(uint* Major, uint* Minor, uint* Patch);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetFirstDbgRecord", ExactSpelling = true)]
    public static extern LLVMOpaqueDbgRecord* GetFirstDbgRecord(LLVMOpaqueValue* Inst);

    [DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNextDbgRecord", ExactSpelling = true)]
    public static extern LLVMOpaqueDbgRecord* GetNextDbgRecord(LLVMOpaqueDbgRecord* DbgRecord);
}
