using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Backends.Cpu;
using CudaBridge.Compiler.Backends.Cpu.Scalar;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Blocks;

// void @k.warp(ptr %lanes, …): one warp, up to its end
//   =>  void @k.block.warp(ptr %lanes, ptr %params, i32 %threads, ptr %slots): all warps of a block
// Forms whose barriers do not allow it stay as they are and become coroutines.
internal static class BuildBlockForms
{
    public static void Run(Translation t)
    {
        foreach (Kernel kernel in t.Kernels)
            foreach (WarpForm form in kernel.WarpForms)
                if (Plan(t, form) is { } plan) BlockFormBuilder.Build(t, kernel, form, plan);
    }

    // A unit that waits in a loop for another one needs that one to run meanwhile.
    private static SegmentPlan? Plan(Translation t, WarpForm form)
    {
        bool waits = SpinLoops.Find(form.Function).Any() || form.Function.Instructions().Exists(i => FindSuspendPoints.MaySuspend(i) && !BarrierCalls.IsBarrier(i));
        return waits ? null : SegmentPlanner.Plan(t, form.Function, form.IsMasked) ?? WholeUnit(form);
    }

    /// <summary>Code without barriers whose structure was not recognised is one segment all the same, if one block ends it.</summary>
    private static SegmentPlan? WholeUnit(WarpForm form)
    {
        if (form.Function.Instructions().Exists(BarrierCalls.IsBarrier)) return null;
        List<LLVMBasicBlockRef> blocks = form.Function.Blocks();
        var ends = blocks.FindAll(b => b.Terminator.InstructionOpcode == LLVMOpcode.LLVMRet);
        if (ends.Count != 1 || blocks[0].Successors() is not [var first]) return null;
        var segment = new Segment { Entry = first, End = ends[0] };
        segment.Blocks.AddRange(blocks.Skip(1));
        return new SegmentPlan([segment], new BlockUniformity(form.Function, form.IsMasked, grouped: false, new HashSet<IntPtr>()), Grouped: false);
    }
}
