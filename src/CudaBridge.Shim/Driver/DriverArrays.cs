namespace CudaBridge.Shim;

/// <summary>Arrays.</summary>
internal static unsafe class DriverArrays
{
    private const uint MostChannels = 4;
    private const uint KnownFlags = (uint)(ArrayFlags.Layered | ArrayFlags.SurfaceLoadStore | ArrayFlags.Cubemap | ArrayFlags.TextureGather | ArrayFlags.ColorAttachment);
    private const uint DepthTexture = 0x10;

    private static readonly (CUarray_format Name, int Bits, ChannelKind Kind)[] s_formats =
    [
        (CUarray_format.CU_AD_FORMAT_UNSIGNED_INT8,  8,  ChannelKind.Unsigned),
        (CUarray_format.CU_AD_FORMAT_UNSIGNED_INT16, 16, ChannelKind.Unsigned),
        (CUarray_format.CU_AD_FORMAT_UNSIGNED_INT32, 32, ChannelKind.Unsigned),
        (CUarray_format.CU_AD_FORMAT_SIGNED_INT8,    8,  ChannelKind.Signed),
        (CUarray_format.CU_AD_FORMAT_SIGNED_INT16,   16, ChannelKind.Signed),
        (CUarray_format.CU_AD_FORMAT_SIGNED_INT32,   32, ChannelKind.Signed),
        (CUarray_format.CU_AD_FORMAT_HALF,           16, ChannelKind.Float),
        (CUarray_format.CU_AD_FORMAT_FLOAT,          32, ChannelKind.Float),
    ];

    /// <exception cref="CudaException">InvalidResourceHandle</exception>
    public static CudaArray Get(nint array) => DriverContexts.Current.Memory.GetArray(array);

    /// <exception cref="CudaException">InvalidResourceHandle</exception>
    public static MipmappedArray GetMipmap(nint mipmap) => DriverContexts.Current.Memory.GetMipmap(mipmap);

    /// <exception cref="CudaException">InvalidValue</exception>
    public static ChannelFormat Format(CUarray_format format, uint channels)
    {
        int row = Array.FindIndex(s_formats, f => f.Name == format);
        Check.That(row >= 0 && channels is 1 or 2 or MostChannels);
        (_, int bits, ChannelKind kind) = s_formats[row];
        return new(bits, channels > 1 ? bits : 0, channels > 2 ? bits : 0, channels > 2 ? bits : 0, kind);
    }

    public static (CUarray_format Format, uint Channels) Describe(ChannelFormat format) =>
        (s_formats.First(f => f.Bits == format.X && f.Kind == format.Kind).Name, (uint)(format.ElementSize * 8 / format.X));

    [CudaApi]
    public static CUresult cuArrayCreate(nint* pHandle, CUDA_ARRAY_DESCRIPTOR* pAllocateArray)
    {
        Check.NotNull(pHandle);
        Check.NotNull(pAllocateArray);
        return Allocate(pHandle, Format(pAllocateArray->Format, pAllocateArray->NumChannels), new(pAllocateArray->Width, pAllocateArray->Height, 0), 0);
    }

    [CudaApi]
    public static CUresult cuArray3DCreate(nint* pHandle, CUDA_ARRAY3D_DESCRIPTOR* pAllocateArray)
    {
        Check.NotNull(pHandle);
        Check.NotNull(pAllocateArray);
        Check.Flags(pAllocateArray->Flags, KnownFlags | DepthTexture);
        Extent extent = new(pAllocateArray->Width, pAllocateArray->Height, pAllocateArray->Depth);
        return Allocate(pHandle, Format(pAllocateArray->Format, pAllocateArray->NumChannels), extent, (ArrayFlags)(pAllocateArray->Flags & KnownFlags));
    }

