using CudaBridge.Compiler.Ir;
using CudaBridge.Compiler.Passes;
using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

// Registers and constants as values of a type. A register holds bits: any type of its size may read it.
internal sealed partial class PtxEmitter
{
    /// <param name="isWideAllowed">A wider register gives its low bits: PTX ISA 9.4.1, for ld, st and cvt.</param>
    public LLVMValueRef Read(Operand operand, PtxType type, bool isWideAllowed = false) => operand switch
    {
        NameOperand name        => ReadName(name, type, isWideAllowed),
        ConstantOperand number  => ReadConstant(number, type),
        SignedOperand { Sign: '!' } not => Builder.BuildNot(Read(not.Inner, type)),
        SignedOperand minus     => Builder.BuildNeg(Read(minus.Inner, type)),
        VectorOperand vector    => Pack(vector, type),
        _                       => throw Error(operand.Offset, $"'{Printer.Print(operand)}' has no value"),
    };

    public void Write(Operand operand, PtxType type, LLVMValueRef value, bool isWideAllowed = false)
    {
        if (operand is NameOperand { IsSink: true }) return;
        if (operand is VectorOperand vector)
        {
            Unpack(vector, type, value);
            return;
        }
        if (operand is not NameOperand name || Scope.Register(name.Name) is not { } register)
            throw Error(operand.Offset, $"'{Printer.Print(operand)}' is not a register that can be written");
        int bits = register.Type.Info().Bits;
        CheckSize(operand, bits, type, isWideAllowed);
        if (bits > type.Info().Bits) value = Extend(value, type, bits);
        Builder.BuildStore(value, Place(name, register));
    }

    private LLVMValueRef ReadName(NameOperand name, PtxType type, bool isWideAllowed)
    {
        if (Scope.Register(name.Name) is { } register)
        {
            int bits = register.Type.Info().Bits;
            CheckSize(name, bits, type, isWideAllowed);
            LLVMValueRef place = Place(name, register);
            return bits > type.Info().Bits
                ? Narrow(Builder.BuildLoad2(Int(bits), place), type)
                : Builder.BuildLoad2(TypeOf(type), place);
        }
        if (PtxSpecialRegisters.Find(name.Name, name.Selector) is { } special) return ReadSpecial(special, type);
        if (name.Name == "WARP_SZ") return Constant(type.Info().Bits, 32);
        if (Frame?.Module.Globals.OpaqueType(name.Name) is PtxType.TexRef or PtxType.SurfRef) return Resize(PlainLlvm.ObjectBehind(Context, Builder, SymbolPointer(name)), type);
        return Resize(SymbolAddress(name), type);
    }

    private LLVMValueRef ReadSpecial(PtxSpecialRegister special, PtxType type)
    {
        LLVMValueRef value = special.Read(this);
        return Resize(value.TypeOf == Int(1) ? Builder.BuildZExt(value, Int(32)) : value, type);
    }

    // A wider or narrower integer as a value of the type.
    private LLVMValueRef Resize(LLVMValueRef integer, PtxType type)
    {
        int have = (int)integer.TypeOf.IntWidth;
        int want = type.Info().Bits;
        if (have < want) integer = Builder.BuildZExt(integer, Int(want));
        if (have > want) integer = Builder.BuildTrunc(integer, Int(want));
        return Cast(integer, TypeOf(type));
    }

    private void CheckSize(Operand operand, int bits, PtxType type, bool isWideAllowed)
    {
        int wanted = type.Info().Bits;
        if (bits == wanted || isWideAllowed && bits > wanted) return;
        throw Error(operand.Offset, $"a {bits}-bit register stands where .{type.Name()} is expected");
    }

    // Where a register, or a component of a vector register, lies.
    private LLVMValueRef Place(NameOperand name, PtxRegister register)
    {
        if (register.Vector == 1 && name.Selector is null) return register.Slot;
        int index = name.Selector switch { "x" or "r" => 0, "y" or "g" => 1, "z" or "b" => 2, "w" or "a" => 3, _ => -1 };
        if (index < 0 || index >= register.Vector) throw Error(name.Offset, $"'{Printer.Print(name)}' is no component of a vector register");
        return Builder.BuildInBoundsGEP2(TypeOf(register.Type), register.Slot, [Constant(32, (ulong)index)]);
    }

    /// <summary>The low bits of an integer as a value of a narrower type.</summary>
    private LLVMValueRef Narrow(LLVMValueRef wide, PtxType type) => Cast(Builder.BuildTrunc(wide, Int(type.Info().Bits)), TypeOf(type));

