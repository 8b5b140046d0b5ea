namespace CudaBridge.Shim;

internal static unsafe class Events
{
    private const uint RecordExternal = 1;

    /// <exception cref="CudaException">InvalidResourceHandle</exception>
    public static Event Get(cudaEvent_t @event) => Cudart.Context.GetEvent(@event.Value);

    [CudaApi]
    public static CudaError cudaEventCreate(cudaEvent_t* @event) => cudaEventCreateWithFlags(@event, 0);

    /// <summary>"cudaEventInterprocess must be specified along with cudaEventDisableTiming".</summary>
    [CudaApi]
    public static CudaError cudaEventCreateWithFlags(cudaEvent_t* @event, uint flags)
    {
        const EventFlags all = EventFlags.BlockingSync | EventFlags.DisableTiming | EventFlags.Interprocess;
        Check.NotNull(@event);
        Check.Flags(flags, (uint)all);
        var wanted = (EventFlags)flags;
        Check.That(!wanted.HasFlag(EventFlags.Interprocess) || wanted.HasFlag(EventFlags.DisableTiming));
        *@event = new(Cudart.Context.CreateEvent(wanted).Handle);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaEventDestroy(cudaEvent_t @event)
    {
        Cudart.Context.DestroyEvent(@event.Value);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaEventRecord(cudaEvent_t @event, cudaStream_t stream) => cudaEventRecordWithFlags(@event, stream, 0);

    [CudaApi]
    public static CudaError cudaEventRecordWithFlags(cudaEvent_t @event, cudaStream_t stream, uint flags)
    {
        Check.Flags(flags, RecordExternal);
        Get(@event).Record(Streams.Get(stream), flags == RecordExternal);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaEventQuery(cudaEvent_t @event) => Get(@event).Query();

    [CudaApi]
    public static CudaError cudaEventSynchronize(cudaEvent_t @event)
    {
        Get(@event).Synchronize();
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaEventElapsedTime(float* ms, cudaEvent_t start, cudaEvent_t end)
    {
        Check.NotNull(ms);
        *ms = Event.ElapsedMilliseconds(Get(start), Get(end));
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaEventElapsedTime_v2(float* ms, cudaEvent_t start, cudaEvent_t end) => cudaEventElapsedTime(ms, start, end);
}
