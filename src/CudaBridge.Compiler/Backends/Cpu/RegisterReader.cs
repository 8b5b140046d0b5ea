using CudaBridge.Compiler.Ir;
using CudaBridge.Compiler.Passes;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Cpu;

/// <summary>Reads what a lane knows about its place in the launch, in the function's prologue; each value once.</summary>
internal sealed class RegisterReader(Translation t, CpuContract cpu, LLVMValueRef function)
{
    private readonly Dictionary<string, LLVMValueRef> _known = [];
    private readonly LLVMTypeRef _int32 = t.Context.Int32Type, _pointer = t.Context.GetPointerType();

    public LLVMValueRef Lane => function.GetParam(0);

    /// <summary>The value of a special register, 32 bits wide but for pointers and <c>gridid</c>.</summary>
    public LLVMValueRef Read(string register)
    {
        if (_known.TryGetValue(register, out LLVMValueRef value)) return value;
        return _known[register] = Compute(register);
    }

    private LLVMValueRef Compute(string register) => register switch
    {
        "zero" => Constant(0),
        "one" => Constant(1),
        "warpsize" => Constant(32),
        "block" => Load(_pointer, cpu.Lane, Lane, CpuContract.LaneField.Block, register),
        "launch" => Load(_pointer, cpu.Block, Read("block"), CpuContract.BlockField.Launch, register),
        "worker" => Load(_pointer, cpu.Block, Read("block"), CpuContract.BlockField.Worker, register),
        "kernel" => Load(_pointer, cpu.Launch, Read("launch"), CpuContract.LaunchField.Kernel, register),
        "tid.x" or "tid.y" or "tid.z" => Dimension(cpu.Lane, Lane, CpuContract.LaneField.Tid, register),
        "ctaid.x" or "ctaid.y" or "ctaid.z" => Dimension(cpu.Block, Read("block"), CpuContract.BlockField.Index, register),
        "ntid.x" or "ntid.y" or "ntid.z" => Dimension(cpu.Launch, Read("launch"), CpuContract.LaunchField.Block, register),
        "nctaid.x" or "nctaid.y" or "nctaid.z" => Dimension(cpu.Launch, Read("launch"), CpuContract.LaunchField.Grid, register),
        "laneid" => Load(_int32, cpu.Lane, Lane, CpuContract.LaneField.LaneId, register),
        "warpid" => Load(_int32, cpu.Lane, Lane, CpuContract.LaneField.WarpId, register),
        "linear" => Load(_int32, cpu.Lane, Lane, CpuContract.LaneField.Linear, register),
        "thread_count" => Load(_int32, cpu.Block, Read("block"), CpuContract.BlockField.ThreadCount, register),
        "nwarpid" => At(b => b.BuildLShr(b.BuildAdd(Read("thread_count"), Constant(31)), Constant(5))),
        "smid" => Load(_int32, cpu.Worker, Read("worker"), CpuContract.WorkerField.Index, register),
        // One more than the highest %smid a program can see is not known here; the manual allows gaps, so a bound will do.
        "nsmid" => Constant(1024),
        "gridid" => Load(t.Context.Int64Type, cpu.Launch, Read("launch"), CpuContract.LaunchField.GridId, register),
        "launch_flags" => Load(_int32, cpu.Launch, Read("launch"), CpuContract.LaunchField.Flags, register),
        "lanemask.eq" => At(b => b.BuildShl(Constant(1), Read("laneid"))),
        "lanemask.lt" => At(b => b.BuildSub(Read("lanemask.eq"), Constant(1))),
        "lanemask.le" => At(b => b.BuildOr(Read("lanemask.lt"), Read("lanemask.eq"))),
        "lanemask.ge" => At(b => b.BuildNot(Read("lanemask.lt"))),
        "lanemask.gt" => At(b => b.BuildNot(Read("lanemask.le"))),
        "shared_base" => Load(t.Context.GetPointerType(AddressSpace.Shared), cpu.Block, Read("block"), CpuContract.BlockField.Shared, register),
        "dynamic_smem_size" => Load(_int32, cpu.Launch, Read("launch"), CpuContract.LaunchField.DynamicShared, register),
        "dynamic_shared_offset" => Load(_int32, cpu.Kernel, Read("kernel"), CpuContract.KernelField.StaticShared, register),
        "total_smem_size" or "aggr_smem_size" => At(b => b.BuildAdd(Read("dynamic_shared_offset"), Read("dynamic_smem_size"))),
        "threads_in_grid" => Product("nctaid.x", "nctaid.y", "nctaid.z", "ntid.x", "ntid.y", "ntid.z"),
        _ => throw new InvalidOperationException($"the CPU target has no register {register}"),
    };

    private LLVMValueRef Constant(uint value) => LLVMValueRef.CreateConstInt(_int32, value);

    private LLVMValueRef Dimension(LLVMTypeRef type, LLVMValueRef pointer, uint field, string register)
    {
        t.Builder.PositionBefore(SeparatePrologue.EndOf(function));
        LLVMValueRef index = Constant((uint)(register[^1] - 'x'));
        LLVMValueRef place = t.Builder.BuildInBoundsGEP2(type, pointer, [Constant(0), Constant(field), index]);
        return t.Builder.BuildLoad2(_int32, place, register);
    }

    private LLVMValueRef Load(LLVMTypeRef result, LLVMTypeRef type, LLVMValueRef pointer, uint field, string name)
    {
        t.Builder.PositionBefore(SeparatePrologue.EndOf(function));
        return t.Builder.BuildLoad2(result, t.Builder.BuildStructGEP2(type, pointer, field), name);
    }

    private LLVMValueRef Product(params ReadOnlySpan<string> registers)
    {
        LLVMValueRef product = Read(registers[0]);
        foreach (string register in registers[1..])
        {
            LLVMValueRef factor = Read(register), left = product;
            product = At(b => b.BuildMul(left, factor));
        }

        return product;
    }

    private LLVMValueRef At(Func<LLVMBuilderRef, LLVMValueRef> build)
    {
        t.Builder.PositionBefore(SeparatePrologue.EndOf(function));
        return build(t.Builder);
    }
}
