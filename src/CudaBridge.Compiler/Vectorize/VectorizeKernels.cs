using CudaBridge.Compiler.Backends.Cpu;
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
        foreach (Kernel kernel in t.Kernels) Vectorize(t, kernel);
    }

    private static void Vectorize(Translation t, Kernel kernel)
    {
        Refusal? refusal = Legality.Check(kernel.Function);
        List<Region>? body = refusal is null ? VectorPlanner.Regions(t, kernel.Function) : null;
        if (refusal is null && body is null) refusal = new("its control flow cannot be structured", kernel.Function.EntryBasicBlock.FirstInstruction);
        if (refusal is null)
        {
            kernel.WarpLanes = LaneFields.NeedsWholeWarp(kernel.Function) || kernel.Counts.WarpOperations > 0 ? CudaWarp : t.Options.Lanes > 0 ? t.Options.Lanes : FreeLanes;
            kernel.Warp = Build(t, kernel, body!, masked: false, out refusal);
            kernel.MaskedWarp = Build(t, kernel, body!, masked: true, out Refusal? maskedRefusal);
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

    private static WarpForm? Build(Translation t, Kernel kernel, List<Region> body, bool masked, out Refusal? refusal)
    {
        long laneBytes = (long)t.Module.Layout().ABISizeOfType(new CpuContract(t.Module).Lane);
        VectorPlan? plan = VectorPlanner.Plan(kernel.Function, body, t.Module.Layout(), laneBytes, kernel.WarpLanes, consecutive: !masked, out refusal);
        if (plan is null) return null;
        return new WarpForm { Function = WarpBuilder.Build(plan, t.Module, t.Builder, $"{kernel.Name}.{(masked ? "masked" : "warp")}", masked), IsMasked = masked };
    }
}
