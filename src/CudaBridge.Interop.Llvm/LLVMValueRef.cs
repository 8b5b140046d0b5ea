namespace LLVMSharp.Interop;

public unsafe struct LLVMValueRef(IntPtr handle) : IEquatable<LLVMValueRef>
{
    public IntPtr Handle = handle;

    public static implicit operator LLVMValueRef(LLVMOpaqueValue* value) => new((IntPtr)value);
    public static implicit operator LLVMOpaqueValue*(LLVMValueRef value) => (LLVMOpaqueValue*)value.Handle;

    public static bool operator ==(LLVMValueRef left, LLVMValueRef right) => left.Handle == right.Handle;
    public static bool operator !=(LLVMValueRef left, LLVMValueRef right) => left.Handle != right.Handle;

    public readonly bool Equals(LLVMValueRef other) => this == other;
    public override readonly bool Equals(object? obj) => obj is LLVMValueRef other && Equals(other);
    public override readonly int GetHashCode() => Handle.GetHashCode();

    public readonly LLVMTypeRef TypeOf => LLVM.TypeOf(this);
    public readonly LLVMValueKind Kind => LLVM.GetValueKind(this);
    public readonly LLVMUseRef FirstUse => LLVM.GetFirstUse(this);
    public readonly bool IsConstant => LLVM.IsConstant(this) != 0;
    public readonly bool IsUndef => LLVM.IsUndef(this) != 0;
    public readonly bool IsNull => LLVM.IsNull(this) != 0;

    public readonly string Name
    {
        get
        {
            nuint length;
            sbyte* text = LLVM.GetValueName2(this, &length);
            return MarshaledString.AsString(text, length);
        }
        set
        {
            using MarshaledString text = new(value);
            LLVM.SetValueName2(this, text, (nuint)text.Length);
        }
    }

    // Casts: null when the value is something else.
    public readonly LLVMValueRef IsAInstruction => LLVM.IsAInstruction(this);
    public readonly LLVMValueRef IsAFunction => LLVM.IsAFunction(this);
    public readonly LLVMValueRef IsAGlobalVariable => LLVM.IsAGlobalVariable(this);
    public readonly LLVMValueRef IsAConstant => LLVM.IsAConstant(this);
    public readonly LLVMValueRef IsAConstantExpr => LLVM.IsAConstantExpr(this);
    public readonly LLVMValueRef IsAConstantInt => LLVM.IsAConstantInt(this);
    public readonly LLVMValueRef IsACallInst => LLVM.IsACallInst(this);
    public readonly LLVMValueRef IsAInlineAsm => LLVM.IsAInlineAsm(this);
    public readonly LLVMValueRef IsAArgument => LLVM.IsAArgument(this);

    // Users
    public readonly int OperandCount => LLVM.GetNumOperands(this);
    public readonly LLVMValueRef GetOperand(uint index) => LLVM.GetOperand(this, index);
    public readonly void SetOperand(uint index, LLVMValueRef value) => LLVM.SetOperand(this, index, value);
    public readonly void ReplaceAllUsesWith(LLVMValueRef value) => LLVM.ReplaceAllUsesWith(this, value);

    // Constants
    public static LLVMValueRef CreateConstInt(LLVMTypeRef type, ulong value, bool signExtend = false) => LLVM.ConstInt(type, value, signExtend ? 1 : 0);
    public static LLVMValueRef CreateConstReal(LLVMTypeRef type, double value) => LLVM.ConstReal(type, value);
    public static LLVMValueRef CreateConstAddrSpaceCast(LLVMValueRef value, LLVMTypeRef type) => LLVM.ConstAddrSpaceCast(value, type);

    public static LLVMValueRef CreateConstGEP2(LLVMTypeRef type, LLVMValueRef constant, ReadOnlySpan<LLVMValueRef> indices)
    {
        fixed (LLVMValueRef* p = indices) return LLVM.ConstGEP2(type, constant, (LLVMOpaqueValue**)p, (uint)indices.Length);
    }

    public readonly ulong ConstIntZExt => LLVM.ConstIntGetZExtValue(this);
    public readonly long ConstIntSExt => LLVM.ConstIntGetSExtValue(this);
    public readonly LLVMOpcode ConstOpcode => LLVM.GetConstOpcode(this);
    public readonly LLVMValueRef GetAggregateElement(uint index) => LLVM.GetAggregateElement(this, index);

    public static LLVMValueRef CreateConstArray2(LLVMTypeRef element, ReadOnlySpan<LLVMValueRef> values)
    {
        fixed (LLVMValueRef* first = values)
            return LLVM.ConstArray2(element, (LLVMOpaqueValue**)first, (ulong)values.Length);
    }

