namespace CudaBridge.Shim;

internal static unsafe class Streams
{
    private const uint EventWaitExternal = 1;

    /// <summary>The stream a handle means.</summary>
    /// <exception cref="CudaException">InvalidResourceHandle</exception>
    public static Stream Get(cudaStream_t stream) => Cudart.Context.GetStream(stream.Value);

    [CudaApi]
    public static CudaError cudaStreamCreate(cudaStream_t* pStream) => cudaStreamCreateWithPriority(pStream, 0, 0);

    [CudaApi]
    public static CudaError cudaStreamCreateWithFlags(cudaStream_t* pStream, uint flags) => cudaStreamCreateWithPriority(pStream, flags, 0);

    /// <summary>"If priority is outside this range, it will automatically be clamped".</summary>
    [CudaApi]
    public static CudaError cudaStreamCreateWithPriority(cudaStream_t* pStream, uint flags, int priority)
    {
        Check.NotNull(pStream);
        Check.Flags(flags, (uint)StreamFlags.NonBlocking);
        *pStream = new(Cudart.Context.CreateStream((StreamFlags)flags, priority).Handle);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaStreamDestroy(cudaStream_t stream)
    {
        Check.That(stream.Value is not (0 or 1 or 2), CudaError.InvalidResourceHandle);
        StreamAttributes.Forget(Get(stream));
        Cudart.Context.DestroyStream(stream.Value);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaStreamQuery(cudaStream_t stream) => Get(stream).Query();

    [CudaApi]
    public static CudaError cudaStreamSynchronize(cudaStream_t stream)
    {
        Get(stream).Synchronize();
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaStreamWaitEvent(cudaStream_t stream, cudaEvent_t @event, uint flags)
    {
        Check.Flags(flags, EventWaitExternal);
        Get(stream).Wait(Events.Get(@event), flags == EventWaitExternal);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaStreamAddCallback(cudaStream_t stream, cudaStreamCallback_t callback, void* userData, uint flags)
    {
        Check.That(callback.Value is not null && flags == 0);
        Get(stream).AddCallback(callback.Value, userData);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaLaunchHostFunc(cudaStream_t stream, cudaHostFn_t fn, void* userData)
    {
        Check.That(fn.Value is not null);
        Get(stream).LaunchHostFunction(fn.Value, userData);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaStreamGetFlags(cudaStream_t hStream, uint* flags)
    {
        Check.NotNull(flags);
        *flags = (uint)Get(hStream).Flags;
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaStreamGetPriority(cudaStream_t hStream, int* priority)
    {
        Check.NotNull(priority);
        *priority = Get(hStream).Priority;
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaStreamGetId(cudaStream_t hStream, ulong* streamId)
    {
        Check.NotNull(streamId);
        *streamId = Get(hStream).Id;
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaStreamGetDevice(cudaStream_t hStream, int* device)
    {
        Check.NotNull(device);
        _ = Get(hStream);
        *device = 0;
        return CudaError.Success;
    }

    /// <summary>Host and device see the same memory at all times, so attaching orders nothing; the arguments are checked.</summary>
    [CudaApi]
    public static CudaError cudaStreamAttachMemAsync(cudaStream_t stream, void* devPtr, nuint length, uint flags)
    {
        Check.NotNull(devPtr);
        Check.That(flags is (uint)ManagedAttachFlags.Global or (uint)ManagedAttachFlags.Host or (uint)ManagedAttachFlags.Single);
        _ = Get(stream);
        // "It is illegal to attach singly to the NULL stream": it is no one stream.
        Check.That(flags != (uint)ManagedAttachFlags.Single || stream.Value is not (0 or 1));
        Cudart.Context.Memory.CheckManagedAllocation((nint)devPtr, length);
        return CudaError.Success;
    }
}
