namespace LLVMSharp.Interop;

public unsafe struct LLVMTypeRef(IntPtr handle) : IEquatable<LLVMTypeRef>
{
    public IntPtr Handle = handle;

    public static implicit operator LLVMTypeRef(LLVMOpaqueType* value) => new((IntPtr)value);
    public static implicit operator LLVMOpaqueType*(LLVMTypeRef value) => (LLVMOpaqueType*)value.Handle;

    public static bool operator ==(LLVMTypeRef left, LLVMTypeRef right) => left.Handle == right.Handle;
    public static bool operator !=(LLVMTypeRef left, LLVMTypeRef right) => left.Handle != right.Handle;

    public readonly bool Equals(LLVMTypeRef other) => this == other;
    public override readonly bool Equals(object? obj) => obj is LLVMTypeRef other && Equals(other);
    public override readonly int GetHashCode() => Handle.GetHashCode();

    public static LLVMTypeRef CreateFunction(LLVMTypeRef returnType, ReadOnlySpan<LLVMTypeRef> parameters, bool isVarArg = false)
    {
        fixed (LLVMTypeRef* first = parameters)
            return LLVM.FunctionType(returnType, (LLVMOpaqueType**)first, (uint)parameters.Length, isVarArg ? 1 : 0);
    }

    public static LLVMTypeRef CreateArray2(LLVMTypeRef element, ulong count) => LLVM.ArrayType2(element, count);

    public static LLVMTypeRef CreateVector(LLVMTypeRef element, uint count) => LLVM.VectorType(element, count);

    public readonly LLVMContextRef Context => LLVM.GetTypeContext(this);
    public readonly LLVMTypeKind Kind => LLVM.GetTypeKind(this);
    public readonly bool IsSized => LLVM.TypeIsSized(this) != 0;
    public readonly uint IntWidth => LLVM.GetIntTypeWidth(this);
    public readonly LLVMTypeRef ElementType => LLVM.GetElementType(this);
    public readonly ulong ArrayLength2 => LLVM.GetArrayLength2(this);
    public readonly uint VectorSize => LLVM.GetVectorSize(this);
    public readonly uint PointerAddressSpace => LLVM.GetPointerAddressSpace(this);
    public readonly LLVMTypeRef ReturnType => LLVM.GetReturnType(this);
    public readonly bool IsFunctionVarArg => LLVM.IsFunctionVarArg(this) != 0;
    public readonly uint ParamTypesCount => LLVM.CountParamTypes(this);
    public readonly uint StructElementTypesCount => LLVM.CountStructElementTypes(this);
    public readonly LLVMValueRef Null => LLVM.ConstNull(this);
    public readonly LLVMValueRef AllOnes => LLVM.ConstAllOnes(this);
    public readonly LLVMValueRef Undef => LLVM.GetUndef(this);
    public readonly LLVMValueRef Poison => LLVM.GetPoison(this);

    public readonly LLVMTypeRef[] ParamTypes
    {
        get
        {
            LLVMTypeRef[] types = new LLVMTypeRef[ParamTypesCount];
            fixed (LLVMTypeRef* first = types) LLVM.GetParamTypes(this, (LLVMOpaqueType**)first);
            return types;
        }
    }

    public readonly string StructName => LLVM.GetStructName(this) is var name && name is not null ? new string(name) : "";

    public readonly LLVMTypeRef StructGetTypeAtIndex(uint index) => LLVM.StructGetTypeAtIndex(this, index);

    public readonly void StructSetBody(ReadOnlySpan<LLVMTypeRef> elements, bool packed)
    {
        fixed (LLVMTypeRef* first = elements)
            LLVM.StructSetBody(this, (LLVMOpaqueType**)first, (uint)elements.Length, packed ? 1 : 0);
    }

    public readonly LLVMValueRef CreateConstInt(ulong value, bool signExtend = false) => LLVM.ConstInt(this, value, signExtend ? 1 : 0);

    public override readonly string ToString() => Handle == IntPtr.Zero ? "" : MarshaledString.Take(LLVM.PrintTypeToString(this));
}
