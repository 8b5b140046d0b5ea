using CudaBridge.Compiler.Backends.Cpu;
using CudaBridge.Compiler.Ir;
using CudaBridge.Compiler.Vectorize;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Blocks;

/// <summary>
/// Finds grid-stride loops: for (i = my index; i &lt; n; i += gridDim.x * blockDim.x). One unit after the other would walk through all of
/// memory in great strides, again and again; round by round, all units together read it in order.
/// </summary>
internal static class LockStepLoops
{
    private const int DeepestStep = 6;

    /// <summary>Adds such loops and the branches around them to the regions to cut; false when there are none.</summary>
    public static bool Find(List<Region> regions, BlockUniformity uniform, HashSet<Region> cut)
    {
        bool any = false;
        foreach (Region region in regions)
        {
            bool found = region switch
            {
                IfRegion branch => (branch.Then.Count == 0 || branch.Else.Count == 0 || uniform[branch.Condition]) && (Find(branch.Then, uniform, cut) | Find(branch.Else, uniform, cut)),
                LoopRegion loop when cut.Contains(loop) => Find(loop.Body, uniform, cut),
                LoopRegion loop => IsGridStride(loop, uniform),
                _ => false,
            };
            if (found) cut.Add(region);
            any |= found;
        }

        return any;
    }

    private static bool IsGridStride(LoopRegion loop, BlockUniformity uniform) => RegionBuilder.Phis(loop.Header).Exists(phi =>
    {
        LLVMValueRef next = phi.GetIncomingBlock(0) == loop.Latch ? phi.GetIncomingValue(0) : phi.GetIncomingValue(1);
        if (!next.IsInstruction(LLVMOpcode.LLVMAdd)) return false;
        LLVMValueRef step = next.GetOperand(0) == phi ? next.GetOperand(1) : next.GetOperand(1) == phi ? next.GetOperand(0) : default;
        return step.Exists() && uniform[step] && ReadsGrid(step, DeepestStep);
    });

    private static bool ReadsGrid(LLVMValueRef value, int depth)
    {
        if (depth == 0 || !value.IsAInstruction.Exists()) return false;
        if (value.IsInstruction(LLVMOpcode.LLVMGetElementPtr) && value.GEPSourceElementType.Kind == LLVMTypeKind.LLVMStructTypeKind
            && value.GEPSourceElementType.StructName.StartsWith("struct.cb_launch", StringComparison.Ordinal))
            return value.OperandCount > 2 && value.GetOperand(2).ConstIntZExt == CpuContract.LaunchField.Grid;
        return value.InstructionOpcode != LLVMOpcode.LLVMPHI && value.Operands().Exists(o => ReadsGrid(o, depth - 1));
    }
}
