using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Dialect;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Cpu.Scalar;

// call i32 @vprintf(ptr %f, ptr %a)              =>  call i32 @cb_vprintf(ptr %lane, ptr %f, ptr %a)
// call void @llvm.trap()                         =>  call void @cb_trap(ptr %lane)
// call i64 @cudaCGGetIntrinsicHandle(i32 %scope) =>  %scope in a cooperative launch, else 0
internal static class LowerRuntimeCalls
{
    private static readonly Dictionary<string, string> s_functions = new()
    {
        ["vprintf"] = "cb_vprintf", ["malloc"] = "cb_malloc", ["free"] = "cb_free", ["assert"] = "cb_assert_fail", ["trap"] = "cb_trap", ["unsupported"] = "cb_unsupported",
        ["nanosleep"] = "cb_nanosleep", ["clock"] = "cb_clock", ["globaltimer"] = "cb_globaltimer",
        ["launch.buffer"] = "cb_child_buffer", ["launch.configure"] = "cb_child_configure", ["launch.submit"] = "cb_child_submit", ["launch.copy"] = "cb_child_copy",
        ["launch.fill"] = "cb_child_fill", ["launch.error"] = "cb_child_error",
    };

    public static void Run(Translation t)
    {
        CpuContract cpu = new(t.Module);
        foreach (LLVMValueRef function in t.Module.DefinedFunctions())
        {
            RegisterReader registers = new(t, cpu, function);
            foreach (LLVMValueRef call in function.Instructions())
                if (DialectQueries.OperationOf(call) is { Lowering.Kind: LoweringKind.Runtime } operation)
                    call.ReplaceAndErase(Lower(t, cpu, registers, call, operation.Lowering.Target));
        }
    }

    private static LLVMValueRef Lower(Translation t, CpuContract cpu, RegisterReader registers, LLVMValueRef call, string operation) => operation switch
    {
        "grid.handle" => GridHandle(t, registers, call),
        "grid.size" => GridSize(t, registers, call),
        "grid.rank" => GridRank(t, registers, call),
        _ => CallSupport(t, cpu, registers, call, operation),
    };

    private static LLVMValueRef CallSupport(Translation t, CpuContract cpu, RegisterReader registers, LLVMValueRef call, string operation)
    {
        List<LLVMValueRef> arguments = [registers.Lane];
        if (operation is not "trap")
            for (uint i = 0; i < call.ArgOperandsCount; i++) arguments.Add(call.GetOperand(i));
        t.Builder.PositionBefore(call);
        LLVMValueRef result = cpu.Call(t.Builder, s_functions[operation], arguments.ToArray());
        // %clock and %globaltimer_lo are the low halves.
        return result.TypeOf == call.TypeOf ? result : t.Builder.BuildTrunc(result, call.TypeOf);
    }

    private static LLVMValueRef GridHandle(Translation t, RegisterReader registers, LLVMValueRef call)
    {
        LLVMValueRef flags = registers.Read("launch_flags");
        t.Builder.PositionBefore(call);
        LLVMValueRef cooperative = t.Builder.BuildAnd(flags, LLVMValueRef.CreateConstInt(t.Context.Int32Type, CpuContract.LaunchCooperative));
        LLVMValueRef scope = t.Builder.BuildZExt(call.GetOperand(0), call.TypeOf);
        return t.Builder.BuildSelect(t.Builder.BuildIsNotNull(cooperative), scope, call.TypeOf.Null);
    }

    // (unsigned* threads, unsigned* grids, handle)
    private static LLVMValueRef GridSize(Translation t, RegisterReader registers, LLVMValueRef call)
    {
        LLVMValueRef threads = registers.Read("threads_in_grid");
        t.Builder.PositionBefore(call);
        StoreUnlessNull(t, call, 0, threads);
        StoreUnlessNull(t, call, 1, LLVMValueRef.CreateConstInt(t.Context.Int32Type, 1));
        return call.TypeOf.Null;
    }

    // (unsigned* threadRank, unsigned* gridRank, handle)
    private static LLVMValueRef GridRank(Translation t, RegisterReader registers, LLVMValueRef call)
    {
        LLVMValueRef x = registers.Read("ctaid.x"), y = registers.Read("ctaid.y"), z = registers.Read("ctaid.z");
        LLVMValueRef width = registers.Read("nctaid.x"), height = registers.Read("nctaid.y");
        LLVMValueRef perBlock = registers.Read("thread_count"), linear = registers.Read("linear");
        t.Builder.PositionBefore(call);
        LLVMValueRef row = t.Builder.BuildAdd(t.Builder.BuildMul(z, height), y);
        LLVMValueRef block = t.Builder.BuildAdd(t.Builder.BuildMul(row, width), x);
        StoreUnlessNull(t, call, 0, t.Builder.BuildAdd(t.Builder.BuildMul(block, perBlock), linear));
        StoreUnlessNull(t, call, 1, t.Context.Int32Type.Null);
        return call.TypeOf.Null;
    }

    // Without a branch: a null pointer is replaced by a place nobody reads.
    private static void StoreUnlessNull(Translation t, LLVMValueRef call, uint operand, LLVMValueRef value)
    {
        LLVMValueRef pointer = call.GetOperand(operand);
        LLVMValueRef end = Passes.SeparatePrologue.EndOf(call.ParentFunction());
        t.Builder.PositionBefore(end);
        LLVMValueRef nowhere = t.Builder.BuildAlloca(value.TypeOf);
        t.Builder.PositionBefore(call);
        t.Builder.BuildStore(value, t.Builder.BuildSelect(t.Builder.BuildIsNull(pointer), nowhere, pointer));
    }
}
