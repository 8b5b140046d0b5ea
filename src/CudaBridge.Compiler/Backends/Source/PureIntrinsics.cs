namespace CudaBridge.Compiler.Backends.Source;

/// <summary>How C says an intrinsic of LLVM that only computes. A form that begins with @ is a helper for the operand's and result's types.</summary>
internal readonly record struct PureIntrinsic(string Name, string Form, bool IsSigned = false);

internal static class PureIntrinsics
{
    private static readonly PureIntrinsic[] s_table =
    [
        //  name                  form                               signed operands
        new("llvm.fma",           "fma({0}, {1}, {2})"),
        new("llvm.fmuladd",       "fma({0}, {1}, {2})"),
        new("llvm.fabs",          "fabs({0})"),
        new("llvm.sqrt",          "sqrt({0})"),
        new("llvm.floor",         "floor({0})"),
        new("llvm.ceil",          "ceil({0})"),
        new("llvm.trunc",         "trunc({0})"),
        new("llvm.rint",          "rint({0})"),
        new("llvm.nearbyint",     "rint({0})"),
        new("llvm.roundeven",     "rint({0})"),
        new("llvm.round",         "round({0})"),
        new("llvm.copysign",      "copysign({0}, {1})"),
        new("llvm.minnum",        "fmin({0}, {1})"),
        new("llvm.maxnum",        "fmax({0}, {1})"),
        new("llvm.minimumnum",    "@minimum_number({0}, {1})"),
        new("llvm.maximumnum",    "@maximum_number({0}, {1})"),
        new("llvm.minimum",       "@minimum({0}, {1})"),
        new("llvm.maximum",       "@maximum({0}, {1})"),
        new("llvm.canonicalize",  "({0})"),
        new("llvm.ldexp",         "ldexp({0}, {1})",                 true),
        new("llvm.exp2",          "exp2({0})"),
        new("llvm.log2",          "log2({0})"),
        new("llvm.exp",           "exp({0})"),
        new("llvm.log",           "log({0})"),
        new("llvm.sin",           "sin({0})"),
        new("llvm.cos",           "cos({0})"),
        new("llvm.pow",           "pow({0}, {1})"),
        new("llvm.is.fpclass",    "@is_class({0}, {1})"),
        new("llvm.fptosi.sat",    "@to_integer({0})",                true),
        new("llvm.fptoui.sat",    "@to_integer({0})"),
        new("llvm.ctpop",         "popcount({0})"),
        new("llvm.ctlz",          "clz({0})"),
        new("llvm.cttz",          "@trailing_zeros({0})"),
        new("llvm.bswap",         "@swap_bytes({0})"),
        new("llvm.bitreverse",    "@reverse_bits({0})"),
        new("llvm.fshl",          "@funnel_left({0}, {1}, {2})"),
        new("llvm.fshr",          "@funnel_right({0}, {1}, {2})"),
        new("llvm.umin",          "min({0}, {1})"),
        new("llvm.umax",          "max({0}, {1})"),
        new("llvm.smin",          "min({0}, {1})",                   true),
        new("llvm.smax",          "max({0}, {1})",                   true),
        new("llvm.abs",           "abs({0})",                        true),
        new("llvm.uadd.sat",      "add_sat({0}, {1})"),
        new("llvm.usub.sat",      "sub_sat({0}, {1})"),
        new("llvm.sadd.sat",      "add_sat({0}, {1})",               true),
        new("llvm.ssub.sat",      "sub_sat({0}, {1})",               true),
        new("llvm.ucmp",          "@compare({0}, {1})"),
        new("llvm.scmp",          "@compare({0}, {1})",              true),
        new("llvm.expect",        "({0})"),
        new("llvm.arithmetic.fence", "({0})"),
    ];

    private static readonly string[] s_nothing =
        ["llvm.lifetime.", "llvm.assume", "llvm.dbg.", "llvm.experimental.noalias.", "llvm.donothing", "llvm.sideeffect", "llvm.stacksave", "llvm.stackrestore", "llvm.invariant.", "llvm.pseudoprobe"];

    private static readonly Dictionary<string, (string, bool)> s_overflow = new()
    {
        ["llvm.uadd.with.overflow"] = ("+", false), ["llvm.usub.with.overflow"] = ("-", false), ["llvm.umul.with.overflow"] = ("*", false),
        ["llvm.sadd.with.overflow"] = ("+", true), ["llvm.ssub.with.overflow"] = ("-", true), ["llvm.smul.with.overflow"] = ("*", true),
    };

    public static PureIntrinsic? Find(string name)
    {
        foreach (PureIntrinsic row in s_table)
            if (IsOverloadOf(name, row.Name)) return row;
        return null;
    }

    /// <summary>Says something to the optimiser only.</summary>
    public static bool IsNothing(string name) => Array.Exists(s_nothing, n => name.StartsWith(n, StringComparison.Ordinal));

    public static (string Operation, bool IsSigned)? FindOverflow(string name)
    {
        foreach ((string known, (string, bool) operation) in s_overflow)
            if (IsOverloadOf(name, known)) return operation;
        return null;
    }

    // llvm.fma.f32 is llvm.fma; llvm.minimumnum.f32 is not llvm.minimum.
    private static bool IsOverloadOf(string name, string known) =>
        name.StartsWith(known, StringComparison.Ordinal) && (name.Length == known.Length || (name[known.Length] == '.' && !name[(known.Length + 1)..].StartsWith("sat", StringComparison.Ordinal)));
}
