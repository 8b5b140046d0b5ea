namespace LLVMSharp.Interop;

public unsafe struct LLVMBuilderRef(IntPtr handle) : IEquatable<LLVMBuilderRef>, IDisposable
{
    public IntPtr Handle = handle;

    public static implicit operator LLVMBuilderRef(LLVMOpaqueBuilder* value) => new((IntPtr)value);
    public static implicit operator LLVMOpaqueBuilder*(LLVMBuilderRef value) => (LLVMOpaqueBuilder*)value.Handle;

    public static bool operator ==(LLVMBuilderRef left, LLVMBuilderRef right) => left.Handle == right.Handle;
    public static bool operator !=(LLVMBuilderRef left, LLVMBuilderRef right) => left.Handle != right.Handle;

    public readonly bool Equals(LLVMBuilderRef other) => this == other;
    public override readonly bool Equals(object? obj) => obj is LLVMBuilderRef other && Equals(other);
    public override readonly int GetHashCode() => Handle.GetHashCode();

    public static LLVMBuilderRef Create(LLVMContextRef context) => LLVM.CreateBuilderInContext(context);

    public readonly LLVMBasicBlockRef InsertBlock => LLVM.GetInsertBlock(this);

    public readonly void PositionAtEnd(LLVMBasicBlockRef block) => LLVM.PositionBuilderAtEnd(this, block);

    /// <summary>Also takes over the instruction's debug location.</summary>
    public readonly void PositionBefore(LLVMValueRef instruction) => LLVM.PositionBuilderBefore(this, instruction);

    public readonly void Insert(LLVMValueRef instruction) => LLVM.InsertIntoBuilder(this, instruction);

    public readonly LLVMValueRef BuildRetVoid() => LLVM.BuildRetVoid(this);
    public readonly LLVMValueRef BuildRet(LLVMValueRef value) => LLVM.BuildRet(this, value);
    public readonly LLVMValueRef BuildBr(LLVMBasicBlockRef target) => LLVM.BuildBr(this, target);
    public readonly LLVMValueRef BuildCondBr(LLVMValueRef condition, LLVMBasicBlockRef then, LLVMBasicBlockRef otherwise) =>
        LLVM.BuildCondBr(this, condition, then, otherwise);
    public readonly LLVMValueRef BuildSwitch(LLVMValueRef value, LLVMBasicBlockRef otherwise, uint cases) => LLVM.BuildSwitch(this, value, otherwise, cases);
    public readonly LLVMValueRef BuildUnreachable() => LLVM.BuildUnreachable(this);
    public readonly LLVMValueRef BuildStore(LLVMValueRef value, LLVMValueRef pointer) => LLVM.BuildStore(this, value, pointer);
    public readonly LLVMValueRef BuildMemCpy(LLVMValueRef to, uint toAlign, LLVMValueRef from, uint fromAlign, LLVMValueRef bytes) =>
        LLVM.BuildMemCpy(this, to, toAlign, from, fromAlign, bytes);
    public readonly LLVMValueRef BuildMemSet(LLVMValueRef to, LLVMValueRef value, LLVMValueRef bytes, uint align) =>
        LLVM.BuildMemSet(this, to, value, bytes, align);
    public readonly LLVMValueRef BuildAtomicRMW(LLVMAtomicRMWBinOp op, LLVMValueRef pointer, LLVMValueRef value, LLVMAtomicOrdering ordering, bool singleThread) =>
        LLVM.BuildAtomicRMW(this, op, pointer, value, ordering, singleThread ? 1 : 0);
    public readonly LLVMValueRef BuildAtomicCmpXchg(LLVMValueRef pointer, LLVMValueRef compare, LLVMValueRef value,
        LLVMAtomicOrdering success, LLVMAtomicOrdering failure, bool singleThread) =>
        LLVM.BuildAtomicCmpXchg(this, pointer, compare, value, success, failure, singleThread ? 1 : 0);

