using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

/// <summary>
/// Finds kernels whose time goes into a loop that waits for its own last round: sum = fma(a, b, sum). Two registers for each value instead of one
/// keep the processor busy meanwhile, as long as there are registers enough.
/// </summary>
internal sealed class WideWarps
{
    /// <summary>Lanes of a warp with two registers of 16 floats for each value.</summary>
    public const int Lanes = 32;

    // Of 32 registers, with two for each value and some for constants.
    private const int MostLive = 12;

    // Cycles until a result can be used; a cycle begins two operations on whole registers.
    private const int FloatLatency = 4, IntegerLatency = 1, OperationsPerCycle = 2;

    private readonly VectorPlan _plan;
    private readonly RowLoops _rows;

    private WideWarps(VectorPlan plan) => (_plan, _rows) = (plan, new RowLoops(plan.Shapes, plan.Layout, plan.Function.GetParam(0)));

    public static bool Pay(VectorPlan plan) => new WideWarps(plan).Pay();

    private bool Pay()
    {
        List<LoopRegion> loops = [.. InnerLoops(_plan.Body)];
        if (loops.Exists(_rows.Pays)) return true;
        // The longest loop counts.
        return loops.Count > 0 && loops.MaxBy(l => Work(l).Count()) is { } loop && Recurrence(loop) > Work(loop).Count() / OperationsPerCycle && Live(loop) <= MostLive;
    }

    private static IEnumerable<LoopRegion> InnerLoops(List<Region> regions) => regions.SelectMany(region => region switch
    {
        IfRegion branch => InnerLoops(branch.Then).Concat(InnerLoops(branch.Else)),
        LoopRegion loop => InnerLoops(loop.Body).DefaultIfEmpty(loop),
        _ => [],
    });

    private static IEnumerable<LLVMValueRef> Code(LoopRegion loop) => RowLoops.Blocks(loop.Body).SelectMany(b => b.Instructions());

    /// <summary>What is computed for each lane.</summary>
    private IEnumerable<LLVMValueRef> Work(LoopRegion loop) => Code(loop).Where(i => i.InstructionOpcode != LLVMOpcode.LLVMPHI && _plan.Shapes[i].IsVarying);

    /// <summary>Cycles from a round's values to the next round's.</summary>
    private int Recurrence(LoopRegion loop)
    {
        // What the loop's own phis lead to, in the order of the code: operands come first.
        Dictionary<LLVMValueRef, int> ready = RegionBuilder.Phis(loop.Header).Where(p => _plan.Shapes[p].IsVarying).ToDictionary(p => p, _ => 0);
        int longest = 0;
        foreach (LLVMValueRef i in Code(loop).Where(i => _plan.Shapes[i].IsVarying && !ready.ContainsKey(i)))
        {
            var operands = i.Operands().Where(ready.ContainsKey).Select(o => ready[o]).ToList();
            if (operands.Count > 0) ready[i] = operands.Max() + (i.InstructionOpcode != LLVMOpcode.LLVMPHI && i.TypeOf.Kind is (LLVMTypeKind.LLVMFloatTypeKind or LLVMTypeKind.LLVMDoubleTypeKind) ? FloatLatency : IntegerLatency);
        }

        foreach (LLVMValueRef phi in RegionBuilder.Phis(loop.Header))
            for (uint k = 0; k < phi.IncomingCount; k++)
                if (phi.GetIncomingBlock(k) == loop.Latch) longest = Math.Max(longest, ready.GetValueOrDefault(phi.GetIncomingValue(k)));
        return longest;
    }

    /// <summary>The most registers that values of the loop take at once, one lane being one float.</summary>
    private int Live(LoopRegion loop)
    {
        List<LLVMValueRef> code = [.. Code(loop)];
        Dictionary<LLVMValueRef, (int First, int Last)> spans = [];
        Dictionary<LLVMValueRef, int> places = [];
        for (int i = 0; i < code.Count; i++) places[code[i]] = i;
        for (int i = 0; i < code.Count; i++)
            foreach (LLVMValueRef value in code[i].Operands().Where(v => v.IsAInstruction.Exists() && _plan.Shapes[v].IsVarying))
            {
                // Values from outside and from the last round are needed all the time.
                bool stays = !places.TryGetValue(value, out int from) || value.InstructionOpcode == LLVMOpcode.LLVMPHI || from > i;
                (int first, int last) = spans.GetValueOrDefault(value, (from, from));
                spans[value] = stays ? (0, code.Count) : (first, Math.Max(last, i));
            }

        int[] live = new int[code.Count + 1];
        foreach ((LLVMValueRef value, (int first, int last)) in spans)
            for (int i = first; i <= last; i++) live[i] += Registers(value.TypeOf);
        return live.Max();
    }

    private int Registers(LLVMTypeRef type) => type.Kind == LLVMTypeKind.LLVMIntegerTypeKind && type.IntWidth == 1 ? 0 : (int)Math.Max(1, Size(type) / sizeof(float));

    private unsafe ulong Size(LLVMTypeRef type) => LLVM.ABISizeOfType(_plan.Layout, type);
}
