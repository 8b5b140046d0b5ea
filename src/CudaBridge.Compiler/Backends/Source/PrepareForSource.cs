using CudaBridge.Compiler.Ir;
using CudaBridge.Compiler.Passes;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Source;

// switch                                             =>  branches
// loops with several entries                         =>  loops with one
// vector operations                                  =>  operations on their elements
// call ptr addrspace(3) @cudabridge.shared.base()    =>  the same call, known to be pure
internal static class PrepareForSource
{
    private static readonly string[] s_pure = ["nounwind", "willreturn", "nosync", "nofree", "nocallback", "speculatable"];

    public static void Run(Translation t)
    {
        foreach (string name in new[] { LowerSharedMemory.BaseFunction, LowerSharedMemory.DynamicOffsetFunction })
            if (t.Module.GetNamedFunction(name) is { Handle: not 0 } function)
            {
                foreach (string attribute in s_pure) Attributes.AddTo(function, attribute);
                function.AddAttributeAtIndex(LLVMAttributeIndex.LLVMAttributeFunctionIndex, Attributes.Create(t.Context, "memory", 0));
            }

        LlvmPipeline.Run(t.Module, "function(lower-switch,scalarizer<load-store>,simplifycfg,early-cse,fix-irreducible,dce),globaldce");
    }
}