    public readonly LLVMValueRef BuildAdd(LLVMValueRef left, LLVMValueRef right, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildAdd(this, left, right, text);
    }

    public readonly LLVMValueRef BuildSub(LLVMValueRef left, LLVMValueRef right, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildSub(this, left, right, text);
    }

    public readonly LLVMValueRef BuildMul(LLVMValueRef left, LLVMValueRef right, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildMul(this, left, right, text);
    }

    public readonly LLVMValueRef BuildUDiv(LLVMValueRef left, LLVMValueRef right, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildUDiv(this, left, right, text);
    }

    public readonly LLVMValueRef BuildURem(LLVMValueRef left, LLVMValueRef right, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildURem(this, left, right, text);
    }

    public readonly LLVMValueRef BuildShl(LLVMValueRef left, LLVMValueRef right, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildShl(this, left, right, text);
    }

    public readonly LLVMValueRef BuildLShr(LLVMValueRef left, LLVMValueRef right, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildLShr(this, left, right, text);
    }

    public readonly LLVMValueRef BuildAShr(LLVMValueRef left, LLVMValueRef right, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildAShr(this, left, right, text);
    }

    public readonly LLVMValueRef BuildAnd(LLVMValueRef left, LLVMValueRef right, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildAnd(this, left, right, text);
    }

    public readonly LLVMValueRef BuildOr(LLVMValueRef left, LLVMValueRef right, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildOr(this, left, right, text);
    }

    public readonly LLVMValueRef BuildXor(LLVMValueRef left, LLVMValueRef right, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildXor(this, left, right, text);
    }

    public readonly LLVMValueRef BuildFAdd(LLVMValueRef left, LLVMValueRef right, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildFAdd(this, left, right, text);
    }

    public readonly LLVMValueRef BuildFSub(LLVMValueRef left, LLVMValueRef right, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildFSub(this, left, right, text);
    }

    public readonly LLVMValueRef BuildFMul(LLVMValueRef left, LLVMValueRef right, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildFMul(this, left, right, text);
    }

    public readonly LLVMValueRef BuildBinOp(LLVMOpcode op, LLVMValueRef left, LLVMValueRef right, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildBinOp(this, op, left, right, text);
    }

    public readonly LLVMValueRef BuildCast(LLVMOpcode op, LLVMValueRef value, LLVMTypeRef type, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildCast(this, op, value, type, text);
    }

    public readonly LLVMValueRef BuildNot(LLVMValueRef value, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildNot(this, value, text);
    }

    public readonly LLVMValueRef BuildNeg(LLVMValueRef value, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildNeg(this, value, text);
    }

    public readonly LLVMValueRef BuildFNeg(LLVMValueRef value, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildFNeg(this, value, text);
    }

    public readonly LLVMValueRef BuildIsNull(LLVMValueRef value, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildIsNull(this, value, text);
    }

    public readonly LLVMValueRef BuildIsNotNull(LLVMValueRef value, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildIsNotNull(this, value, text);
    }

    public readonly LLVMValueRef BuildFreeze(LLVMValueRef value, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildFreeze(this, value, text);
    }

    public readonly LLVMValueRef BuildTrunc(LLVMValueRef value, LLVMTypeRef type, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildTrunc(this, value, type, text);
    }

    public readonly LLVMValueRef BuildZExt(LLVMValueRef value, LLVMTypeRef type, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildZExt(this, value, type, text);
    }

    public readonly LLVMValueRef BuildSExt(LLVMValueRef value, LLVMTypeRef type, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildSExt(this, value, type, text);
    }

    public readonly LLVMValueRef BuildPtrToInt(LLVMValueRef value, LLVMTypeRef type, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildPtrToInt(this, value, type, text);
    }

    public readonly LLVMValueRef BuildIntToPtr(LLVMValueRef value, LLVMTypeRef type, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildIntToPtr(this, value, type, text);
    }

