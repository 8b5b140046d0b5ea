using CudaBridge.Compiler.Ir;
using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

// Addresses. A register holds a number: in .shared it is the offset in the block's segment, in the other spaces the generic address.
internal sealed partial class PtxEmitter
{
    /// <summary>Keeps the compiler, and only it, from moving memory accesses across this place.</summary>
    public void CompilerBarrier() => Builder.BuildFence(LLVMAtomicOrdering.LLVMAtomicOrderingSequentiallyConsistent, singleThread: true);

    /// <summary>The LLVM address space of a PTX space, given without its dot; generic for null, and for local and param, which are stack slots.</summary>
    public static uint SpaceOf(string? space) => space switch
    {
        "global" => AddressSpace.Global,
        "const" => AddressSpace.Constant,
        "shared" or "shared::cta" or "shared::cluster" => AddressSpace.Shared,
        _ => AddressSpace.Generic,
    };

    /// <summary>The pointer an address operand gives in a space.</summary>
    public LLVMValueRef Pointer(Operand operand, string? space)
    {
        if (operand is not AddressOperand address) throw Error(operand.Offset, "an address in brackets is expected");
        if (address.Rest.Count > 0) throw Error(address.Offset, "this instruction takes a plain address");
        if (address.Displacement is null) return BasePointer(address.Base, SpaceOf(space));
        ulong offset = Displacement(address, address.Displacement);
        if (ShortAddress(address.Base) is { } number) return FromInteger(Builder.BuildAdd(number, Constant(32, offset)), SpaceOf(space));
        return Builder.BuildGEP2(Int(8), BasePointer(address.Base, SpaceOf(space)), [Constant(64, offset)]);
    }

    private ulong Displacement(AddressOperand address, Expression displacement)
    {
        if (ConstantEvaluator.Evaluate(displacement) is not { IsFloat: false, Symbol: null } bytes)
            throw Error(displacement.Offset, "the displacement of an address is a constant");
        return address.Sign == '-' ? 0 - bytes.Bits : bytes.Bits;
    }

    // Addresses of 32 bits, which .shared has, wrap at 32 bits.
    private LLVMValueRef? ShortAddress(Operand place)
    {
        if (place is not NameOperand name || Scope.Register(name.Name) is not { } register || register.Type.Info().Bits != 32) return null;
        return Builder.BuildLoad2(Int(32), Place(name, register));
    }

    /// <summary>The pointer that an operand without brackets holds.</summary>
    public LLVMValueRef PointerOf(Operand operand, string? space) => PointerIn(operand, SpaceOf(space));

    public LLVMValueRef PointerIn(Operand operand, uint space) => BasePointer(operand, space);

    public bool IsPredicate(Operand operand) => operand is NameOperand name && Scope.Register(name.Name)?.Type == PtxType.Pred;

    private LLVMValueRef BasePointer(Operand place, uint space)
    {
        if (place is NameOperand name && Scope.Register(name.Name) is { } register) return RegisterPointer(name, register, space);
        if (place is NameOperand symbol && PtxSpecialRegisters.Find(symbol.Name, symbol.Selector) is null)
            return InSpace(SymbolPointer(symbol), space);
        return FromInteger(Read(place, PtxType.B64), space);
    }

    private LLVMValueRef RegisterPointer(NameOperand name, PtxRegister register, uint space)
    {
        int bits = register.Type.Info().Bits;
        if (bits is not (32 or 64)) throw Error(name.Offset, $"a {bits}-bit register cannot hold an address");
        LLVMTypeRef held = register.Slot.AllocatedType;
        bool isPointer = register.Vector == 1 && held.Kind == LLVMTypeKind.LLVMPointerTypeKind;
        // Generic, global and constant pointers share their bits, so LLVM may keep seeing a pointer.
        if (isPointer && space != AddressSpace.Shared) return InSpace(Builder.BuildLoad2(held, register.Slot), space);
        if (isPointer && held.PointerAddressSpace == space) return Builder.BuildLoad2(held, register.Slot);
        return FromInteger(Builder.BuildLoad2(Int(bits), Place(name, register)), space);
    }

    public LLVMValueRef FromInteger(LLVMValueRef address, uint space) => Builder.BuildIntToPtr(address, Context.GetPointerType(space));

    /// <summary>The pointer in another space, where it points at the same byte.</summary>
    public LLVMValueRef InSpace(LLVMValueRef pointer, uint space)
    {
        uint own = pointer.PointerSpace();
        if (own == space) return pointer;
        if (own != AddressSpace.Generic && space != AddressSpace.Generic) pointer = Builder.BuildAddrSpaceCast(pointer, Context.GetPointerType());
        return space == AddressSpace.Generic && pointer.PointerSpace() == AddressSpace.Generic
            ? pointer
            : Builder.BuildAddrSpaceCast(pointer, Context.GetPointerType(space));
    }
}
