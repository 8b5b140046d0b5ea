namespace LLVMSharp.Interop;

public unsafe struct LLVMMemoryBufferRef(IntPtr handle) : IEquatable<LLVMMemoryBufferRef>, IDisposable
{
    public IntPtr Handle = handle;

    public static implicit operator LLVMMemoryBufferRef(LLVMOpaqueMemoryBuffer* value) => new((IntPtr)value);
    public static implicit operator LLVMOpaqueMemoryBuffer*(LLVMMemoryBufferRef value) => (LLVMOpaqueMemoryBuffer*)value.Handle;

    public static bool operator ==(LLVMMemoryBufferRef left, LLVMMemoryBufferRef right) => left.Handle == right.Handle;
    public static bool operator !=(LLVMMemoryBufferRef left, LLVMMemoryBufferRef right) => left.Handle != right.Handle;

    public readonly bool Equals(LLVMMemoryBufferRef other) => this == other;
    public override readonly bool Equals(object? obj) => obj is LLVMMemoryBufferRef other && Equals(other);
    public override readonly int GetHashCode() => Handle.GetHashCode();

    public static LLVMMemoryBufferRef CreateCopy(ReadOnlySpan<byte> data, ReadOnlySpan<char> name)
    {
        using MarshaledString text = new(name);
        fixed (byte* first = data)
            return LLVM.CreateMemoryBufferWithMemoryRangeCopy((sbyte*)first, (nuint)data.Length, text);
    }

    public readonly ReadOnlySpan<byte> Bytes => new(LLVM.GetBufferStart(this), (int)LLVM.GetBufferSize(this));

    public void Dispose()
    {
        if (Handle == IntPtr.Zero) return;
        LLVM.DisposeMemoryBuffer(this);
        Handle = IntPtr.Zero;
    }
}