    public static LLVMValueRef CreateConstNamedStruct(LLVMTypeRef type, ReadOnlySpan<LLVMValueRef> values)
    {
        fixed (LLVMValueRef* first = values)
            return LLVM.ConstNamedStruct(type, (LLVMOpaqueValue**)first, (uint)values.Length);
    }

    public static LLVMValueRef CreateConstVector(ReadOnlySpan<LLVMValueRef> values)
    {
        fixed (LLVMValueRef* first = values)
            return LLVM.ConstVector((LLVMOpaqueValue**)first, (uint)values.Length);
    }

    // Globals
    public readonly LLVMTypeRef GlobalValueType => LLVM.GlobalGetValueType(this);
    public readonly LLVMValueRef NextGlobal => LLVM.GetNextGlobal(this);
    public readonly bool IsDeclaration => LLVM.IsDeclaration(this) != 0;
    public readonly LLVMValueRef Initializer { get => LLVM.GetInitializer(this); set => LLVM.SetInitializer(this, value); }
    public readonly LLVMLinkage Linkage { get => LLVM.GetLinkage(this); set => LLVM.SetLinkage(this, value); }
    public readonly LLVMVisibility Visibility { get => LLVM.GetVisibility(this); set => LLVM.SetVisibility(this, value); }
    public readonly uint Alignment { get => LLVM.GetAlignment(this); set => LLVM.SetAlignment(this, value); }
    public readonly bool IsGlobalConstant { get => LLVM.IsGlobalConstant(this) != 0; set => LLVM.SetGlobalConstant(this, value ? 1 : 0); }
    public readonly bool IsExternallyInitialized
    {
        get => LLVM.IsExternallyInitialized(this) != 0;
        set => LLVM.SetExternallyInitialized(this, value ? 1 : 0);
    }

    public readonly void DeleteGlobal() => LLVM.DeleteGlobal(this);

    // Functions
    public readonly LLVMValueRef NextFunction => LLVM.GetNextFunction(this);
    public readonly LLVMBasicBlockRef FirstBasicBlock => LLVM.GetFirstBasicBlock(this);
    public readonly LLVMBasicBlockRef LastBasicBlock => LLVM.GetLastBasicBlock(this);
    public readonly LLVMBasicBlockRef EntryBasicBlock => LLVM.GetEntryBasicBlock(this);
    public readonly uint BasicBlocksCount => LLVM.CountBasicBlocks(this);
    public readonly uint ParamsCount => LLVM.CountParams(this);
    public readonly uint IntrinsicID => LLVM.GetIntrinsicID(this);
    public readonly uint FunctionCallConv { get => LLVM.GetFunctionCallConv(this); set => LLVM.SetFunctionCallConv(this, value); }
    public readonly LLVMValueRef GetParam(uint index) => LLVM.GetParam(this, index);
    public readonly void DeleteFunction() => LLVM.DeleteFunction(this);

    public readonly LLVMBasicBlockRef AppendBasicBlock(ReadOnlySpan<char> name) => TypeOf.Context.AppendBasicBlock(this, name);

    public readonly void AddAttributeAtIndex(LLVMAttributeIndex index, LLVMAttributeRef attribute) =>
        LLVM.AddAttributeAtIndex(this, (uint)index, attribute);

    public readonly LLVMAttributeRef[] GetAttributesAtIndex(LLVMAttributeIndex index)
    {
        LLVMAttributeRef[] attributes = new LLVMAttributeRef[LLVM.GetAttributeCountAtIndex(this, (uint)index)];
        fixed (LLVMAttributeRef* first = attributes) LLVM.GetAttributesAtIndex(this, (uint)index, (LLVMOpaqueAttributeRef**)first);
        return attributes;
    }

    public readonly LLVMAttributeRef GetStringAttributeAtIndex(LLVMAttributeIndex index, ReadOnlySpan<char> kind)
    {
        using MarshaledString text = new(kind);
        return LLVM.GetStringAttributeAtIndex(this, (uint)index, text, (uint)text.Length);
    }

    public readonly void RemoveStringAttributeAtIndex(LLVMAttributeIndex index, ReadOnlySpan<char> kind)
    {
        using MarshaledString text = new(kind);
        LLVM.RemoveStringAttributeAtIndex(this, (uint)index, text, (uint)text.Length);
    }

