using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Backends.Source;
using CudaBridge.Compiler.Dialect;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Tile;

// for (step = 16; step > 0; step /= 2) v += shfl.down(~0, v, step)      where only lane 0 uses v behind it
// for (step = 16; step > 0; step /= 2) v += shfl.bfly(~0, v, step)      or from 1 up to 16
//   =>  v = cudabridge.warp.sum(v, ~0)
// Five rounds in which the threads of a block meet become one operation of the core's. Sums are added in another order.
internal static class LiftWarpTrees
{
    public static void Run(Translation t)
    {
        foreach (Kernel kernel in t.Kernels)
        {
            DominatorTree dominators = new(kernel.Function);
            bool isLifted = false;
            foreach (Loop loop in LoopForest.Find(kernel.Function))
                if (dominators.IsReachable(loop.Header) && Find(dominators, loop) is { } tree) isLifted |= Lift(t, tree);
            if (isLifted) LlvmPipeline.RunOn(kernel.Function, "sccp,simplifycfg<switch-range-to-icmp>,adce");
        }
    }

    /// <param name="Value">What the loop carries; its value in front of the loop is what the warp reduces.</param>
    /// <param name="Step">The shuffles' distance.</param>
    /// <param name="Last">A value of it with which the loop ends.</param>
    private sealed record WarpTree(Loop Loop, LLVMValueRef Value, LLVMValueRef Step, int Last, string Operation, LLVMBasicBlockRef Entry);

    private static WarpTree? Find(DominatorTree dominators, Loop loop)
    {
        List<LLVMValueRef> inside = [.. loop.AllBlocks.SelectMany(b => b.Instructions())];
        if (inside.Exists(i => i.IsInstruction(LLVMOpcode.LLVMStore) || i.IsInstruction(LLVMOpcode.LLVMLoad) || i.IsInstruction(LLVMOpcode.LLVMAtomicRMW) || i.IsInstruction(LLVMOpcode.LLVMAtomicCmpXchg))) return null;
        if (inside.FindAll(i => i.IsCall() && !Inliner.IsPureCall(i)) is not [var shuffle] || DialectQueries.OperationOf(shuffle) is not { Lowering: { Kind: LoweringKind.Collective, Target: "shfl.down" or "shfl.bfly" } kind }) return null;
        if (inside.FindAll(i => i.IsInstruction(LLVMOpcode.LLVMPHI)) is not [_, _] phis || dominators.Predecessors(loop.Header).Where(p => !loop.Contains(p)).ToList() is not [var entry]) return null;
        string[] names = kind.Detail.Split(' ');
        LLVMValueRef Operand(string name) => shuffle.GetOperand((uint)Array.IndexOf(names, name));
        (LLVMValueRef value, LLVMValueRef step) = (Operand("value"), Operand("a"));
        if (!phis.Contains(value) || !phis.Contains(step) || !IsAll(Operand("mask")) || !IsNumber(Operand("b"), 31)) return null;
        LLVMValueRef First(LLVMValueRef phi) => phi.GetIncomingValue(phi.GetIncomingBlock(0) == entry ? 0u : 1u);
        LLVMValueRef Next(LLVMValueRef phi) => phi.GetIncomingValue(phi.GetIncomingBlock(0) == entry ? 1u : 0u);
        LLVMValueRef grown = Next(value), stepped = Next(step);
        if (OperationOf(grown) is not { } operation || !grown.Operands().Contains(value) || !grown.Operands().Contains(shuffle)) return null;
        bool isDown = IsNumber(First(step), 16) && IsStep(stepped, step, LLVMOpcode.LLVMLShr, LLVMOpcode.LLVMAShr, LLVMOpcode.LLVMSDiv, LLVMOpcode.LLVMUDiv) && EndsAt(loop, step, 0);
        bool isUp = kind.Target == "shfl.bfly" && IsNumber(First(step), 1) && IsStep(stepped, step, LLVMOpcode.LLVMShl, LLVMOpcode.LLVMMul) && EndsAt(loop, step, 32);
        if (!isDown && !isUp) return null;
        IEnumerable<LLVMValueRef> behind = value.Users().Where(u => !loop.Contains(u.InstructionParent));
        if (kind.Target == "shfl.down" && !behind.All(user => IsForFirstLane(dominators, user, value))) return null;
        return new WarpTree(loop, value, step, isDown ? 0 : 32, operation, entry);
    }

    // The loop ends before its first round, and LLVM drops it.
    private static bool Lift(Translation t, WarpTree tree)
    {
        LLVMTypeRef type = tree.Value.TypeOf;
        string name = $"cudabridge.warp.{tree.Operation}.{(type.Kind == LLVMTypeKind.LLVMFloatTypeKind ? "f32" : "i32")}";
        LLVMTypeRef signature = LLVMTypeRef.CreateFunction(type, [type, t.Context.Int32Type]);
        LLVMValueRef function = t.Module.GetNamedFunction(name);
        if (!function.Exists()) function = t.Module.AddFunction(name, signature);
        uint at = tree.Value.GetIncomingBlock(0) == tree.Entry ? 0u : 1u, stepAt = tree.Step.GetIncomingBlock(0) == tree.Entry ? 0u : 1u;
        t.Builder.PositionBefore(tree.Entry.Terminator);
        LLVMValueRef reduced = t.Builder.BuildCall2(signature, function, [tree.Value.GetIncomingValue(at), LLVMValueRef.CreateConstInt(t.Context.Int32Type, uint.MaxValue)]);
        foreach (LLVMValueRef user in tree.Value.Users().Where(u => !tree.Loop.Contains(u.InstructionParent)).ToList())
            for (uint o = 0; o < user.OperandCount; o++)
                if (user.GetOperand(o) == tree.Value) user.SetOperand(o, reduced);
        tree.Step.SetOperand(stepAt, LLVMValueRef.CreateConstInt(tree.Step.TypeOf, (ulong)tree.Last));
        return true;
    }

