using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;
using static CudaBridge.Compiler.Dialect.Lowering;

namespace CudaBridge.Compiler.Dialect;

/// <summary>Operations that passes of this project write and targets lower; no front end gives them.</summary>
internal static class TargetOperations
{
    private const string YieldName = "cudabridge.yield";

    public static readonly Operation[] Table =
    [
        new("cudabridge.shared.base",      Register("shared_base")),
        new("cudabridge.shared.dynamic",   Register("dynamic_shared_offset")),
        new(YieldName,                     Collective("yield")),
        new("cudabridge.warp.sum.",        Collective("warp.sums",   "value mask")),
        new("cudabridge.warp.max.",        Collective("warp.maxima", "value mask")),
        new("cudabridge.warp.min.",        Collective("warp.minima", "value mask")),
        new("cudabridge.unsupported",      Runtime("unsupported")),
    ];

    /// <summary>Calls a target operation without operands at the builder's place.</summary>
    public static LLVMValueRef Call(Translation t, string name, LLVMTypeRef result) => Call(t.Module, t.Builder, name, result);

    /// <summary>Lets other threads run: what a loop that waits for one does in each round.</summary>
    public static void Yield(LLVMModuleRef module, LLVMBuilderRef builder) => Call(module, builder, YieldName, module.Context.VoidType);

    public static bool IsYield(LLVMValueRef instruction) => DialectQueries.OperationOf(instruction) is { Name: YieldName };

    private static LLVMValueRef Call(LLVMModuleRef module, LLVMBuilderRef builder, string name, LLVMTypeRef result)
    {
        LLVMTypeRef type = LLVMTypeRef.CreateFunction(result, []);
        LLVMValueRef function = module.GetNamedFunction(name);
        if (!function.Exists()) function = module.AddFunction(name, type);
        return builder.BuildCall2(type, function, []);
    }

    /// <summary>Replaces a call by one that ends the launch with an error naming <paramref name="what"/>.</summary>
    public static void ReplaceUnsupported(Translation t, LLVMValueRef call, string what)
    {
        t.Builder.PositionBefore(call);
        BuildUnsupported(t.Module, t.Builder, what);
        call.ReplaceAndErase(call.TypeOf.Kind == LLVMTypeKind.LLVMVoidTypeKind ? default : call.TypeOf.Poison);
    }

    /// <summary>A call that ends the launch with an error naming <paramref name="what"/>.</summary>
    public static void BuildUnsupported(LLVMModuleRef module, LLVMBuilderRef builder, string what)
    {
        LLVMContextRef context = module.Context;
        LLVMTypeRef pointer = context.GetPointerType(), type = LLVMTypeRef.CreateFunction(context.VoidType, [pointer]);
        LLVMValueRef function = module.GetNamedFunction("cudabridge.unsupported");
        if (!function.Exists())
        {
            function = module.AddFunction("cudabridge.unsupported", type);
            Attributes.AddTo(function, "noreturn");
            Attributes.AddTo(function, "nounwind");
        }

        LLVMValueRef text = context.GetConstString(what, dontNullTerminate: false);
        LLVMValueRef global = module.AddGlobal(text.TypeOf, "unsupported");
        global.Linkage = LLVMLinkage.LLVMPrivateLinkage;
        global.IsGlobalConstant = true;
        global.Initializer = text;
        builder.BuildCall2(type, function, [global]);
    }
}
