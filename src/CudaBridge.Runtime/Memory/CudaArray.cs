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
    internal CudaArray(ChannelFormat format, Extent extent, ArrayFlags flags) => (Format, Extent, Flags) = (format, extent, flags);

    /// <summary>The <c>cudaArray_t</c>.</summary>
    public nint Handle { get; internal set; }

    public ChannelFormat Format { get; }

    /// <summary>In elements, as it was asked for: 0 for absent dimensions.</summary>
    public Extent Extent { get; }

    public ArrayFlags Flags { get; }

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
}
