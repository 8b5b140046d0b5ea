using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Dialect;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Cpu.Scalar;

// call i32 @llvm.nvvm.read.ptx.sreg.tid.x()  =>  load i32, %lane.tid.x, in the prologue
internal static class LowerSpecialRegisters
{
    public static void Run(Translation t)
    {
        CpuContract cpu = new(t.Module);
        foreach (LLVMValueRef function in t.Module.DefinedFunctions())
        {
            RegisterReader registers = new(t, cpu, function);
            foreach (LLVMValueRef call in function.Instructions())
                if (DialectQueries.OperationOf(call) is { Lowering.Kind: LoweringKind.Register } operation)
                    call.ReplaceAndErase(Fit(t, call, registers.Read(operation.Lowering.Target)));
        }
    }

    // %gridid and the like are read as 32 or 64 bits; is_explicit_cluster is a truth value.
    private static LLVMValueRef Fit(Translation t, LLVMValueRef call, LLVMValueRef value)
    {
        LLVMTypeRef type = call.TypeOf;
        if (value.TypeOf == type) return value;
        t.Builder.PositionBefore(call);
        return value.TypeOf.IntWidth > type.IntWidth ? t.Builder.BuildTrunc(value, type) : t.Builder.BuildZExt(value, type);
    }
}