    public readonly LLVMValueRef BuildBitCast(LLVMValueRef value, LLVMTypeRef type, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildBitCast(this, value, type, text);
    }

    public readonly LLVMValueRef BuildAddrSpaceCast(LLVMValueRef value, LLVMTypeRef type, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildAddrSpaceCast(this, value, type, text);
    }

    public readonly LLVMValueRef BuildAlloca(LLVMTypeRef type, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildAlloca(this, type, text);
    }

    public readonly LLVMValueRef BuildLoad2(LLVMTypeRef type, LLVMValueRef pointer, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildLoad2(this, type, pointer, text);
    }

    public readonly LLVMValueRef BuildStructGEP2(LLVMTypeRef type, LLVMValueRef pointer, uint index, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildStructGEP2(this, type, pointer, index, text);
    }

    public readonly LLVMValueRef BuildICmp(LLVMIntPredicate predicate, LLVMValueRef left, LLVMValueRef right, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildICmp(this, predicate, left, right, text);
    }

    public readonly LLVMValueRef BuildFCmp(LLVMRealPredicate predicate, LLVMValueRef left, LLVMValueRef right, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildFCmp(this, predicate, left, right, text);
    }

    public readonly LLVMValueRef BuildPhi(LLVMTypeRef type, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildPhi(this, type, text);
    }

    public readonly LLVMValueRef BuildSelect(LLVMValueRef condition, LLVMValueRef then, LLVMValueRef otherwise, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildSelect(this, condition, then, otherwise, text);
    }

    public readonly LLVMValueRef BuildExtractElement(LLVMValueRef vector, LLVMValueRef index, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildExtractElement(this, vector, index, text);
    }

    public readonly LLVMValueRef BuildInsertElement(LLVMValueRef vector, LLVMValueRef value, LLVMValueRef index, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildInsertElement(this, vector, value, index, text);
    }

    public readonly LLVMValueRef BuildShuffleVector(LLVMValueRef left, LLVMValueRef right, LLVMValueRef mask, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildShuffleVector(this, left, right, mask, text);
    }

    public readonly LLVMValueRef BuildExtractValue(LLVMValueRef aggregate, uint index, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildExtractValue(this, aggregate, index, text);
    }

    public readonly LLVMValueRef BuildInsertValue(LLVMValueRef aggregate, LLVMValueRef value, uint index, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildInsertValue(this, aggregate, value, index, text);
    }

    public readonly LLVMValueRef BuildFence(LLVMAtomicOrdering ordering, bool singleThread, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        return LLVM.BuildFence(this, ordering, singleThread ? 1 : 0, text);
    }

    public readonly LLVMValueRef BuildGEP2(LLVMTypeRef type, LLVMValueRef pointer, ReadOnlySpan<LLVMValueRef> indices, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        fixed (LLVMValueRef* first = indices)
            return LLVM.BuildGEP2(this, type, pointer, (LLVMOpaqueValue**)first, (uint)indices.Length, text);
    }

    public readonly LLVMValueRef BuildInBoundsGEP2(LLVMTypeRef type, LLVMValueRef pointer, ReadOnlySpan<LLVMValueRef> indices, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        fixed (LLVMValueRef* first = indices)
            return LLVM.BuildInBoundsGEP2(this, type, pointer, (LLVMOpaqueValue**)first, (uint)indices.Length, text);
    }

    public readonly LLVMValueRef BuildCall2(LLVMTypeRef type, LLVMValueRef function, ReadOnlySpan<LLVMValueRef> arguments, ReadOnlySpan<char> name = default)
    {
        using MarshaledString text = new(name);
        fixed (LLVMValueRef* first = arguments)
            return LLVM.BuildCall2(this, type, function, (LLVMOpaqueValue**)first, (uint)arguments.Length, text);
    }

    public void Dispose()
    {
        if (Handle == IntPtr.Zero) return;
        LLVM.DisposeBuilder(this);
        Handle = IntPtr.Zero;
    }
}
