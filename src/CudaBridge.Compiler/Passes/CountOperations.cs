using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Dialect;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Passes;

// Fills in what a kernel's code uses, itself and through the functions it can reach; changes nothing.
internal static class CountOperations
{
    public static void Run(Translation t)
    {
        CallGraph calls = new(t.Module);
        foreach (Kernel kernel in t.Kernels)
        {
            List<LLVMValueRef> reachable = calls.Reachable(kernel.Function);
            kernel.Counts = Count(reachable);
            kernel.LocalBytes = (uint)Math.Min(LocalBytes(t, reachable), uint.MaxValue);
            kernel.IndirectCalls = reachable.Exists(calls.CallsIndirectly);
            kernel.Recursion = reachable.Exists(f => calls.Recursive.Contains(f.Handle));
        }
    }

    // Local arrays and spilled structures of the kernel and of each function once; recursion needs more.
    private static ulong LocalBytes(Translation t, List<LLVMValueRef> functions) =>
        functions.SelectMany(f => f.Instructions()).Where(BlockEditor.IsStaticAlloca)
            .Aggregate(0ul, (sum, a) => sum + t.Module.Layout().ABISizeOfType(a.AllocatedType) * a.GetOperand(0).ConstIntZExt);

    private static OperationCounts Count(List<LLVMValueRef> functions)
    {
        int barriers = 0, warpOperations = 0, atomics = 0;
        bool gridSync = false, printf = false;
        foreach (LLVMValueRef instruction in functions.SelectMany(f => f.Instructions()))
        {
            if (instruction.InstructionOpcode is LLVMOpcode.LLVMAtomicRMW or LLVMOpcode.LLVMAtomicCmpXchg) atomics++;
            if (DialectQueries.OperationOf(instruction) is not { } operation) continue;
            string name = operation.Lowering.Target;
            switch (operation.Lowering.Kind)
            {
                case LoweringKind.Collective when name.StartsWith("barrier.", StringComparison.Ordinal): barriers++; break;
                case LoweringKind.Collective when name == "grid.sync": gridSync = true; break;
                case LoweringKind.Collective when name is not ("exit" or "yield"): warpOperations++; break;
                case LoweringKind.Memory when name == "atomic": atomics++; break;
                case LoweringKind.Runtime when name == "vprintf": printf = true; break;
            }
        }

        return new OperationCounts(barriers, warpOperations, atomics, gridSync, printf);
    }
}
