using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Dialect;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Cpu.Scalar;

// while (*flag == 0) { }, flag volatile  =>  while (*flag == 0) { cudabridge.yield }
// Finds the functions whose lanes may have to wait: those with such a loop or a collective, and all that can call one. Indirect calls
// and address-taken functions of one type go together: either all of them can suspend or none.
internal static class FindSuspendPoints
{
    public static void Run(Translation t)
    {
        foreach (LLVMValueRef function in t.Module.DefinedFunctions()) InsertYields(t, function);
        t.Suspending = Close(t.Module, function => function.Instructions().Exists(MaySuspend));
        CallGraph calls = new(t.Module);
        foreach (WarpForm form in t.Kernels.SelectMany(k => k.WarpForms)) form.IsCoroutine = t.Suspending.Functions.Contains(form.Function.Handle);
        foreach (Kernel kernel in t.Kernels)
            if (t.Suspending.Functions.Contains(kernel.Function.Handle)) kernel.SuspendReason = ReasonOf(kernel, calls);
    }

    private static void InsertYields(Translation t, LLVMValueRef function)
    {
        // Where the vectoriser has seen the loop, the warp yields already.
        HashSet<IntPtr> latches = [.. SpinLoops.Find(function).Where(loop => !loop.AllBlocks.Any(b => b.Instructions().Exists(TargetOperations.IsYield))).SelectMany(loop => loop.Latches).Select(b => b.Handle)];
        foreach (IntPtr latch in latches)
        {
            t.Builder.PositionBefore(new LLVMBasicBlockRef(latch).Terminator);
            TargetOperations.Yield(t.Module, t.Builder);
        }
    }

    public static bool MaySuspend(LLVMValueRef instruction) =>
        DialectQueries.OperationOf(instruction) is { Lowering: { Kind: LoweringKind.Collective, Target: not "barrier.arrive" } };

    /// <summary>The functions that will be suspending, before this pass has run.</summary>
    public static SuspendingSet Foresee(LLVMModuleRef module) =>
        Close(module, function => !function.IsKernel() && (function.Instructions().Exists(MaySuspend) || SpinLoops.Find(function).Any()));

    private static SuspendingSet Close(LLVMModuleRef module, Predicate<LLVMValueRef> suspendsItself)
    {
        List<LLVMValueRef> functions = module.DefinedFunctions();
        List<LLVMValueRef> addressTaken = functions.FindAll(f => f.IsAddressTaken());
        HashSet<IntPtr> suspending = [.. functions.FindAll(suspendsItself).Select(f => f.Handle)];
        HashSet<IntPtr> types = [];
        int before;
        do
        {
            before = suspending.Count;
            types.UnionWith(addressTaken.Where(f => suspending.Contains(f.Handle)).Select(f => f.GlobalValueType.Handle));
            suspending.UnionWith(addressTaken.Where(f => types.Contains(f.GlobalValueType.Handle)).Select(f => f.Handle));
            suspending.UnionWith(functions.Where(f => f.Instructions().Exists(i => CallsSuspending(i, suspending, types))).Select(f => f.Handle));
        }
        while (suspending.Count != before);
        return new SuspendingSet(suspending, types);
    }

    private static bool CallsSuspending(LLVMValueRef i, HashSet<IntPtr> functions, HashSet<IntPtr> types) =>
        i.IsCall() && (i.IsIndirectCall() ? types.Contains(i.CalledFunctionType.Handle) : functions.Contains(i.CalledValue.Handle));

    private static string ReasonOf(Kernel kernel, CallGraph calls)
    {
        List<string> operations = calls.Reachable(kernel.Function).SelectMany(f => f.Instructions()).Where(MaySuspend)
            .Select(i => DialectQueries.OperationOf(i)!.Value.Lowering.Target).ToList();
        if (operations.Contains("grid.sync")) return "waits for the whole grid";
        if (operations.Exists(o => o.StartsWith("barrier.", StringComparison.Ordinal))) return "waits at barriers";
        if (operations.Exists(o => o is not ("yield" or "exit"))) return "exchanges values between the lanes of a warp";
        return operations.Contains("yield") ? "waits for other threads in a loop on volatile or atomic memory" : "ends threads inside functions";
    }
}

/// <summary>Functions in which a lane may wait, and the types of indirect calls that may reach one.</summary>
internal sealed record SuspendingSet(IReadOnlySet<IntPtr> Functions, IReadOnlySet<IntPtr> Types)
{
    public bool Includes(LLVMValueRef call) =>
        call.IsCall() && (call.IsIndirectCall() ? Types.Contains(call.CalledFunctionType.Handle) : Functions.Contains(call.CalledValue.Handle));
}
