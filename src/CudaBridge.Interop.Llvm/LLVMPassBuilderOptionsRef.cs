namespace LLVMSharp.Interop;

public unsafe struct LLVMPassBuilderOptionsRef(IntPtr handle) : IEquatable<LLVMPassBuilderOptionsRef>, IDisposable
{
    public IntPtr Handle = handle;

    public static implicit operator LLVMPassBuilderOptionsRef(LLVMOpaquePassBuilderOptions* value) => new((IntPtr)value);
    public static implicit operator LLVMOpaquePassBuilderOptions*(LLVMPassBuilderOptionsRef value) => (LLVMOpaquePassBuilderOptions*)value.Handle;

    public static bool operator ==(LLVMPassBuilderOptionsRef left, LLVMPassBuilderOptionsRef right) => left.Handle == right.Handle;
    public static bool operator !=(LLVMPassBuilderOptionsRef left, LLVMPassBuilderOptionsRef right) => left.Handle != right.Handle;

    public readonly bool Equals(LLVMPassBuilderOptionsRef other) => this == other;
    public override readonly bool Equals(object? obj) => obj is LLVMPassBuilderOptionsRef other && Equals(other);
    public override readonly int GetHashCode() => Handle.GetHashCode();

    public static LLVMPassBuilderOptionsRef Create() => LLVM.CreatePassBuilderOptions();

    public readonly void SetVerifyEach(bool value) => LLVM.PassBuilderOptionsSetVerifyEach(this, value ? 1 : 0);

    public readonly void SetLoopUnrolling(bool value) => LLVM.PassBuilderOptionsSetLoopUnrolling(this, value ? 1 : 0);

    public readonly void SetLoopVectorization(bool value) => LLVM.PassBuilderOptionsSetLoopVectorization(this, value ? 1 : 0);

    public readonly void SetSLPVectorization(bool value) => LLVM.PassBuilderOptionsSetSLPVectorization(this, value ? 1 : 0);

    public readonly void SetInlinerThreshold(int value) => LLVM.PassBuilderOptionsSetInlinerThreshold(this, value);

    public void Dispose()
    {
        if (Handle == IntPtr.Zero) return;
        LLVM.DisposePassBuilderOptions(this);
        Handle = IntPtr.Zero;
    }
}
