namespace LLVMSharp.Interop;

public unsafe struct LLVMUseRef(IntPtr handle) : IEquatable<LLVMUseRef>
{
    public IntPtr Handle = handle;

    public static implicit operator LLVMUseRef(LLVMOpaqueUse* value) => new((IntPtr)value);
    public static implicit operator LLVMOpaqueUse*(LLVMUseRef value) => (LLVMOpaqueUse*)value.Handle;

    public static bool operator ==(LLVMUseRef left, LLVMUseRef right) => left.Handle == right.Handle;
    public static bool operator !=(LLVMUseRef left, LLVMUseRef right) => left.Handle != right.Handle;

    public readonly bool Equals(LLVMUseRef other) => this == other;
    public override readonly bool Equals(object? obj) => obj is LLVMUseRef other && Equals(other);
    public override readonly int GetHashCode() => Handle.GetHashCode();

    public readonly LLVMUseRef NextUse => LLVM.GetNextUse(this);
    public readonly LLVMValueRef User => LLVM.GetUser(this);
    public readonly LLVMValueRef UsedValue => LLVM.GetUsedValue(this);
}
