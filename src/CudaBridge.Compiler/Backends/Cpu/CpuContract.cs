using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Cpu;

/// <summary>kernels/lib/cpu/cudabridge_cpu.h as LLVM types and declarations; a test compares the layouts with CudaBridge.Abi's mirror.</summary>
internal sealed class CpuContract
{
    public const uint AbiVersion = Abi.CpuModuleTable.CurrentAbiVersion;
    public const uint MaxGroupBlocks = 16;

    private readonly LLVMModuleRef _module;
    private readonly Dictionary<string, (LLVMTypeRef Result, LLVMTypeRef[] Parameters)> _signatures;

    public CpuContract(LLVMModuleRef module)
    {
        _module = module;
        LLVMContextRef c = module.Context;
        LLVMTypeRef ptr = c.GetPointerType(), i32 = c.Int32Type, i64 = c.Int64Type, none = c.VoidType;
        LLVMTypeRef dim3 = LLVMTypeRef.CreateArray2(i32, 3);

        //                        fields in the header's order
        Lane = Struct("cb_lane",     ptr, dim3, i32, i32, i32, i64, i32, i32);
        Block = Struct("cb_block",   dim3, i32, ptr, ptr, ptr, ptr);
        Launch = Struct("cb_launch", dim3, dim3, i32, i32, ptr, i64, ptr, ptr);
        Worker = Struct("cb_worker", i32, i32, ptr, i64, ptr);
        Param = Struct("cb_param",   i32, i32);
        Kernel = Struct("cb_kernel", ptr, ptr, ptr, ptr, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, ptr, ptr, ptr, ptr, i32, i32);
        Variable = Struct("cb_variable", ptr, ptr, ptr, i64, i32, i32);
        Module = Struct("cb_module", i32, i32, ptr, i32, i32, ptr, ptr);

        _signatures = new()
        {
            ["cb_run_blocks"]     = (none, [ptr, ptr, i64, i64]),
            ["cb_begin_block"]    = (ptr,  [ptr, ptr, i64]),
            ["cb_frame_alloc"]    = (ptr,  [ptr, i64]),
            ["cb_frame_free"]     = (none, [ptr, ptr]),
            ["cb_barrier_arrive"] = (i32,  [ptr, i32, i32, i32, i32]),
            ["cb_grid_arrive"]    = (i32,  [ptr]),
            ["cb_warp_arrive"]    = (i32,  [ptr, i32, i32, i64, i32, i32, i32]),
            ["cb_yield"]          = (i32,  [ptr]),
            ["cb_exit"]           = (i32,  [ptr]),
            ["cb_vprintf"]        = (i32,  [ptr, ptr, ptr]),
            ["cb_malloc"]         = (ptr,  [ptr, i64]),
            ["cb_free"]           = (none, [ptr, ptr]),
            ["cb_assert_fail"]    = (none, [ptr, ptr, ptr, i32, ptr, i64]),
            ["cb_trap"]           = (none, [ptr]),
            ["cb_unsupported"]    = (none, [ptr, ptr]),
            ["cb_clock"]          = (i64,  [ptr]),
            ["cb_globaltimer"]    = (i64,  [ptr]),
            ["cb_nanosleep"]      = (none, [ptr, i32]),
            ["cb_child_buffer"]   = (ptr,  [ptr, ptr, i64]),
            ["cb_child_configure"] = (none, [ptr, ptr, ptr, i32, i32, i32, i32, i32, i32, i32]),
            ["cb_child_submit"]   = (i32,  [ptr, ptr, ptr]),
            ["cb_child_copy"]     = (i32,  [ptr, ptr, ptr, i64, ptr]),
            ["cb_child_fill"]     = (i32,  [ptr, ptr, i32, i64, ptr]),
            ["cb_child_error"]    = (i32,  [ptr, i32]),
        };
    }

    public LLVMTypeRef Lane { get; }
    public LLVMTypeRef Block { get; }
    public LLVMTypeRef Launch { get; }
    public LLVMTypeRef Worker { get; }
    public LLVMTypeRef Param { get; }
    public LLVMTypeRef Kernel { get; }
    public LLVMTypeRef Variable { get; }
    public LLVMTypeRef Module { get; }

    // Field numbers, by the header's names.
    public static class LaneField { public const uint Block = 0, Tid = 1, LaneId = 2, WarpId = 3, Linear = 4, Result = 5, ResultPred = 6, Unit = 7; }
    public static class BlockField { public const uint Index = 0, ThreadCount = 1, Launch = 2, Worker = 3, Shared = 4; }
    public static class LaunchField { public const uint Grid = 0, Block = 1, DynamicShared = 2, Flags = 3, Params = 4, GridId = 5, Kernel = 7; }
    public static class WorkerField { public const uint Index = 0; }
    public static class KernelField { public const uint StaticShared = 6; }

    public const uint LaunchCooperative = 1, LaunchStreaming = 2;

    /// <summary>Whether the value is blockIdx.x, read through the lane's record.</summary>
    public static bool IsBlockIndex(LLVMValueRef load)
    {
        if (!load.IsInstruction(LLVMOpcode.LLVMLoad)) return false;
        LLVMValueRef block = First(load.GetOperand(0), "cb_block");
        return block.IsInstruction(LLVMOpcode.LLVMLoad) && First(block.GetOperand(0), "cb_lane") == load.InstructionParent.Parent.GetParam(0);
    }

    /// <summary>The record whose first field an address is; LLVM may leave the indices out.</summary>
    private static LLVMValueRef First(LLVMValueRef address, string record) =>
        address.IsInstruction(LLVMOpcode.LLVMGetElementPtr) && address.GEPSourceElementType is { Kind: LLVMTypeKind.LLVMStructTypeKind } type
        && type.StructName.StartsWith($"struct.{record}", StringComparison.Ordinal) && address.Operands().Skip(1).All(i => i.IsAConstantInt.Exists() && i.ConstIntZExt == 0)
            ? address.GetOperand(0) : address;

    /// <summary>Calls a function of the support library.</summary>
    public LLVMValueRef Call(LLVMBuilderRef builder, string name, params ReadOnlySpan<LLVMValueRef> arguments)
    {
        LLVMValueRef function = Function(name);
        return builder.BuildCall2(function.GlobalValueType, function, arguments);
    }

    private LLVMValueRef Function(string name)
    {
        LLVMValueRef function = _module.GetNamedFunction(name);
        if (function.Exists()) return function;
        (LLVMTypeRef result, LLVMTypeRef[] parameters) = _signatures[name];
        function = _module.AddFunction(name, LLVMTypeRef.CreateFunction(result, parameters));
        Attributes.AddTo(function, "nounwind");
        if (name is "cb_trap" or "cb_assert_fail" or "cb_unsupported") Attributes.AddTo(function, "noreturn");
        return function;
    }

    private LLVMTypeRef Struct(string name, params ReadOnlySpan<LLVMTypeRef> fields)
    {
        LLVMTypeRef type = _module.Context.GetTypeByName($"struct.{name}");
        if (type.Handle != IntPtr.Zero) return type;
        type = _module.Context.CreateNamedStruct($"struct.{name}");
        type.StructSetBody(fields, packed: false);
        return type;
    }
}
