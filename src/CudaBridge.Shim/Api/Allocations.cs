namespace CudaBridge.Shim;

/// <summary>Device and managed memory.</summary>
internal static unsafe class Allocations
{
    private static MemoryManager Memory => Cudart.Context.Memory;

    [CudaApi]
    public static CudaError cudaMalloc(void** devPtr, nuint size)
    {
        Check.NotNull(devPtr);
        *devPtr = (void*)Memory.Allocate(size);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaFree(void* devPtr)
    {
        Memory.Free((nint)devPtr);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaMallocPitch(void** devPtr, nuint* pitch, nuint width, nuint height)
    {
        Check.NotNull(devPtr);
        Check.NotNull(pitch);
        (nint pointer, *pitch) = Memory.AllocatePitched(width, height);
        *devPtr = (void*)pointer;
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaMalloc3D(cudaPitchedPtr* pitchedDevPtr, cudaExtent extent)
    {
        Check.NotNull(pitchedDevPtr);
        Check.That(!WouldOverflow(extent.height, extent.depth), CudaError.MemoryAllocation);
        (nint pointer, nuint pitch) = Memory.AllocatePitched(extent.width, extent.height * extent.depth);
        *pitchedDevPtr = new cudaPitchedPtr { ptr = (void*)pointer, pitch = pitch, xsize = extent.width, ysize = extent.height };
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaMallocManaged(void** devPtr, nuint size, uint flags)
    {
        Check.NotNull(devPtr);
        *devPtr = (void*)Memory.AllocateManaged(size, (ManagedAttachFlags)flags);
        return CudaError.Success;
    }

    /// <summary>A program that wants one of the two numbers may pass NULL for the other.</summary>
    [CudaApi]
    public static CudaError cudaMemGetInfo(nuint* free, nuint* total)
    {
        Check.That(free is not null || total is not null);
        (nuint available, nuint all) = Memory.GetInfo();
        if (free is not null) *free = available;
        if (total is not null) *total = all;
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaPointerGetAttributes(cudaPointerAttributes* attributes, void* ptr)
    {
        Check.NotNull(attributes);
        PointerAttributes found = Memory.GetAttributes((nint)ptr);
        *attributes = new cudaPointerAttributes
        {
            type = (cudaMemoryType)found.Kind,
            device = found.Device,
            devicePointer = (void*)found.DevicePointer,
            hostPointer = (void*)found.HostPointer,
        };
        return CudaError.Success;
    }

    private static bool WouldOverflow(nuint a, nuint b) => a != 0 && b > nuint.MaxValue / a;
}
