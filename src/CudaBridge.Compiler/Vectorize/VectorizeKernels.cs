using CudaBridge.Compiler.Backends.Cpu;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

// define void @k(ptr %lane, …), one lane
//   =>  define void @k.warp(ptr %lanes, …)                 where blockDim.x is a multiple of the lanes
//       define void @k.wide(ptr %lanes, …)                 the same with twice the lanes, where registers suffice
//       define void @k.masked(ptr %lanes, …, i64 %mask)    any block
// A kernel that has both loses its scalar form; one that must not be vectorised keeps it, with the reason.
internal static class VectorizeKernels
{
    public static void Run(Translation t)
    {
        if (!t.Options.Vectorize || t.Options.OptimizationLevel == 0) return;
        VectorPlanner.Prepare(t.Module);
        foreach (Kernel kernel in t.Kernels) Vectorize(t, kernel);
    }

    private static void Vectorize(Translation t, Kernel kernel)
    {
        Refusal? refusal = Legality.Check(kernel.Function);
        List<Region>? body = refusal is null ? VectorPlanner.Regions(t, kernel.Function) : null;
        if (refusal is null && body is null) refusal = new("its control flow cannot be structured", kernel.Function.EntryBasicBlock.FirstInstruction);
        if (refusal is null)
        {
            bool isFree = !LaneFields.NeedsWholeWarp(kernel.Function) && kernel.Counts.WarpOperations == 0;
            kernel.WarpLanes = !isFree ? CudaWarp : t.Options.Lanes > 0 ? t.Options.Lanes : FreeLanes;
            kernel.Warp = Build(t, kernel, body!, "warp", kernel.WarpLanes, out refusal);
            kernel.MaskedWarp = Build(t, kernel, body!, "masked", kernel.WarpLanes, out Refusal? maskedRefusal);
            if (isFree && t.Options.Lanes == 0 && t.Options.Isa == WideIsa && kernel.Warp is not null) kernel.WideWarp = Build(t, kernel, body!, "wide", WideLanes, out _);
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

    // Two registers for a value hide the latency of what follows from it. There are 32 of them; a few are needed for masks' sources and constants.
    private const string WideIsa = "x86-64-v4";
    private const int WideLanes = 32, WideValues = 12;

    private static WarpForm? Build(Translation t, Kernel kernel, List<Region> body, string form, int lanes, out Refusal? refusal)
    {
        bool masked = form == "masked";
        long laneBytes = (long)t.Module.Layout().ABISizeOfType(new CpuContract(t.Module).Lane);
        VectorPlan? plan = VectorPlanner.Plan(kernel.Function, body, t.Module.Layout(), laneBytes, lanes, consecutive: !masked, out refusal);
        if (plan is null || (form == "wide" && RegisterPressure.Of(kernel.Function, plan.Shapes) > WideValues)) return null;
        return new WarpForm { Function = WarpBuilder.Build(plan, t.Module, t.Builder, $"{kernel.Name}.{form}", masked), Name = form, Lanes = lanes };
    }
}
