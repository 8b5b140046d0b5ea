namespace LLVMSharp.Interop;

public unsafe struct LLVMMetadataRef(IntPtr handle) : IEquatable<LLVMMetadataRef>
{
    public IntPtr Handle = handle;

    public static implicit operator LLVMMetadataRef(LLVMOpaqueMetadata* value) => new((IntPtr)value);
    public static implicit operator LLVMOpaqueMetadata*(LLVMMetadataRef value) => (LLVMOpaqueMetadata*)value.Handle;

    public static bool operator ==(LLVMMetadataRef left, LLVMMetadataRef right) => left.Handle == right.Handle;
    public static bool operator !=(LLVMMetadataRef left, LLVMMetadataRef right) => left.Handle != right.Handle;

    public readonly bool Equals(LLVMMetadataRef other) => this == other;
    public override readonly bool Equals(object? obj) => obj is LLVMMetadataRef other && Equals(other);
    public override readonly int GetHashCode() => Handle.GetHashCode();

}
