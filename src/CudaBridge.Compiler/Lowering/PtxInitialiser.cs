using CudaBridge.Compiler.Ir;
using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

// {1, 2}, of .u32 [4]                                =>  [16 x i8] of its bytes
// {generic(a), b+4}, of .u64 [2]                     =>  <{ ptr, ptr }>
// {1, 0xFF(g), 0xFF00(g), … 0xFF00000000000000(g)}, of .u8 [9]  =>  <{ [1 x i8], ptr }>: the bytes of an address, one by one
/// <summary>PTX ISA 5.4.4: the constant that a variable starts with, as bytes with addresses between them.</summary>
internal sealed class PtxInitialiser
{
    private const int AddressBytes = 8;
    private const ulong LargestInitialiser = 1UL << 30;

    private readonly PtxModuleLowering _module;
    private readonly Variable _variable;
    private readonly byte[] _bytes;
    private readonly SortedDictionary<int, Address> _addresses = [];

    /// <param name="Symbol">A variable or function, and bytes added to its address.</param>
    private readonly record struct Address(int Offset, string Symbol, long Addend);

    public PtxInitialiser(PtxModuleLowering module, Variable variable)
    {
        (_module, _variable) = (module, variable);
        ulong size = PtxSizes.Bytes(variable, module.Error);
        if (size > LargestInitialiser) throw module.Error(variable.Offset, $"'{variable.Name}': an initialised variable of more than 1 GiB");
        _bytes = new byte[size];
        Fill(variable.Initialiser!, 0, 0, variable.Vector > 1 ? 1 : 0);
    }

    private LLVMContextRef Context => _module.Target.Context;

    public LLVMTypeRef Type
    {
        get
        {
            if (_addresses.Count == 0) return Bytes(_bytes.Length);
            return Context.GetStructType([.. Pieces().Select(piece => piece.Address is null ? Bytes(piece.Length) : Context.GetPointerType())], packed: true);
        }
    }

    private LLVMTypeRef Bytes(int count) => LLVMTypeRef.CreateArray2(Context.Int8Type, (ulong)count);

    /// <summary>The constant. Every symbol it names must be declared by now.</summary>
    public LLVMValueRef Value()
    {
        if (_addresses.Count == 0) return Constant(_bytes);
        return Context.GetConstStruct([.. Pieces().Select(piece => piece.Address is { } address ? Pointer(address) : Constant(_bytes.AsSpan(piece.Start, piece.Length)))], packed: true);
    }

    private IEnumerable<(int Start, int Length, Address? Address)> Pieces()
    {
        int at = 0;
        foreach ((int start, Address address) in _addresses)
        {
            if (start > at) yield return (at, start - at, null);
            yield return (start, AddressBytes, address);
            at = start + AddressBytes;
        }
        if (at < _bytes.Length) yield return (at, _bytes.Length - at, null);
    }

