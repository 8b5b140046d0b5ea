namespace CudaBridge.Shim;

/// <summary>Texture and surface references, which CUDA had until version 12. The host's variable says how the texture is read, also after it is bound.</summary>
internal static unsafe class References
{
    [CudaApi]
    public static CudaError cudaBindTexture(nuint* offset, textureReference* texref, void* devPtr, cudaChannelFormatDesc* desc, nuint size)
    {
        Check.NotNull(desc);
        (TextureReference reference, RegisteredReference registered) = Texture(texref);
        ChannelFormat format = Arrays.ReadFormat(*desc);
        (nint start, nuint before) = Aligned(offset, devPtr);
        nuint bytes = Math.Min(size, Cudart.Context.Memory.BytesFrom((nint)devPtr)) + before;
        nuint longest = (nuint)Cudart.Device.GetAttribute(DeviceAttribute.MaxTexture1DLinearWidth) * (nuint)format.ElementSize;
        // C++ programs leave the size out, which makes it 4 GiB.
        if (size >= uint.MaxValue) bytes = Math.Min(bytes, longest);
        Bind(reference, registered, texref, TextureResource.Line(start, format, bytes, Cudart.Device) with { Offset = before });
        if (offset is not null) *offset = before;
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaBindTexture2D(nuint* offset, textureReference* texref, void* devPtr, cudaChannelFormatDesc* desc, nuint width, nuint height, nuint pitch)
    {
        Check.NotNull(desc);
        (TextureReference reference, RegisteredReference registered) = Texture(texref);
        ChannelFormat format = Arrays.ReadFormat(*desc);
        (nint start, nuint before) = Aligned(offset, devPtr);
        nuint more = before / (nuint)Math.Max(format.ElementSize, 1);
        Bind(reference, registered, texref, TextureResource.Rows(start, format, width + more, height, pitch, Cudart.Device) with { Offset = before });
        if (offset is not null) *offset = before;
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaBindTextureToArray(textureReference* texref, cudaArray_t array, cudaChannelFormatDesc* desc)
    {
        Check.NotNull(desc);
        (TextureReference reference, RegisteredReference registered) = Texture(texref);
        CudaArray bound = Arrays.Get(array);
        Check.That(Arrays.ReadFormat(*desc) == bound.Format, CudaError.InvalidChannelDescriptor);
        Bind(reference, registered, texref, TextureResource.Of(bound));
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaBindTextureToMipmappedArray(textureReference* texref, cudaMipmappedArray_t mipmappedArray, cudaChannelFormatDesc* desc)
    {
        Check.NotNull(desc);
        (TextureReference reference, RegisteredReference registered) = Texture(texref);
        MipmappedArray bound = MipmappedArrays.Get(mipmappedArray);
        Check.That(Arrays.ReadFormat(*desc) == bound.Levels[0].Format, CudaError.InvalidChannelDescriptor);
        Bind(reference, registered, texref, TextureResource.Of(bound));
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaUnbindTexture(textureReference* texref)
    {
        Texture(texref).Reference.Bind(null, new());
        return CudaError.Success;
    }

    /// <summary>The same number that the binding call gave.</summary>
    [CudaApi]
    public static CudaError cudaGetTextureAlignmentOffset(nuint* offset, textureReference* texref)
    {
        Check.NotNull(offset);
        TextureResource? bound = Texture(texref).Reference.Resource;
        Check.That(bound is not null, CudaError.InvalidTextureBinding);
        *offset = bound.Value.Offset;
        return CudaError.Success;
    }

    /// <summary>A reference's symbol is the reference.</summary>
    [CudaApi]
    public static CudaError cudaGetTextureReference(textureReference** texref, void* symbol)
    {
        Check.NotNull(texref);
        _ = Texture((textureReference*)symbol);
        *texref = (textureReference*)symbol;
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaBindSurfaceToArray(surfaceReference* surfref, cudaArray_t array, cudaChannelFormatDesc* desc)
    {
        Check.NotNull(surfref);
        Check.NotNull(desc);
        (TextureReference reference, _) = Cudart.Context.GetReference((nint)surfref, isSurface: true);
        CudaArray bound = Arrays.Get(array);
        Check.That(Arrays.ReadFormat(*desc) == bound.Format, CudaError.InvalidChannelDescriptor);
        TextureObjects.Check(TextureResource.Of(bound), new(), isSurface: true);
        reference.Bind(TextureResource.Of(bound), new());
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaGetSurfaceReference(surfaceReference** surfref, void* symbol)
    {
        Check.NotNull(surfref);
        Check.NotNull(symbol);
        _ = Cudart.Context.GetReference((nint)symbol, isSurface: true);
        *surfref = (surfaceReference*)symbol;
        return CudaError.Success;
    }

    /// <exception cref="CudaException">InvalidTexture</exception>
    private static (TextureReference Reference, RegisteredReference Registered) Texture(textureReference* texref)
    {
        Check.That(texref is not null, CudaError.InvalidTexture);
        return Cudart.Context.GetReference((nint)texref, isSurface: false);
    }

    // "If the device memory pointer was returned from cudaMalloc(), the offset is guaranteed to be 0 and NULL may be passed as the offset parameter."
    private static (nint Start, nuint Before) Aligned(nuint* offset, void* pointer)
    {
        nuint before = (nuint)pointer % (nuint)Cudart.Device.GetAttribute(DeviceAttribute.TextureAlignment);
        Check.That(pointer is not null && (before == 0 || offset is not null));
        return ((nint)pointer - (nint)before, before);
    }

    private static void Bind(TextureReference reference, RegisteredReference registered, textureReference* texref, TextureResource resource)
    {
        TextureSettings Current() => Settings(texref, registered.ReadsNormalized);
        TextureSettings settings = Current();
        TextureObjects.Check(resource, settings, isSurface: false);
        reference.Bind(resource, settings, Current);
    }

    private static TextureSettings Settings(textureReference* r, bool readsNormalized)
    {
        for (int i = 0; i < 3; i++) Check.That(r->addressMode[i] is >= 0 and <= 3);
        Check.That(Enum.IsDefined(r->filterMode) && Enum.IsDefined(r->mipmapFilterMode));
        return new()
        {
            AddressX = (TextureAddressMode)r->addressMode[0],
            AddressY = (TextureAddressMode)r->addressMode[1],
            AddressZ = (TextureAddressMode)r->addressMode[2],
            IsLinear = r->filterMode == cudaTextureFilterMode.cudaFilterModeLinear,
            HasNormalizedCoordinates = r->normalized != 0,
            ReadsNormalized = readsNormalized,
            IsSrgb = r->sRGB != 0,
            IsLinearBetweenLevels = r->mipmapFilterMode == cudaTextureFilterMode.cudaFilterModeLinear,
            LevelBias = r->mipmapLevelBias,
            MinLevel = r->minMipmapLevelClamp,
            MaxLevel = r->maxMipmapLevelClamp,
            MaxAnisotropy = r->maxAnisotropy,
        };
    }
}
