using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Passes;

// %a = ptrtoint ptr addrspace(3) @tile to i64   %b = add i64 %a, %i   %p = inttoptr i64 %b to ptr addrspace(3)
//   =>  %p = getelementptr i8, ptr addrspace(3) @tile, i64 %i
// PTX computes addresses as numbers. LLVM sees through them only as pointers: without this, local arrays stay in memory and every
// store may change every variable. Numbers whose base is not certain stay numbers.
internal static class RecoverPointers
{
    public static void Run(Translation t)
    {
        foreach (LLVMValueRef function in t.Module.DefinedFunctions())
        {
            List<LLVMValueRef> casts = function.Instructions().FindAll(i => i.IsInstruction(LLVMOpcode.LLVMIntToPtr));
            if (casts.Count == 0) continue;
            Recovery recovery = new(t);
            foreach (LLVMValueRef cast in casts) recovery.Rewrite(cast);
        }
    }

    private sealed class Recovery(Translation t)
    {
        private readonly Dictionary<IntPtr, bool> _isPointer = [];
        private readonly Dictionary<(IntPtr Number, uint Space), LLVMValueRef> _pointers = [];

        public void Rewrite(LLVMValueRef cast)
        {
            LLVMValueRef number = cast.GetOperand(0);
            uint space = cast.TypeOf.PointerAddressSpace;
            if (!IsPointer(number, space) || Pointer(number, space) is not { } pointer) return;
            cast.ReplaceAndErase(pointer);
        }

        // Whether a number is certainly an address that a ptrtoint gave, with something added.
        private bool IsPointer(LLVMValueRef number, uint space)
        {
            if (_isPointer.TryGetValue(number.Handle, out bool known)) return known;
            // Around a loop a phi counts as what its other values are.
            _isPointer[number.Handle] = number.IsInstruction(LLVMOpcode.LLVMPHI);
            return _isPointer[number.Handle] = Opcode(number) switch
            {
                LLVMOpcode.LLVMPtrToInt => IsSameNumber(number.GetOperand(0).PointerSpace(), space),
                LLVMOpcode.LLVMTrunc or LLVMOpcode.LLVMZExt => space == AddressSpace.Shared && IsPointer(number.GetOperand(0), space),
                LLVMOpcode.LLVMAdd    => BaseOf(number, space) >= 0,
                LLVMOpcode.LLVMSub    => IsPointer(number.GetOperand(0), space) && !DependsOnAddress(number.GetOperand(1), 0),
                LLVMOpcode.LLVMPHI    => Incoming(number).TrueForAll(value => value == number || IsPointer(value, space)),
                LLVMOpcode.LLVMSelect => IsPointer(number.GetOperand(1), space) && IsPointer(number.GetOperand(2), space),
                _ => false,
            };
        }

        // Shared addresses are offsets as numbers; in the other spaces the number is the address.
        private static bool IsSameNumber(uint from, uint to) => from == to || from != AddressSpace.Shared && to != AddressSpace.Shared;

        private static LLVMOpcode Opcode(LLVMValueRef value) => value.IsAInstruction.Exists() ? value.InstructionOpcode : value.ConstOpcodeOrNone();

        private static List<LLVMValueRef> Incoming(LLVMValueRef phi) => [.. Enumerable.Range(0, (int)phi.IncomingCount).Select(i => phi.GetIncomingValue((uint)i))];

        // Which operand of a sum is the address; −1 when that is not certain.
        private int BaseOf(LLVMValueRef sum, uint space)
        {
            for (uint i = 0; i < 2; i++)
                if (IsPointer(sum.GetOperand(i), space) && !DependsOnAddress(sum.GetOperand(1 - i), 0)) return (int)i;
            return -1;
        }

        private const int DeepestSearch = 24;

        // Whether a number was computed from an address. p + (q - p) is q, which a getelementptr on p would hide.
        private bool DependsOnAddress(LLVMValueRef number, int depth)
        {
            LLVMOpcode opcode = Opcode(number);
            if (opcode == LLVMOpcode.LLVMPtrToInt || depth > DeepestSearch) return true;
            bool isArithmetic = opcode is LLVMOpcode.LLVMAdd or LLVMOpcode.LLVMSub or LLVMOpcode.LLVMSelect or LLVMOpcode.LLVMTrunc or LLVMOpcode.LLVMZExt or LLVMOpcode.LLVMSExt
                or LLVMOpcode.LLVMShl or LLVMOpcode.LLVMLShr or LLVMOpcode.LLVMAShr or LLVMOpcode.LLVMAnd or LLVMOpcode.LLVMOr or LLVMOpcode.LLVMMul;
            if (opcode == LLVMOpcode.LLVMPHI) return PhiDependsOnAddress(number, depth);
            return isArithmetic && number.Operands().Exists(operand => DependsOnAddress(operand, depth + 1));
        }

