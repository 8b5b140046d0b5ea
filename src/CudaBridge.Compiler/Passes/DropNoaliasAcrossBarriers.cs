using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Passes;

// define ptx_kernel void @k(ptr noalias %a) { … barrier … }  =>  define ptx_kernel void @k(ptr %a) { … barrier … }
// Other lanes may write through their own %a before they arrive; LLVM takes noalias as a promise that no call does.
internal static class DropNoaliasAcrossBarriers
{
    public static void Run(Translation t)
    {
        CallGraph calls = new(t.Module);
        HashSet<IntPtr> meeting = calls.ReachingAny(DialectQueries.HasCollective);
        foreach (LLVMValueRef function in t.Module.DefinedFunctions().Where(f => meeting.Contains(f.Handle)))
            for (uint i = 1; i <= function.ParamsCount; i++)
                Attributes.RemoveFrom(function, (LLVMAttributeIndex)i, "noalias");
    }
}
