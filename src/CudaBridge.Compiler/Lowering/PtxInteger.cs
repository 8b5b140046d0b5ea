using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

/// <summary>PTX ISA 9.7.1: integer arithmetic.</summary>
internal static class PtxInteger
{
    public static bool IsSigned(PtxType type) => type.Info().Class == PtxTypeClass.Signed;

    // s32 => "s32", as the dialect library names what only PTX has
    private static string Suffix(PtxOperation o) => o.Type.Name();

    // LLVM's letters for widths: s 16, i 32, ll 64, with u before them for unsigned
    private static string Letters(PtxType type) => (IsSigned(type), type.Info().Bits) switch
    {
        (true, 16) => "s", (true, 32) => "i", (true, _) => "ll", (false, 16) => "us", (false, 32) => "ui", _ => "ull",
    };

    public static void Add(PtxOperation o)
    {
        LLVMValueRef a = o.In(1), b = o.In(2);
        o.Out(o.Has("sat") ? Saturated(o, "add", a, b) : o.Builder.BuildAdd(a, b));
    }

    public static void Subtract(PtxOperation o)
    {
        LLVMValueRef a = o.In(1), b = o.In(2);
        o.Out(o.Has("sat") ? Saturated(o, "sub", a, b) : o.Builder.BuildSub(a, b));
    }

    private static LLVMValueRef Saturated(PtxOperation o, string operation, LLVMValueRef a, LLVMValueRef b) =>
        o.Emitter.Intrinsic($"llvm.{(IsSigned(o.Type) ? 's' : 'u')}{operation}.sat", [a.TypeOf], a, b);

    /// <summary>mul.lo, mul.hi or mul.wide of operands 1 and 2.</summary>
    public static LLVMValueRef Product(PtxOperation o)
    {
        LLVMValueRef a = o.In(1), b = o.In(2);
        if (o.Has("lo")) return o.Builder.BuildMul(a, b);
        if (o.Has("hi")) return o.Emitter.Operation($"mulhi.{Letters(o.Type)}", a.TypeOf, a, b);
        LLVMTypeRef wide = o.Emitter.Int(2 * o.Type.Info().Bits);
        return IsSigned(o.Type)
            ? o.Builder.BuildMul(o.Builder.BuildSExt(a, wide), o.Builder.BuildSExt(b, wide))
            : o.Builder.BuildMul(o.Builder.BuildZExt(a, wide), o.Builder.BuildZExt(b, wide));
    }

    public static void MultiplyAdd(PtxOperation o)
    {
        LLVMValueRef c = o.In(3);
        o.Out(o.Has("sat")
            ? o.Emitter.Library("mad_hi_sat_s32", c.TypeOf, o.In(1), o.In(2), c)
            : o.Builder.BuildAdd(Product(o), c));
    }

    private static LLVMValueRef Product24(PtxOperation o)
    {
        LLVMValueRef a = o.In(1), b = o.In(2);
        return o.Has("lo")
            ? o.Emitter.Operation($"mul24.{Letters(o.Type)}", a.TypeOf, a, b)
            : o.Emitter.Library($"mul24_hi_{Suffix(o)}", a.TypeOf, a, b);
    }

    public static void Multiply24(PtxOperation o) => o.Out(Product24(o));

    public static void MultiplyAdd24(PtxOperation o)
    {
        LLVMValueRef c = o.In(3);
        o.Out(o.Has("sat")
            ? o.Emitter.Library("mad24_hi_sat_s32", c.TypeOf, o.In(1), o.In(2), c)
            : o.Builder.BuildAdd(Product24(o), c));
    }

    public static void Sad(PtxOperation o)
    {
        LLVMValueRef c = o.In(3);
        o.Out(o.Emitter.Operation($"sad.{Letters(o.Type)}", c.TypeOf, o.In(1), o.In(2), c));
    }

    public static void Divide(PtxOperation o) => o.Out(o.Emitter.Library($"div_{Suffix(o)}", o.Emitter.TypeOf(o.Type), o.In(1), o.In(2)));

    public static void Remainder(PtxOperation o) => o.Out(o.Emitter.Library($"rem_{Suffix(o)}", o.Emitter.TypeOf(o.Type), o.In(1), o.In(2)));

    public static void Absolute(PtxOperation o)
    {
        LLVMValueRef a = o.In(1);
        o.Out(o.Emitter.Intrinsic("llvm.abs", [a.TypeOf], a, o.Emitter.Bool(false)));
    }

    public static void Negate(PtxOperation o) => o.Out(o.Builder.BuildNeg(o.In(1)));

    /// <param name="which"><c>min</c> or <c>max</c>.</param>
    public static void Extreme(PtxOperation o, string which)
    {
        LLVMValueRef a = o.In(1), b = o.In(2);
        LLVMValueRef value = o.Emitter.Intrinsic($"llvm.{(IsSigned(o.Type) ? 's' : 'u')}{which}", [a.TypeOf], a, b);
        o.Out(o.Has("relu") ? o.Emitter.Intrinsic("llvm.smax", [a.TypeOf], value, a.TypeOf.Null) : value);
    }
}
