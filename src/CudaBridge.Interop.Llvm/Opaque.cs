namespace LLVMSharp.Interop;

// The pointees of LLVM-C's handles; only their addresses mean anything.
public readonly struct LLVMComdat;
public readonly struct LLVMOpaqueAttributeRef;
public readonly struct LLVMOpaqueBasicBlock;
public readonly struct LLVMOpaqueBuilder;
public readonly struct LLVMOpaqueContext;
public readonly struct LLVMOpaqueDbgRecord;
public readonly struct LLVMOpaqueDiagnosticInfo;
public readonly struct LLVMOpaqueError;
public readonly struct LLVMOpaqueMemoryBuffer;
public readonly struct LLVMOpaqueMetadata;
public readonly struct LLVMOpaqueModule;
public readonly struct LLVMOpaqueNamedMDNode;
public readonly struct LLVMOpaquePassBuilderOptions;
public readonly struct LLVMOpaqueTargetData;
public readonly struct LLVMOpaqueTargetMachine;
public readonly struct LLVMOpaqueType;
public readonly struct LLVMOpaqueUse;
public readonly struct LLVMOpaqueValue;
public readonly struct LLVMOpaqueValueMetadataEntry;
public readonly struct LLVMTarget;
