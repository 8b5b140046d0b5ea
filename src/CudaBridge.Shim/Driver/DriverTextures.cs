namespace CudaBridge.Shim;

/// <summary>Texture and surface objects.</summary>
internal static unsafe class DriverTextures
{
    // CU_TRSF_…
    private const uint ReadAsInteger = 1, NormalizedCoordinates = 2, Srgb = 0x10, DisableTrilinear = 0x20, SeamlessCubemap = 0x40;
    private const uint KnownFlags = ReadAsInteger | NormalizedCoordinates | Srgb | DisableTrilinear | SeamlessCubemap;

    private static TextureObjects Objects => DriverContexts.Current.Textures;

    private enum ResourceType
    {
        Array = 0,
        MipmappedArray = 1,
        Linear = 2,
        Pitch2D = 3,
    }

    [CudaApi]
    public static CUresult cuTexObjectCreate(ulong* pTexObject, CUDA_RESOURCE_DESC* pResDesc, CUDA_TEXTURE_DESC* pTexDesc, void* pResViewDesc)
    {
        Check.NotNull(pTexObject);
        Check.NotNull(pResDesc);
        Check.NotNull(pTexDesc);
        // CU_RES_VIEW_FORMAT_NONE is a view that changes nothing.
        if (pResViewDesc is not null && *(int*)pResViewDesc != 0) return DriverEntry.Unsupported("cuTexObjectCreate with a resource view", CUresult.CUDA_ERROR_NOT_SUPPORTED);
        TextureResource resource = Resource(pResDesc);
        *pTexObject = Objects.CreateTexture(resource, Settings(pTexDesc, resource.Format));
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuTexObjectDestroy(ulong texObject)
    {
        Objects.Destroy(texObject, isSurface: false);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuTexObjectGetResourceDesc(CUDA_RESOURCE_DESC* pResDesc, ulong texObject)
    {
        Check.NotNull(pResDesc);
        Describe(pResDesc, Objects.Get(texObject, isSurface: false).Resource);
        return CUresult.CUDA_SUCCESS;
    }

    /// <summary>"CUDA_ERROR_INVALID_VALUE: texObject has no resource view": none has.</summary>
    [CudaApi]
    public static CUresult cuTexObjectGetResourceViewDesc(void* pResViewDesc, ulong texObject)
    {
        Check.NotNull(pResViewDesc);
        _ = Objects.Get(texObject, isSurface: false);
        return CUresult.CUDA_ERROR_INVALID_VALUE;
    }

    [CudaApi]
    public static CUresult cuTexObjectGetTextureDesc(CUDA_TEXTURE_DESC* pTexDesc, ulong texObject)
    {
        Check.NotNull(pTexDesc);
        (TextureResource resource, TextureSettings settings, _) = Objects.Get(texObject, isSurface: false);
        bool isInteger = resource.Format.Kind != ChannelKind.Float && !settings.ReadsNormalized;
        *pTexDesc = new()
        {
            filterMode = settings.IsLinear ? 1 : 0,
            flags = (isInteger ? ReadAsInteger : 0) | (settings.HasNormalizedCoordinates ? NormalizedCoordinates : 0) | (settings.IsSrgb ? Srgb : 0),
            maxAnisotropy = settings.MaxAnisotropy,
            mipmapFilterMode = settings.IsLinearBetweenLevels ? 1 : 0,
            mipmapLevelBias = settings.LevelBias,
            minMipmapLevelClamp = settings.MinLevel,
            maxMipmapLevelClamp = settings.MaxLevel,
        };
        (pTexDesc->addressMode[0], pTexDesc->addressMode[1], pTexDesc->addressMode[2]) = ((int)settings.AddressX, (int)settings.AddressY, (int)settings.AddressZ);
        (pTexDesc->borderColor[0], pTexDesc->borderColor[1], pTexDesc->borderColor[2], pTexDesc->borderColor[3]) = settings.Border;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuSurfObjectCreate(ulong* pSurfObject, CUDA_RESOURCE_DESC* pResDesc)
    {
        Check.NotNull(pSurfObject);
        Check.NotNull(pResDesc);
        Check.That(pResDesc->resType == (int)ResourceType.Array && pResDesc->flags == 0);
        *pSurfObject = Objects.CreateSurface(DriverArrays.Get(pResDesc->hArray));
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuSurfObjectDestroy(ulong surfObject)
    {
        Objects.Destroy(surfObject, isSurface: true);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuSurfObjectGetResourceDesc(CUDA_RESOURCE_DESC* pResDesc, ulong surfObject)
    {
        Check.NotNull(pResDesc);
        Describe(pResDesc, Objects.Get(surfObject, isSurface: true).Resource);
        return CUresult.CUDA_SUCCESS;
    }

    private static TextureResource Resource(CUDA_RESOURCE_DESC* d)
    {
        Check.That(d->flags == 0);
        switch ((ResourceType)d->resType)
        {
            case ResourceType.Array:
                return TextureResource.Of(DriverArrays.Get(d->hArray));
            case ResourceType.Linear:
                return TextureResource.Line((nint)d->devPtr, DriverArrays.Format(d->format, d->numChannels), d->sizeInBytes, Cudart.Device);
            case ResourceType.Pitch2D:
                return TextureResource.Rows((nint)d->devPtr, DriverArrays.Format(d->format, d->numChannels), d->width, d->height, d->pitchInBytes, Cudart.Device);
            case ResourceType.MipmappedArray:
                return TextureResource.Of(DriverArrays.GetMipmap(d->hArray));
            default:
                throw DriverError.Of(CUresult.CUDA_ERROR_INVALID_VALUE);
        }
    }

    // "CU_TRSF_READ_AS_INTEGER suppresses the default behavior of having the texture promote integer data to floating point data"; 32-bit
    // integers are never promoted. Integers have no means, so a filter says nothing for them.
    public static TextureSettings Settings(CUDA_TEXTURE_DESC* d, ChannelFormat format)
    {
        for (int i = 0; i < 3; i++) Check.That(d->addressMode[i] is >= 0 and <= 3);
        Check.That(d->filterMode is 0 or 1 && d->mipmapFilterMode is 0 or 1);
        Check.Flags(d->flags, KnownFlags);
        bool promotes = format.Kind != ChannelKind.Float && format.X < 32 && (d->flags & ReadAsInteger) == 0;
        return new()
        {
            AddressX = (TextureAddressMode)d->addressMode[0],
            AddressY = (TextureAddressMode)d->addressMode[1],
            AddressZ = (TextureAddressMode)d->addressMode[2],
            IsLinear = d->filterMode == 1 && (promotes || format.Kind == ChannelKind.Float),
            HasNormalizedCoordinates = (d->flags & NormalizedCoordinates) != 0,
            ReadsNormalized = promotes,
            IsSrgb = (d->flags & Srgb) != 0,
            IsLinearBetweenLevels = d->mipmapFilterMode == 1,
            LevelBias = d->mipmapLevelBias,
            MinLevel = d->minMipmapLevelClamp,
            MaxLevel = d->maxMipmapLevelClamp,
            MaxAnisotropy = d->maxAnisotropy,
            Border = (d->borderColor[0], d->borderColor[1], d->borderColor[2], d->borderColor[3]),
        };
    }

    private static void Describe(CUDA_RESOURCE_DESC* d, TextureResource resource)
    {
        *d = default;
        if (resource.Array is { } array)
        {
            d->resType = (int)ResourceType.Array;
            d->hArray = array.Handle;
            return;
        }
        if (resource.Mipmap is { } mipmap)
        {
            d->resType = (int)ResourceType.MipmappedArray;
            d->hArray = mipmap.Handle;
            return;
        }
        d->devPtr = (nuint)resource.Data;
        (d->format, d->numChannels) = DriverArrays.Describe(resource.Format);
        d->resType = (int)(resource.IsLinear ? ResourceType.Linear : ResourceType.Pitch2D);
        if (resource.IsLinear) d->sizeInBytes = resource.Pitch;
        else (d->width, d->height, d->pitchInBytes) = (resource.Size.Width, resource.Size.Height, resource.Pitch);
    }
}