        private readonly HashSet<IntPtr> _visiting = [];

        private bool PhiDependsOnAddress(LLVMValueRef phi, int depth)
        {
            if (!_visiting.Add(phi.Handle)) return false;
            bool depends = Incoming(phi).Exists(value => DependsOnAddress(value, depth + 1));
            _visiting.Remove(phi.Handle);
            return depends;
        }

        private LLVMValueRef? Pointer(LLVMValueRef number, uint space)
        {
            if (_pointers.TryGetValue((number.Handle, space), out LLVMValueRef known)) return known;
            LLVMValueRef? made = Opcode(number) switch
            {
                LLVMOpcode.LLVMPtrToInt => InSpace(number, space),
                LLVMOpcode.LLVMTrunc or LLVMOpcode.LLVMZExt => Pointer(number.GetOperand(0), space),
                LLVMOpcode.LLVMAdd      => Sum(number, space),
                LLVMOpcode.LLVMSub      => Difference(number, space),
                LLVMOpcode.LLVMPHI      => Phi(number, space),
                LLVMOpcode.LLVMSelect   => Select(number, space),
                _ => null,
            };
            if (made is { } pointer) _pointers[(number.Handle, space)] = pointer;
            return made;
        }

        private LLVMValueRef InSpace(LLVMValueRef number, uint space)
        {
            LLVMValueRef pointer = number.GetOperand(0);
            uint own = pointer.PointerSpace();
            if (own == space) return pointer;
            bool isConstant = number.IsAConstantExpr.Exists();
            if (!isConstant) After(number);
            if (own != AddressSpace.Generic && space != AddressSpace.Generic) pointer = Cast(pointer, AddressSpace.Generic, isConstant);
            return Cast(pointer, space, isConstant);
        }

        private LLVMValueRef Cast(LLVMValueRef pointer, uint space, bool isConstant)
        {
            LLVMTypeRef type = t.Context.GetPointerType(space);
            return isConstant ? LLVMValueRef.CreateConstAddrSpaceCast(pointer, type) : t.Builder.BuildAddrSpaceCast(pointer, type);
        }

        private LLVMValueRef? Sum(LLVMValueRef number, uint space)
        {
            int place = BaseOf(number, space);
            if (place < 0 || Pointer(number.GetOperand((uint)place), space) is not { } start) return null;
            return Step(number, start, number.GetOperand(1 - (uint)place), isBack: false);
        }

        private LLVMValueRef? Difference(LLVMValueRef number, uint space) =>
            Pointer(number.GetOperand(0), space) is { } start ? Step(number, start, number.GetOperand(1), isBack: true) : null;

        // Offsets of 32 bits are signed: the address wraps at 32 bits, inside the segment.
        private LLVMValueRef? Step(LLVMValueRef number, LLVMValueRef start, LLVMValueRef offset, bool isBack)
        {
            if (number.IsAConstantExpr.Exists()) return null;
            After(number);
            if (offset.TypeOf.IntWidth < 64) offset = t.Builder.BuildSExt(offset, t.Context.Int64Type);
            if (isBack) offset = t.Builder.BuildNeg(offset);
            return t.Builder.BuildGEP2(t.Context.Int8Type, start, [offset]);
        }

        private LLVMValueRef? Phi(LLVMValueRef number, uint space)
        {
            t.Builder.PositionBefore(number);
            LLVMValueRef phi = t.Builder.BuildPhi(t.Context.GetPointerType(space));
            _pointers[(number.Handle, space)] = phi;
            for (uint i = 0; i < number.IncomingCount; i++)
            {
                LLVMValueRef value = Pointer(number.GetIncomingValue(i), space) ?? FromNumber(number.GetIncomingValue(i), number.GetIncomingBlock(i), space);
                phi.AddIncoming([value], [number.GetIncomingBlock(i)]);
            }
            return phi;
        }

        // A constant sum, say: the number is made a pointer where it enters the phi.
        private LLVMValueRef FromNumber(LLVMValueRef number, LLVMBasicBlockRef block, uint space)
        {
            t.Builder.PositionBefore(block.Terminator);
            return t.Builder.BuildIntToPtr(number, t.Context.GetPointerType(space));
        }

        private LLVMValueRef? Select(LLVMValueRef number, uint space)
        {
            if (Pointer(number.GetOperand(1), space) is not { } then || Pointer(number.GetOperand(2), space) is not { } otherwise) return null;
            After(number);
            return t.Builder.BuildSelect(number.GetOperand(0), then, otherwise);
        }

        // The pointer stands where the number was computed, so that it is known wherever the number is.
        private void After(LLVMValueRef number) => t.Builder.PositionBefore(number.InstructionOpcode == LLVMOpcode.LLVMPHI ? BlockEditor.AfterPhis(number.InstructionParent) : number.NextInstruction);
    }
}
