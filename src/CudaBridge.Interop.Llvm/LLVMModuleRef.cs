namespace LLVMSharp.Interop;

public unsafe struct LLVMModuleRef(IntPtr handle) : IEquatable<LLVMModuleRef>, IDisposable
{
    public IntPtr Handle = handle;

    public static implicit operator LLVMModuleRef(LLVMOpaqueModule* value) => new((IntPtr)value);
    public static implicit operator LLVMOpaqueModule*(LLVMModuleRef value) => (LLVMOpaqueModule*)value.Handle;

    public static bool operator ==(LLVMModuleRef left, LLVMModuleRef right) => left.Handle == right.Handle;
    public static bool operator !=(LLVMModuleRef left, LLVMModuleRef right) => left.Handle != right.Handle;

    public readonly bool Equals(LLVMModuleRef other) => this == other;
    public override readonly bool Equals(object? obj) => obj is LLVMModuleRef other && Equals(other);
    public override readonly int GetHashCode() => Handle.GetHashCode();

    public readonly LLVMContextRef Context => LLVM.GetModuleContext(this);
    public readonly LLVMValueRef FirstFunction => LLVM.GetFirstFunction(this);
    public readonly LLVMValueRef FirstGlobal => LLVM.GetFirstGlobal(this);

    public readonly string Target
    {
        get => MarshaledString.AsString(LLVM.GetTarget(this));
        set
        {
            using MarshaledString text = new(value);
            LLVM.SetTarget(this, text);
        }
    }

    public readonly string DataLayout
    {
        get => MarshaledString.AsString(LLVM.GetDataLayoutStr(this));
        set
        {
            using MarshaledString text = new(value);
            LLVM.SetDataLayout(this, text);
        }
    }

    public readonly LLVMValueRef AddFunction(ReadOnlySpan<char> name, LLVMTypeRef type)
    {
        using MarshaledString text = new(name);
        return LLVM.AddFunction(this, text, type);
    }

    public readonly LLVMValueRef GetNamedFunction(ReadOnlySpan<char> name)
    {
        using MarshaledString text = new(name);
        return LLVM.GetNamedFunction(this, text);
    }

    public readonly LLVMValueRef AddGlobal(LLVMTypeRef type, ReadOnlySpan<char> name)
    {
        using MarshaledString text = new(name);
        return LLVM.AddGlobal(this, type, text);
    }

    public readonly LLVMValueRef AddGlobalInAddressSpace(LLVMTypeRef type, ReadOnlySpan<char> name, uint addressSpace)
    {
        using MarshaledString text = new(name);
        return LLVM.AddGlobalInAddressSpace(this, type, text, addressSpace);
    }

    public readonly LLVMValueRef GetNamedGlobal(ReadOnlySpan<char> name)
    {
        using MarshaledString text = new(name);
        return LLVM.GetNamedGlobal(this, text);
    }

    public readonly LLVMValueRef GetIntrinsicDeclaration(uint id, ReadOnlySpan<LLVMTypeRef> types)
    {
        fixed (LLVMTypeRef* first = types)
            return LLVM.GetIntrinsicDeclaration(this, id, (LLVMOpaqueType**)first, (nuint)types.Length);
    }

    public readonly bool TryVerify(LLVMVerifierFailureAction action, out string message)
    {
        sbyte* error = null;
        bool ok = LLVM.VerifyModule(this, action, &error) == 0;
        message = MarshaledString.Take(error);
        return ok;
    }

    public readonly LLVMModuleRef Clone() => LLVM.CloneModule(this);

    public readonly LLVMMemoryBufferRef WriteBitcodeToMemoryBuffer() => LLVM.WriteBitcodeToMemoryBuffer(this);

    public readonly string PrintToString() => MarshaledString.Take(LLVM.PrintModuleToString(this));

    public override readonly string ToString() => Handle == IntPtr.Zero ? "" : PrintToString();

    public void Dispose()
    {
        if (Handle == IntPtr.Zero) return;
        LLVM.DisposeModule(this);
        Handle = IntPtr.Zero;
    }
}
