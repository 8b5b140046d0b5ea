namespace CudaBridge.Shim;

/// <summary>Memory of other APIs, by opaque file descriptors that can be mapped. Their semaphores are not supported: what a descriptor of one means, only its maker knows.</summary>
internal static unsafe class ExternalMemory
{
    private const int OpaqueDescriptor = 1, KnownTypes = 8;
    private const uint Dedicated = 1;

    [CudaApi]
    public static CudaError cudaImportExternalMemory(cudaExternalMemory_t* extMem_out, cudaExternalMemoryHandleDesc* memHandleDesc)
    {
        Check.NotNull(extMem_out);
        *extMem_out = new(Import(Cudart.Context, memHandleDesc));
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaExternalMemoryGetMappedBuffer(void** devPtr, cudaExternalMemory_t extMem, cudaExternalMemoryBufferDesc* bufferDesc)
    {
        Check.NotNull(devPtr);
        *devPtr = (void*)Map(Cudart.Context, extMem.Value, bufferDesc);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaDestroyExternalMemory(cudaExternalMemory_t extMem)
    {
        Cudart.Context.Memory.Sharing.DestroyExternal(extMem.Value);
        return CudaError.Success;
    }

    public static nint Import(PrimaryContext context, cudaExternalMemoryHandleDesc* description)
    {
        Check.NotNull(description);
        Check.That(description->type is >= OpaqueDescriptor and <= KnownTypes);
        Check.Flags(description->flags, Dedicated);
        Check.That(description->type == OpaqueDescriptor, CudaError.NotSupported);
        return context.Memory.Sharing.ImportExternal(description->handle.fd, description->size);
    }

    public static nint Map(PrimaryContext context, nint memory, cudaExternalMemoryBufferDesc* description)
    {
        Check.NotNull(description);
        Check.That(description->flags == 0);
        return context.Memory.Sharing.MapExternal(memory, description->offset, description->size);
    }
}
