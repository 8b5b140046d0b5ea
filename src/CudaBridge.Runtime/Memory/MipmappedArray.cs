using System.Numerics;

namespace CudaBridge.Runtime;

/// <summary>A <c>cudaMipmappedArray</c>: an array, and others of half its size each.</summary>
public sealed class MipmappedArray
{
    internal MipmappedArray(IReadOnlyList<CudaArray> levels) => Levels = levels;

    /// <summary>The <c>cudaMipmappedArray_t</c>.</summary>
    public nint Handle { get; internal set; }

    /// <summary>The largest first.</summary>
    public IReadOnlyList<CudaArray> Levels { get; }

    /// <summary>As many as were asked for, at least one and at most those down to a single element.</summary>
    internal static int CountOf(Extent extent, ArrayFlags flags, uint wanted)
    {
        ulong depth = IsSolid(flags) ? extent.Depth : 0;
        ulong largest = Math.Max(Math.Max(extent.Width, extent.Height), Math.Max(depth, 1));
        return (int)Math.Clamp(wanted, 1, BitOperations.Log2(largest) + 1);
    }

    /// <summary>Layers and faces are in every level.</summary>
    internal static Extent ExtentOf(Extent extent, ArrayFlags flags, int level) =>
        new(Half(extent.Width, level), Half(extent.Height, level), IsSolid(flags) ? Half(extent.Depth, level) : extent.Depth);

    private static bool IsSolid(ArrayFlags flags) => (flags & (ArrayFlags.Layered | ArrayFlags.Cubemap)) == 0;

    private static nuint Half(nuint size, int level) => size == 0 ? 0 : Math.Max(size >> level, 1);
}
