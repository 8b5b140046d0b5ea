using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>Width, height and depth: of arrays in elements, of linear memory the width in bytes (<c>cudaExtent</c>).</summary>
public readonly record struct Extent(nuint Width, nuint Height, nuint Depth);

/// <summary><c>cudaPos</c></summary>
public readonly record struct Position(nuint X, nuint Y, nuint Z);

/// <summary><c>cudaPitchedPtr</c>; sizes in bytes, <paramref name="YSize"/> in rows.</summary>
public readonly record struct PitchedMemory(nint Pointer, nuint Pitch, nuint XSize, nuint YSize);

/// <summary><c>cudaChannelFormatKind</c></summary>
public enum ChannelKind
{
    Signed = 0,
    Unsigned = 1,
    Float = 2,
    None = 3,
}

/// <summary><c>cudaChannelFormatDesc</c>: bits of each channel.</summary>
public readonly record struct ChannelFormat(int X, int Y, int Z, int W, ChannelKind Kind)
{
    /// <summary>Bytes of an element.</summary>
    public int ElementSize => (X + Y + Z + W) / 8;
}

/// <summary><c>cudaArray…</c> flags.</summary>
[Flags]
public enum ArrayFlags : uint
{
    Default = 0,
    Layered = 1,
    SurfaceLoadStore = 2,
    Cubemap = 4,
    TextureGather = 8,
    ColorAttachment = 0x20,
    Sparse = 0x40,
    DeferredMapping = 0x80,
}

/// <summary>A <c>cudaArray</c>: rows of elements, row after row, slice after slice.</summary>
public sealed class CudaArray
{
    internal const nuint RowAlignment = 32;
    private const nuint CubeFaces = 6;

    // Largest extents as the device attributes say them.
    private const nuint Max1D = 131072;
    private const nuint Max2DWidth = 131072;
    private const nuint Max2DHeight = 65536;
    private const nuint Max3D = 16384;

    internal CudaArray(ChannelFormat format, Extent extent, ArrayFlags flags) => (Format, Extent, Flags) = (format, extent, flags);

    /// <summary>The <c>cudaArray_t</c>.</summary>
    public nint Handle { get; internal set; }

    public ChannelFormat Format { get; }

    /// <summary>In elements, as it was asked for: 0 for absent dimensions.</summary>
    public Extent Extent { get; }

    public ArrayFlags Flags { get; }

    /// <summary>It belongs to a mipmap, which is freed as a whole.</summary>
    public bool IsLevel { get; internal set; }

    /// <summary>First byte of the storage.</summary>
    public nint Data { get; internal set; }

    /// <summary>Bytes from a row to the next.</summary>
    public nuint Pitch { get; internal set; }

    /// <summary>Bytes from a slice or layer to the next.</summary>
    public nuint SlicePitch => Pitch * Rows;

    /// <summary>At least 1.</summary>
    public nuint Rows => Extent.Height == 0 ? 1 : Extent.Height;

    /// <summary>Slices or layers, at least 1.</summary>
    public nuint Slices => Extent.Depth == 0 ? 1 : Extent.Depth;

    public nuint RowBytes => Extent.Width * (nuint)Format.ElementSize;

    /// <exception cref="CudaException">InvalidChannelDescriptor, InvalidValue.</exception>
    internal static void Check(ChannelFormat format, Extent extent, ArrayFlags flags)
    {
        CheckFormat(format);
        bool layered = (flags & ArrayFlags.Layered) != 0;
        bool cube = (flags & ArrayFlags.Cubemap) != 0;
        bool flat = layered || cube;
        if (extent.Width == 0 || (extent.Depth > 0 && extent.Height == 0 && !layered) || (layered && extent.Depth == 0))
            throw new CudaException(CudaError.InvalidValue);
        if (cube && (extent.Width != extent.Height || (layered ? extent.Depth % CubeFaces != 0 : extent.Depth != CubeFaces)))
            throw new CudaException(CudaError.InvalidValue);
        bool solid = extent.Depth > 0 && !flat;
        nuint width = solid ? Max3D : extent.Height == 0 ? Max1D : Max2DWidth;
        if (extent.Width > width || extent.Height > (solid ? Max3D : Max2DHeight) || extent.Depth > Max3D) throw new CudaException(CudaError.InvalidValue);
    }

    // One, two or four channels of 8, 16 or 32 bits, all alike.
    internal static void CheckFormat(ChannelFormat format)
    {
        int channels = format.Y == 0 ? 1 : format.Z == 0 && format.W == 0 ? 2 : 4;
        int[] bits = [format.X, format.Y, format.Z, format.W];
        bool alike = bits.Take(channels).All(b => b == format.X) && bits.Skip(channels).All(b => b == 0);
        bool known = format.X is 8 or 16 or 32 && format.Kind is >= ChannelKind.Signed and <= ChannelKind.Float && !(format is { Kind: ChannelKind.Float, X: 8 });
        if (!alike || !known) throw new CudaException(CudaError.InvalidChannelDescriptor);
    }
}