    private static CUresult Allocate(nint* array, ChannelFormat format, Extent extent, ArrayFlags flags)
    {
        *array = DriverContexts.Current.Memory.AllocateArray(format, extent, flags).Handle;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuArrayDestroy(nint hArray)
    {
        _ = Get(hArray);
        DriverContexts.Current.Memory.FreeArray(hArray);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuArrayGetDescriptor(CUDA_ARRAY_DESCRIPTOR* pArrayDescriptor, nint hArray)
    {
        Check.NotNull(pArrayDescriptor);
        CudaArray array = Get(hArray);
        *pArrayDescriptor = new() { Width = array.Extent.Width, Height = array.Extent.Height };
        (pArrayDescriptor->Format, pArrayDescriptor->NumChannels) = Describe(array.Format);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuArray3DGetDescriptor(CUDA_ARRAY3D_DESCRIPTOR* pArrayDescriptor, nint hArray)
    {
        Check.NotNull(pArrayDescriptor);
        CudaArray array = Get(hArray);
        *pArrayDescriptor = new() { Width = array.Extent.Width, Height = array.Extent.Height, Depth = array.Extent.Depth, Flags = (uint)array.Flags };
        (pArrayDescriptor->Format, pArrayDescriptor->NumChannels) = Describe(array.Format);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuArrayGetMemoryRequirements(cudaArrayMemoryRequirements* memoryRequirements, nint array, int device)
    {
        _ = DriverContexts.Current;
        return DriverCodes.Of(Arrays.cudaArrayGetMemoryRequirements(memoryRequirements, new(array), device));
    }

    [CudaApi]
    public static CUresult cuMipmappedArrayGetMemoryRequirements(cudaArrayMemoryRequirements* memoryRequirements, nint mipmap, int device)
    {
        _ = DriverContexts.Current;
        return DriverCodes.Of(MipmappedArrays.cudaMipmappedArrayGetMemoryRequirements(memoryRequirements, new(mipmap), device));
    }

    [CudaApi]
    public static CUresult cuArrayGetSparseProperties(cudaArraySparseProperties* sparseProperties, nint array)
    {
        _ = DriverContexts.Current;
        return DriverCodes.Of(Arrays.cudaArrayGetSparseProperties(sparseProperties, new(array)));
    }

    [CudaApi]
    public static CUresult cuMipmappedArrayGetSparseProperties(cudaArraySparseProperties* sparseProperties, nint mipmap)
    {
        _ = DriverContexts.Current;
        return DriverCodes.Of(MipmappedArrays.cudaMipmappedArrayGetSparseProperties(sparseProperties, new(mipmap)));
    }

    [CudaApi]
    public static CUresult cuArrayGetPlane(nint* pPlaneArray, nint hArray, uint planeIdx)
    {
        _ = DriverContexts.Current;
        return DriverCodes.Of(Arrays.cudaArrayGetPlane((cudaArray_t*)pPlaneArray, new(hArray), planeIdx));
    }

    /// <summary>No more levels are made than down to a single element.</summary>
    [CudaApi]
    public static CUresult cuMipmappedArrayCreate(nint* pHandle, CUDA_ARRAY3D_DESCRIPTOR* pMipmappedArrayDesc, uint numMipmapLevels)
    {
        Check.NotNull(pHandle);
        Check.NotNull(pMipmappedArrayDesc);
        Check.Flags(pMipmappedArrayDesc->Flags, KnownFlags | DepthTexture);
        Extent extent = new(pMipmappedArrayDesc->Width, pMipmappedArrayDesc->Height, pMipmappedArrayDesc->Depth);
        ChannelFormat format = Format(pMipmappedArrayDesc->Format, pMipmappedArrayDesc->NumChannels);
        *pHandle = DriverContexts.Current.Memory.AllocateMipmap(format, extent, (ArrayFlags)(pMipmappedArrayDesc->Flags & KnownFlags), numMipmapLevels).Handle;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuMipmappedArrayGetLevel(nint* pLevelArray, nint hMipmappedArray, uint level)
    {
        Check.NotNull(pLevelArray);
        MipmappedArray mipmap = GetMipmap(hMipmappedArray);
        Check.That(level < mipmap.Levels.Count);
        *pLevelArray = mipmap.Levels[(int)level].Handle;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuMipmappedArrayDestroy(nint hMipmappedArray)
    {
        DriverContexts.Current.Memory.FreeMipmap(hMipmappedArray);
        return CUresult.CUDA_SUCCESS;
    }
}
