using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Passes;

// call @__nv_cudabridge_scaled(%fraction, %n, %whole)  =>  call @cb_scale(%fraction, %n)
// call @__nv_cudabridge_bounded(%x, %low, %high)       =>  select(%x < %low, %low, %x)
// where the processor has an instruction that scales by powers of two; elsewhere both are functions like all others.
/// <summary>
/// <c>cb_scale</c> is <c>fraction × 2^n</c> for any n, rounded once; it is 0 or infinite where n is infinite, even of a fraction that is no number.
/// <c>SelectScale</c> makes AVX-512's <c>vscalef</c> of it.
/// </summary>
internal static class KeepScaling
{
    public const string Function = "cb_scale";
    private const string Scaled = "__nv_cudabridge_scaled", Bounded = "__nv_cudabridge_bounded";

    public static void Run(Translation t)
    {
        bool hasInstruction = t.Options is { Target: "cpu", Isa: "x86-64-v4" };
        // Linking several files numbers the functions that they bring of the same name.
        foreach (LLVMValueRef function in t.Module.DefinedFunctions().Where(f => f.Name.StartsWith("__nv_cudabridge_", StringComparison.Ordinal)))
        {
            Attributes.RemoveFrom(function, LLVMAttributeIndex.LLVMAttributeFunctionIndex, "noinline");
            if (!hasInstruction) continue;
            if (function.Name.StartsWith(Scaled, StringComparison.Ordinal)) Replace(t, function, Scale);
            else if (function.Name.StartsWith(Bounded, StringComparison.Ordinal)) Replace(t, function, Bound);
        }
    }

    // What went through PTX passes floats as the integers of their bits.
    private static void Replace(Translation t, LLVMValueRef function, Func<Translation, LLVMValueRef, LLVMValueRef, LLVMValueRef> build)
    {
        foreach (LLVMValueRef call in function.Callers())
        {
            t.Builder.PositionBefore(call);
            LLVMTypeRef number = t.Context.FloatType;
            LLVMValueRef result = build(t, t.Builder.BuildBitCast(call.GetOperand(0), number), t.Builder.BuildBitCast(call.GetOperand(1), number));
            call.ReplaceAndErase(t.Builder.BuildBitCast(result, call.TypeOf));
        }
    }

    private static LLVMValueRef Scale(Translation t, LLVMValueRef fraction, LLVMValueRef n)
    {
        LLVMValueRef scale = Declare(t.Module, fraction.TypeOf);
        return t.Builder.BuildCall2(scale.GlobalValueType, scale, [fraction, n]);
    }

    private static LLVMValueRef Bound(Translation t, LLVMValueRef x, LLVMValueRef low) =>
        t.Builder.BuildSelect(t.Builder.BuildFCmp(LLVMRealPredicate.LLVMRealOLT, x, low), low, x);

    /// <summary>The function for a number or a vector of them.</summary>
    public static LLVMValueRef Declare(LLVMModuleRef module, LLVMTypeRef type)
    {
        string name = type.Kind == LLVMTypeKind.LLVMVectorTypeKind ? $"{Function}.v{type.VectorSize}" : Function;
        if (module.GetNamedFunction(name) is var known && known.Exists()) return known;
        LLVMValueRef function = module.AddFunction(name, LLVMTypeRef.CreateFunction(type, [type, type]));
        foreach (string attribute in new[] { "nounwind", "willreturn", "nosync", "nofree", "nocallback", "speculatable" }) Attributes.AddTo(function, attribute);
        function.AddAttributeAtIndex(LLVMAttributeIndex.LLVMAttributeFunctionIndex, Attributes.Create(module.Context, "memory", 0));
        return function;
    }
}
