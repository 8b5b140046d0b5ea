using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Source;

// define float @__nv_expf(float %x) { … }  =>  declare float @__nv_expf(float) memory(none)
// Functions of CUDA's math library that OpenCL has too keep their names, so that the output calls the device's own instead of spelling ours out.
internal static class MathFunctions
{
    private readonly record struct Row(string Name, string Form, double Ulp);

    // Largest errors are those OpenCL 3.0 C allows in single precision (full profile); double precision is as good or better.
    private static readonly Row[] s_table =
    [
        //  CUDA's name  OpenCL's              ulp
        new("exp",       "exp({0})",           3),
        new("exp2",      "exp2({0})",          3),
        new("exp10",     "exp10({0})",         3),
        new("expm1",     "expm1({0})",         3),
        new("log",       "log({0})",           3),
        new("log2",      "log2({0})",          3),
        new("log10",     "log10({0})",         3),
        new("log1p",     "log1p({0})",         2),
        new("sin",       "sin({0})",           4),
        new("cos",       "cos({0})",           4),
        new("tan",       "tan({0})",           5),
        new("sinpi",     "sinpi({0})",         4),
        new("cospi",     "cospi({0})",         4),
        new("asin",      "asin({0})",          4),
        new("acos",      "acos({0})",          4),
        new("atan",      "atan({0})",          5),
        new("atan2",     "atan2({0}, {1})",    6),
        new("sinh",      "sinh({0})",          4),
        new("cosh",      "cosh({0})",          4),
        new("tanh",      "tanh({0})",          5),
        new("asinh",     "asinh({0})",         4),
        new("acosh",     "acosh({0})",         4),
        new("atanh",     "atanh({0})",         5),
        new("cbrt",      "cbrt({0})",          2),
        new("rsqrt",     "rsqrt({0})",         2),
        new("hypot",     "hypot({0}, {1})",    4),
        new("pow",       "pow({0}, {1})",      16),
        new("erf",       "erf({0})",           16),
        new("erfc",      "erfc({0})",          16),
        new("fmod",      "fmod({0}, {1})",     0),
    ];

    private static readonly Dictionary<string, string> s_forms = Forms();

    /// <summary>The C call for a function that the pass has left as a declaration.</summary>
    public static string Call(string name, object[] arguments) => string.Format(System.Globalization.CultureInfo.InvariantCulture, s_forms[name], arguments);

    // What C++ has under the same names, for languages that are C++.
    private static readonly string[] s_cxx =
        ["lgamma", "tgamma", "remainder", "fdim", "nextafter", "logb", "rint", "nearbyint", "j0", "j1", "jn", "y0", "y1", "yn", "log1p", "ilogb", "llrint", "lrint", "lround", "llround", "scalbn", "ldexp", "exp10"];

    /// <summary>As <see cref="Run"/>, for languages that have C++'s mathematics.</summary>
    public static void RunForCores(Translation t)
    {
        Run(t);
        HashSet<string> names = [.. s_cxx.SelectMany(n => new[] { "__nv_" + n, $"__nv_{n}f" })];
        foreach (LLVMValueRef function in t.Module.DefinedFunctions().Where(f => names.Contains(f.Name))) Declare(t, function);
    }

    public static void Run(Translation t)
    {
        foreach (LLVMValueRef function in t.Module.DefinedFunctions().Where(f => s_forms.ContainsKey(f.Name))) Declare(t, function);
    }

    private static void Declare(Translation t, LLVMValueRef function)
    {
        string name = function.Name;
        function.Name = "";
        LLVMValueRef declared = t.Module.AddFunction(name, function.GlobalValueType);
        foreach (string attribute in new[] { "nounwind", "willreturn", "nosync", "nofree", "nocallback", "speculatable" }) Attributes.AddTo(declared, attribute);
        declared.AddAttributeAtIndex(LLVMAttributeIndex.LLVMAttributeFunctionIndex, Attributes.Create(t.Context, "memory", 0));
        function.ReplaceAllUsesWith(declared);
        function.DeleteFunction();
    }

    private static Dictionary<string, string> Forms()
    {
        Dictionary<string, string> forms = new()
        {
            ["__nv_mulhi"] = "mul_hi({0}, {1})", ["__nv_umulhi"] = "mul_hi((uint)({0}), (uint)({1}))",
            ["__nv_mul64hi"] = "mul_hi({0}, {1})", ["__nv_umul64hi"] = "mul_hi((ulong)({0}), (ulong)({1}))",
        };
        foreach (Row row in s_table)
        {
            forms[$"__nv_{row.Name}f"] = row.Form;
            forms[$"__nv_{row.Name}"] = row.Form;
        }

        return forms;
    }
}
