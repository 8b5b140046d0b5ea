using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

internal sealed partial class WarpBuilder
{
    // atomicrmw add %p, %v  with one %p for all lanes and an unused result  =>  one atomicrmw of the lanes' sum
    // everything else: lane after lane
    private void EmitAtomic(LLVMValueRef i, Mask mask)
    {
        if (i.InstructionOpcode == LLVMOpcode.LLVMAtomicRMW && !i.HasUsers() && _shapes[i.GetOperand(0)].IsUniform && Reduction(i) is { } reduce)
            EmitReduced(i, mask, reduce.Intrinsic, reduce.Neutral);
        else
            EmitLaneByLane(i, mask);
    }

    /// <summary>The vector reduction that gives what the lanes' operations give in any order; null where the order shows.</summary>
    private static unsafe (string Intrinsic, LLVMValueRef Neutral)? Reduction(LLVMValueRef i)
    {
        var type = i.TypeOf;
        if (type.Kind != LLVMTypeKind.LLVMIntegerTypeKind) return null;
        ulong top = 1UL << (int)(type.IntWidth - 1);
        return LLVM.GetAtomicRMWBinOp(i) switch
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
        var values = Vector(i.GetOperand(1));
        if (!mask.IsAll) values = _b.BuildSelect(mask.Value, values, Splat(neutral));
        var copy = i.InstructionClone();
        copy.SetOperand(0, Scalar(i.GetOperand(0)));
        copy.SetOperand(1, Intrinsics.Call(_module, _b, intrinsic, [values.TypeOf], values));
        Insert(copy);
    }
}
