namespace LLVMSharp.Interop;

public unsafe struct LLVMTargetRef(IntPtr handle) : IEquatable<LLVMTargetRef>
{
    public IntPtr Handle = handle;

    public static implicit operator LLVMTargetRef(LLVMTarget* value) => new((IntPtr)value);
    public static implicit operator LLVMTarget*(LLVMTargetRef value) => (LLVMTarget*)value.Handle;

    public static bool operator ==(LLVMTargetRef left, LLVMTargetRef right) => left.Handle == right.Handle;
    public static bool operator !=(LLVMTargetRef left, LLVMTargetRef right) => left.Handle != right.Handle;

    public readonly bool Equals(LLVMTargetRef other) => this == other;
    public override readonly bool Equals(object? obj) => obj is LLVMTargetRef other && Equals(other);
    public override readonly int GetHashCode() => Handle.GetHashCode();

    public static bool TryGetTargetFromTriple(ReadOnlySpan<char> triple, out LLVMTargetRef target, out string message)
    {
        using MarshaledString text = new(triple);
        sbyte* error = null;
        LLVMTarget* result = null;
        bool ok = LLVM.GetTargetFromTriple(text, &result, &error) == 0;
        message = ok ? "" : MarshaledString.Take(error);
        target = result;
        return ok;
    }

    public readonly LLVMTargetMachineRef CreateTargetMachine(ReadOnlySpan<char> triple, ReadOnlySpan<char> cpu, ReadOnlySpan<char> features,
        LLVMCodeGenOptLevel level, LLVMRelocMode reloc, LLVMCodeModel codeModel)
    {
        using MarshaledString tripleText = new(triple);
        using MarshaledString cpuText = new(cpu);
        using MarshaledString featureText = new(features);
        return LLVM.CreateTargetMachine(this, tripleText, cpuText, featureText, level, reloc, codeModel);
    }
}
