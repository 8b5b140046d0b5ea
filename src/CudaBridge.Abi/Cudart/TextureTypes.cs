using System.Runtime.InteropServices;

namespace CudaBridge.Abi;

public enum cudaResourceType
{
    cudaResourceTypeArray = 0,
    cudaResourceTypeMipmappedArray = 1,
    cudaResourceTypeLinear = 2,
    cudaResourceTypePitch2D = 3,
}

public unsafe struct cudaResourceDesc
{
    public cudaResourceType resType;
    public Resource res;

    [StructLayout(LayoutKind.Explicit)]
    public struct Resource
    {
        [FieldOffset(0)] public Array array;
        [FieldOffset(0)] public Mipmap mipmap;
        [FieldOffset(0)] public Linear linear;
        [FieldOffset(0)] public Pitch2D pitch2D;
    }

    public struct Array
    {
        public cudaArray_t array;
    }

    public struct Mipmap
    {
        public cudaMipmappedArray_t mipmap;
    }

    public struct Linear
    {
        public void* devPtr;
        public cudaChannelFormatDesc desc;
        public nuint sizeInBytes;
    }

    public struct Pitch2D
    {
        public void* devPtr;
        public cudaChannelFormatDesc desc;
        public nuint width;
        public nuint height;
        public nuint pitchInBytes;
    }
}

public enum cudaTextureAddressMode
{
    cudaAddressModeWrap = 0,
    cudaAddressModeClamp = 1,
    cudaAddressModeMirror = 2,
    cudaAddressModeBorder = 3,
}

public enum cudaTextureFilterMode
{
    cudaFilterModePoint = 0,
    cudaFilterModeLinear = 1,
}

public enum cudaTextureReadMode
{
    cudaReadModeElementType = 0,
    cudaReadModeNormalizedFloat = 1,
}

public unsafe struct cudaTextureDesc
{
    public fixed int addressMode[3];
    public cudaTextureFilterMode filterMode;
    public cudaTextureReadMode readMode;
    public int sRGB;
    public fixed float borderColor[4];
    public int normalizedCoords;
    public uint maxAnisotropy;
    public cudaTextureFilterMode mipmapFilterMode;
    public float mipmapLevelBias;
    public float minMipmapLevelClamp;
    public float maxMipmapLevelClamp;
    public int disableTrilinearOptimization;
    public int seamlessCubemap;
}

/// <summary>The host's half of a texture reference; the program may change its fields between launches.</summary>
public unsafe struct textureReference
{
    public int normalized;
    public cudaTextureFilterMode filterMode;
    public fixed int addressMode[3];
    public cudaChannelFormatDesc channelDesc;
    public int sRGB;
    public uint maxAnisotropy;
    public cudaTextureFilterMode mipmapFilterMode;
    public float mipmapLevelBias;
    public float minMipmapLevelClamp;
    public float maxMipmapLevelClamp;
    public int disableTrilinearOptimization;
    public fixed int reserved[14];
}

public struct surfaceReference
{
    public cudaChannelFormatDesc channelDesc;
}

public enum cudaResourceViewFormat
{
    cudaResViewFormatNone = 0x00,
    cudaResViewFormatUnsignedChar1 = 0x01,
    cudaResViewFormatUnsignedChar2 = 0x02,
    cudaResViewFormatUnsignedChar4 = 0x03,
    cudaResViewFormatSignedChar1 = 0x04,
    cudaResViewFormatSignedChar2 = 0x05,
    cudaResViewFormatSignedChar4 = 0x06,
    cudaResViewFormatUnsignedShort1 = 0x07,
    cudaResViewFormatUnsignedShort2 = 0x08,
    cudaResViewFormatUnsignedShort4 = 0x09,
    cudaResViewFormatSignedShort1 = 0x0a,
    cudaResViewFormatSignedShort2 = 0x0b,
    cudaResViewFormatSignedShort4 = 0x0c,
    cudaResViewFormatUnsignedInt1 = 0x0d,
    cudaResViewFormatUnsignedInt2 = 0x0e,
    cudaResViewFormatUnsignedInt4 = 0x0f,
    cudaResViewFormatSignedInt1 = 0x10,
    cudaResViewFormatSignedInt2 = 0x11,
    cudaResViewFormatSignedInt4 = 0x12,
    cudaResViewFormatHalf1 = 0x13,
    cudaResViewFormatHalf2 = 0x14,
    cudaResViewFormatHalf4 = 0x15,
    cudaResViewFormatFloat1 = 0x16,
    cudaResViewFormatFloat2 = 0x17,
    cudaResViewFormatFloat4 = 0x18,
    cudaResViewFormatUnsignedBlockCompressed1 = 0x19,
    cudaResViewFormatUnsignedBlockCompressed2 = 0x1a,
    cudaResViewFormatUnsignedBlockCompressed3 = 0x1b,
    cudaResViewFormatUnsignedBlockCompressed4 = 0x1c,
    cudaResViewFormatSignedBlockCompressed4 = 0x1d,
    cudaResViewFormatUnsignedBlockCompressed5 = 0x1e,
    cudaResViewFormatSignedBlockCompressed5 = 0x1f,
    cudaResViewFormatUnsignedBlockCompressed6H = 0x20,
    cudaResViewFormatSignedBlockCompressed6H = 0x21,
    cudaResViewFormatUnsignedBlockCompressed7 = 0x22,
}

public struct cudaResourceViewDesc
{
    public cudaResourceViewFormat format;
    public nuint width;
    public nuint height;
    public nuint depth;
    public uint firstMipmapLevel;
    public uint lastMipmapLevel;
    public uint firstLayer;
    public uint lastLayer;
}
