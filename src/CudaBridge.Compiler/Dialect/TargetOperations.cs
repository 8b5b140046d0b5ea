using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;
using static CudaBridge.Compiler.Dialect.Lowering;

namespace CudaBridge.Compiler.Dialect;

/// <summary>Operations that passes of this project write and targets lower; no front end gives them.</summary>
internal static class TargetOperations
{
    public static readonly Operation[] Table =
    [
        new("cudabridge.shared.base",      Register("shared_base")),
        new("cudabridge.shared.dynamic",   Register("dynamic_shared_offset")),
        new("cudabridge.yield",            Collective("yield")),
    ];

    /// <summary>Calls a target operation without operands at the builder's place.</summary>
    public static LLVMValueRef Call(Translation t, string name, LLVMTypeRef result)
    {
        LLVMTypeRef type = LLVMTypeRef.CreateFunction(result, []);
        LLVMValueRef function = t.Module.GetNamedFunction(name);
        if (!function.Exists()) function = t.Module.AddFunction(name, type);
        return t.Builder.BuildCall2(type, function, []);
    }
}
