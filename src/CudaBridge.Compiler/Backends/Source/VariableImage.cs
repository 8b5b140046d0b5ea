using System.Buffers.Binary;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Source;

/// <summary>All variables of a module in one piece: where each lies, the bytes it starts with, and where addresses in it must be filled in.</summary>
internal sealed class VariableImage
{
    private readonly Dictionary<IntPtr, uint> _offsets = [];
    private readonly LLVMTargetDataRef _layout;
    private readonly Func<LLVMValueRef, int> _functionId;
    private readonly byte[] _bytes;
    private readonly List<(uint Place, ulong Target)> _relocations = [];

    public VariableImage(Translation t, Func<LLVMValueRef, int> functionId)
    {
        _layout = t.Module.Layout();
        _functionId = functionId;
        ulong size = 0;
        List<LLVMValueRef> globals = t.Module.Globals().FindAll(g => !g.IsDeclaration && g.PointerSpace() != AddressSpace.Shared);
        foreach (LLVMValueRef global in globals)
        {
            ulong align = Math.Max(16, Math.Max(global.Alignment, _layout.ABIAlignmentOfType(global.GlobalValueType)));
            size = (size + align - 1) / align * align;
            _offsets[global.Handle] = (uint)size;
            size += _layout.ABISizeOfType(global.GlobalValueType);
        }

        _bytes = new byte[size];
        Globals = globals;
    }

    public IReadOnlyList<LLVMValueRef> Globals { get; }

    public uint OffsetOf(LLVMValueRef global) =>
        _offsets.TryGetValue(global.Handle, out uint offset) ? offset : throw new SourceException(default, $"the variable {Demangler.Demangle(global.Name)}, which is not defined");

    /// <summary>The bytes, and for each address in them its place and the offset it points at.</summary>
    public (byte[] Bytes, IReadOnlyList<(uint Place, ulong Target)> Relocations) Fill()
    {
        foreach (LLVMValueRef global in Globals) Write(global.Initializer, _offsets[global.Handle]);
        return (_bytes, _relocations);
    }

    private void Write(LLVMValueRef value, ulong at)
    {
        if (value.IsNull || value.IsUndef) return;
        LLVMTypeRef type = value.TypeOf;
        Span<byte> place = _bytes.AsSpan((int)at);
        switch (type.Kind)
        {
            case LLVMTypeKind.LLVMIntegerTypeKind when value.IsAConstantInt.Exists():
                ulong bits = value.ConstIntZExt;
                for (int i = 0; i < (int)_layout.StoreSizeOfType(type) && i < 8; i++) place[i] = (byte)(bits >> 8 * i);
                break;
            case LLVMTypeKind.LLVMFloatTypeKind: BinaryPrimitives.WriteSingleLittleEndian(place, (float)Number(value)); break;
            case LLVMTypeKind.LLVMDoubleTypeKind: BinaryPrimitives.WriteDoubleLittleEndian(place, Number(value)); break;
            case LLVMTypeKind.LLVMHalfTypeKind: BinaryPrimitives.WriteHalfLittleEndian(place, (Half)Number(value)); break;
            case LLVMTypeKind.LLVMArrayTypeKind: Elements(value, at, type.ArrayLength2, type.ElementType); break;
            case LLVMTypeKind.LLVMVectorTypeKind: Elements(value, at, type.VectorSize, type.ElementType); break;
            case LLVMTypeKind.LLVMStructTypeKind:
                for (uint i = 0; i < type.StructElementTypesCount; i++) Write(value.GetAggregateElement(i), at + _layout.OffsetOfElement(type, i));
                break;
            default: Address(value, at); break;
        }
    }

    private static unsafe double Number(LLVMValueRef value)
    {
        int loses;
        return LLVM.ConstRealGetDouble(value, &loses);
    }

    private void Elements(LLVMValueRef value, ulong at, ulong count, LLVMTypeRef element)
    {
        ulong stride = _layout.ABISizeOfType(element);
        for (ulong i = 0; i < count; i++) Write(value.GetAggregateElement((uint)i), at + i * stride);
    }

    // A pointer, or a pointer as an integer.
    private void Address(LLVMValueRef value, ulong at)
    {
        long offset = 0;
        while (value.IsAConstantExpr.Exists())
        {
            if (value.ConstOpcode == LLVMOpcode.LLVMGetElementPtr) offset += OffsetIn(value);
            else if (value.ConstOpcode is not (LLVMOpcode.LLVMAddrSpaceCast or LLVMOpcode.LLVMPtrToInt or LLVMOpcode.LLVMPtrToAddr or LLVMOpcode.LLVMIntToPtr or LLVMOpcode.LLVMBitCast))
                throw new SourceException(default, $"the initial value {value}");
            value = value.GetOperand(0);
        }

        if (value.IsAFunction.Exists()) BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan((int)at), _functionId(value));
        else if (value.IsAGlobalVariable.Exists()) _relocations.Add(((uint)at, OffsetOf(value) + (ulong)offset));
        else if (value.IsAConstantInt.Exists()) BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan((int)at), value.ConstIntSExt + offset);
        else throw new SourceException(default, $"the initial value {value}");
    }

    private long OffsetIn(LLVMValueRef gep)
    {
        long offset = 0;
        LLVMTypeRef type = gep.GEPSourceElementType;
        for (uint o = 1; o < gep.OperandCount; o++)
        {
            LLVMValueRef index = gep.GetOperand(o);
            if (o > 1 && type.Kind == LLVMTypeKind.LLVMStructTypeKind)
            {
                offset += (long)_layout.OffsetOfElement(type, (uint)index.ConstIntZExt);
                type = type.StructGetTypeAtIndex((uint)index.ConstIntZExt);
                continue;
            }

            if (o > 1) type = type.ElementType;
            offset += index.ConstIntSExt * (long)_layout.ABISizeOfType(type);
        }

        return offset;
    }
}
