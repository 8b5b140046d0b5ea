namespace CudaBridge.Abi;

/// <summary>What the address mode of a dimension does with coordinates outside (<c>cudaTextureAddressMode</c>).</summary>
public enum TextureAddressMode : uint
{
    Wrap = 0,
    Clamp = 1,
    Mirror = 2,
    Border = 3,
}

/// <summary>What a texture or surface object is the address of. <c>kernels/lib/dialect/texture.c</c> reads it and has the same layout.</summary>
public unsafe struct CpuTexture
{
    public nint Data;

    /// <summary>Bytes from a row to the next.</summary>
    public ulong Pitch;

    /// <summary>Bytes from a slice or layer to the next.</summary>
    public ulong SlicePitch;

    /// <summary>In texels, at least 1; of a layered texture the last is the number of layers, of a cubemap that of faces.</summary>
    public fixed uint Size[3];

    /// <summary>Of a channel: 1, 2 or 4.</summary>
    public uint ChannelBytes;

    /// <summary>1, 2 or 4.</summary>
    public uint Channels;

    /// <summary><c>cudaChannelFormatKind</c>: signed, unsigned, float.</summary>
    public uint Kind;

    /// <summary><see cref="TextureAddressMode"/> of each dimension.</summary>
    public fixed uint AddressMode[3];

    public uint IsLinear;
    public uint HasNormalizedCoordinates;

    /// <summary>Integers are read as numbers in [0, 1] or [-1, 1].</summary>
    public uint ReadsNormalized;
    public uint IsSrgb;

    /// <summary>Not 0: the nearest texel, no border, coordinates in texels or clamped, and channels that need no more than a division: most textures.</summary>
    public uint IsPlain;
    public fixed float Border[4];

    /// <summary>Of a mipmap; the descriptors of the others follow this one. 0 and 1: it is all there is.</summary>
    public uint Levels;

    /// <summary>Fetches between two levels give the mean of both.</summary>
    public uint IsLinearBetweenLevels;
    public float LevelBias;
    public float MinLevel;
    public float MaxLevel;
    private fixed uint _unused[3];
}
