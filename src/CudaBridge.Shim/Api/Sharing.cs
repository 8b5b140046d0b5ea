namespace CudaBridge.Shim;

/// <summary>Memory and events of other processes ("inter-process communication").</summary>
internal static unsafe class Sharing
{
    // cudaIpcMemLazyEnablePeerAccess
    private const uint LazyEnablePeerAccess = 1;

    [CudaApi]
    public static CudaError cudaIpcGetMemHandle(cudaIpcMemHandle_t* handle, void* devPtr)
    {
        Check.NotNull(handle);
        *(MemoryTicket*)handle = Cudart.Context.Memory.Sharing.Share((nint)devPtr);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaIpcOpenMemHandle(void** devPtr, cudaIpcMemHandle_t handle, uint flags)
    {
        Check.NotNull(devPtr);
        *devPtr = (void*)OpenMemory(Cudart.Context, handle, flags);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaIpcCloseMemHandle(void* devPtr)
    {
        Cudart.Context.Memory.Sharing.Close((nint)devPtr);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaIpcGetEventHandle(cudaIpcEventHandle_t* handle, cudaEvent_t @event)
    {
        Check.NotNull(handle);
        *(EventTicket*)handle = TicketOf(Events.Get(@event));
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaIpcOpenEventHandle(cudaEvent_t* @event, cudaIpcEventHandle_t handle)
    {
        Check.NotNull(@event);
        *@event = new(Cudart.Context.OpenEvent(*(EventTicket*)&handle).Handle);
        return CudaError.Success;
    }

    /// <summary>"Must be specified as cudaIpcMemLazyEnablePeerAccess."</summary>
    public static nint OpenMemory(PrimaryContext context, cudaIpcMemHandle_t handle, uint flags)
    {
        Check.That(flags == LazyEnablePeerAccess);
        return context.Memory.Sharing.Open(*(MemoryTicket*)&handle);
    }

    /// <summary>"The event must have been created with the cudaEventInterprocess flag set."</summary>
    public static EventTicket TicketOf(Event @event)
    {
        Check.That(@event.Shared is not null, CudaError.InvalidResourceHandle);
        return @event.Shared.Ticket();
    }
}
