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
        {
            foreach (WarpForm form in kernel.WarpForms)
                if (Plan(t, form) is { } plan) BlockFormBuilder.Build(t, kernel, form, plan);
            if (kernel.WideWarp is { } wide) AddWide(t, kernel, wide);
        }
    }

    private static void AddWide(Translation t, Kernel kernel, WarpForm wide)
    {
        if (kernel.Warp is { IsWholeBlock: true } narrow && Plan(t, wide) is { } plan && plan.Grouped == narrow.IsForGroups)
        {
            BlockFormBuilder.Build(t, kernel, wide, plan);
            ChooseWidth(t, kernel, narrow, wide);
        }
        else
        {
            wide.Function.DeleteFunction();
        }

        kernel.WideWarp = null;
    }

    // void @k.block(ptr %lanes, …) { if (blockDim.x % 32 == 0) k.block.wide(%lanes, …) else k.block.warp(%lanes, …) }
    private static void ChooseWidth(Translation t, Kernel kernel, WarpForm narrow, WarpForm wide)
    {
        LLVMBuilderRef b = t.Builder;
        CpuContract cpu = new(t.Module);
        LLVMTypeRef pointer = t.Context.GetPointerType(), number = t.Context.Int32Type, type = narrow.Function.GlobalValueType;
        LLVMValueRef choice = t.Module.AddFunction($"{kernel.Name}.block", type);
        Attributes.AddTo(choice, "nounwind");
        LLVMBasicBlockRef entry = choice.AppendBasicBlock("entry"), whenWide = choice.AppendBasicBlock("wide"), whenNarrow = choice.AppendBasicBlock("narrow");
        LLVMValueRef Field(LLVMTypeRef record, LLVMTypeRef field, LLVMValueRef address, params uint[] path) =>
            b.BuildLoad2(field, b.BuildGEP2(record, address, [number.Null, .. path.Select(p => number.CreateConstInt(p))]));
        b.MoveToEnd(entry);
        LLVMValueRef block = Field(cpu.Lane, pointer, choice.GetParam(0), CpuContract.LaneField.Block);
        LLVMValueRef launch = Field(cpu.Block, pointer, block, CpuContract.BlockField.Launch);
        LLVMValueRef width = Field(cpu.Launch, number, launch, CpuContract.LaunchField.Block, 0);
        b.BuildCondBr(b.BuildIsNull(b.BuildAnd(width, number.CreateConstInt((ulong)wide.Lanes - 1))), whenWide, whenNarrow);
        foreach ((LLVMBasicBlockRef place, WarpForm form) in new[] { (whenWide, wide), (whenNarrow, narrow) })
        {
            b.MoveToEnd(place);
            b.BuildCall2(type, form.Function, Enumerable.Range(0, (int)choice.ParamsCount).Select(i => choice.GetParam((uint)i)).ToArray());
            b.BuildRetVoid();
        }

        narrow.Function = narrow.Entry = choice;
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
