namespace CudaBridge.Shim;

/// <summary>Hints about managed memory. Host and device are one here: nothing moves, so only the arguments are looked at.</summary>
internal static unsafe class ManagedHints
{
    private const int CpuDevice = -1;

    [CudaApi]
    public static CudaError cudaMemAdvise(void* devPtr, nuint count, cudaMemoryAdvise advice, int device) =>
        cudaMemAdvise_v2(devPtr, count, advice, ToLocation(device));

    [CudaApi]
    public static CudaError cudaMemAdvise_v2(void* devPtr, nuint count, cudaMemoryAdvise advice, cudaMemLocation location)
    {
        Check.NotNull(devPtr);
        Check.That(count > 0 && Enum.IsDefined(advice));
        if (!IgnoresLocation(advice)) CheckLocation(location);
        Cudart.Context.Memory.CheckManagedRange((nint)devPtr, count);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaMemPrefetchAsync(void* devPtr, nuint count, int dstDevice, cudaStream_t stream) =>
        cudaMemPrefetchAsync_v2(devPtr, count, ToLocation(dstDevice), 0, stream);

    [CudaApi]
    public static CudaError cudaMemPrefetchAsync_v2(void* devPtr, nuint count, cudaMemLocation location, uint flags, cudaStream_t stream)
    {
        Check.NotNull(devPtr);
        Check.That(count > 0 && flags == 0);
        CheckLocation(location);
        _ = Streams.Get(stream);
        Cudart.Context.Memory.CheckManagedRange((nint)devPtr, count);
        return CudaError.Success;
    }

    private static bool IgnoresLocation(cudaMemoryAdvise advice) => advice is cudaMemoryAdvise.cudaMemAdviseSetReadMostly
        or cudaMemoryAdvise.cudaMemAdviseUnsetReadMostly or cudaMemoryAdvise.cudaMemAdviseUnsetPreferredLocation;

    // Device numbers of the older calls: cudaCpuDeviceId is the host.
    private static cudaMemLocation ToLocation(int device) => device == CpuDevice
        ? new cudaMemLocation { type = cudaMemLocationType.cudaMemLocationTypeHost }
        : new cudaMemLocation { type = cudaMemLocationType.cudaMemLocationTypeDevice, id = device };

    private static void CheckLocation(cudaMemLocation location)
    {
        Check.That(Enum.IsDefined(location.type) && location.type != cudaMemLocationType.cudaMemLocationTypeInvalid);
        if (location.type == cudaMemLocationType.cudaMemLocationTypeDevice) Check.Device(location.id);
    }
}
