using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Cpu;

// LLVM's own pipeline for the host's instruction set.
internal static class OptimizeForHost
{
    public static void Run(Translation t)
    {
        using LLVMTargetMachineRef machine = CpuTarget.CreateMachine(CpuTarget.Find(t.Options.Isa)!, t.Options.OptimizationLevel);
        LlvmPipeline.Run(t.Module, $"default<O{Math.Clamp(t.Options.OptimizationLevel, 0, 3)}>", machine);
    }
}
