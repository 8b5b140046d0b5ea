using CudaBridge.Compiler.Ir;
using CudaBridge.Compiler.Passes;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

internal sealed partial class WarpBuilder
{
    private void Emit(LLVMValueRef i, Mask mask)
    {
        switch (i.InstructionOpcode)
        {
            case LLVMOpcode.LLVMAlloca: EmitAlloca(i); break;
            case LLVMOpcode.LLVMLoad: EmitLoad(i, mask); break;
            case LLVMOpcode.LLVMStore: EmitStore(i, mask); break;
            case LLVMOpcode.LLVMAtomicRMW or LLVMOpcode.LLVMAtomicCmpXchg: EmitAtomic(i, mask); break;
            case LLVMOpcode.LLVMGetElementPtr: EmitAddress(i); break;
            case LLVMOpcode.LLVMCall: EmitCall(i, mask); break;
            case LLVMOpcode.LLVMFence: CopyScalar(i); break;
            default:
                if (_shapes[i].HasBase) CopyScalar(i);
                else SetVector(i, Widen(i, mask));
                break;
        }
    }

    // The base is lane 0's value, and lane 0 may not be active: what is true of the values of active lanes need not be of it.
    private LLVMValueRef StridedBase(LLVMValueRef i)
    {
        switch (i.InstructionOpcode)
        {
            // Bits that do not meet in active lanes may meet in lane 0.
            case LLVMOpcode.LLVMOr: return _b.BuildAdd(Scalar(i.GetOperand(0)), Scalar(i.GetOperand(1)));
            // Not negative in active lanes: tid - 1 where tid > 0.
            case LLVMOpcode.LLVMZExt when !_shapes[i.GetOperand(0)].NoUnsignedWrap: return _b.BuildSExt(Scalar(i.GetOperand(0)), i.TypeOf);
            default: return default;
        }
    }

    /// <summary>The instruction on scalars: on the values of a uniform computation, on the bases of a strided one.</summary>
    private LLVMValueRef CopyScalar(LLVMValueRef i)
    {
        if (HasZeroBase(i))
        {
            SetScalar(i, i.TypeOf.Null);
            return i.TypeOf.Null;
        }

        if (_shapes[i].IsStrided && StridedBase(i) is { Handle: not 0 } strided)
        {
            SetScalar(i, strided);
            return strided;
        }

        var copy = i.InstructionClone();
        for (uint o = 0; o < i.OperandCount; o++)
            copy.SetOperand(o, Scalar(i.GetOperand(o)));
        Insert(copy);
        if (_shapes[i].IsStrided || HasStridedOperand(i)) DropBaseFlags(i, copy);
        SetScalar(i, copy);
        return copy;
    }

    // threadIdx.x & 31 in whole warps, %laneid, and what is computed from them: a base of so many zero bits is 0, and the lanes' values are constants.
    private bool HasZeroBase(LLVMValueRef i) =>
        _shapes[i] is { IsStrided: true } shape && i.TypeOf is { Kind: LLVMTypeKind.LLVMIntegerTypeKind } type && type.IntWidth <= 32 && shape.AlignLog2 >= type.IntWidth;

    private bool HasStridedOperand(LLVMValueRef i) => i.Operands().Exists(o => _shapes[o].IsStrided);

    // The base is lane 0's value, and lane 0 may not be active: what its own arithmetic promised does not hold.
    private unsafe void DropBaseFlags(LLVMValueRef i, LLVMValueRef copy)
    {
        switch (copy.IsAInstruction.Exists() ? copy.InstructionOpcode : 0)
        {
            case LLVMOpcode.LLVMAdd or LLVMOpcode.LLVMSub or LLVMOpcode.LLVMMul or LLVMOpcode.LLVMShl or LLVMOpcode.LLVMTrunc:
                LLVM.SetNSW(copy, 0);
                LLVM.SetNUW(copy, 0);
                break;
            case LLVMOpcode.LLVMLShr or LLVMOpcode.LLVMAShr: LLVM.SetExact(copy, 0); break;
            case LLVMOpcode.LLVMZExt when _shapes[i.GetOperand(0)].Stride < 0: LLVM.SetNNeg(copy, 0); break;
            case LLVMOpcode.LLVMOr: LLVM.SetIsDisjoint(copy, 0); break;
            case LLVMOpcode.LLVMGetElementPtr: LLVM.GEPSetNoWrapFlags(copy, 0); break;
        }
    }

