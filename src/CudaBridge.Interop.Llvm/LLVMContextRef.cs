namespace LLVMSharp.Interop;

public unsafe struct LLVMContextRef(IntPtr handle) : IEquatable<LLVMContextRef>, IDisposable
{
    public IntPtr Handle = handle;

    public static implicit operator LLVMContextRef(LLVMOpaqueContext* value) => new((IntPtr)value);
    public static implicit operator LLVMOpaqueContext*(LLVMContextRef value) => (LLVMOpaqueContext*)value.Handle;

    public static bool operator ==(LLVMContextRef left, LLVMContextRef right) => left.Handle == right.Handle;
    public static bool operator !=(LLVMContextRef left, LLVMContextRef right) => left.Handle != right.Handle;

    public readonly bool Equals(LLVMContextRef other) => this == other;
    public override readonly bool Equals(object? obj) => obj is LLVMContextRef other && Equals(other);
    public override readonly int GetHashCode() => Handle.GetHashCode();

    public readonly LLVMTypeRef VoidType => LLVM.VoidTypeInContext(this);
    public readonly LLVMTypeRef Int1Type => LLVM.Int1TypeInContext(this);
    public readonly LLVMTypeRef Int8Type => LLVM.Int8TypeInContext(this);
    public readonly LLVMTypeRef Int16Type => LLVM.Int16TypeInContext(this);
    public readonly LLVMTypeRef Int32Type => LLVM.Int32TypeInContext(this);
    public readonly LLVMTypeRef Int64Type => LLVM.Int64TypeInContext(this);
    public readonly LLVMTypeRef HalfType => LLVM.HalfTypeInContext(this);
    public readonly LLVMTypeRef BFloatType => LLVM.BFloatTypeInContext(this);
    public readonly LLVMTypeRef FloatType => LLVM.FloatTypeInContext(this);
    public readonly LLVMTypeRef DoubleType => LLVM.DoubleTypeInContext(this);

    public static LLVMContextRef Create() => LLVM.ContextCreate();

    public readonly LLVMTypeRef GetIntType(uint bits) => LLVM.IntTypeInContext(this, bits);

    public readonly LLVMTypeRef GetPointerType(uint addressSpace = 0) => LLVM.PointerTypeInContext(this, addressSpace);

    public readonly LLVMTypeRef GetStructType(ReadOnlySpan<LLVMTypeRef> elements, bool packed)
    {
        fixed (LLVMTypeRef* first = elements)
            return LLVM.StructTypeInContext(this, (LLVMOpaqueType**)first, (uint)elements.Length, packed ? 1 : 0);
    }

    public readonly LLVMTypeRef CreateNamedStruct(ReadOnlySpan<char> name)
    {
        using MarshaledString text = new(name);
        return LLVM.StructCreateNamed(this, text);
    }

    /// <summary>The named structure type; null when the context has none of that name.</summary>
    public readonly LLVMTypeRef GetTypeByName(ReadOnlySpan<char> name)
    {
        using MarshaledString text = new(name);
        return LLVM.GetTypeByName2(this, text);
    }

    public readonly LLVMBuilderRef CreateBuilder() => LLVM.CreateBuilderInContext(this);

    public readonly LLVMModuleRef CreateModuleWithName(ReadOnlySpan<char> name)
    {
        using MarshaledString text = new(name);
        return LLVM.ModuleCreateWithNameInContext(text, this);
    }

    public readonly LLVMBasicBlockRef AppendBasicBlock(LLVMValueRef function, ReadOnlySpan<char> name)
    {
        using MarshaledString text = new(name);
        return LLVM.AppendBasicBlockInContext(this, function, text);
    }

    public readonly LLVMValueRef GetConstString(ReadOnlySpan<char> value, bool dontNullTerminate)
    {
        using MarshaledString text = new(value);
        return LLVM.ConstStringInContext2(this, text, (nuint)text.Length, dontNullTerminate ? 1 : 0);
    }

    public readonly LLVMValueRef GetConstStruct(ReadOnlySpan<LLVMValueRef> values, bool packed)
    {
        fixed (LLVMValueRef* first = values)
            return LLVM.ConstStructInContext(this, (LLVMOpaqueValue**)first, (uint)values.Length, packed ? 1 : 0);
    }

    public readonly uint GetMDKindID(ReadOnlySpan<char> name)
    {
        using MarshaledString text = new(name);
        return LLVM.GetMDKindIDInContext(this, text, (uint)text.Length);
    }

    public readonly LLVMAttributeRef CreateEnumAttribute(uint kind, ulong value) => LLVM.CreateEnumAttribute(this, kind, value);

    public readonly LLVMAttributeRef CreateStringAttribute(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        using MarshaledString kind = new(name);
        using MarshaledString text = new(value);
        return LLVM.CreateStringAttribute(this, kind, (uint)kind.Length, text, (uint)text.Length);
    }

    /// <summary>Parses bitcode or textual IR; takes over the buffer.</summary>
    public readonly bool TryParseIR(LLVMMemoryBufferRef buffer, out LLVMModuleRef module, out string message)
    {
        LLVMOpaqueModule* result;
        sbyte* error = null;
        bool ok = LLVM.ParseIRInContext(this, buffer, &result, &error) == 0;
        message = MarshaledString.Take(error);
        module = ok ? result : null;
        return ok;
    }

    public void Dispose()
    {
        if (Handle == IntPtr.Zero) return;
        LLVM.ContextDispose(this);
        Handle = IntPtr.Zero;
    }
}
