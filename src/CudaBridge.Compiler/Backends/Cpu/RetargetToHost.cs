using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Cpu;

// target triple = "nvptx64-nvidia-cuda"    define … "target-cpu"="sm_80"
//   =>  target triple = "x86_64-unknown-linux-gnu", its data layout, and functions without NVPTX's attributes
// COMDATs go: a module becomes one shared object, and the parts that DivideModule makes of it must not lose what others of them have, too.
// Both layouts give every type of the kernel IR the same size and alignment.
internal static class RetargetToHost
{
    private static readonly string[] s_attributes = ["target-cpu", "target-features", "uniform-work-group-size", "frame-pointer", "stack-protector-buffer-size"];

    public static void Run(Translation t)
    {
        CpuIsa isa = CpuTarget.Find(t.Options.Isa)!;
        using LLVMTargetMachineRef machine = CpuTarget.CreateMachine(isa, 0);
        using LLVMTargetDataRef layout = machine.CreateTargetDataLayout();
        LLVMModuleRef module = t.Module;
        module.Target = isa.Triple;
        module.DataLayout = layout.StringRepresentation;
        foreach (LLVMValueRef function in module.Functions())
        {
            foreach (string attribute in s_attributes) function.RemoveStringAttributeAtIndex(LLVMAttributeIndex.LLVMAttributeFunctionIndex, attribute);
            // Faults unwind by longjmp, and a debugger walks frames by frame pointer in unoptimised code only.
            Attributes.AddTo(function, "nounwind");
        }

        foreach (LLVMValueRef global in module.Functions().Concat(module.Globals())) DropComdat(global);
        if (!t.Options.DebugInfo) StripDebugInfo(t);
    }

    private static unsafe void DropComdat(LLVMValueRef global) => LLVM.SetComdat(global, null);

    // The builder remembers the place of the last instruction it stood at, and would give it to what it builds next.
    private static unsafe void StripDebugInfo(Translation t)
    {
        LLVM.StripModuleDebugInfo(t.Module);
        LLVM.SetCurrentDebugLocation2(t.Builder, null);
    }
}
