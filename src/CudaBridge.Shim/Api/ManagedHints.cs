namespace CudaBridge.Shim;

/// <summary>Hints about managed memory. Host and device are one here: nothing moves, but the hints are kept for those who ask.</summary>
internal static unsafe class ManagedHints
{
    private const int CpuDevice = -1, InvalidDevice = -2;

    [CudaApi]
    public static CudaError cudaMemAdvise(void* devPtr, nuint count, cudaMemoryAdvise advice, int device) =>
        cudaMemAdvise_v2(devPtr, count, advice, ToLocation(device));

    [CudaApi]
    public static CudaError cudaMemAdvise_v2(void* devPtr, nuint count, cudaMemoryAdvise advice, cudaMemLocation location)
    {
        Check.NotNull(devPtr);
        Check.That(count > 0 && Enum.IsDefined(advice));
        if (!IgnoresLocation(advice)) CheckLocation(location);
        AdvisedLocation place = new((int)location.type, location.id);
        bool isDevice = location.type == cudaMemLocationType.cudaMemLocationTypeDevice;
        Cudart.Context.Memory.Advise((nint)devPtr, count, before => advice switch
        {
            cudaMemoryAdvise.cudaMemAdviseSetReadMostly            => before with { IsReadMostly = true },
            cudaMemoryAdvise.cudaMemAdviseUnsetReadMostly          => before with { IsReadMostly = false },
            cudaMemoryAdvise.cudaMemAdviseSetPreferredLocation     => before with { Preferred = place },
            cudaMemoryAdvise.cudaMemAdviseUnsetPreferredLocation   => before with { Preferred = default },
            cudaMemoryAdvise.cudaMemAdviseSetAccessedBy when isDevice => before with { AccessedByDevice = true },
            cudaMemoryAdvise.cudaMemAdviseSetAccessedBy               => before with { AccessedByHost = true },
            _ when isDevice                                           => before with { AccessedByDevice = false },
            _                                                         => before with { AccessedByHost = false },
        });
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaMemRangeGetAttribute(void* data, nuint dataSize, cudaMemRangeAttribute attribute, void* devPtr, nuint count)
    {
        Check.NotNull(data);
        Check.NotNull(devPtr);
        Check.That(Enum.IsDefined(attribute));
        bool isList = attribute == cudaMemRangeAttribute.cudaMemRangeAttributeAccessedBy;
        Check.That(isList ? dataSize > 0 && dataSize % sizeof(int) == 0 : dataSize == sizeof(int));
        Advice advice = Cudart.Context.Memory.AdviceAbout((nint)devPtr, count);
        if (isList)
        {
            Span<int> list = new(data, (int)(dataSize / sizeof(int)));
            list.Fill(InvalidDevice);
            int next = 0;
            if (advice.AccessedByDevice) list[next++] = 0;
            if (advice.AccessedByHost && next < list.Length) list[next] = CpuDevice;
            return CudaError.Success;
        }

        *(int*)data = attribute switch
        {
            cudaMemRangeAttribute.cudaMemRangeAttributeReadMostly               => advice.IsReadMostly ? 1 : 0,
            cudaMemRangeAttribute.cudaMemRangeAttributePreferredLocation        => advice.Preferred.Device,
            cudaMemRangeAttribute.cudaMemRangeAttributePreferredLocationType    => advice.Preferred.Type,
            cudaMemRangeAttribute.cudaMemRangeAttributePreferredLocationId      => advice.Preferred.Id,
            cudaMemRangeAttribute.cudaMemRangeAttributeLastPrefetchLocation     => advice.LastPrefetch.Device,
            cudaMemRangeAttribute.cudaMemRangeAttributeLastPrefetchLocationType => advice.LastPrefetch.Type,
            _                                                                   => advice.LastPrefetch.Id,
        };
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaMemRangeGetAttributes(void** data, nuint* dataSizes, cudaMemRangeAttribute* attributes, nuint numAttributes, void* devPtr, nuint count)
    {
        Check.That(data is not null && dataSizes is not null && attributes is not null && numAttributes > 0);
        for (nuint i = 0; i < numAttributes; i++)
            if (cudaMemRangeGetAttribute(data[i], dataSizes[i], attributes[i], devPtr, count) is not CudaError.Success and var error) return error;
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
        Cudart.Context.Memory.Advise((nint)devPtr, count, before => before with { LastPrefetch = new((int)location.type, location.id) });
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
