using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Dialect;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

/// <summary>Decides whether a kernel can run a warp at a time and learns what the widening needs to know.</summary>
internal static class VectorPlanner
{
    // Puts the function into the form RegionBuilder reads: two-way branches, loops with one latch, values leaving loops through phis.
    private const string Canonical = "function(lower-switch,mergereturn,loop-simplify,lcssa)";
    private const string Reducible = "function(lower-switch,mergereturn,fix-irreducible,loop-simplify,lcssa,unify-loop-exits)";
    private const string Structured = "function(structurizecfg,loop-simplify,lcssa)";

    public static void Prepare(LLVMModuleRef module, LLVMBuilderRef builder)
    {
        SplitVectorCasts.Run(module, builder);
        ReturnWhereNothingComes(module, builder);
        LlvmPipeline.Run(module, "function(scalarizer<load-store>,dce)," + Canonical);
    }

    // call @llvm.trap()   unreachable   =>   call @llvm.trap()   ret void
    // Regions have one way out, and the check of a call (`if (grid.sync() fails) trap`) is no reason to go one lane at a time.
    private static void ReturnWhereNothingComes(LLVMModuleRef module, LLVMBuilderRef builder)
    {
        foreach (LLVMValueRef end in module.DefinedFunctions().Where(IsVoid).SelectMany(f => f.Instructions()).Where(i => i.IsInstruction(LLVMOpcode.LLVMUnreachable)))
        {
            builder.PositionBefore(end);
            builder.BuildRetVoid();
            end.InstructionEraseFromParent();
        }
    }

    private static bool IsVoid(LLVMValueRef function) => function.GlobalValueType.ReturnType.Kind == LLVMTypeKind.LLVMVoidTypeKind;

    /// <summary>The function's regions, restructured if they must be; null when even that does not help.</summary>
    public static List<Region>? Regions(Translation t, LLVMValueRef function)
    {
        if (RegionBuilder.Build(function, t.Builder) is { } regions) return regions;
        LlvmPipeline.RunOn(function, Reducible);
        KeepValuesInArms(function, t.Builder);
        LlvmPipeline.RunOn(function, Structured);
        return RegionBuilder.Build(function, t.Builder);
    }

    // arm: %x = trunc …   br %join   =>   arm: %x = trunc …   br %edge   edge: br %join
    // LLVM 22's structurizecfg hoists what costs nothing out of the block from which a phi takes it, and lets it into ways around that block (llvm/llvm-project#183792).
    private static void KeepValuesInArms(LLVMValueRef function, LLVMBuilderRef builder)
    {
        foreach (LLVMBasicBlockRef block in function.Blocks())
        {
            if (block.Successors() is not [var next] || !RegionBuilder.Phis(next).Exists(phi => IsComputedIn(block, phi))) continue;
            LLVMBasicBlockRef arm = BlockEditor.SplitBefore(block.Terminator, "arm");
            builder.MoveToEnd(arm);
            builder.BuildBr(block);
        }
    }

    private static bool IsComputedIn(LLVMBasicBlockRef block, LLVMValueRef phi) =>
        Enumerable.Range(0, (int)phi.IncomingCount).Any(k => phi.GetIncomingBlock((uint)k) == block && phi.GetIncomingValue((uint)k) is var value
            && value.IsAInstruction.Exists() && value.InstructionParent == block && !value.IsInstruction(LLVMOpcode.LLVMPHI));

    public static VectorPlan? Plan(LLVMValueRef function, List<Region> body, LLVMTargetDataRef layout, long laneBytes, int lanes, bool consecutive, out Refusal? refusal)
    {
        var memory = new PrivateMemory(function, layout);
        var given = LaneFields.Shapes(function, layout, lanes, consecutive);
        AddCollectives(function, given);
        var shapes = new ShapeAnalysis(function, body, memory, given, laneBytes, layout, lanes);
        var waiting = WaitingLoops.Find(body, shapes, out refusal);
        refusal = Legality.Check(body, shapes, new ControlFlow(function)) ?? refusal;
        return refusal is null ? new VectorPlan { Function = function, Body = body, Shapes = shapes, Memory = memory, Layout = layout, Lanes = lanes, Waiting = waiting } : null;
    }

    // What a barrier answers, it answers to all. Shuffles and matches differ from lane to lane; votes and reductions do if their masks do.
    private static void AddCollectives(LLVMValueRef function, Dictionary<IntPtr, Shape> given)
    {
        foreach (var i in function.Instructions())
        {
            if (Calls.NameOf(i) is "cb_clock" or "cb_globaltimer") given[i.Handle] = Shape.Uniform();
            if (DialectQueries.OperationOf(i) is not { Lowering: { Kind: LoweringKind.Collective } lowering }) continue;
            string kind = lowering.Target.Split('.')[0];
            if (kind is "barrier" or "activemask" or "grid") given[i.Handle] = Shape.Uniform();
            else if (kind is not ("vote" or "redux") && lowering.Target != "match.all") given[i.Handle] = Shape.Varying;
        }
    }
}
