namespace CudaBridge.Shim;

internal static unsafe class Fills
{
    private static Transfers Transfers => Cudart.Context.Transfers;

    [CudaApi]
    public static CudaError cudaMemset(void* devPtr, int value, nuint count, cudaStream_t defaultStream)
    {
        Transfers.Fill((nint)devPtr, (byte)value, elementSize: 1, count, Streams.Get(defaultStream), async: false);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaMemsetAsync(void* devPtr, int value, nuint count, cudaStream_t stream)
    {
        Transfers.Fill((nint)devPtr, (byte)value, elementSize: 1, count, Streams.Get(stream), async: true);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaMemset2D(void* devPtr, nuint pitch, int value, nuint width, nuint height, cudaStream_t defaultStream)
    {
        Transfers.Fill2D((nint)devPtr, pitch, (byte)value, elementSize: 1, width, height, Streams.Get(defaultStream), async: false);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaMemset2DAsync(void* devPtr, nuint pitch, int value, nuint width, nuint height, cudaStream_t stream)
    {
        Transfers.Fill2D((nint)devPtr, pitch, (byte)value, elementSize: 1, width, height, Streams.Get(stream), async: true);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaMemset3D(cudaPitchedPtr pitchedDevPtr, int value, cudaExtent extent, cudaStream_t defaultStream)
    {
        Fill3D(pitchedDevPtr, value, extent, defaultStream, async: false);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaMemset3DAsync(cudaPitchedPtr pitchedDevPtr, int value, cudaExtent extent, cudaStream_t stream)
    {
        Fill3D(pitchedDevPtr, value, extent, stream, async: true);
        return CudaError.Success;
    }

    private static void Fill3D(cudaPitchedPtr memory, int value, cudaExtent extent, cudaStream_t stream, bool async) =>
        Transfers.Fill3D(new PitchedMemory((nint)memory.ptr, memory.pitch, memory.xsize, memory.ysize), (byte)value,
            new Extent(extent.width, extent.height, extent.depth), Streams.Get(stream), async);
}
