using System.Runtime.InteropServices;

namespace CudaBridge.Abi;

/// <summary><c>CUarray_format</c></summary>
public enum CUarray_format
{
    CU_AD_FORMAT_UNSIGNED_INT8 = 0x01,
    CU_AD_FORMAT_UNSIGNED_INT16 = 0x02,
    CU_AD_FORMAT_UNSIGNED_INT32 = 0x03,
    CU_AD_FORMAT_SIGNED_INT8 = 0x08,
    CU_AD_FORMAT_SIGNED_INT16 = 0x09,
    CU_AD_FORMAT_SIGNED_INT32 = 0x0a,
    CU_AD_FORMAT_HALF = 0x10,
    CU_AD_FORMAT_FLOAT = 0x20,
}

/// <summary><c>CUDA_ARRAY_DESCRIPTOR</c>: sizes in elements; a line has no height.</summary>
public struct CUDA_ARRAY_DESCRIPTOR
{
    public nuint Width, Height;
    public CUarray_format Format;
    public uint NumChannels;
}

/// <summary><c>CUDA_ARRAY3D_DESCRIPTOR</c>: sizes in elements, 0 for what is absent.</summary>
public struct CUDA_ARRAY3D_DESCRIPTOR
{
    public nuint Width, Height, Depth;
    public CUarray_format Format;
    public uint NumChannels;

    /// <summary><c>CUDA_ARRAY3D_…</c>, the numbers of <c>cudaArray…</c>.</summary>
    public uint Flags;
}

/// <summary><c>CUDA_MEMCPY3D</c></summary>
public unsafe struct CUDA_MEMCPY3D
{
    public Side src;
    public Side dst;
    public nuint WidthInBytes, Height, Depth;

    /// <summary>The fields that the header names <c>src…</c> and <c>dst…</c>.</summary>
    public struct Side
    {
        public nuint XInBytes, Y, Z, LOD;

        /// <summary><c>CUmemorytype</c>: 1 host, 2 device, 3 array, 4 unified.</summary>
        public int MemoryType;
        public void* Host;
        public nuint Device;
        public nint Array;

        /// <summary>Reserved; in the peer form the context.</summary>
        public nint Context;
        public nuint Pitch, Height;
    }
}

/// <summary><c>CUDA_RESOURCE_DESC</c></summary>
[StructLayout(LayoutKind.Explicit, Size = 144)]
public struct CUDA_RESOURCE_DESC
{
    /// <summary><c>CUresourcetype</c>: 0 array, 1 mipmapped array, 2 linear, 3 pitch2D.</summary>
    [FieldOffset(0)] public int resType;
    [FieldOffset(8)] public nint hArray;
    [FieldOffset(8)] public nuint devPtr;
    [FieldOffset(16)] public CUarray_format format;
    [FieldOffset(20)] public uint numChannels;

    /// <summary>Of linear memory.</summary>
    [FieldOffset(24)] public nuint sizeInBytes;

    /// <summary>Of pitch2D.</summary>
    [FieldOffset(24)] public nuint width;
    [FieldOffset(32)] public nuint height;
    [FieldOffset(40)] public nuint pitchInBytes;
    [FieldOffset(136)] public uint flags;
}

/// <summary><c>CUDA_TEXTURE_DESC</c></summary>
public unsafe struct CUDA_TEXTURE_DESC
{
    public fixed int addressMode[3];
    public int filterMode;

    /// <summary><c>CU_TRSF_…</c></summary>
    public uint flags;
    public uint maxAnisotropy;
    public int mipmapFilterMode;
    public float mipmapLevelBias;
    public float minMipmapLevelClamp;
    public float maxMipmapLevelClamp;
    public fixed float borderColor[4];
    public fixed int reserved[12];
}
