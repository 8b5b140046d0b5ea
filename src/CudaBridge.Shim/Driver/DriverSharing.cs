namespace CudaBridge.Shim;

/// <summary>Memory and events of other processes.</summary>
internal static unsafe class DriverSharing
{
    [CudaApi]
    public static CUresult cuIpcGetMemHandle(cudaIpcMemHandle_t* pHandle, nuint dptr)
    {
        Check.NotNull(pHandle);
        *(MemoryTicket*)pHandle = DriverContexts.Current.Memory.Sharing.Share((nint)dptr);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuIpcOpenMemHandle(nuint* pdptr, cudaIpcMemHandle_t handle, uint Flags)
    {
        Check.NotNull(pdptr);
        *pdptr = (nuint)Sharing.OpenMemory(DriverContexts.Current, handle, Flags);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuIpcCloseMemHandle(nuint dptr)
    {
        DriverContexts.Current.Memory.Sharing.Close((nint)dptr);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuIpcGetEventHandle(cudaIpcEventHandle_t* pHandle, nint @event)
    {
        Check.NotNull(pHandle);
        *(EventTicket*)pHandle = Sharing.TicketOf(DriverContexts.Current.GetEvent(@event));
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuIpcOpenEventHandle(nint* phEvent, cudaIpcEventHandle_t handle)
    {
        Check.NotNull(phEvent);
        *phEvent = DriverContexts.Current.OpenEvent(*(EventTicket*)&handle).Handle;
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuImportExternalMemory(nint* extMem_out, cudaExternalMemoryHandleDesc* memHandleDesc)
    {
        Check.NotNull(extMem_out);
        *extMem_out = ExternalMemory.Import(DriverContexts.Current, memHandleDesc);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuExternalMemoryGetMappedBuffer(nuint* devPtr, nint extMem, cudaExternalMemoryBufferDesc* bufferDesc)
    {
        Check.NotNull(devPtr);
        *devPtr = (nuint)ExternalMemory.Map(DriverContexts.Current, extMem, bufferDesc);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuDestroyExternalMemory(nint extMem)
    {
        DriverContexts.Current.Memory.Sharing.DestroyExternal(extMem);
        return CUresult.CUDA_SUCCESS;
    }
}