    private static bool IsNumber(LLVMValueRef value, ulong number) => value.IsAConstantInt.Exists() && value.ConstIntZExt == number;

    private static bool IsAll(LLVMValueRef mask) => mask.IsAConstantInt.Exists() && (uint)mask.ConstIntZExt == uint.MaxValue;

    private static bool IsStep(LLVMValueRef next, LLVMValueRef step, params LLVMOpcode[] opcodes) => next.IsAInstruction.Exists() && opcodes.Contains(next.InstructionOpcode) && next.GetOperand(0) == step
        && IsNumber(next.GetOperand(1), next.InstructionOpcode is LLVMOpcode.LLVMSDiv or LLVMOpcode.LLVMUDiv or LLVMOpcode.LLVMMul ? 2u : 1u);

    private static unsafe bool EndsAt(Loop loop, LLVMValueRef step, ulong end)
    {
        if (loop.Exiting.ToList() is not [var exiting] || exiting != loop.Header || exiting.Terminator.InstructionOpcode != LLVMOpcode.LLVMBr) return false;
        LLVMValueRef test = exiting.Terminator.Condition;
        if (!test.IsInstruction(LLVMOpcode.LLVMICmp) || test.GetOperand(0) != step) return false;
        LLVMIntPredicate predicate = LLVM.GetICmpPredicate(test);
        return end == 0 ? IsNumber(test.GetOperand(1), 0) && predicate is LLVMIntPredicate.LLVMIntSGT or LLVMIntPredicate.LLVMIntUGT or LLVMIntPredicate.LLVMIntNE or LLVMIntPredicate.LLVMIntEQ
            : IsNumber(test.GetOperand(1), end) && predicate is LLVMIntPredicate.LLVMIntSLT or LLVMIntPredicate.LLVMIntULT;
    }

    private static string? OperationOf(LLVMValueRef value)
    {
        if (value.IsInstruction(LLVMOpcode.LLVMFAdd) && value.TypeOf.Kind == LLVMTypeKind.LLVMFloatTypeKind || value.IsInstruction(LLVMOpcode.LLVMAdd) && value.TypeOf.IntWidth == 32) return "sum";
        if (!value.IsCall() || value.CalledFunction() is not { Handle: not 0 } callee) return null;
        return callee.Name switch { "llvm.maximumnum.f32" or "llvm.maxnum.f32" => "max", "llvm.minimumnum.f32" or "llvm.minnum.f32" => "min", _ => null };
    }

    // Behind t % 32 == 0 or t == 0.
    private static bool IsForFirstLane(DominatorTree dominators, LLVMValueRef user, LLVMValueRef value)
    {
        LLVMBasicBlockRef block = user.InstructionParent;
        if (user.IsInstruction(LLVMOpcode.LLVMPHI)) block = Enumerable.Range(0, (int)user.IncomingCount).Where(k => user.GetIncomingValue((uint)k) == value).Select(k => user.GetIncomingBlock((uint)k)).First();
        for (LLVMBasicBlockRef parent = dominators.ParentOf(block); parent != block; (block, parent) = (parent, dominators.ParentOf(parent)))
            if (parent.Terminator is { InstructionOpcode: LLVMOpcode.LLVMBr } branch && branch.IsConditional && dominators.Predecessors(block).ToList() is [var only] && only == parent && IsFirstLane(branch.Condition, branch.GetSuccessor(0) == block)) return true;
        return false;
    }

    private static unsafe bool IsFirstLane(LLVMValueRef test, bool isTrue)
    {
        if (!test.IsInstruction(LLVMOpcode.LLVMICmp)) return false;
        LLVMIntPredicate predicate = LLVM.GetICmpPredicate(test);
        bool isZero = (predicate, isTrue) is (LLVMIntPredicate.LLVMIntEQ, true) or (LLVMIntPredicate.LLVMIntNE, false) && test.GetOperand(1).IsNull || predicate == LLVMIntPredicate.LLVMIntULT && isTrue && IsNumber(test.GetOperand(1), 1);
        LLVMValueRef lane = test.GetOperand(0);
        if (lane.IsInstruction(LLVMOpcode.LLVMAnd) && IsNumber(lane.GetOperand(1), 31) || lane.IsInstruction(LLVMOpcode.LLVMURem) && IsNumber(lane.GetOperand(1), 32)) lane = lane.GetOperand(0);
        return isZero && BlockTrees.RegisterOf(lane) is "tid.x" or "laneid";
    }
}
