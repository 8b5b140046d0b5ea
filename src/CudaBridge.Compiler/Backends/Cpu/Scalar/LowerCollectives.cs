using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Dialect;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Cpu.Scalar;

// %r = call i32 @llvm.nvvm.shfl.sync.down.i32(i32 %mask, i32 %v, i32 %a, i32 %b)
//   =>  %s = call i32 @cb_warp_arrive(ptr %lane, i32 SHFL_DOWN, i32 %mask, i64 %v, i32 %a, i32 %b, i32 0)
//       call void @cudabridge.suspend(i32 %s)
//       %r = load i32, %lane.result
// BuildCoroutines makes the suspend marker a suspend point.
internal static class LowerCollectives
{
    public const string SuspendMarker = "cudabridge.suspend";

    // cb_barrier_op and cb_warp_op, in the header's order.
    private static readonly string[] s_barriers = ["barrier.sync", "barrier.and", "barrier.or", "barrier.popc", "barrier.arrive"];

    private static readonly string[] s_warpOperations =
    [
        "warp.sync", "shfl.idx", "shfl.up", "shfl.down", "shfl.bfly", "vote.all", "vote.any", "vote.uni", "vote.ballot", "match.any", "match.all",
        "redux.add", "redux.umin", "redux.umax", "redux.smin", "redux.smax", "redux.and", "redux.or", "redux.xor", "elect", "activemask",
    ];

    public static void Run(Translation t)
    {
        CpuContract cpu = new(t.Module);
        uint site = 0;
        foreach (LLVMValueRef function in t.Module.DefinedFunctions())
            foreach (LLVMValueRef call in function.Instructions())
                if (DialectQueries.OperationOf(call) is { Lowering.Kind: LoweringKind.Collective } operation)
                    Lower(t, cpu, call, operation.Lowering, ref site);
    }

    private static void Lower(Translation t, CpuContract cpu, LLVMValueRef call, Lowering lowering, ref uint site)
    {
        LLVMValueRef lane = call.ParentFunction().GetParam(0);
        Operands operands = new(t, call, lowering.Detail);
        t.Builder.PositionBefore(call);
        LLVMValueRef mustSuspend = lowering.Target switch
        {
            "exit" => cpu.Call(t.Builder, "cb_exit", lane),
            "yield" => cpu.Call(t.Builder, "cb_yield", lane),
            "grid.sync" => cpu.Call(t.Builder, "cb_grid_arrive", lane),
            _ when Array.IndexOf(s_barriers, lowering.Target) is >= 0 and int barrier => cpu.Call(t.Builder, "cb_barrier_arrive",
                lane, operands["id"], operands["count"], Constant(t, barrier), operands["predicate"]),
            _ when Array.IndexOf(s_warpOperations, lowering.Target) is >= 0 and int operation => cpu.Call(t.Builder, "cb_warp_arrive",
                lane, Constant(t, operation), operands["mask"], operands.Value64, operands["a"], operands["b"], Constant(t, operands.Has("mask") ? 0 : (int)++site)),
            _ => throw new InvalidOperationException($"the CPU target has no collective {lowering.Target}"),
        };
        if (lowering.Target != "barrier.arrive") Suspend(t, mustSuspend);
        LLVMValueRef result = lowering.Target == "grid.sync" ? call.TypeOf.Null : Result(t, cpu, lane, call.TypeOf);
        call.ReplaceAndErase(result);
    }

    private static LLVMValueRef Constant(Translation t, int value) => LLVMValueRef.CreateConstInt(t.Context.Int32Type, (ulong)value);

    private static void Suspend(Translation t, LLVMValueRef mustSuspend)
    {
        LLVMTypeRef type = LLVMTypeRef.CreateFunction(t.Context.VoidType, [t.Context.Int32Type]);
        LLVMValueRef marker = t.Module.GetNamedFunction(SuspendMarker);
        if (!marker.Exists()) marker = t.Module.AddFunction(SuspendMarker, type);
        t.Builder.BuildCall2(type, marker, [mustSuspend]);
    }

    // i32, float, i1, or one of them with the predicate: { i32, i1 }
    private static LLVMValueRef Result(Translation t, CpuContract cpu, LLVMValueRef lane, LLVMTypeRef type)
    {
        switch (type.Kind)
        {
            case LLVMTypeKind.LLVMVoidTypeKind: return default;
            case LLVMTypeKind.LLVMStructTypeKind:
                LLVMValueRef value = Result(t, cpu, lane, type.StructGetTypeAtIndex(0));
                LLVMValueRef predicate = Truth(t, Read(t, cpu, lane, t.Context.Int32Type, CpuContract.LaneField.ResultPred));
                return t.Builder.BuildInsertValue(t.Builder.BuildInsertValue(type.Poison, value, 0), predicate, 1);
            case LLVMTypeKind.LLVMFloatTypeKind: return Read(t, cpu, lane, type, CpuContract.LaneField.Result);
        }

        LLVMValueRef bits = Read(t, cpu, lane, t.Context.Int64Type, CpuContract.LaneField.Result);
        return type.IntWidth == 1 ? Truth(t, bits) : t.Builder.BuildTrunc(bits, type);
    }

    private static LLVMValueRef Read(Translation t, CpuContract cpu, LLVMValueRef lane, LLVMTypeRef type, uint field) =>
        t.Builder.BuildLoad2(type, t.Builder.BuildStructGEP2(cpu.Lane, lane, field));

    private static LLVMValueRef Truth(Translation t, LLVMValueRef bits) => t.Builder.BuildIsNotNull(bits);

    /// <summary>The intrinsic's operands by the names its row gives them; what it lacks is 0.</summary>
    private sealed class Operands(Translation t, LLVMValueRef call, string names)
    {
        private readonly string[] _names = names.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        public bool Has(string name) => _names.Contains(name);

        public LLVMValueRef this[string name] => Fit(name, t.Context.Int32Type);

        public LLVMValueRef Value64 => Fit("value", t.Context.Int64Type);

        private LLVMValueRef Fit(string name, LLVMTypeRef type)
        {
            int index = Array.IndexOf(_names, name);
            if (index < 0) return type.Null;
            LLVMValueRef value = call.GetOperand((uint)index);
            if (value.TypeOf.Kind == LLVMTypeKind.LLVMFloatTypeKind) value = t.Builder.BuildBitCast(value, t.Context.Int32Type);
            return value.TypeOf == type ? value : t.Builder.BuildZExt(value, type);
        }
    }
}
