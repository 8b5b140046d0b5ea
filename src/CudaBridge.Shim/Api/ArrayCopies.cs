namespace CudaBridge.Shim;

/// <summary>Copies to, from and between arrays. Offsets and widths are bytes, heights and row offsets are rows.</summary>
internal static unsafe class ArrayCopies
{
    private static Transfers Transfers => Cudart.Context.Transfers;

    [CudaApi]
    public static CudaError cudaMemcpy2DToArray(
        cudaArray_t dst, nuint wOffset, nuint hOffset, void* src, nuint spitch, nuint width, nuint height, cudaMemcpyKind kind, cudaStream_t defaultStream)
    {
        Transfers.Copy2DToArray(Arrays.Get(dst), wOffset, hOffset, (nint)src, spitch, width, height, (CopyKind)kind, Streams.Get(defaultStream), async: false);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaMemcpy2DToArrayAsync(
        cudaArray_t dst, nuint wOffset, nuint hOffset, void* src, nuint spitch, nuint width, nuint height, cudaMemcpyKind kind, cudaStream_t stream)
    {
        Transfers.Copy2DToArray(Arrays.Get(dst), wOffset, hOffset, (nint)src, spitch, width, height, (CopyKind)kind, Streams.Get(stream), async: true);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaMemcpy2DFromArray(
        void* dst, nuint dpitch, cudaArray_t src, nuint wOffset, nuint hOffset, nuint width, nuint height, cudaMemcpyKind kind, cudaStream_t defaultStream)
    {
        Transfers.Copy2DFromArray((nint)dst, dpitch, Arrays.Get(src), wOffset, hOffset, width, height, (CopyKind)kind, Streams.Get(defaultStream), async: false);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaMemcpy2DFromArrayAsync(
        void* dst, nuint dpitch, cudaArray_t src, nuint wOffset, nuint hOffset, nuint width, nuint height, cudaMemcpyKind kind, cudaStream_t stream)
    {
        Transfers.Copy2DFromArray((nint)dst, dpitch, Arrays.Get(src), wOffset, hOffset, width, height, (CopyKind)kind, Streams.Get(stream), async: true);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaMemcpy2DArrayToArray(
        cudaArray_t dst, nuint wOffsetDst, nuint hOffsetDst, cudaArray_t src, nuint wOffsetSrc, nuint hOffsetSrc, nuint width, nuint height, cudaMemcpyKind kind,
        cudaStream_t defaultStream)
    {
        Transfers.Copy2DArrayToArray(Arrays.Get(dst), wOffsetDst, hOffsetDst, Arrays.Get(src), wOffsetSrc, hOffsetSrc, width, height, (CopyKind)kind,
            Streams.Get(defaultStream), async: false);
        return CudaError.Success;
    }

    /// <summary>Bytes of one array's rows, read on from row to row, into another's.</summary>
    [CudaApi]
    public static CudaError cudaMemcpyArrayToArray(
        cudaArray_t dst, nuint wOffsetDst, nuint hOffsetDst, cudaArray_t src, nuint wOffsetSrc, nuint hOffsetSrc, nuint count, cudaMemcpyKind kind, cudaStream_t defaultStream)
    {
        Check.That(kind is cudaMemcpyKind.cudaMemcpyDeviceToDevice or cudaMemcpyKind.cudaMemcpyDefault, CudaError.InvalidMemcpyDirection);
        CudaArray target = Arrays.Get(dst), source = Arrays.Get(src);
        Stream stream = Streams.Get(defaultStream);
        Check.That(count <= int.MaxValue);
        byte[] between = GC.AllocateUninitializedArray<byte>((int)count);
        fixed (byte* bytes = between)
        {
            Transfers.CopyFromArray((nint)bytes, source, wOffsetSrc, hOffsetSrc, count, CopyKind.DeviceToHost, stream, async: false);
            Transfers.CopyToArray(target, wOffsetDst, hOffsetDst, (nint)bytes, count, CopyKind.HostToDevice, stream, async: false);
        }
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaMemcpyToArray(
        cudaArray_t dst, nuint wOffset, nuint hOffset, void* src, nuint count, cudaMemcpyKind kind, cudaStream_t defaultStream)
    {
        Transfers.CopyToArray(Arrays.Get(dst), wOffset, hOffset, (nint)src, count, (CopyKind)kind, Streams.Get(defaultStream), async: false);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaMemcpyToArrayAsync(
        cudaArray_t dst, nuint wOffset, nuint hOffset, void* src, nuint count, cudaMemcpyKind kind, cudaStream_t stream)
    {
        Transfers.CopyToArray(Arrays.Get(dst), wOffset, hOffset, (nint)src, count, (CopyKind)kind, Streams.Get(stream), async: true);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaMemcpyFromArray(
        void* dst, cudaArray_t src, nuint wOffset, nuint hOffset, nuint count, cudaMemcpyKind kind, cudaStream_t defaultStream)
    {
        Transfers.CopyFromArray((nint)dst, Arrays.Get(src), wOffset, hOffset, count, (CopyKind)kind, Streams.Get(defaultStream), async: false);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaMemcpyFromArrayAsync(
        void* dst, cudaArray_t src, nuint wOffset, nuint hOffset, nuint count, cudaMemcpyKind kind, cudaStream_t stream)
    {
        Transfers.CopyFromArray((nint)dst, Arrays.Get(src), wOffset, hOffset, count, (CopyKind)kind, Streams.Get(stream), async: true);
        return CudaError.Success;
    }
}
