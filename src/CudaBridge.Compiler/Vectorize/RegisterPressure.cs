using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

/// <summary>Estimates how many vectors a warp keeps at once: the most values, different from lane to lane, that are live at one place.</summary>
internal static class RegisterPressure
{
    public static int Of(LLVMValueRef function, ShapeAnalysis shapes)
    {
        List<LLVMBasicBlockRef> blocks = [.. new ControlFlow(function).Blocks];
        Dictionary<IntPtr, HashSet<IntPtr>> liveIn = blocks.ToDictionary(b => b.Handle, _ => new HashSet<IntPtr>());
        int most = 0;
        for (bool changed = true; changed;)
        {
            changed = false;
            for (int b = blocks.Count - 1; b >= 0; b--)
            {
                HashSet<IntPtr> live = LiveOut(blocks[b], liveIn, shapes);
                most = Math.Max(most, live.Count);
                foreach (LLVMValueRef i in Enumerable.Reverse(blocks[b].Instructions()))
                {
                    live.Remove(i.Handle);
                    if (i.InstructionOpcode == LLVMOpcode.LLVMPHI) continue;
                    foreach (LLVMValueRef operand in i.Operands().Where(o => IsVector(o, shapes))) live.Add(operand.Handle);
                    most = Math.Max(most, live.Count);
                }

                changed |= live.Count != liveIn[blocks[b].Handle].Count;
                liveIn[blocks[b].Handle] = live;
            }
        }

        return most;
    }

    private static HashSet<IntPtr> LiveOut(LLVMBasicBlockRef block, Dictionary<IntPtr, HashSet<IntPtr>> liveIn, ShapeAnalysis shapes)
    {
        HashSet<IntPtr> live = [];
        foreach (LLVMBasicBlockRef successor in block.Successors())
        {
            live.UnionWith(liveIn[successor.Handle]);
            foreach (LLVMValueRef phi in RegionBuilder.Phis(successor))
            {
                live.Remove(phi.Handle);
                for (uint k = 0; k < phi.IncomingCount; k++)
                    if (phi.GetIncomingBlock(k) == block && IsVector(phi.GetIncomingValue(k), shapes)) live.Add(phi.GetIncomingValue(k).Handle);
            }
        }

        return live;
    }

    private static bool IsVector(LLVMValueRef value, ShapeAnalysis shapes) => value.IsAInstruction.Exists() && !shapes[value].HasBase;
}