    private unsafe LLVMValueRef Constant(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.ContainsAnyExcept((byte)0)) return Bytes(bytes.Length).Null;
        fixed (byte* data = bytes) return LLVM.ConstStringInContext2(Context, (sbyte*)data, (nuint)bytes.Length, 1);
    }

    private unsafe LLVMValueRef Pointer(Address address)
    {
        LLVMValueRef symbol = _module.Symbol(address.Symbol) ?? throw _module.Error(address.Offset, $"'{address.Symbol}' is neither a variable nor a function");
        LLVMValueRef addend = Context.Int64Type.CreateConstInt((ulong)address.Addend);
        LLVMOpaqueValue* index = addend;
        if (address.Addend != 0) symbol = LLVM.ConstGEP2(Context.Int8Type, symbol, &index, 1);
        return symbol.PointerSpace() == AddressSpace.Generic ? symbol : LLVMValueRef.CreateConstAddrSpaceCast(symbol, Context.GetPointerType());
    }

    // Nested lists follow the dimensions; a flat list fills the elements in their order.
    private int Fill(Initialiser initialiser, int at, int depth, int vectorDepth)
    {
        if (initialiser is FieldInitialiser field) throw _module.Error(field.Offset, "fields belong to textures and samplers");
        if (initialiser is ValueInitialiser value) return Store(value, at);
        ListInitialiser list = (ListInitialiser)initialiser;
        int levels = _variable.Dimensions.Count + vectorDepth;
        if (depth >= levels) throw _module.Error(list.Offset, $"'{_variable.Name}': the list is deeper than the variable's dimensions");
        int stride = Stride(depth), start = at;
        foreach (Initialiser element in list.Elements)
        {
            bool isList = element is ListInitialiser;
            if (isList) at = start + (at - start + stride - 1) / stride * stride;
            int end = Fill(element, at, depth + 1, vectorDepth);
            at = isList ? at + stride : end;
        }
        return at;
    }

    // Bytes of one element of a dimension
    private int Stride(int depth)
    {
        int bytes = ElementBits / 8;
        if (depth < _variable.Dimensions.Count) bytes *= _variable.Vector;
        for (int i = depth + 1; i < _variable.Dimensions.Count; i++) bytes *= (int)ConstantEvaluator.Evaluate(_variable.Dimensions[i]!)!.Value.Bits;
        return Math.Max(bytes, 1);
    }

    private int ElementBits => Math.Max(8, _variable.Type.Info().Bits);

    private int Store(ValueInitialiser initialiser, int at)
    {
        int bytes = ElementBits / 8;
        if (at + bytes > _bytes.Length) throw _module.Error(initialiser.Offset, $"'{_variable.Name}' has more initialisers than elements");
        (Expression expression, ulong mask) = WithoutMask(initialiser.Value);
        ConstantValue value = ConstantEvaluator.Evaluate(expression) ?? throw _module.Error(initialiser.Offset, "this is not a constant");
        if (value.Symbol is { } symbol) StoreAddress(initialiser, at, new(initialiser.Offset, symbol, (long)value.Bits), mask);
        else Write(at, bytes, Bits(value));
        return at + bytes;
    }

    // generic(x) and x are the same number here, but for shared memory, which no initialiser may name. 0xFF00(x) is a byte of it.
    private static (Expression Value, ulong Mask) WithoutMask(Expression expression)
    {
        ulong mask = ulong.MaxValue;
        while (expression is FunctionExpression or ParenthesisedExpression or BinaryExpression { Left: FunctionExpression })
            switch (expression)
            {
                case FunctionExpression { Function: "generic" } generic: expression = generic.Argument; break;
                case FunctionExpression masked:
                    mask = Convert.ToUInt64(masked.Function.TrimEnd('U'), 16);
                    expression = masked.Argument;
                    break;
                case ParenthesisedExpression inner: expression = inner.Inner; break;
                case BinaryExpression { Left: FunctionExpression { Function: "generic" } function } sum: expression = sum with { Left = function.Argument }; break;
                default: return (expression, mask);
            }
        return (expression, mask);
    }

    private void StoreAddress(ValueInitialiser initialiser, int at, Address address, ulong mask)
    {
        if (mask == ulong.MaxValue && ElementBits == 64)
        {
            _addresses[at] = address;
            return;
        }
        int index = System.Numerics.BitOperations.TrailingZeroCount(mask) / 8;
        bool isByte = mask == 0xFFUL << (index * 8) && ElementBits == 8;
        int start = at - index;
        bool isNext = isByte && start >= 0 && start + AddressBytes <= _bytes.Length
            && (index == 0 || _addresses.TryGetValue(start, out Address begun) && begun with { Offset = 0 } == address with { Offset = 0 });
        if (!isNext) throw _module.Error(initialiser.Offset, "an address fills 64 bits, or eight bytes one after the other from 0xFF to 0xFF00000000000000");
        if (index == 0) _addresses[start] = address;
    }

    private ulong Bits(ConstantValue value)
    {
        int bits = _variable.Type.Info().Bits;
        bool isFloat = _variable.Type.Info().Class == PtxTypeClass.Float;
        if (!value.IsFloat) return isFloat && bits == 64 ? BitConverter.DoubleToUInt64Bits((long)value.Bits) : isFloat && bits == 32 ? BitConverter.SingleToUInt32Bits((long)value.Bits) : value.Bits;
        return bits switch
        {
            64 => BitConverter.DoubleToUInt64Bits(value.AsDouble),
            32 => value.IsSingle ? value.Bits : BitConverter.SingleToUInt32Bits((float)value.AsDouble),
            16 => BitConverter.HalfToUInt16Bits((Half)value.AsDouble),
            _  => throw _module.Error(_variable.Offset, $"'{_variable.Name}': a floating-point number stands where .{_variable.Type.Name()} is expected"),
        };
    }

    private void Write(int at, int bytes, ulong bits)
    {
        for (int i = 0; i < bytes; i++) _bytes[at + i] = i < 8 ? (byte)(bits >> (8 * i)) : (byte)0;
    }
}
