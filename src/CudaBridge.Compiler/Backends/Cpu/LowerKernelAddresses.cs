using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Cpu;

// call @cudabridge_launch_configure(ptr %buffer, ptr @k, …)  =>  … ptr @k.row …: the kernel's row of the module's table, which BuildModuleTable knows
internal static class LowerKernelAddresses
{
    public static void Run(Translation t)
    {
        foreach (Kernel kernel in t.Kernels.Where(k => k.Function.HasUsers()))
        {
            kernel.Row = t.Module.AddGlobal(t.Context.Int8Type, $"{kernel.Name}.row");
            kernel.Function.ReplaceAllUsesWith(kernel.Row);
        }
    }
}
