namespace CudaBridge.Shim;

/// <summary>Texture and surface objects.</summary>
internal static unsafe class Textures
{
    private static TextureObjects Objects => Cudart.Context.Textures;

    [CudaApi]
    public static CudaError cudaCreateTextureObject(
        cudaTextureObject_t* pTexObject, cudaResourceDesc* pResDesc, cudaTextureDesc* pTexDesc, cudaResourceViewDesc* pResViewDesc)
    {
        Check.NotNull(pTexObject);
        Check.NotNull(pResDesc);
        Check.NotNull(pTexDesc);
        Check.That(pResViewDesc is null || pResViewDesc->format == cudaResourceViewFormat.cudaResViewFormatNone, CudaError.NotSupported);
        *pTexObject = new(Objects.CreateTexture(Resource(pResDesc), Settings(pTexDesc)));
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaDestroyTextureObject(cudaTextureObject_t texObject)
    {
        Objects.Destroy(texObject.Value, isSurface: false);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaGetTextureObjectResourceDesc(cudaResourceDesc* pResDesc, cudaTextureObject_t texObject)
    {
        Check.NotNull(pResDesc);
        Describe(pResDesc, Objects.Get(texObject.Value, isSurface: false).Resource);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaGetTextureObjectTextureDesc(cudaTextureDesc* pTexDesc, cudaTextureObject_t texObject)
    {
        Check.NotNull(pTexDesc);
        TextureSettings settings = Objects.Get(texObject.Value, isSurface: false).Settings;
        *pTexDesc = new cudaTextureDesc
        {
            filterMode = settings.IsLinear ? cudaTextureFilterMode.cudaFilterModeLinear : cudaTextureFilterMode.cudaFilterModePoint,
            readMode = settings.ReadsNormalized ? cudaTextureReadMode.cudaReadModeNormalizedFloat : cudaTextureReadMode.cudaReadModeElementType,
            sRGB = settings.IsSrgb ? 1 : 0,
            normalizedCoords = settings.HasNormalizedCoordinates ? 1 : 0,
            maxAnisotropy = settings.MaxAnisotropy,
            mipmapFilterMode = settings.IsLinearBetweenLevels ? cudaTextureFilterMode.cudaFilterModeLinear : cudaTextureFilterMode.cudaFilterModePoint,
            mipmapLevelBias = settings.LevelBias,
            minMipmapLevelClamp = settings.MinLevel,
            maxMipmapLevelClamp = settings.MaxLevel,
        };
        (pTexDesc->addressMode[0], pTexDesc->addressMode[1], pTexDesc->addressMode[2]) = ((int)settings.AddressX, (int)settings.AddressY, (int)settings.AddressZ);
        (pTexDesc->borderColor[0], pTexDesc->borderColor[1], pTexDesc->borderColor[2], pTexDesc->borderColor[3]) = settings.Border;
        return CudaError.Success;
    }

    /// <summary>"InvalidValue: texObject has no resource view": none has.</summary>
    [CudaApi]
    public static CudaError cudaGetTextureObjectResourceViewDesc(cudaResourceViewDesc* pResViewDesc, cudaTextureObject_t texObject)
    {
        Check.NotNull(pResViewDesc);
        _ = Objects.Get(texObject.Value, isSurface: false);
        return CudaError.InvalidValue;
    }

    [CudaApi]
    public static CudaError cudaCreateSurfaceObject(cudaSurfaceObject_t* pSurfObject, cudaResourceDesc* pResDesc)
    {
        Check.NotNull(pSurfObject);
        Check.NotNull(pResDesc);
        Check.That(pResDesc->resType == cudaResourceType.cudaResourceTypeArray, CudaError.InvalidChannelDescriptor);
        *pSurfObject = new(Objects.CreateSurface(Arrays.Get(pResDesc->res.array.array)));
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaDestroySurfaceObject(cudaSurfaceObject_t surfObject)
    {
        Objects.Destroy(surfObject.Value, isSurface: true);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaGetSurfaceObjectResourceDesc(cudaResourceDesc* pResDesc, cudaSurfaceObject_t surfObject)
    {
        Check.NotNull(pResDesc);
        Describe(pResDesc, Objects.Get(surfObject.Value, isSurface: true).Resource);
        return CudaError.Success;
    }

    private static TextureResource Resource(cudaResourceDesc* description)
    {
        ref cudaResourceDesc.Resource r = ref description->res;
        switch (description->resType)
        {
            case cudaResourceType.cudaResourceTypeArray:
                return TextureResource.Of(Arrays.Get(r.array.array));
            case cudaResourceType.cudaResourceTypeLinear:
                return TextureResource.Line((nint)r.linear.devPtr, Arrays.ReadFormat(r.linear.desc), r.linear.sizeInBytes, Cudart.Device);
            case cudaResourceType.cudaResourceTypePitch2D:
                return TextureResource.Rows((nint)r.pitch2D.devPtr, Arrays.ReadFormat(r.pitch2D.desc), r.pitch2D.width, r.pitch2D.height, r.pitch2D.pitchInBytes, Cudart.Device);
            case cudaResourceType.cudaResourceTypeMipmappedArray:
                return TextureResource.Of(MipmappedArrays.Get(r.mipmap.mipmap));
            default:
                throw new CudaException(CudaError.InvalidValue);
        }
    }

    private static TextureSettings Settings(cudaTextureDesc* description)
    {
        for (int i = 0; i < 3; i++) Check.That(description->addressMode[i] is >= 0 and <= 3);
        Check.That(Enum.IsDefined(description->filterMode) && Enum.IsDefined(description->readMode) && Enum.IsDefined(description->mipmapFilterMode));
        return new TextureSettings
        {
            AddressX = (TextureAddressMode)description->addressMode[0],
            AddressY = (TextureAddressMode)description->addressMode[1],
            AddressZ = (TextureAddressMode)description->addressMode[2],
            IsLinear = description->filterMode == cudaTextureFilterMode.cudaFilterModeLinear,
            HasNormalizedCoordinates = description->normalizedCoords != 0,
            ReadsNormalized = description->readMode == cudaTextureReadMode.cudaReadModeNormalizedFloat,
            IsSrgb = description->sRGB != 0,
            IsLinearBetweenLevels = description->mipmapFilterMode == cudaTextureFilterMode.cudaFilterModeLinear,
            LevelBias = description->mipmapLevelBias,
            MinLevel = description->minMipmapLevelClamp,
            MaxLevel = description->maxMipmapLevelClamp,
            MaxAnisotropy = description->maxAnisotropy,
            Border = (description->borderColor[0], description->borderColor[1], description->borderColor[2], description->borderColor[3]),
        };
    }

    private static void Describe(cudaResourceDesc* description, TextureResource resource)
    {
        *description = default;
        if (resource.Array is { } array)
        {
            description->resType = cudaResourceType.cudaResourceTypeArray;
            description->res.array.array = new(array.Handle);
        }
        else if (resource.Mipmap is { } mipmap)
        {
            description->resType = cudaResourceType.cudaResourceTypeMipmappedArray;
            description->res.mipmap.mipmap = new(mipmap.Handle);
        }
        else if (resource.IsLinear)
        {
            description->resType = cudaResourceType.cudaResourceTypeLinear;
            description->res.linear = new() { devPtr = (void*)resource.Data, desc = Arrays.Describe(resource.Format), sizeInBytes = resource.Pitch };
        }
        else
        {
            description->resType = cudaResourceType.cudaResourceTypePitch2D;
            description->res.pitch2D = new()
            {
                devPtr = (void*)resource.Data,
                desc = Arrays.Describe(resource.Format),
                width = resource.Size.Width,
                height = resource.Size.Height,
                pitchInBytes = resource.Pitch,
            };
        }
    }
}
