namespace CudaBridge.Shim;

/// <summary>Copies between linear memory. The synchronous ones take the stream whose order they follow as their last argument.</summary>
internal static unsafe class Copies
{
    private static Transfers Transfers => Cudart.Context.Transfers;

    [CudaApi]
    public static CudaError cudaMemcpy(void* dst, void* src, nuint count, cudaMemcpyKind kind, cudaStream_t defaultStream)
    {
        Transfers.Copy((nint)dst, (nint)src, count, (CopyKind)kind, Streams.Get(defaultStream), async: false);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaMemcpyAsync(void* dst, void* src, nuint count, cudaMemcpyKind kind, cudaStream_t stream)
    {
        Transfers.Copy((nint)dst, (nint)src, count, (CopyKind)kind, Streams.Get(stream), async: true);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaMemcpy2D(
        void* dst, nuint dpitch, void* src, nuint spitch, nuint width, nuint height, cudaMemcpyKind kind, cudaStream_t defaultStream)
    {
        Transfers.Copy2D((nint)dst, dpitch, (nint)src, spitch, width, height, (CopyKind)kind, Streams.Get(defaultStream), async: false);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaMemcpy2DAsync(
        void* dst, nuint dpitch, void* src, nuint spitch, nuint width, nuint height, cudaMemcpyKind kind, cudaStream_t stream)
    {
        Transfers.Copy2D((nint)dst, dpitch, (nint)src, spitch, width, height, (CopyKind)kind, Streams.Get(stream), async: true);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaMemcpyPeer(void* dst, int dstDevice, void* src, int srcDevice, nuint count)
    {
        Check.Device(dstDevice);
        Check.Device(srcDevice);
        return cudaMemcpy(dst, src, count, cudaMemcpyKind.cudaMemcpyDeviceToDevice, default);
    }

    [CudaApi]
    public static CudaError cudaMemcpyPeerAsync(void* dst, int dstDevice, void* src, int srcDevice, nuint count, cudaStream_t stream)
    {
        Check.Device(dstDevice);
        Check.Device(srcDevice);
        return cudaMemcpyAsync(dst, src, count, cudaMemcpyKind.cudaMemcpyDeviceToDevice, stream);
    }

    /// <summary>The copies have no order among themselves; here they run one after the other. <c>failIdx</c> names the copy that was refused.</summary>
    [CudaApi]
    public static CudaError cudaMemcpyBatchAsync(
        void** dsts, void** srcs, nuint* sizes, nuint count, cudaMemcpyAttributes* attrs, nuint* attrsIdxs, nuint numAttrs, nuint* failIdx, cudaStream_t stream)
    {
        if (failIdx is not null) *failIdx = nuint.MaxValue;
        Check.That(dsts is not null && srcs is not null && sizes is not null && attrs is not null && attrsIdxs is not null);
        Check.That(count > 0 && numAttrs > 0 && numAttrs <= count && attrsIdxs[0] == 0);
        // "The stream to enqueue the operations in. Must not be legacy NULL stream."
        Check.That(stream.Value is not (0 or 1));
        for (nuint i = 0; i < numAttrs; i++)
        {
            Check.That(i == 0 || attrsIdxs[i] > attrsIdxs[i - 1]);
            Check.That(attrs[i].srcAccessOrder is cudaMemcpySrcAccessOrder.cudaMemcpySrcAccessOrderStream
                or cudaMemcpySrcAccessOrder.cudaMemcpySrcAccessOrderDuringApiCall or cudaMemcpySrcAccessOrder.cudaMemcpySrcAccessOrderAny);
        }
        for (nuint i = 0; i < count; i++)
        {
            if (failIdx is not null) *failIdx = i;
            cudaMemcpyAsync(dsts[i], srcs[i], sizes[i], cudaMemcpyKind.cudaMemcpyDefault, stream);
        }
        if (failIdx is not null) *failIdx = nuint.MaxValue;
        return CudaError.Success;
    }
}
