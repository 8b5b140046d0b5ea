namespace LLVMSharp.Interop;

public unsafe struct LLVMBasicBlockRef(IntPtr handle) : IEquatable<LLVMBasicBlockRef>
{
    public IntPtr Handle = handle;

    public static implicit operator LLVMBasicBlockRef(LLVMOpaqueBasicBlock* value) => new((IntPtr)value);
    public static implicit operator LLVMOpaqueBasicBlock*(LLVMBasicBlockRef value) => (LLVMOpaqueBasicBlock*)value.Handle;

    public static bool operator ==(LLVMBasicBlockRef left, LLVMBasicBlockRef right) => left.Handle == right.Handle;
    public static bool operator !=(LLVMBasicBlockRef left, LLVMBasicBlockRef right) => left.Handle != right.Handle;

    public readonly bool Equals(LLVMBasicBlockRef other) => this == other;
    public override readonly bool Equals(object? obj) => obj is LLVMBasicBlockRef other && Equals(other);
    public override readonly int GetHashCode() => Handle.GetHashCode();

    public readonly LLVMValueRef Parent => LLVM.GetBasicBlockParent(this);
    public readonly LLVMBasicBlockRef Next => LLVM.GetNextBasicBlock(this);
    public readonly LLVMBasicBlockRef Previous => LLVM.GetPreviousBasicBlock(this);
    public readonly LLVMValueRef FirstInstruction => LLVM.GetFirstInstruction(this);
    public readonly LLVMValueRef LastInstruction => LLVM.GetLastInstruction(this);
    public readonly LLVMValueRef Terminator => LLVM.GetBasicBlockTerminator(this);

    public readonly LLVMValueRef AsValue() => LLVM.BasicBlockAsValue(this);

    public readonly void MoveAfter(LLVMBasicBlockRef position) => LLVM.MoveBasicBlockAfter(this, position);

    public readonly void RemoveFromParent() => LLVM.RemoveBasicBlockFromParent(this);

    public readonly void Delete() => LLVM.DeleteBasicBlock(this);
}
