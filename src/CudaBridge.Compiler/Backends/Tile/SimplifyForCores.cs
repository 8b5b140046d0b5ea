using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Tile;

// call @helper(…)                          =>  helper's body, whatever its size: cores' kernels are one function here
// %x = alloca …; store; load               =>  values
// %add = … #dbg_value(%add, !"row")        =>  %row = …
// Loops stay as they were written and code where it was: people read the output, and patterns are sought in it.
internal static class SimplifyForCores
{
    private const string Pipeline =
        "always-inline,globaldce,function(sroa,early-cse<memssa>,instcombine<max-iterations=1;no-verify-fixpoint>,simplifycfg<switch-range-to-icmp>,early-cse<memssa>,correlated-propagation," +
        "sroa,instcombine<max-iterations=1;no-verify-fixpoint>,gvn<no-pre;no-load-pre>,instcombine<max-iterations=1;no-verify-fixpoint>,simplifycfg,adce,dse,loop-simplify),globaldce";

    public static void Run(Translation t)
    {
        if (t.Options.Kernels is { } wanted) DropOthers(t, wanted);
        ResolveCalls.Run(t);
        LlvmPipeline.Run(t.Module, "function(sroa,early-cse,tailcallelim)");
        CallGraph calls = new(t.Module);
        foreach (LLVMValueRef function in t.Module.DefinedFunctions().Where(f => !f.IsKernel()))
        {
            function.Linkage = LLVMLinkage.LLVMInternalLinkage;
            if (calls.Recursive.Contains(function.Handle)) continue;
            foreach (string attribute in new[] { "noinline", "optnone" }) Attributes.RemoveFrom(function, LLVMAttributeIndex.LLVMAttributeFunctionIndex, attribute);
            Attributes.AddTo(function, "alwaysinline");
        }

        LlvmPipeline.Run(t.Module, Pipeline);
        foreach (Kernel kernel in t.Kernels)
        {
            kernel.Function = t.Module.GetNamedFunction(kernel.Name);
            NameValues(kernel.Function);
        }
    }

    // Kernels that came with another file's functions.
    private static void DropOthers(Translation t, IReadOnlySet<string> wanted)
    {
        foreach (Kernel kernel in t.Kernels.Where(kernel => !wanted.Contains(kernel.Name)))
        {
            LLVMValueRef function = kernel.Function;
            function.Linkage = LLVMLinkage.LLVMInternalLinkage;
        }

        t.Kernels.RemoveAll(kernel => !wanted.Contains(kernel.Name));
    }

    private static unsafe void NameValues(LLVMValueRef function)
    {
        foreach (LLVMValueRef instruction in function.Instructions())
            for (LLVMOpaqueDbgRecord* record = LLVM.GetFirstDbgRecord(instruction); record is not null; record = LLVM.GetNextDbgRecord(record))
            {
                if (LLVM.DbgRecordGetKind(record) is LLVMDbgRecordKind.LLVMDbgRecordLabel) continue;
                LLVMValueRef value = LLVM.DbgVariableRecordGetValue(record, 0);
                if (value.Handle == IntPtr.Zero || !value.IsAInstruction.Exists() || value.TypeOf.Kind == LLVMTypeKind.LLVMVoidTypeKind) continue;
                if (Metadata.NameOfVariable(function.TypeOf.Context, LLVM.DbgVariableRecordGetVariable(record)) is { Length: > 0 } name && !IsNamed(value)) value.Name = name;
            }
    }

    // Values that were variables before keep those names: x.0, x.1.i.
    private static bool IsNamed(LLVMValueRef value) => value.IsInstruction(LLVMOpcode.LLVMPHI) && value.Name.Contains('.', StringComparison.Ordinal) || value.IsInstruction(LLVMOpcode.LLVMAlloca);
}
