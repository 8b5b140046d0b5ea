using CudaBridge.Ptx;

namespace CudaBridge.Compiler.PtxLowering;

/// <summary>Opcodes that integers and floating-point numbers share: sends each form to its kind.</summary>
internal static class PtxArithmetic
{
    private static bool IsFloat(PtxOperation o) => o.TypeOf(0).Info().Class == PtxTypeClass.Float;

    public static void Add(PtxOperation o)
    {
        if (o.Has("cc")) PtxExtended.AddWithCarry(o);
        else if (IsFloat(o)) PtxFloat.Add(o);
        else PtxInteger.Add(o);
    }

    public static void Subtract(PtxOperation o)
    {
        if (o.Has("cc")) PtxExtended.SubtractWithBorrow(o);
        else if (IsFloat(o)) PtxFloat.Subtract(o);
        else PtxInteger.Subtract(o);
    }

    public static void Multiply(PtxOperation o)
    {
        if (IsFloat(o)) PtxFloat.Multiply(o);
        else o.Out(PtxInteger.Product(o));
    }

    public static void MultiplyAdd(PtxOperation o)
    {
        if (o.Has("cc")) PtxExtended.MultiplyAddWithCarry(o);
        else if (IsFloat(o)) PtxFloat.Fma(o);
        else PtxInteger.MultiplyAdd(o);
    }

    public static void Divide(PtxOperation o)
    {
        if (IsFloat(o)) PtxFloat.Divide(o);
        else PtxInteger.Divide(o);
    }

    public static void Absolute(PtxOperation o)
    {
        if (IsFloat(o)) PtxFloat.Absolute(o);
        else PtxInteger.Absolute(o);
    }

    public static void Negate(PtxOperation o)
    {
        if (IsFloat(o)) PtxFloat.Negate(o);
        else PtxInteger.Negate(o);
    }

    public static void Minimum(PtxOperation o)
    {
        if (IsFloat(o)) PtxFloat.Extreme(o, "fmin");
        else PtxInteger.Extreme(o, "min");
    }

    public static void Maximum(PtxOperation o)
    {
        if (IsFloat(o)) PtxFloat.Extreme(o, "fmax");
        else PtxInteger.Extreme(o, "max");
    }
}
