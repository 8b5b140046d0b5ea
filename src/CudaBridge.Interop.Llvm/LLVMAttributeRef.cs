namespace LLVMSharp.Interop;

public unsafe struct LLVMAttributeRef(IntPtr handle) : IEquatable<LLVMAttributeRef>
{
    public IntPtr Handle = handle;

    public static implicit operator LLVMAttributeRef(LLVMOpaqueAttributeRef* value) => new((IntPtr)value);
    public static implicit operator LLVMOpaqueAttributeRef*(LLVMAttributeRef value) => (LLVMOpaqueAttributeRef*)value.Handle;

    public static bool operator ==(LLVMAttributeRef left, LLVMAttributeRef right) => left.Handle == right.Handle;
    public static bool operator !=(LLVMAttributeRef left, LLVMAttributeRef right) => left.Handle != right.Handle;

    public readonly bool Equals(LLVMAttributeRef other) => this == other;
    public override readonly bool Equals(object? obj) => obj is LLVMAttributeRef other && Equals(other);
    public override readonly int GetHashCode() => Handle.GetHashCode();

    public readonly bool IsEnum => LLVM.IsEnumAttribute(this) != 0;
    public readonly bool IsString => LLVM.IsStringAttribute(this) != 0;
    public readonly bool IsType => LLVM.IsTypeAttribute(this) != 0;
    public readonly uint Kind => LLVM.GetEnumAttributeKind(this);
    public readonly ulong Value => LLVM.GetEnumAttributeValue(this);
    public readonly LLVMTypeRef TypeValue => LLVM.GetTypeAttributeValue(this);

    public readonly string StringKind
    {
        get
        {
            uint length;
            sbyte* text = LLVM.GetStringAttributeKind(this, &length);
            return MarshaledString.AsString(text, length);
        }
    }

    public readonly string StringValue
    {
        get
        {
            uint length;
            sbyte* text = LLVM.GetStringAttributeValue(this, &length);
            return MarshaledString.AsString(text, length);
        }
    }
}