    private LLVMValueRef Widen(LLVMValueRef i, Mask mask)
    {
        switch (i.InstructionOpcode)
        {
            case LLVMOpcode.LLVMICmp: return _b.BuildICmp(Predicate(i), Vector(i.GetOperand(0)), Vector(i.GetOperand(1)));
            case LLVMOpcode.LLVMFCmp: return WithFlags(i, _b.BuildFCmp(RealPredicate(i), Vector(i.GetOperand(0)), Vector(i.GetOperand(1))));
            case LLVMOpcode.LLVMSelect: return WithFlags(i, WidenSelect(i));
            case LLVMOpcode.LLVMFNeg: return WithFlags(i, _b.BuildFNeg(Vector(i.GetOperand(0))));
            case LLVMOpcode.LLVMFreeze: return _b.BuildFreeze(Vector(i.GetOperand(0)));
            case LLVMOpcode.LLVMExtractValue: return WidenExtract(i);
            case LLVMOpcode.LLVMInsertValue: return WidenInsert(i);
            case LLVMOpcode.LLVMUDiv or LLVMOpcode.LLVMSDiv or LLVMOpcode.LLVMURem or LLVMOpcode.LLVMSRem: return WidenDivision(i, mask);
            case LLVMOpcode.LLVMAnd when KnownBits(i) is { } known: return known;
            default:
                return i.OperandCount == 1
                    ? WithFlags(i, _b.BuildCast(i.InstructionOpcode, Vector(i.GetOperand(0)), Wide(i.TypeOf)))
                    : WithFlags(i, _b.BuildBinOp(i.InstructionOpcode, Vector(i.GetOperand(0)), Vector(i.GetOperand(1))));
        }
    }

    // threadIdx.x >> 2 & 7  =>  <0, 0, 0, 0, 1, 1, …>: the base of an aligned progression has no part in the low bits.
    private LLVMValueRef? KnownBits(LLVMValueRef and)
    {
        LLVMValueRef source = and.GetOperand(0), kept = and.GetOperand(1);
        if (!kept.IsAConstantInt.Exists()) return null;
        int shift = 0;
        if (source.IsInstruction(LLVMOpcode.LLVMLShr) && source.GetOperand(1).IsAConstantInt.Exists())
            (shift, source) = ((int)source.GetOperand(1).ConstIntZExt, source.GetOperand(0));
        if (_shapes[source] is not { IsStrided: true } shape || !shape.StaysBelowAlignment(_lanes)) return null;
        int low = Math.Min(shape.LowBits(_lanes), (int)and.TypeOf.IntWidth);
        ulong bits = kept.ConstIntZExt;
        if (shift >= low || bits >> (low - shift) != 0) return null;
        return LLVMValueRef.CreateConstVector([.. Enumerable.Range(0, _lanes).Select(lane => LLVMValueRef.CreateConstInt(and.TypeOf, ((ulong)(lane * shape.Stride) >> shift) & bits))]);
    }

    private static unsafe LLVMIntPredicate Predicate(LLVMValueRef i) => LLVM.GetICmpPredicate(i);
    private static unsafe LLVMRealPredicate RealPredicate(LLVMValueRef i) => LLVM.GetFCmpPredicate(i);

    /// <summary>Floating-point flags say what the result may be; integer flags only speed things up and are left out.</summary>
    private static LLVMValueRef WithFlags(LLVMValueRef from, LLVMValueRef to)
    {
        if (from.CanUseFastMathFlags && to.IsAInstruction.Exists() && to.CanUseFastMathFlags) to.FastMathFlags = from.FastMathFlags;
        return to;
    }

    private LLVMValueRef WidenSelect(LLVMValueRef i)
    {
        var condition = i.GetOperand(0);
        LLVMValueRef then = Vector(i.GetOperand(1)), otherwise = Vector(i.GetOperand(2));
        if (_shapes[condition].IsUniform) return _b.BuildSelect(Scalar(condition), then, otherwise);
        return Blend(Vector(condition), then, otherwise);
    }

    // A lane that is not active may divide by anything; on a CPU that traps.
    private LLVMValueRef WidenDivision(LLVMValueRef i, Mask mask)
    {
        bool known = i.GetOperand(1).IsAConstantInt.Exists() && !i.GetOperand(1).IsNull;
        if (!known && i.TypeOf.IntWidth <= 32) return DivideInDouble(i);
        var divisor = Vector(i.GetOperand(1));
        bool safe = mask.IsAll || known;
        if (!safe) divisor = _b.BuildSelect(mask.Value, divisor, Splat(LLVMValueRef.CreateConstInt(i.TypeOf, 1)));
        return _b.BuildBinOp(i.InstructionOpcode, Vector(i.GetOperand(0)), divisor);
    }

