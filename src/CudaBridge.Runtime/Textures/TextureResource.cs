using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>The memory behind a texture or surface: an array, a line of texels, or rows of them.</summary>
public readonly record struct TextureResource
{
    private TextureResource(nint data, ChannelFormat format, Extent size, nuint pitch, nuint slicePitch) =>
        (Data, Format, Size, Pitch, SlicePitch) = (data, format, size, pitch, slicePitch);

    public nint Data { get; }

    public ChannelFormat Format { get; }

    /// <summary>In texels, each at least 1.</summary>
    public Extent Size { get; }

    /// <summary>Bytes.</summary>
    public nuint Pitch { get; }

    /// <summary>Bytes.</summary>
    public nuint SlicePitch { get; }

    /// <summary>Fetches outside give zero, whatever the settings say, and coordinates are whole numbers.</summary>
    public bool IsLinear { get; private init; }

    /// <summary>Bytes from the beginning, which is aligned, to what the program bound.</summary>
    public nuint Offset { get; init; }

    public CudaArray? Array { get; private init; }

    /// <summary>The resource itself is its first level.</summary>
    public MipmappedArray? Mipmap { get; private init; }

    public static TextureResource Of(CudaArray array)
    {
        ArgumentNullException.ThrowIfNull(array);
        return new(array.Data, array.Format, new(array.Extent.Width, array.Rows, array.Slices), array.Pitch, array.SlicePitch) { Array = array };
    }

    public static TextureResource Of(MipmappedArray mipmap)
    {
        ArgumentNullException.ThrowIfNull(mipmap);
        return Of(mipmap.Levels[0]) with { Array = null, Mipmap = mipmap };
    }

    /// <param name="bytes">Of the whole line.</param>
    /// <exception cref="CudaException">InvalidValue, InvalidChannelDescriptor</exception>
    public static TextureResource Line(nint data, ChannelFormat format, nuint bytes, Device device)
    {
        CudaArray.CheckFormat(format);
        nuint texels = bytes / (nuint)format.ElementSize;
        Require(data != 0 && texels > 0 && texels <= Attribute(device, DeviceAttribute.MaxTexture1DLinearWidth));
        Require((nuint)data % Attribute(device, DeviceAttribute.TextureAlignment) == 0);
        return new(data, format, new(texels, 1, 1), bytes, bytes) { IsLinear = true };
    }

    /// <param name="pitch">Bytes from a row to the next.</param>
    /// <exception cref="CudaException">InvalidValue, InvalidChannelDescriptor</exception>
    public static TextureResource Rows(nint data, ChannelFormat format, nuint width, nuint height, nuint pitch, Device device)
    {
        CudaArray.CheckFormat(format);
        Require(data != 0 && width > 0 && height > 0);
        Require(width <= Attribute(device, DeviceAttribute.MaxTexture2DLinearWidth) && height <= Attribute(device, DeviceAttribute.MaxTexture2DLinearHeight));
        Require(pitch >= width * (nuint)format.ElementSize && pitch <= Attribute(device, DeviceAttribute.MaxTexture2DLinearPitch));
        Require((nuint)data % Attribute(device, DeviceAttribute.TextureAlignment) == 0 && pitch % Attribute(device, DeviceAttribute.TexturePitchAlignment) == 0);
        return new(data, format, new(width, height, 1), pitch, pitch * height);
    }

    private static nuint Attribute(Device device, DeviceAttribute attribute) => (nuint)device.GetAttribute(attribute);

    private static void Require(bool condition)
    {
        if (!condition) throw new CudaException(CudaError.InvalidValue);
    }
}