    // Instructions
    public readonly LLVMOpcode InstructionOpcode => LLVM.GetInstructionOpcode(this);
    public readonly LLVMBasicBlockRef InstructionParent => LLVM.GetInstructionParent(this);
    public readonly LLVMValueRef NextInstruction => LLVM.GetNextInstruction(this);
    public readonly LLVMValueRef PreviousInstruction => LLVM.GetPreviousInstruction(this);
    public readonly void InstructionEraseFromParent() => LLVM.InstructionEraseFromParent(this);
    public readonly LLVMValueRef InstructionClone() => LLVM.InstructionClone(this);
    public readonly LLVMTypeRef AllocatedType => LLVM.GetAllocatedType(this);
    public readonly LLVMTypeRef GEPSourceElementType => LLVM.GetGEPSourceElementType(this);
    public readonly bool Volatile { get => LLVM.GetVolatile(this) != 0; set => LLVM.SetVolatile(this, value ? 1 : 0); }
    public readonly LLVMAtomicOrdering Ordering { get => LLVM.GetOrdering(this); set => LLVM.SetOrdering(this, value); }
    public readonly bool IsAtomic => LLVM.IsAtomic(this) != 0;
    public readonly uint SuccessorsCount => LLVM.GetNumSuccessors(this);
    public readonly LLVMBasicBlockRef GetSuccessor(uint index) => LLVM.GetSuccessor(this, index);
    public readonly void SetSuccessor(uint index, LLVMBasicBlockRef block) => LLVM.SetSuccessor(this, index, block);
    public readonly bool IsConditional => LLVM.IsConditional(this) != 0;
    public readonly LLVMValueRef Condition { get => LLVM.GetCondition(this); set => LLVM.SetCondition(this, value); }

    public readonly bool CanUseFastMathFlags => LLVM.CanValueUseFastMathFlags(this) != 0;
    public readonly LLVMFastMathFlags FastMathFlags { get => LLVM.GetFastMathFlags(this); set => LLVM.SetFastMathFlags(this, value); }

    public readonly bool HasNUW { get => LLVM.GetNUW(this) != 0; set => LLVM.SetNUW(this, value ? 1 : 0); }

    public readonly LLVMValueRef GetMetadata(uint kind) => LLVM.GetMetadata(this, kind);
    public readonly void SetMetadata(uint kind, LLVMValueRef node) => LLVM.SetMetadata(this, kind, node);

    // Calls
    public readonly uint ArgOperandsCount => LLVM.GetNumArgOperands(this);
    public readonly LLVMValueRef CalledValue => LLVM.GetCalledValue(this);
    public readonly LLVMTypeRef CalledFunctionType => LLVM.GetCalledFunctionType(this);
    public readonly uint InstructionCallConv { get => LLVM.GetInstructionCallConv(this); set => LLVM.SetInstructionCallConv(this, value); }
    public readonly void AddCallSiteAttribute(LLVMAttributeIndex index, LLVMAttributeRef attribute) =>
        LLVM.AddCallSiteAttribute(this, (uint)index, attribute);

    public readonly LLVMAttributeRef[] GetCallSiteAttributes(LLVMAttributeIndex index)
    {
        LLVMAttributeRef[] attributes = new LLVMAttributeRef[LLVM.GetCallSiteAttributeCount(this, (uint)index)];
        fixed (LLVMAttributeRef* first = attributes) LLVM.GetCallSiteAttributes(this, (uint)index, (LLVMOpaqueAttributeRef**)first);
        return attributes;
    }

    // Phis
    public readonly uint IncomingCount => LLVM.CountIncoming(this);
    public readonly LLVMValueRef GetIncomingValue(uint index) => LLVM.GetIncomingValue(this, index);
    public readonly LLVMBasicBlockRef GetIncomingBlock(uint index) => LLVM.GetIncomingBlock(this, index);

    public readonly void AddIncoming(ReadOnlySpan<LLVMValueRef> values, ReadOnlySpan<LLVMBasicBlockRef> blocks)
    {
        fixed (LLVMValueRef* firstValue = values)
        fixed (LLVMBasicBlockRef* firstBlock = blocks)
            LLVM.AddIncoming(this, (LLVMOpaqueValue**)firstValue, (LLVMOpaqueBasicBlock**)firstBlock, (uint)values.Length);
    }

    public readonly void AddCase(LLVMValueRef value, LLVMBasicBlockRef block) => LLVM.AddCase(this, value, block);

    // Source places; empty and 0 without debug information.
    public readonly uint DebugLocLine => LLVM.GetDebugLocLine(this);
    public readonly uint DebugLocColumn => LLVM.GetDebugLocColumn(this);

    public readonly string DebugLocFilename
    {
        get
        {
            uint length = 0;
            sbyte* text = LLVM.GetDebugLocFilename(this, &length);
            return MarshaledString.AsString(text, length);
        }
    }

    public readonly string PrintToString() => MarshaledString.Take(LLVM.PrintValueToString(this));

    public override readonly string ToString() => Handle == IntPtr.Zero ? "" : PrintToString();
}
