namespace CudaBridge.Shim;

internal static unsafe class MipmappedArrays
{
    private const ArrayFlags Flags = ArrayFlags.Layered | ArrayFlags.Cubemap | ArrayFlags.SurfaceLoadStore | ArrayFlags.TextureGather | ArrayFlags.ColorAttachment;

    /// <exception cref="CudaException">InvalidResourceHandle</exception>
    public static MipmappedArray Get(cudaMipmappedArray_t mipmap) => Cudart.Context.Memory.GetMipmap(mipmap.Value);

    /// <summary>"numLevels is clamped to the range [1, 1 + floor(log2(max(width, height, depth)))]."</summary>
    [CudaApi]
    public static CudaError cudaMallocMipmappedArray(cudaMipmappedArray_t* mipmappedArray, cudaChannelFormatDesc* desc, cudaExtent extent, uint numLevels, uint flags)
    {
        Check.NotNull(mipmappedArray);
        Check.NotNull(desc);
        Check.Flags(flags, (uint)Flags);
        Extent size = new(extent.width, extent.height, extent.depth);
        *mipmappedArray = new(Cudart.Context.Memory.AllocateMipmap(Arrays.ReadFormat(*desc), size, (ArrayFlags)flags, numLevels).Handle);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaFreeMipmappedArray(cudaMipmappedArray_t mipmappedArray)
    {
        if (mipmappedArray.Value != 0) Cudart.Context.Memory.FreeMipmap(mipmappedArray.Value);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaGetMipmappedArrayLevel(cudaArray_t* levelArray, cudaMipmappedArray_t mipmappedArray, uint level)
    {
        Check.NotNull(levelArray);
        MipmappedArray mipmap = Get(mipmappedArray);
        Check.That(level < mipmap.Levels.Count);
        *levelArray = new(mipmap.Levels[(int)level].Handle);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaMipmappedArrayGetMemoryRequirements(cudaArrayMemoryRequirements* memoryRequirements, cudaMipmappedArray_t mipmap, int device)
    {
        Check.NotNull(memoryRequirements);
        Check.Device(device);
        return Arrays.Requirements(Get(mipmap).Levels, memoryRequirements);
    }

    [CudaApi]
    public static CudaError cudaMipmappedArrayGetSparseProperties(cudaArraySparseProperties* sparseProperties, cudaMipmappedArray_t mipmap)
    {
        Check.NotNull(sparseProperties);
        Check.That(Get(mipmap).Levels[0].Flags.HasFlag(ArrayFlags.Sparse));
        return CudaError.NotSupported;
    }
}
