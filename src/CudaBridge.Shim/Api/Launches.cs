namespace CudaBridge.Shim;

internal static unsafe class Launches
{
    [CudaApi]
    public static CudaError cudaLaunchKernel(void* func, Dim3 gridDim, Dim3 blockDim, void** args, nuint sharedMem, cudaStream_t stream) =>
        Launch(func, gridDim, blockDim, args, sharedMem, stream, cooperative: false);

    [CudaApi]
    public static CudaError cudaLaunchCooperativeKernel(void* func, Dim3 gridDim, Dim3 blockDim, void** args, nuint sharedMem, cudaStream_t stream) =>
        Launch(func, gridDim, blockDim, args, sharedMem, stream, cooperative: true);

    /// <summary>With one device the list has one entry: a cooperative launch.</summary>
    [CudaApi]
    public static CudaError cudaLaunchCooperativeKernelMultiDevice(cudaLaunchParams* launchParamsList, uint numDevices, uint flags)
    {
        const uint noPreSync = 1, noPostSync = 2;
        Check.NotNull(launchParamsList);
        Check.Flags(flags, noPreSync | noPostSync);
        Check.That(numDevices == 1, numDevices == 0 ? CudaError.InvalidValue : CudaError.InvalidDevice);
        cudaLaunchParams* one = launchParamsList;
        Check.That(one->stream.Value is not (0 or 1 or 2), CudaError.InvalidResourceHandle);
        return Launch(one->func, one->gridDim, one->blockDim, one->args, one->sharedMem, one->stream, cooperative: true);
    }

    [CudaApi]
    public static CudaError cudaLaunchKernelExC(cudaLaunchConfig_t* config, void* func, void** args, cudaStream_t defaultStream)
    {
        Check.NotNull(config);
        Check.That(config->numAttrs == 0 || config->attrs is not null);
        cudaStream_t stream = config->stream.Value == 0 ? defaultStream : config->stream;
        var attributes = LaunchAttributes.Read(new ReadOnlySpan<cudaLaunchAttribute>(config->attrs, (int)config->numAttrs));
        Launch(func, config->gridDim, config->blockDim, args, config->dynamicSmemBytes, stream, attributes.Cooperative);
        foreach (cudaEvent_t afterwards in attributes.EventsToRecord) Events.Get(afterwards).Record(Streams.Get(stream));
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaSetDoubleForDevice(double* d)
    {
        Check.NotNull(d);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaSetDoubleForHost(double* d)
    {
        Check.NotNull(d);
        return CudaError.Success;
    }

    private static CudaError Launch(void* func, Dim3 grid, Dim3 block, void** args, nuint sharedMem, cudaStream_t stream, bool cooperative)
    {
        PrimaryContext context = Cudart.Context;
        Function function = context.GetFunction((nint)func);
        Check.That(args is not null || function.Parameters.IsEmpty);
        function.Launch(grid, block, sharedMem, context.GetStream(stream.Value), args, cooperative);
        return CudaError.Success;
    }
}

/// <summary>What the attributes of a <c>cudaLaunchConfig_t</c> ask for.</summary>
internal readonly record struct LaunchAttributes(bool Cooperative, IReadOnlyList<cudaEvent_t> EventsToRecord)
{
    /// <summary>Hints about caches, priorities and overlap are accepted: they may change when work runs, never what it computes.</summary>
    /// <exception cref="CudaException">InvalidValue: no such attribute; NotSupported: clusters of more than one block, device-updatable nodes.</exception>
    public static LaunchAttributes Read(ReadOnlySpan<cudaLaunchAttribute> attributes)
    {
        bool cooperative = false;
        List<cudaEvent_t>? events = null;
        foreach (ref readonly cudaLaunchAttribute attribute in attributes)
        {
            ref readonly cudaLaunchAttributeValue value = ref attribute.val;
            switch (attribute.id)
            {
                case cudaLaunchAttributeID.cudaLaunchAttributeCooperative:
                    cooperative = value.cooperative != 0;
                    break;
                case cudaLaunchAttributeID.cudaLaunchAttributeClusterDimension:
                    Check.That(value.clusterDim is { x: 0 or 1, y: 0 or 1, z: 0 or 1 }, CudaError.NotSupported);
                    break;
                case cudaLaunchAttributeID.cudaLaunchAttributeProgrammaticEvent:
                    (events ??= []).Add(value.programmaticEvent.@event);
                    break;
                case cudaLaunchAttributeID.cudaLaunchAttributeLaunchCompletionEvent:
                    (events ??= []).Add(value.launchCompletionEvent.@event);
                    break;
                case cudaLaunchAttributeID.cudaLaunchAttributeDeviceUpdatableKernelNode:
                    Check.That(value.deviceUpdatableKernelNode.deviceUpdatable == 0, CudaError.NotSupported);
                    break;
                default:
                    Check.That(Enum.IsDefined(attribute.id));
                    break;
            }
        }
        return new LaunchAttributes(cooperative, (IReadOnlyList<cudaEvent_t>?)events ?? []);
    }
}
