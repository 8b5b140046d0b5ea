using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Backends.Cpu.Scalar;
using CudaBridge.Compiler.Dialect;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

/// <summary>Why a kernel must run one lane at a time, and where.</summary>
internal readonly record struct Refusal(string Reason, LLVMValueRef At)
{
    /// <summary>The reason with the source line, where the code still knows it.</summary>
    public string Describe() => At.DebugLocLine > 0 ? $"{Reason} (line {At.DebugLocLine})" : Reason;
}

/// <summary>What a warp in lock-step cannot do. Each check returns a refusal or null.</summary>
internal static class Legality
{
    // Above this, compiling the vector form costs more than a person waits for.
    private const int LargestKernel = 20_000;

    /// <summary>Checks that need no analysis of the kernel.</summary>
    /// <param name="suspending">The module's functions in which a lane may wait for others. The rest can be called for one lane after the other.</param>
    public static Refusal? Check(LLVMValueRef function, SuspendingSet suspending)
    {
        var instructions = function.Instructions();
        if (instructions.Count > LargestKernel) return new($"it has {instructions.Count} instructions", instructions[0]);
        foreach (var i in instructions)
            if (CheckInstruction(i, suspending) is { } reason) return new(reason, i);
        return null;
    }

    private static string? CheckInstruction(LLVMValueRef i, SuspendingSet suspending)
    {
        if (i.IsInstruction(LLVMOpcode.LLVMAlloca) && !i.GetOperand(0).IsConstant) return "a local array's size is known only at run time";
        if (i.IsInstruction(LLVMOpcode.LLVMIndirectBr) || i.IsInstruction(LLVMOpcode.LLVMSwitch)) return "it jumps through a table";
        if (!i.IsCall()) return null;
        if (suspending.Includes(i))
            return i.IsIndirectCall() ? "it calls through a function pointer, perhaps a function in which threads wait for each other" : $"it calls {Demangler.Demangle(i.CalledFunction().Name)}, in which threads wait for each other and which cannot be inlined";
        return DialectQueries.OperationOf(i) is { Lowering: { Kind: LoweringKind.Collective, Target: "exit" } } ? "a thread ends inside it by PTX's exit" : null;
    }

    /// <summary>Checks of control flow against the values' shapes.</summary>
    public static Refusal? Check(List<Region> body, ShapeAnalysis shapes, ControlFlow flow)
    {
        foreach (var block in flow.Blocks)
            foreach (var i in block.Instructions())
            {
                if (NamesSeveralBarriers(i, shapes)) return new("threads of one warp may name different barriers", i);
                if (!shapes[i].HasBase && HoldsVector(i.TypeOf)) return new("a value of its is a vector that cannot be taken apart", i);
            }
        return CheckBarriers(body, shapes, laterBarrier: false);
    }

    // The aligned forms promise that a warp comes to one barrier.
    private static bool NamesSeveralBarriers(LLVMValueRef i, ShapeAnalysis shapes)
    {
        if (!IsBarrier(i) || DialectQueries.OperationOf(i) is not { } operation || operation.Name.Contains(".aligned", StringComparison.Ordinal)) return false;
        string[] names = operation.Lowering.Detail.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Enumerable.Range(0, names.Length).Any(o => names[o] is "id" or "count" && !shapes[i.GetOperand((uint)o)].IsUniform);
    }

    private static bool HoldsVector(LLVMTypeRef type) => type.Kind switch
    {
        LLVMTypeKind.LLVMVectorTypeKind => true,
        LLVMTypeKind.LLVMStructTypeKind => Enumerable.Range(0, (int)type.StructElementTypesCount).Any(f => HoldsVector(type.StructGetTypeAtIndex((uint)f))),
        LLVMTypeKind.LLVMArrayTypeKind => HoldsVector(type.ElementType),
        _ => false,
    };

    // A barrier that only some lanes of a warp reach is fine when the others never come to another one: they have left, in effect.
    private static Refusal? CheckBarriers(List<Region> regions, ShapeAnalysis shapes, bool laterBarrier)
    {
        for (int r = regions.Count - 1; r >= 0; r--)
        {
            var here = FirstBarrier(regions[r]);
            if (here is not { } barrier) continue;
            bool divergent = regions[r] is IfRegion branch && shapes.IsDivergent(branch) || regions[r] is LoopRegion loop && shapes.IsDivergent(loop);
            if (divergent && (laterBarrier || regions[r] is IfRegion both && FirstBarrier(both.Then) is not null && FirstBarrier(both.Else) is not null))
                return new("threads of one warp meet at different barriers", barrier);
            var inner = regions[r] switch
            {
                IfRegion i => CheckBarriers(i.Then, shapes, laterBarrier) ?? CheckBarriers(i.Else, shapes, laterBarrier),
                // The next round's barriers come later, too.
                LoopRegion l => CheckBarriers(l.Body, shapes, laterBarrier: true),
                _ => null,
            };
            if (inner is not null) return inner;
            laterBarrier = true;
        }

        return null;
    }

    private static LLVMValueRef? FirstBarrier(List<Region> regions)
    {
        foreach (var region in regions)
            if (FirstBarrier(region) is { } barrier) return barrier;
        return null;
    }

    private static LLVMValueRef? FirstBarrier(Region region) => region switch
    {
        BlockRegion block => block.Block.Instructions().Where(IsBarrier).Select(i => (LLVMValueRef?)i).FirstOrDefault(),
        IfRegion branch => FirstBarrier(branch.Then) ?? FirstBarrier(branch.Else),
        LoopRegion loop => FirstBarrier(loop.Body),
        _ => null,
    };

    public static bool IsBarrier(LLVMValueRef i) =>
        DialectQueries.OperationOf(i) is { Lowering: { Kind: LoweringKind.Collective, Target: var target } } && (target.StartsWith("barrier", StringComparison.Ordinal) || target == "grid.sync");
}
