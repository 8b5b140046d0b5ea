using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Cpu.Scalar;

// define void @k(ptr %lane, i32 %n), which never suspends
//   =>  define void @k.run(ptr %worker, ptr %launch, i64 %first, i64 %count):
//         for each block { cb_begin_block; for z, y, x { fill in %lane; call void @k(ptr %lane, i32 %n) } }
// @k.start, a coroutine
//   =>  define void @k.run(…): call void @cb_run_blocks(…)
// The lane, and copies of the block and the launch, lie on the run function's stack, so that LLVM turns them into registers.
internal static class BuildKernelEntry
{
    public static void Run(Translation t)
    {
        CpuContract cpu = new(t.Module);
        foreach (Kernel kernel in t.Kernels)
            kernel.Run = !kernel.HasScalarForm ? t.Context.GetPointerType().Null : kernel.IsCoroutine ? BuildScheduled(t, cpu, kernel) : new LaneLoops(t, cpu, kernel).Build();
    }

    public static LLVMValueRef Declare(Translation t, Kernel kernel)
    {
        LLVMTypeRef pointer = t.Context.GetPointerType(), int64 = t.Context.Int64Type;
        LLVMValueRef run = t.Module.AddFunction($"{kernel.Name}.run", LLVMTypeRef.CreateFunction(t.Context.VoidType, [pointer, pointer, int64, int64]));
        run.Linkage = LLVMLinkage.LLVMInternalLinkage;
        foreach ((string name, uint i) in new[] { ("worker", 0u), ("launch", 1u), ("first", 2u), ("count", 3u) }) run.GetParam(i).Name = name;
        return run;
    }

    private static LLVMValueRef BuildScheduled(Translation t, CpuContract cpu, Kernel kernel)
    {
        LLVMValueRef run = Declare(t, kernel);
        t.Builder.MoveToEnd(run.AppendBasicBlock("entry"));
        cpu.Call(t.Builder, "cb_run_blocks", run.GetParam(0), run.GetParam(1), run.GetParam(2), run.GetParam(3));
        t.Builder.BuildRetVoid();
        return run;
    }
}
