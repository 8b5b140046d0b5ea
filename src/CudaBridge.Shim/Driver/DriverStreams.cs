namespace CudaBridge.Shim;

/// <summary>Streams and events.</summary>
internal static unsafe class DriverStreams
{
    /// <exception cref="CudaException">InvalidResourceHandle</exception>
    public static Stream Get(CUstream stream) => DriverContexts.Current.GetStream(stream.Value);

    private static Event GetEvent(nint @event) => DriverContexts.Current.GetEvent(@event);

    [CudaApi]
    public static CUresult cuStreamCreate(CUstream* phStream, uint Flags) => cuStreamCreateWithPriority(phStream, Flags, 0);

    [CudaApi]
    public static CUresult cuStreamCreateWithPriority(CUstream* phStream, uint flags, int priority)
    {
        Check.NotNull(phStream);
        Check.Flags(flags, (uint)StreamFlags.NonBlocking);
        *phStream = new(DriverContexts.Current.CreateStream((StreamFlags)flags, priority).Handle);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuStreamDestroy(CUstream hStream)
    {
        Check.That(hStream.Value is not (0 or 1 or 2), CudaError.InvalidResourceHandle);
        DriverContexts.Current.DestroyStream(hStream.Value);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuStreamQuery(CUstream hStream) => DriverCodes.Of(Get(hStream).Query());

    [CudaApi]
    public static CUresult cuStreamSynchronize(CUstream hStream)
    {
        Get(hStream).Synchronize();
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuStreamWaitEvent(CUstream hStream, nint hEvent, uint Flags)
    {
        Check.Flags(Flags, 1);
        Get(hStream).Wait(GetEvent(hEvent), Flags == 1);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuStreamAddCallback(CUstream hStream, CUstreamCallback callback, void* userData, uint flags)
    {
        Check.That(callback.Value is not null && flags == 0);
        Get(hStream).AddCallback(callback.Value, userData);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuStreamGetFlags(CUstream hStream, uint* flags)
    {
        Check.NotNull(flags);
        *flags = (uint)Get(hStream).Flags;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuStreamGetPriority(CUstream hStream, int* priority)
    {
        Check.NotNull(priority);
        *priority = Get(hStream).Priority;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuEventCreate(nint* phEvent, uint Flags)
    {
        Check.NotNull(phEvent);
        *phEvent = DriverContexts.Current.CreateEvent((EventFlags)Flags).Handle;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuEventDestroy(nint hEvent)
    {
        DriverContexts.Current.DestroyEvent(hEvent);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuEventRecord(nint hEvent, CUstream hStream)
    {
        GetEvent(hEvent).Record(Get(hStream));
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuEventQuery(nint hEvent) => DriverCodes.Of(GetEvent(hEvent).Query());

    [CudaApi]
    public static CUresult cuEventSynchronize(nint hEvent)
    {
        GetEvent(hEvent).Synchronize();
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuEventElapsedTime(float* pMilliseconds, nint hStart, nint hEnd)
    {
        Check.NotNull(pMilliseconds);
        *pMilliseconds = Event.ElapsedMilliseconds(GetEvent(hStart), GetEvent(hEnd));
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuEventElapsedTime_v2(float* pMilliseconds, nint hStart, nint hEnd) => cuEventElapsedTime(pMilliseconds, hStart, hEnd);


    [CudaApi]
    public static CUresult cuEventRecordWithFlags(nint hEvent, CUstream hStream, uint flags)
    {
        Check.Flags(flags, 1);
        GetEvent(hEvent).Record(Get(hStream), external: flags == 1);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuStreamGetCtx(CUstream hStream, nint* pctx)
    {
        Check.NotNull(pctx);
        _ = Get(hStream);
        *pctx = DriverContexts.CurrentHandle;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuStreamGetCtx_v2(CUstream hStream, nint* pCtx, nint* pGreenCtx)
    {
        if (pGreenCtx is not null) *pGreenCtx = 0;
        return cuStreamGetCtx(hStream, pCtx);
    }

    [CudaApi]
    public static CUresult cuStreamGetDevice(CUstream hStream, int* device)
    {
        Check.NotNull(device);
        _ = Get(hStream);
        *device = 0;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuStreamGetId(CUstream hStream, ulong* streamId)
    {
        Check.NotNull(streamId);
        *streamId = Get(hStream).Id;
        return CUresult.CUDA_SUCCESS;
    }

    /// <summary>No stream belongs to a green context.</summary>
    [CudaApi]
    public static CUresult cuStreamGetGreenCtx(CUstream hStream, nint* phCtx)
    {
        Check.NotNull(phCtx);
        _ = Get(hStream);
        *phCtx = 0;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuStreamCopyAttributes(CUstream dst, CUstream src)
    {
        _ = DriverContexts.Current;
        return DriverCodes.Of(StreamAttributes.cudaStreamCopyAttributes(new(dst.Value), new(src.Value)));
    }

    [CudaApi]
    public static CUresult cuStreamGetAttribute(CUstream hStream, int attr, void* value_out)
    {
        _ = DriverContexts.Current;
        return DriverCodes.Of(StreamAttributes.cudaStreamGetAttribute(new(hStream.Value), (cudaLaunchAttributeID)attr, (cudaLaunchAttributeValue*)value_out));
    }

    [CudaApi]
    public static CUresult cuStreamSetAttribute(CUstream hStream, int attr, void* value)
    {
        _ = DriverContexts.Current;
        return DriverCodes.Of(StreamAttributes.cudaStreamSetAttribute(new(hStream.Value), (cudaLaunchAttributeID)attr, (cudaLaunchAttributeValue*)value));
    }
}
