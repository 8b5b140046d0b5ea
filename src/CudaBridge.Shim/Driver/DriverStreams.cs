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
        Get(hStream).Wait(GetEvent(hEvent));
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
}