    /// <summary>A value extended to an integer of <paramref name="bits"/> bits as its type says: signed types by their sign.</summary>
    private LLVMValueRef Extend(LLVMValueRef value, PtxType type, int bits)
    {
        LLVMValueRef integer = Cast(value, Int(type.Info().Bits));
        return type.Info().Class == PtxTypeClass.Signed ? Builder.BuildSExt(integer, Int(bits)) : Builder.BuildZExt(integer, Int(bits));
    }

    private LLVMValueRef ReadConstant(ConstantOperand operand, PtxType type)
    {
        if (ConstantEvaluator.Evaluate(operand.Value) is not { } constant) throw Error(operand.Offset, "this is not a constant");
        int bits = type.Info().Bits;
        if (constant.Symbol is { } symbol)
        {
            LLVMValueRef address = SymbolAddress(new(operand.Offset, symbol));
            return Resize(Builder.BuildAdd(address, Constant((int)address.TypeOf.IntWidth, constant.Bits)), type);
        }
        if (!constant.IsFloat) return IntegerConstant(operand, constant.Bits, type);
        ulong pattern = (type, constant.IsSingle) switch
        {
            (PtxType.F64, _) => constant.IsSingle ? BitConverter.DoubleToUInt64Bits(constant.AsDouble) : constant.Bits,
            (_, true)        => constant.Bits,
            _ when bits == 32 => BitConverter.SingleToUInt32Bits((float)constant.AsDouble),
            _                => constant.Bits,
        };
        if (bits != 32 && bits != 64 || constant.IsSingle && bits == 64 && type != PtxType.F64)
            throw Error(operand.Offset, $"a floating-point constant stands where .{type.Name()} is expected");
        return Cast(Constant(bits, pattern), TypeOf(type));
    }

    private LLVMValueRef IntegerConstant(ConstantOperand operand, ulong value, PtxType type)
    {
        if (type == PtxType.Pred) return Bool(value != 0);
        int bits = type.Info().Bits;
        if (type is PtxType.F32 or PtxType.F64) throw Error(operand.Offset, $"an integer stands where .{type.Name()} is expected", "write 1.0, 0f3F800000 or 0d3FF0000000000000");
        if (bits < 128) return Cast(Constant(bits, value), TypeOf(type));
        return Int(128).CreateConstInt(value, signExtend: true);
    }

    /// <summary>The address of a variable or function of the module, in its own space, as a 64-bit integer.</summary>
    private LLVMValueRef SymbolAddress(NameOperand name) => Builder.BuildPtrToInt(SymbolPointer(name), Int(64));

    private LLVMValueRef SymbolPointer(NameOperand name)
    {
        if (Scope.Variable(name.Name) is { } local) return local;
        if (Frame is not null) return Frame.Module.Symbol(name.Name) ?? throw Error(name.Offset, $"'{name.Name}' is neither a register, a variable nor a function");
        LLVMValueRef global = Module.GetNamedGlobal(name.Name);
        if (!global.Exists()) global = Module.GetNamedFunction(name.Name);
        return global.Exists() ? global : throw Error(name.Offset, $"'{name.Name}' is neither a register nor a variable here");
    }

    // {a, b}: a lies in the low bits
    private LLVMValueRef Pack(VectorOperand vector, PtxType type)
    {
        (PtxType element, int bits, int total) = ElementOf(vector, type);
        LLVMValueRef packed = Constant(total, 0);
        for (int i = 0; i < vector.Elements.Count; i++)
        {
            LLVMValueRef piece = Builder.BuildZExt(Cast(Read(vector.Elements[i], element), Int(bits)), Int(total));
            packed = Builder.BuildOr(packed, Builder.BuildShl(piece, Int(total).CreateConstInt((ulong)(i * bits))));
        }
        return Cast(packed, TypeOf(type));
    }

    private void Unpack(VectorOperand vector, PtxType type, LLVMValueRef value)
    {
        (PtxType element, int bits, int total) = ElementOf(vector, type);
        LLVMValueRef packed = Cast(value, Int(total));
        for (int i = 0; i < vector.Elements.Count; i++)
        {
            LLVMValueRef piece = Builder.BuildLShr(packed, Int(total).CreateConstInt((ulong)(i * bits)));
            Write(vector.Elements[i], element, Builder.BuildTrunc(piece, Int(bits)));
        }
    }

    private (PtxType Element, int Bits, int Total) ElementOf(VectorOperand vector, PtxType type)
    {
        int total = type.Info().Bits;
        int bits = total / vector.Elements.Count;
        PtxType element = bits * vector.Elements.Count == total ? PtxTypes.BitsOf(bits) : PtxType.None;
        if (element is PtxType.None or PtxType.Pred)
            throw Error(vector.Offset, $"{vector.Elements.Count} elements do not make up .{type.Name()}");
        return (element, bits, total);
    }
}
