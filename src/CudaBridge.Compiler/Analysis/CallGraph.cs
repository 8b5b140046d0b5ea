using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Analysis;

/// <summary>
/// Who calls whom among the functions with a body. An indirect call may reach every function of its type whose address is taken.
/// </summary>
internal sealed class CallGraph
{
    private readonly Dictionary<IntPtr, HashSet<IntPtr>> _callees = [];
    private readonly Dictionary<IntPtr, LLVMValueRef> _functions = [];
    private readonly HashSet<IntPtr> _indirectCallers = [];

    public CallGraph(LLVMModuleRef module)
    {
        List<LLVMValueRef> functions = module.DefinedFunctions();
        foreach (LLVMValueRef function in functions) _functions[function.Handle] = function;
        ILookup<IntPtr, LLVMValueRef> byType = functions.Where(f => f.IsAddressTaken()).ToLookup(f => f.GlobalValueType.Handle);
        AddressTaken = [.. byType.SelectMany(group => group)];
        foreach (LLVMValueRef function in functions) _callees[function.Handle] = FindCallees(function, byType);
        Recursive = FindRecursive();
    }

    /// <summary>Functions whose address is taken.</summary>
    public IReadOnlyList<LLVMValueRef> AddressTaken { get; }

    /// <summary>Functions on a cycle of calls.</summary>
    public IReadOnlySet<IntPtr> Recursive { get; }

    public bool CallsIndirectly(LLVMValueRef function) => _indirectCallers.Contains(function.Handle);

    /// <summary>The function and everything it can reach.</summary>
    public List<LLVMValueRef> Reachable(LLVMValueRef from)
    {
        HashSet<IntPtr> seen = [from.Handle];
        Stack<IntPtr> open = new([from.Handle]);
        while (open.TryPop(out IntPtr function))
            foreach (IntPtr callee in _callees[function])
                if (seen.Add(callee)) open.Push(callee);
        return seen.Select(f => _functions[f]).ToList();
    }

    /// <summary>The functions and everything they can reach, callers before those they call, as far as there is such an order.</summary>
    public List<LLVMValueRef> CallersFirst(IEnumerable<LLVMValueRef> from)
    {
        HashSet<IntPtr> seen = [];
        List<LLVMValueRef> order = [];
        foreach (LLVMValueRef function in from) Visit(function.Handle, seen, order);
        order.Reverse();
        return order;
    }

    private void Visit(IntPtr function, HashSet<IntPtr> seen, List<LLVMValueRef> calleesFirst)
    {
        if (!seen.Add(function)) return;
        foreach (IntPtr callee in _callees[function]) Visit(callee, seen, calleesFirst);
        calleesFirst.Add(_functions[function]);
    }

    /// <summary>The functions for which the predicate holds and all that can reach them.</summary>
    public HashSet<IntPtr> ReachingAny(Func<LLVMValueRef, bool> predicate)
    {
        HashSet<IntPtr> reaching = [.. _functions.Values.Where(predicate).Select(f => f.Handle)];
        for (bool changed = true; changed;)
        {
            changed = false;
            foreach ((IntPtr function, HashSet<IntPtr> callees) in _callees)
                if (!reaching.Contains(function) && callees.Overlaps(reaching)) changed |= reaching.Add(function);
        }

        return reaching;
    }

    private HashSet<IntPtr> FindCallees(LLVMValueRef function, ILookup<IntPtr, LLVMValueRef> byType)
    {
        HashSet<IntPtr> callees = [];
        foreach (LLVMValueRef call in function.Instructions().Where(i => i.IsCall()))
        {
            LLVMValueRef callee = call.CalledFunction();
            if (callee.Exists() && _functions.ContainsKey(callee.Handle)) callees.Add(callee.Handle);
            if (!call.IsIndirectCall()) continue;
            _indirectCallers.Add(function.Handle);
            callees.UnionWith(byType[call.CalledFunctionType.Handle].Select(f => f.Handle));
        }

        return callees;
    }

    private HashSet<IntPtr> FindRecursive() =>
        [.. _functions.Keys.Where(f => _callees[f].Any(callee => Reachable(_functions[callee]).Exists(r => r.Handle == f)))];
}
