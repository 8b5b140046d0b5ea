namespace CudaBridge.Shim;

internal static unsafe class Arrays
{
    private const ArrayFlags Flags2D = ArrayFlags.SurfaceLoadStore | ArrayFlags.TextureGather | ArrayFlags.Sparse | ArrayFlags.DeferredMapping;
    private const ArrayFlags Flags3D = Flags2D | ArrayFlags.Layered | ArrayFlags.Cubemap | ArrayFlags.ColorAttachment;

    /// <exception cref="CudaException">InvalidResourceHandle</exception>
    public static CudaArray Get(cudaArray_t array) => Cudart.Context.Memory.GetArray(array.Value);

    [CudaApi]
    public static CudaError cudaMallocArray(cudaArray_t* array, cudaChannelFormatDesc* desc, nuint width, nuint height, uint flags)
    {
        Check.Flags(flags, (uint)Flags2D);
        return Allocate(array, desc, new Extent(width, height, 0), (ArrayFlags)flags);
    }

    [CudaApi]
    public static CudaError cudaMalloc3DArray(cudaArray_t* array, cudaChannelFormatDesc* desc, cudaExtent extent, uint flags)
    {
        Check.Flags(flags, (uint)Flags3D);
        return Allocate(array, desc, new Extent(extent.width, extent.height, extent.depth), (ArrayFlags)flags);
    }

    [CudaApi]
    public static CudaError cudaFreeArray(cudaArray_t array)
    {
        if (array.Value != 0) Cudart.Context.Memory.FreeArray(array.Value);
        return CudaError.Success;
    }

    /// <summary>Each of the three may be NULL.</summary>
    [CudaApi]
    public static CudaError cudaArrayGetInfo(cudaChannelFormatDesc* desc, cudaExtent* extent, uint* flags, cudaArray_t array)
    {
        CudaArray found = Get(array);
        if (desc is not null) *desc = Describe(found.Format);
        if (extent is not null) *extent = new cudaExtent(found.Extent.Width, found.Extent.Height, found.Extent.Depth);
        if (flags is not null) *flags = (uint)found.Flags;
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaGetChannelDesc(cudaChannelFormatDesc* desc, cudaArray_t array)
    {
        Check.NotNull(desc);
        *desc = Describe(Get(array).Format);
        return CudaError.Success;
    }

    [CudaApi]
    public static cudaChannelFormatDesc cudaCreateChannelDesc(int x, int y, int z, int w, cudaChannelFormatKind f) =>
        new() { x = x, y = y, z = z, w = w, f = f };

    /// <summary>"If the array is not allocated with the flag cudaArrayDeferredMapping cudaErrorInvalidValue will be returned."</summary>
    [CudaApi]
    public static CudaError cudaArrayGetMemoryRequirements(cudaArrayMemoryRequirements* memoryRequirements, cudaArray_t array, int device)
    {
        Check.NotNull(memoryRequirements);
        Check.Device(device);
        return Requirements([Get(array)], memoryRequirements);
    }

    /// <summary>"If the CUDA array is not allocated with flag cudaArraySparse cudaErrorInvalidValue will be returned."</summary>
    [CudaApi]
    public static CudaError cudaArrayGetSparseProperties(cudaArraySparseProperties* sparseProperties, cudaArray_t array)
    {
        Check.NotNull(sparseProperties);
        Check.That(Get(array).Flags.HasFlag(ArrayFlags.Sparse));
        return CudaError.NotSupported;
    }

    /// <summary>"If the array does not have a multi-planar format, then cudaErrorInvalidValue is returned": there is no such format here.</summary>
    [CudaApi]
    public static CudaError cudaArrayGetPlane(cudaArray_t* pPlaneArray, cudaArray_t hArray, uint planeIdx)
    {
        Check.NotNull(pPlaneArray);
        _ = Get(hArray);
        return CudaError.InvalidValue;
    }

    /// <summary>Of one array, or of the levels of one.</summary>
    public static CudaError Requirements(IReadOnlyList<CudaArray> arrays, cudaArrayMemoryRequirements* requirements)
    {
        Check.That(arrays[0].Flags.HasFlag(ArrayFlags.DeferredMapping));
        nuint size = 0;
        foreach (CudaArray array in arrays) size += array.SlicePitch * array.Slices;
        *requirements = new() { size = size, alignment = Heap.Alignment };
        return CudaError.Success;
    }

    private static CudaError Allocate(cudaArray_t* array, cudaChannelFormatDesc* desc, Extent extent, ArrayFlags flags)
    {
        Check.NotNull(array);
        Check.NotNull(desc);
        Check.That(extent.Width > 0);
        ChannelFormat format = ReadFormat(*desc);
        Check.That((flags & (ArrayFlags.Sparse | ArrayFlags.DeferredMapping)) == 0, CudaError.NotSupported);
        *array = new(Cudart.Context.Memory.AllocateArray(format, extent, flags).Handle);
        return CudaError.Success;
    }

    // One, two or four channels, all of the same 8, 16 or 32 bits.
    public static ChannelFormat ReadFormat(cudaChannelFormatDesc desc)
    {
        bool uniform = (desc.y == 0 || desc.y == desc.x) && desc.z == desc.w && (desc.z == 0 || (desc.z == desc.x && desc.y == desc.x));
        bool bits = desc.x is 8 or 16 or 32 && (desc.f != cudaChannelFormatKind.cudaChannelFormatKindFloat || desc.x != 8);
        bool kind = desc.f is cudaChannelFormatKind.cudaChannelFormatKindSigned or cudaChannelFormatKind.cudaChannelFormatKindUnsigned
            or cudaChannelFormatKind.cudaChannelFormatKindFloat;
        Check.That(uniform && bits && kind, CudaError.InvalidChannelDescriptor);
        return new ChannelFormat(desc.x, desc.y, desc.z, desc.w, (ChannelKind)desc.f);
    }

    public static cudaChannelFormatDesc Describe(ChannelFormat format) =>
        new() { x = format.X, y = format.Y, z = format.Z, w = format.W, f = (cudaChannelFormatKind)format.Kind };
}
