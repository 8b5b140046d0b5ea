namespace LLVMSharp.Interop;

public unsafe struct LLVMTargetMachineRef(IntPtr handle) : IEquatable<LLVMTargetMachineRef>, IDisposable
{
    public IntPtr Handle = handle;

    public static implicit operator LLVMTargetMachineRef(LLVMOpaqueTargetMachine* value) => new((IntPtr)value);
    public static implicit operator LLVMOpaqueTargetMachine*(LLVMTargetMachineRef value) => (LLVMOpaqueTargetMachine*)value.Handle;

    public static bool operator ==(LLVMTargetMachineRef left, LLVMTargetMachineRef right) => left.Handle == right.Handle;
    public static bool operator !=(LLVMTargetMachineRef left, LLVMTargetMachineRef right) => left.Handle != right.Handle;

    public readonly bool Equals(LLVMTargetMachineRef other) => this == other;
    public override readonly bool Equals(object? obj) => obj is LLVMTargetMachineRef other && Equals(other);
    public override readonly int GetHashCode() => Handle.GetHashCode();

    public readonly LLVMTargetDataRef CreateTargetDataLayout() => LLVM.CreateTargetDataLayout(this);

    public readonly bool TryEmitToMemoryBuffer(LLVMModuleRef module, LLVMCodeGenFileType codegen, out LLVMMemoryBufferRef buffer, out string message)
    {
        sbyte* error = null;
        LLVMOpaqueMemoryBuffer* result = null;
        bool ok = LLVM.TargetMachineEmitToMemoryBuffer(this, module, codegen, &error, &result) == 0;
        message = ok ? "" : MarshaledString.Take(error);
        buffer = result;
        return ok;
    }

    public void Dispose()
    {
        if (Handle == IntPtr.Zero) return;
        LLVM.DisposeTargetMachine(this);
        Handle = IntPtr.Zero;
    }
}
