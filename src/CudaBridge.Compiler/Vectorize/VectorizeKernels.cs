using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Backends.Cpu;
using CudaBridge.Compiler.Backends.Cpu.Scalar;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

// define void @k(ptr %lane, …), one lane
//   =>  define void @k.warp(ptr %lanes, …)                 where blockDim.x is a multiple of the lanes
//       define void @k.masked(ptr %lanes, …, i64 %mask)    any block
// A kernel that has both loses its scalar form; one that must not be vectorised keeps it, with the reason.
internal static class VectorizeKernels
{
    public static void Run(Translation t)
    {
        if (!t.Options.Vectorize || t.Options.OptimizationLevel == 0) return;
        VectorPlanner.Prepare(t.Module, t.Builder);
        SuspendingSet suspending = FindSuspendPoints.Foresee(t.Module);
        foreach (Kernel kernel in t.Kernels) Vectorize(t, kernel, suspending);
    }

    private static void Vectorize(Translation t, Kernel kernel, SuspendingSet suspending)
    {
        Refusal? refusal = Legality.Check(kernel.Function, suspending);
        List<Region>? body = refusal is null ? VectorPlanner.Regions(t, kernel.Function) : null;
        if (refusal is null && body is null) refusal = new("its control flow cannot be structured", kernel.Function.EntryBasicBlock.FirstInstruction);
        if (refusal is null)
        {
            bool wide = ChooseLanes(t, kernel, body!);
            kernel.Warp = Build(t, kernel, body!, kernel.WarpLanes, masked: false, out refusal);
            kernel.MaskedWarp = Build(t, kernel, body!, kernel.WarpLanes, masked: true, out Refusal? maskedRefusal);
            if (wide && kernel.Warp is not null) kernel.WideWarp = Build(t, kernel, body!, WideWarps.Lanes, masked: false, out _);
            refusal ??= kernel.Warp is null ? maskedRefusal : null;
        }

        if (kernel.Warp is null && kernel.MaskedWarp is null) kernel.WarpLanes = 0;
        kernel.ScalarReason = refusal?.Describe();
        if (kernel.Warp is null || kernel.MaskedWarp is null) return;
        kernel.Function.DeleteFunction();
        kernel.Function = default;
    }

    private const int CudaWarp = 32;

    // One AVX-512 register of floats; and blocks 16 wide are common.
    private const int FreeLanes = 16;

    /// <summary>Chooses the lanes of the kernel's warps; true: a form with more of them pays for the blocks that are wide enough.</summary>
    private static bool ChooseLanes(Translation t, Kernel kernel, List<Region> body)
    {
        bool isCudaWarp = new CallGraph(t.Module).Reachable(kernel.Function).Exists(LaneFields.NeedsWholeWarp) || kernel.Counts.WarpOperations > 0;
        kernel.WarpLanes = isCudaWarp ? CudaWarp : t.Options.Lanes > 0 ? t.Options.Lanes : FreeLanes;
        if (isCudaWarp || t.Options.Lanes > 0 || t.Options.Isa != "x86-64-v4") return false;
        if (Plan(t, kernel, body, kernel.WarpLanes, masked: false, out _) is not { } plan || !WideWarps.Pay(plan)) return false;
        // Rows of threads are hardly ever shorter; sides of tiles often are.
        if (LaneFields.ReadsOtherDimensions(kernel.Function.GetParam(0))) return true;
        kernel.WarpLanes = WideWarps.Lanes;
        return false;
    }

    private static VectorPlan? Plan(Translation t, Kernel kernel, List<Region> body, int lanes, bool masked, out Refusal? refusal)
    {
        long laneBytes = (long)t.Module.Layout().ABISizeOfType(new CpuContract(t.Module).Lane);
        return VectorPlanner.Plan(kernel.Function, body, t.Module.Layout(), laneBytes, lanes, consecutive: !masked, out refusal);
    }

    private static WarpForm? Build(Translation t, Kernel kernel, List<Region> body, int lanes, bool masked, out Refusal? refusal)
    {
        if (Plan(t, kernel, body, lanes, masked, out refusal) is not { } plan) return null;
        string name = $"{kernel.Name}.{(masked ? "masked" : lanes > kernel.WarpLanes ? "wide" : "warp")}";
        return new WarpForm { Function = WarpBuilder.Build(plan, t.Module, t.Builder, name, masked), IsMasked = masked, Lanes = lanes };
    }
}