    // udiv %a, %b  =>  fptoui(uitofp %a / uitofp %b);  urem %a, %b  =>  %a - that × %b
    // CPUs divide vectors of floating-point numbers only. With at most 32 bits it is exact: a quotient that is not whole lies at least 1 / b from
    // the next whole number, more than the rounding of 53 bits can bridge. What other lanes divide by does not matter: nothing traps.
    private LLVMValueRef DivideInDouble(LLVMValueRef i)
    {
        bool signed = i.InstructionOpcode is LLVMOpcode.LLVMSDiv or LLVMOpcode.LLVMSRem;
        var wide = Wide(_context.DoubleType);
        LLVMValueRef a = Vector(i.GetOperand(0)), b = Vector(i.GetOperand(1));
        var toDouble = signed ? LLVMOpcode.LLVMSIToFP : LLVMOpcode.LLVMUIToFP;
        var ratio = _b.BuildBinOp(LLVMOpcode.LLVMFDiv, _b.BuildCast(toDouble, a, wide), _b.BuildCast(toDouble, b, wide));
        var quotient = _b.BuildCast(signed ? LLVMOpcode.LLVMFPToSI : LLVMOpcode.LLVMFPToUI, ratio, Wide(i.TypeOf));
        return i.InstructionOpcode is LLVMOpcode.LLVMUDiv or LLVMOpcode.LLVMSDiv ? quotient : _b.BuildSub(a, _b.BuildMul(quotient, b));
    }

    private unsafe LLVMValueRef WidenExtract(LLVMValueRef i)
    {
        var value = Vector(i.GetOperand(0));
        for (uint k = 0; k < LLVM.GetNumIndices(i); k++) value = _b.BuildExtractValue(value, LLVM.GetIndices(i)[k]);
        return value;
    }

    private unsafe LLVMValueRef WidenInsert(LLVMValueRef i)
    {
        uint count = LLVM.GetNumIndices(i);
        LLVMValueRef[] levels = new LLVMValueRef[count + 1];
        levels[0] = Vector(i.GetOperand(0));
        for (uint k = 0; k + 1 < count; k++) levels[k + 1] = _b.BuildExtractValue(levels[k], LLVM.GetIndices(i)[k]);
        var value = Vector(i.GetOperand(1));
        for (uint k = count; k-- > 0;) value = _b.BuildInsertValue(levels[k], value, LLVM.GetIndices(i)[k]);
        return value;
    }

    // ---- Calls ------------------------------------------------------------------------------------------------------------------

    private void EmitCall(LLVMValueRef call, Mask mask)
    {
        if (Calls.IsMarker(call)) return;
        if (EmitOperation(call, mask)) return;
        if (_shapes[call].IsUniform || IsOnceForAll(call)) { CopyScalar(call); return; }
        if (Calls.Elementwise(call) is { } name) SetVector(call, WithFlags(call, WidenIntrinsic(call, name)));
        else EmitLaneByLane(call, mask);
    }

    /// <summary>Doing it once is doing it for every lane.</summary>
    private bool IsOnceForAll(LLVMValueRef call) => Calls.IsIdempotent(call) && call.Operands().Skip(Calls.NameOf(call) == "cb_nanosleep" ? 1 : 0).All(o => _shapes[o].IsUniform);

    private unsafe LLVMValueRef WidenIntrinsic(LLVMValueRef call, string name)
    {
        var arguments = new LLVMValueRef[call.ArgOperandsCount];
        for (uint a = 0; a < arguments.Length; a++) arguments[a] = IsImmediate(call, a) ? call.GetOperand(a) : Vector(call.GetOperand(a));
        if (name == KeepScaling.Function && KeepScaling.Declare(_module, arguments[0].TypeOf) is var scale) return _b.BuildCall2(scale.GlobalValueType, scale, arguments);
        var overloads = Calls.OverloadsOf(name).Select(c => c == 'r' ? Wide(call.TypeOf) : arguments[c - '0'].TypeOf).ToArray();
        return Intrinsics.Call(_module, _b, name, overloads, arguments);
    }

    private static unsafe bool IsImmediate(LLVMValueRef call, uint argument) =>
        LLVM.GetEnumAttributeAtIndex(call.CalledFunction(), argument + 1, Attributes.KindOf("immarg")) is not null;
}
