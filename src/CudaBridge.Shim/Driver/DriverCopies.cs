namespace CudaBridge.Shim;

/// <summary>Copies and fills of linear memory. The synchronous ones take the stream whose order they follow as their last argument.</summary>
internal static unsafe class DriverCopies
{
    private static CUresult Copy(nint to, nint from, nuint bytes, CopyKind kind, CUstream stream, bool async)
    {
        DriverContexts.Current.Transfers.Copy(to, from, bytes, kind, DriverStreams.Get(stream), async);
        return CUresult.CUDA_SUCCESS;
    }

    private static CUresult Fill(nuint to, uint value, int elementSize, nuint count, CUstream stream, bool async)
    {
        Check.That(to % (nuint)elementSize == 0);
        DriverContexts.Current.Transfers.Fill((nint)to, value, elementSize, count, DriverStreams.Get(stream), async);
        return CUresult.CUDA_SUCCESS;
    }

    private static CUresult Fill2D(nuint to, nuint pitch, uint value, int elementSize, nuint width, nuint height, CUstream stream, bool async)
    {
        Check.That(to % (nuint)elementSize == 0 && pitch % (nuint)elementSize == 0);
        DriverContexts.Current.Transfers.Fill2D((nint)to, pitch, value, elementSize, width, height, DriverStreams.Get(stream), async);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuMemcpy(nuint dst, nuint src, nuint ByteCount, CUstream defaultStream) => Copy((nint)dst, (nint)src, ByteCount, CopyKind.Default, defaultStream, async: false);

    [CudaApi]
    public static CUresult cuMemcpyAsync(nuint dst, nuint src, nuint ByteCount, CUstream hStream) => Copy((nint)dst, (nint)src, ByteCount, CopyKind.Default, hStream, async: true);

    [CudaApi]
    public static CUresult cuMemcpyHtoD(nuint dst, void* src, nuint ByteCount, CUstream defaultStream) => Copy((nint)dst, (nint)src, ByteCount, CopyKind.HostToDevice, defaultStream, async: false);

    [CudaApi]
    public static CUresult cuMemcpyHtoDAsync(nuint dst, void* src, nuint ByteCount, CUstream hStream) => Copy((nint)dst, (nint)src, ByteCount, CopyKind.HostToDevice, hStream, async: true);

    [CudaApi]
    public static CUresult cuMemcpyDtoH(void* dst, nuint src, nuint ByteCount, CUstream defaultStream) => Copy((nint)dst, (nint)src, ByteCount, CopyKind.DeviceToHost, defaultStream, async: false);

    [CudaApi]
    public static CUresult cuMemcpyDtoHAsync(void* dst, nuint src, nuint ByteCount, CUstream hStream) => Copy((nint)dst, (nint)src, ByteCount, CopyKind.DeviceToHost, hStream, async: true);

    [CudaApi]
    public static CUresult cuMemcpyDtoD(nuint dst, nuint src, nuint ByteCount, CUstream defaultStream) => Copy((nint)dst, (nint)src, ByteCount, CopyKind.DeviceToDevice, defaultStream, async: false);

    [CudaApi]
    public static CUresult cuMemcpyDtoDAsync(nuint dst, nuint src, nuint ByteCount, CUstream hStream) => Copy((nint)dst, (nint)src, ByteCount, CopyKind.DeviceToDevice, hStream, async: true);

    [CudaApi]
    public static CUresult cuMemsetD8(nuint dstDevice, byte value, nuint N, CUstream defaultStream) => Fill(dstDevice, value, 1, N, defaultStream, async: false);

    [CudaApi]
    public static CUresult cuMemsetD8Async(nuint dstDevice, byte value, nuint N, CUstream hStream) => Fill(dstDevice, value, 1, N, hStream, async: true);

    [CudaApi]
    public static CUresult cuMemsetD2D8(nuint dstDevice, nuint dstPitch, byte value, nuint Width, nuint Height, CUstream defaultStream) =>
        Fill2D(dstDevice, dstPitch, value, 1, Width, Height, defaultStream, async: false);

    [CudaApi]
    public static CUresult cuMemsetD2D8Async(nuint dstDevice, nuint dstPitch, byte value, nuint Width, nuint Height, CUstream hStream) =>
        Fill2D(dstDevice, dstPitch, value, 1, Width, Height, hStream, async: true);

    [CudaApi]
    public static CUresult cuMemsetD16(nuint dstDevice, ushort value, nuint N, CUstream defaultStream) => Fill(dstDevice, value, 2, N, defaultStream, async: false);

    [CudaApi]
    public static CUresult cuMemsetD16Async(nuint dstDevice, ushort value, nuint N, CUstream hStream) => Fill(dstDevice, value, 2, N, hStream, async: true);

    [CudaApi]
    public static CUresult cuMemsetD2D16(nuint dstDevice, nuint dstPitch, ushort value, nuint Width, nuint Height, CUstream defaultStream) =>
        Fill2D(dstDevice, dstPitch, value, 2, Width, Height, defaultStream, async: false);

    [CudaApi]
    public static CUresult cuMemsetD2D16Async(nuint dstDevice, nuint dstPitch, ushort value, nuint Width, nuint Height, CUstream hStream) =>
        Fill2D(dstDevice, dstPitch, value, 2, Width, Height, hStream, async: true);

    [CudaApi]
    public static CUresult cuMemsetD32(nuint dstDevice, uint value, nuint N, CUstream defaultStream) => Fill(dstDevice, value, 4, N, defaultStream, async: false);

    [CudaApi]
    public static CUresult cuMemsetD32Async(nuint dstDevice, uint value, nuint N, CUstream hStream) => Fill(dstDevice, value, 4, N, hStream, async: true);

    [CudaApi]
    public static CUresult cuMemsetD2D32(nuint dstDevice, nuint dstPitch, uint value, nuint Width, nuint Height, CUstream defaultStream) =>
        Fill2D(dstDevice, dstPitch, value, 4, Width, Height, defaultStream, async: false);

    [CudaApi]
    public static CUresult cuMemsetD2D32Async(nuint dstDevice, nuint dstPitch, uint value, nuint Width, nuint Height, CUstream hStream) =>
        Fill2D(dstDevice, dstPitch, value, 4, Width, Height, hStream, async: true);

    [CudaApi]
    public static CUresult cuMemcpy2D(CUDA_MEMCPY2D* pCopy, CUstream defaultStream) => Copy2D(pCopy, defaultStream, async: false);

    [CudaApi]
    public static CUresult cuMemcpy2DUnaligned(CUDA_MEMCPY2D* pCopy, CUstream defaultStream) => Copy2D(pCopy, defaultStream, async: false);

    [CudaApi]
    public static CUresult cuMemcpy2DAsync(CUDA_MEMCPY2D* pCopy, CUstream hStream) => Copy2D(pCopy, hStream, async: true);

    private const int HostMemory = 1, ArrayMemory = 3;

    private static CUresult Copy2D(CUDA_MEMCPY2D* copy, CUstream stream, bool async)
    {
        Check.NotNull(copy);
        if (copy->srcMemoryType == ArrayMemory || copy->dstMemoryType == ArrayMemory) return DriverEntry.Unsupported("cuMemcpy2D with arrays", CUresult.CUDA_ERROR_NOT_SUPPORTED);
        Check.That(copy->srcMemoryType is >= 1 and <= 4 && copy->dstMemoryType is >= 1 and <= 4);
        nuint sourcePitch = copy->srcPitch == 0 ? copy->WidthInBytes : copy->srcPitch, targetPitch = copy->dstPitch == 0 ? copy->WidthInBytes : copy->dstPitch;
        nuint source = copy->srcMemoryType == HostMemory ? (nuint)copy->srcHost : copy->srcDevice, target = copy->dstMemoryType == HostMemory ? (nuint)copy->dstHost : copy->dstDevice;
        source += copy->srcY * sourcePitch + copy->srcXInBytes;
        target += copy->dstY * targetPitch + copy->dstXInBytes;
        DriverContexts.Current.Transfers.Copy2D((nint)target, targetPitch, (nint)source, sourcePitch, copy->WidthInBytes, copy->Height, CopyKind.Default, DriverStreams.Get(stream), async);
        return CUresult.CUDA_SUCCESS;
    }
}
