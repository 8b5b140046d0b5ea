namespace CudaBridge.Shim;

/// <summary>Pinned host memory.</summary>
internal static unsafe class HostMemory
{
    private static MemoryManager Memory => Cudart.Context.Memory;

    [CudaApi]
    public static CudaError cudaMallocHost(void** ptr, nuint size) => cudaHostAlloc(ptr, size, 0);

    [CudaApi]
    public static CudaError cudaHostAlloc(void** pHost, nuint size, uint flags)
    {
        Check.NotNull(pHost);
        *pHost = (void*)Memory.AllocateHost(size, (HostAllocFlags)flags);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaFreeHost(void* ptr)
    {
        Memory.FreeHost((nint)ptr);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaHostRegister(void* ptr, nuint size, uint flags)
    {
        Check.NotNull(ptr);
        Check.That(size > 0);
        Memory.RegisterHost((nint)ptr, size, (HostRegisterFlags)flags);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaHostUnregister(void* ptr)
    {
        Check.NotNull(ptr);
        Memory.UnregisterHost((nint)ptr);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaHostGetDevicePointer(void** pDevice, void* pHost, uint flags)
    {
        Check.NotNull(pDevice);
        Check.NotNull(pHost);
        Check.That(flags == 0);
        *pDevice = (void*)Memory.GetDevicePointer((nint)pHost);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaHostGetFlags(uint* pFlags, void* pHost)
    {
        Check.NotNull(pFlags);
        Check.NotNull(pHost);
        *pFlags = (uint)Memory.GetHostFlags((nint)pHost);
        return CudaError.Success;
    }
}
