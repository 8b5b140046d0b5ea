using CudaBridge.Compiler.Ir;
using CudaBridge.Compiler.Passes;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

/// <summary>What the vectoriser knows about the functions a kernel still calls.</summary>
internal static class Calls
{
    // LLVM intrinsics that have no effect on what a kernel computes.
    private static readonly string[] s_markers =
        ["llvm.lifetime.", "llvm.assume", "llvm.experimental.noalias.scope.decl", "llvm.dbg.", "llvm.invariant.", "llvm.donothing", "llvm.prefetch", "llvm.sideeffect"];

    // Element-wise intrinsics whose vector form is not named by the result type alone: what it is mangled with (r: result, 0: first operand).
    private static readonly Dictionary<string, string> s_overloads = new()
    {
        ["llvm.is.fpclass"] = "0",
        ["llvm.fptosi.sat"] = "r0",
        ["llvm.fptoui.sat"] = "r0",
        ["llvm.ldexp"] = "r1",
        ["llvm.lround"] = "r0",
        ["llvm.llround"] = "r0",
        ["llvm.lrint"] = "r0",
        ["llvm.llrint"] = "r0",
        ["llvm.ucmp"] = "r0",
        ["llvm.scmp"] = "r0",
    };

    private static readonly HashSet<string> s_elementwise =
    [
        "llvm.fabs", "llvm.sqrt", "llvm.fma", "llvm.fmuladd", "llvm.floor", "llvm.ceil", "llvm.trunc", "llvm.rint", "llvm.nearbyint", "llvm.round",
        "llvm.roundeven", "llvm.copysign", "llvm.minnum", "llvm.maxnum", "llvm.minimum", "llvm.maximum", "llvm.minimumnum", "llvm.maximumnum",
        "llvm.canonicalize", "llvm.ctpop", "llvm.ctlz", "llvm.cttz", "llvm.bswap", "llvm.bitreverse", "llvm.fshl", "llvm.fshr", "llvm.abs", "llvm.smax",
        "llvm.smin", "llvm.umax", "llvm.umin", "llvm.sadd.sat", "llvm.uadd.sat", "llvm.ssub.sat", "llvm.usub.sat", "llvm.sshl.sat", "llvm.ushl.sat",
        KeepScaling.Function, .. s_overloads.Keys,
    ];

    /// <summary>Functions that, given the same operands, may be called once for all lanes.</summary>
    public static bool IsIdempotent(LLVMValueRef call) =>
        NameOf(call) is var name && (name == "cb_nanosleep" || name.StartsWith("llvm.memcpy.", StringComparison.Ordinal) || name.StartsWith("llvm.memset.", StringComparison.Ordinal)
            || name.StartsWith("llvm.memmove.", StringComparison.Ordinal));

    /// <summary>The function that an instruction calls by name; empty when it is no such call.</summary>
    public static string NameOf(LLVMValueRef i) => i.IsCall() && i.CalledFunction() is var callee && callee.Exists() ? callee.Name : "";

    public static bool IsMarker(LLVMValueRef call)
    {
        string name = NameOf(call);
        return s_markers.Any(m => name.StartsWith(m, StringComparison.Ordinal));
    }

    public static bool IsLifetimeMarker(LLVMValueRef call) => NameOf(call).StartsWith("llvm.lifetime.", StringComparison.Ordinal);

    /// <summary>The function's name without type suffixes if it works element by element on vectors; null otherwise.</summary>
    public static string? Elementwise(LLVMValueRef call)
    {
        string name = NameOf(call);
        for (int end = name.Length; end > 5; end = name.LastIndexOf('.', end - 1))
            if (s_elementwise.Contains(name[..end])) return name[..end];
        return null;
    }

    public static string OverloadsOf(string elementwise) => s_overloads.GetValueOrDefault(elementwise, "r");

    /// <summary>Whether the call's result depends on its arguments only and it does nothing else.</summary>
    public static bool IsPure(LLVMValueRef call) => Elementwise(call) is not null || HasNoMemoryEffects(call);

    private static unsafe bool HasNoMemoryEffects(LLVMValueRef call)
    {
        var callee = call.CalledFunction();
        if (!callee.Exists() || !Attributes.Has(callee, "memory") || !Attributes.Has(callee, "willreturn")) return false;
        LLVMAttributeRef memory = LLVM.GetEnumAttributeAtIndex(callee, uint.MaxValue, Attributes.KindOf("memory"));
        return LLVM.GetEnumAttributeValue(memory) == 0;
    }
}
