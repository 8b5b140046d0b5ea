using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

internal sealed partial class WarpBuilder
{
    // one %p for all lanes:
    //   atomicrmw add %p, %v, result unused             =>  one atomicrmw of the lanes' sum (and, or, xor, min, max alike)
    //   %old = atomicrmw add %p, %v, %v uniform         =>  one atomicrmw of lanes × %v; a lane gets its result + %v × lanes before it
    //   atomicrmw xchg %p, %v, result unused            =>  one atomicrmw of the last lane's %v
    // everything else: lane after lane
    private void EmitAtomic(LLVMValueRef i, Mask mask)
    {
        if (mask.IsAll && i.InstructionOpcode == LLVMOpcode.LLVMAtomicRMW && !_shapes[i.GetOperand(0)].IsUniform && !i.HasUsers()) EmitUnrolled(i);
        else if (i.InstructionOpcode != LLVMOpcode.LLVMAtomicRMW || !_shapes[i.GetOperand(0)].IsUniform) EmitLaneByLane(i, mask);
        else if (i.HasUsers()) EmitCounted(i, mask);
        else if (OperationOf(i) == LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpXchg) EmitOnce(i, LastValue(i.GetOperand(1), mask));
        else if (Reduction(i) is { } reduce) EmitReduced(i, mask, reduce.Intrinsic, reduce.Neutral);
        else EmitLaneByLane(i, mask);
    }

    private static unsafe LLVMAtomicRMWBinOp OperationOf(LLVMValueRef i) => LLVM.GetAtomicRMWBinOp(i);

    private static bool IsSum(LLVMValueRef i) =>
        OperationOf(i) is LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpAdd or LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpSub && i.TypeOf.Kind == LLVMTypeKind.LLVMIntegerTypeKind;

    /// <summary>The vector reduction that gives what the lanes' operations give in any order; null where the order shows.</summary>
    private static (string Intrinsic, LLVMValueRef Neutral)? Reduction(LLVMValueRef i)
    {
        var type = i.TypeOf;
        if (type.Kind != LLVMTypeKind.LLVMIntegerTypeKind) return null;
        ulong top = 1UL << (int)(type.IntWidth - 1);
        return OperationOf(i) switch
        {
            LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpAdd or LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpSub => ("llvm.vector.reduce.add", type.Null),
            LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpAnd => ("llvm.vector.reduce.and", type.AllOnes),
            LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpOr => ("llvm.vector.reduce.or", type.Null),
            LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpXor => ("llvm.vector.reduce.xor", type.Null),
            LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpMax => ("llvm.vector.reduce.smax", LLVMValueRef.CreateConstInt(type, top)),
            LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpMin => ("llvm.vector.reduce.smin", LLVMValueRef.CreateConstInt(type, top - 1)),
            LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpUMax => ("llvm.vector.reduce.umax", type.Null),
            LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpUMin => ("llvm.vector.reduce.umin", type.AllOnes),
            _ => null,
        };
    }

    private void EmitReduced(LLVMValueRef i, Mask mask, string intrinsic, LLVMValueRef neutral)
    {
        if (IsSum(i) && _shapes[i.GetOperand(1)].IsUniform)
        {
            EmitOnce(i, _b.BuildMul(LaneCount(mask, i.TypeOf), Scalar(i.GetOperand(1))));
            return;
        }

        var values = Vector(i.GetOperand(1));
        if (!mask.IsAll) values = _b.BuildSelect(mask.Value, values, Splat(neutral));
        EmitOnce(i, Intrinsics.Call(_module, _b, intrinsic, [values.TypeOf], values));
    }

    private void EmitCounted(LLVMValueRef i, Mask mask)
    {
        if (!IsSum(i) || !_shapes[i.GetOperand(1)].IsUniform)
        {
            EmitLaneByLane(i, mask);
            return;
        }

        var value = Scalar(i.GetOperand(1));
        var before = _b.BuildMul(LanesBefore(mask, i.TypeOf), Splat(value));
        var old = Splat(EmitOnce(i, _b.BuildMul(LaneCount(mask, i.TypeOf), value)));
        SetVector(i, OperationOf(i) == LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpAdd ? _b.BuildAdd(old, before) : _b.BuildSub(old, before));
    }

    private LLVMValueRef EmitOnce(LLVMValueRef i, LLVMValueRef value)
    {
        var copy = i.InstructionClone();
        copy.SetOperand(0, Scalar(i.GetOperand(0)));
        copy.SetOperand(1, value);
        Insert(copy);
        return copy;
    }

    private LLVMValueRef LastValue(LLVMValueRef value, Mask mask) => _shapes[value].IsUniform ? Scalar(value) : ExtractLane(Vector(value), LastLane(mask));

    private LLVMValueRef LaneCount(Mask mask, LLVMTypeRef type) => mask.IsAll
        ? LLVMValueRef.CreateConstInt(type, (ulong)_lanes)
        : Resized(Intrinsics.Call(_module, _b, "llvm.ctpop", [_maskBits], Bits(mask)), type);

    /// <summary>For each lane, how many active lanes come before it.</summary>
    private LLVMValueRef LanesBefore(Mask mask, LLVMTypeRef type)
    {
        if (mask.IsAll) return Progression(type, 1);
        var lower = LLVMValueRef.CreateConstVector(Enumerable.Range(0, _lanes).Select(i => LLVMValueRef.CreateConstInt(_maskBits, (1UL << i) - 1)).ToArray());
        return Resized(Intrinsics.Call(_module, _b, "llvm.ctpop", [lower.TypeOf], _b.BuildAnd(Splat(Bits(mask)), lower)), Wide(type));
    }

    /// <summary>Small counts in integers of another width.</summary>
    private LLVMValueRef Resized(LLVMValueRef count, LLVMTypeRef type)
    {
        uint from = _maskBits.IntWidth, to = (type.Kind == LLVMTypeKind.LLVMVectorTypeKind ? type.ElementType : type).IntWidth;
        if (from == to) return count;
        return from < to ? _b.BuildZExt(count, type) : _b.BuildTrunc(count, type);
    }
}
