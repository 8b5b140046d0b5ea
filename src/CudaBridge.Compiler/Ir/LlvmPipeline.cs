using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Ir;

/// <summary>LLVM's own passes, by the names <c>opt -passes</c> takes.</summary>
internal static unsafe class LlvmPipeline
{
    /// <summary>Throws <see cref="InvalidOperationException"/> when LLVM rejects the pipeline text.</summary>
    public static void Run(LLVMModuleRef module, string pipeline, LLVMTargetMachineRef machine = default)
    {
        using LLVMPassBuilderOptionsRef options = LLVMPassBuilderOptionsRef.Create();
        using MarshaledString text = new(pipeline);
        Check(LLVM.RunPasses(module, text, machine, options), pipeline);
    }

    /// <summary>Runs function passes on one function only.</summary>
    public static void RunOn(LLVMValueRef function, string pipeline)
    {
        using LLVMPassBuilderOptionsRef options = LLVMPassBuilderOptionsRef.Create();
        using MarshaledString text = new(pipeline);
        Check(LLVM.RunPassesOnFunction(function, text, null, options), pipeline);
    }

    private static void Check(LLVMOpaqueError* error, string pipeline)
    {
        if (error is null) return;
        sbyte* message = LLVM.GetErrorMessage(error);
        string problem = new(message);
        LLVM.DisposeErrorMessage(message);
        throw new InvalidOperationException($"LLVM pipeline {pipeline}: {problem}");
    }
}
