using CudaBridge.Compiler.Backends.Cpu;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

// %v = load <lanes x float>, %p, where %p follows blockIdx.x   =>   llvm.prefetch(%p + 4096)   %v = load …
// A worker runs a row of blocks in its order, so what lies behind a block's data is what the next blocks read. Processors find that out, too, but a block's
// code is so long that neither their prefetchers nor their out-of-order execution are far enough ahead: a tree in shared memory took three times as long.
internal sealed partial class WarpBuilder
{
    // What a core loads while it waits for one access to memory; a little more does no harm.
    private const ulong PrefetchDistance = 4096;
    private const ulong CacheLine = 64;

    // Indices are a few operations away from blockIdx.
    private const int DeepestIndex = 8;

    private int _loops;

    private void PrefetchForNextBlocks(LLVMValueRef load, LLVMValueRef address)
    {
        // In loops the next round comes first, and it may read elsewhere; where a block strides through a row, the next rounds and then the next row lie ahead.
        if (!FollowsBlocks(load.GetOperand(0)) || (_loops > 0 && !StridesByBlock(load.GetOperand(0)))) return;
        ulong bytes = SizeOf(load.TypeOf) * (ulong)_lanes;
        for (ulong line = 0; line < bytes; line += CacheLine)
            Intrinsics.Call(_module, _b, "llvm.prefetch", [address.TypeOf], Ahead(address, PrefetchDistance + line), I32(0), I32(3), I32(1));
    }

    // A constant step of fewer threads is a loop of another kind.
    private const long SmallestBlock = 64;

    /// <summary>Whether one of the address's indices is that of a loop like for (i = threadIdx.x; i &lt; n; i += blockDim.x).</summary>
    private static bool StridesByBlock(LLVMValueRef pointer) => pointer.IsInstruction(LLVMOpcode.LLVMGetElementPtr) && pointer.Operands().Skip(1).Any(IsBlockCounter);

    private static bool IsBlockCounter(LLVMValueRef index)
    {
        if (IsExtension(index)) index = index.GetOperand(0);
        // The rounds that all threads take part in count from the thread's first one.
        if (index.IsInstruction(LLVMOpcode.LLVMAdd)) return index.Operands().Exists(o => o.IsInstruction(LLVMOpcode.LLVMPHI) && IsBlockCounter(o));
        if (!index.IsInstruction(LLVMOpcode.LLVMPHI) || index.IncomingCount != 2) return false;
        return Enumerable.Range(0, 2).Select(k => index.GetIncomingValue((uint)k)).Any(next => next.IsInstruction(LLVMOpcode.LLVMAdd) && next.GetOperand(0) == index && IsBlockStep(next.GetOperand(1)));
    }

    private static bool IsBlockStep(LLVMValueRef step) =>
        step.IsAConstantInt.Exists() ? step.ConstIntSExt >= SmallestBlock : step.IsInstruction(LLVMOpcode.LLVMLoad) && LaneFields.IsBlockWidth(step.GetOperand(0));

    private LLVMValueRef Ahead(LLVMValueRef address, ulong bytes) => _b.BuildGEP2(_context.Int8Type, address, [LLVMValueRef.CreateConstInt(_i64, bytes)]);

    /// <summary>Whether the address is an element of a kernel's array that blockIdx.x chooses.</summary>
    private static bool FollowsBlocks(LLVMValueRef pointer)
    {
        bool follows = false;
        while (pointer.IsInstruction(LLVMOpcode.LLVMGetElementPtr) || pointer.IsInstruction(LLVMOpcode.LLVMAddrSpaceCast))
        {
            if (pointer.InstructionOpcode == LLVMOpcode.LLVMGetElementPtr) follows |= pointer.Operands().Skip(1).Any(index => ReadsBlockIndex(index, DeepestIndex));
            pointer = pointer.GetOperand(0);
        }

        return follows && pointer.IsAArgument.Exists();
    }

    private static bool ReadsBlockIndex(LLVMValueRef value, int depth)
    {
        if (depth == 0 || !value.IsAInstruction.Exists() || value.InstructionOpcode is LLVMOpcode.LLVMPHI or LLVMOpcode.LLVMCall) return false;
        return value.IsInstruction(LLVMOpcode.LLVMLoad) ? CpuContract.IsBlockIndex(value) : value.Operands().Exists(o => ReadsBlockIndex(o, depth - 1));
    }
}
