namespace LLVMSharp.Interop;

public unsafe struct LLVMTargetDataRef(IntPtr handle) : IEquatable<LLVMTargetDataRef>, IDisposable
{
    public IntPtr Handle = handle;

    public static implicit operator LLVMTargetDataRef(LLVMOpaqueTargetData* value) => new((IntPtr)value);
    public static implicit operator LLVMOpaqueTargetData*(LLVMTargetDataRef value) => (LLVMOpaqueTargetData*)value.Handle;

    public static bool operator ==(LLVMTargetDataRef left, LLVMTargetDataRef right) => left.Handle == right.Handle;
    public static bool operator !=(LLVMTargetDataRef left, LLVMTargetDataRef right) => left.Handle != right.Handle;

    public readonly bool Equals(LLVMTargetDataRef other) => this == other;
    public override readonly bool Equals(object? obj) => obj is LLVMTargetDataRef other && Equals(other);
    public override readonly int GetHashCode() => Handle.GetHashCode();

    public readonly string StringRepresentation => MarshaledString.Take(LLVM.CopyStringRepOfTargetData(this));

    public readonly ulong SizeOfTypeInBits(LLVMTypeRef type) => LLVM.SizeOfTypeInBits(this, type);

    public readonly ulong StoreSizeOfType(LLVMTypeRef type) => LLVM.StoreSizeOfType(this, type);

    public readonly ulong ABISizeOfType(LLVMTypeRef type) => LLVM.ABISizeOfType(this, type);

    public readonly uint ABIAlignmentOfType(LLVMTypeRef type) => LLVM.ABIAlignmentOfType(this, type);

    public readonly ulong OffsetOfElement(LLVMTypeRef type, uint element) => LLVM.OffsetOfElement(this, type, element);

    public void Dispose()
    {
        if (Handle == IntPtr.Zero) return;
        LLVM.DisposeTargetData(this);
        Handle = IntPtr.Zero;
    }
}
