using System.Runtime.InteropServices;

namespace CudaBridge;

/// <summary>Three extents or a position in a grid or block (<c>dim3</c>, <c>cb_dim3</c>). A number or a tuple of up to three converts to one.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Dim3(uint X, uint Y = 1, uint Z = 1)
{
    /// <summary>Product of the extents; 96 bits do not fit, so it saturates.</summary>
    public ulong Count
    {
        get
        {
            UInt128 product = (UInt128)X * Y * Z;
            return product > ulong.MaxValue ? ulong.MaxValue : (ulong)product;
        }
    }

    public static implicit operator Dim3(uint x) => new(x);

    /// <exception cref="OverflowException">A negative extent; so in the next two.</exception>
    public static implicit operator Dim3(int x) => new(checked((uint)x));

    public static implicit operator Dim3((int X, int Y) extents) => new(checked((uint)extents.X), checked((uint)extents.Y));

    public static implicit operator Dim3((int X, int Y, int Z) extents) => new(checked((uint)extents.X), checked((uint)extents.Y), checked((uint)extents.Z));

    public override string ToString() => $"({X},{Y},{Z})";
}
