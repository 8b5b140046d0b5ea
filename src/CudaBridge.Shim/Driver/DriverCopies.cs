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

    // Rows of the three-dimensional form with one slice.
    private static CUresult Copy2D(CUDA_MEMCPY2D* copy, CUstream stream, bool async)
    {
        Check.NotNull(copy);
        CUDA_MEMCPY3D solid = new() { WidthInBytes = copy->WidthInBytes, Height = copy->Height, Depth = 1 };
        solid.src = new()
        {
            XInBytes = copy->srcXInBytes, Y = copy->srcY, MemoryType = copy->srcMemoryType, Host = copy->srcHost, Device = copy->srcDevice, Array = copy->srcArray, Pitch = copy->srcPitch,
        };
        solid.dst = new()
        {
            XInBytes = copy->dstXInBytes, Y = copy->dstY, MemoryType = copy->dstMemoryType, Host = copy->dstHost, Device = copy->dstDevice, Array = copy->dstArray, Pitch = copy->dstPitch,
        };
        return Copy3D(&solid, stream, async);
    }

    [CudaApi]
    public static CUresult cuMemcpy3D(CUDA_MEMCPY3D* pCopy, CUstream defaultStream) => Copy3D(pCopy, defaultStream, async: false);

    [CudaApi]
    public static CUresult cuMemcpy3DAsync(CUDA_MEMCPY3D* pCopy, CUstream hStream) => Copy3D(pCopy, hStream, async: true);

    /// <summary>There is one device: contexts say nothing.</summary>
    [CudaApi]
    public static CUresult cuMemcpy3DPeer(CUDA_MEMCPY3D* pCopy, CUstream defaultStream) => Copy3D(pCopy, defaultStream, async: false);

    [CudaApi]
    public static CUresult cuMemcpy3DPeerAsync(CUDA_MEMCPY3D* pCopy, CUstream hStream) => Copy3D(pCopy, hStream, async: true);

    [CudaApi]
    public static CUresult cuMemcpyPeer(nuint dstDevice, nint dstContext, nuint srcDevice, nint srcContext, nuint ByteCount, CUstream defaultStream) =>
        Copy((nint)dstDevice, (nint)srcDevice, ByteCount, CopyKind.DeviceToDevice, defaultStream, async: false);

    [CudaApi]
    public static CUresult cuMemcpyPeerAsync(nuint dstDevice, nint dstContext, nuint srcDevice, nint srcContext, nuint ByteCount, CUstream hStream) =>
        Copy((nint)dstDevice, (nint)srcDevice, ByteCount, CopyKind.DeviceToDevice, hStream, async: true);

    private enum Memory
    {
        Host = 1,
        Device = 2,
        Array = 3,
        Unified = 4,
    }

    private static CUresult Copy3D(CUDA_MEMCPY3D* copy, CUstream stream, bool async)
    {
        DriverContexts.Current.Transfers.Copy3D(Read(copy), DriverStreams.Get(stream), async);
        return CUresult.CUDA_SUCCESS;
    }

    public static Copy3DParameters Read(CUDA_MEMCPY3D* copy)
    {
        Check.NotNull(copy);
        Check.That(Enum.IsDefined((Memory)copy->src.MemoryType) && Enum.IsDefined((Memory)copy->dst.MemoryType));
        Check.That(copy->src.LOD == 0 && copy->dst.LOD == 0);
        CudaArray? source = ArrayOf(copy->src), target = ArrayOf(copy->dst);
        // Positions and widths are bytes here, and elements of an array there.
        nuint element = (nuint)((source ?? target)?.Format.ElementSize ?? 1);
        Check.That(copy->WidthInBytes % element == 0);
        return new()
        {
            SourceArray = source,
            SourcePosition = PositionOf(copy->src, source),
            Source = LinearOf(copy->src, source, copy),
            TargetArray = target,
            TargetPosition = PositionOf(copy->dst, target),
            Target = LinearOf(copy->dst, target, copy),
            Extent = new(copy->WidthInBytes / element, copy->Height, copy->Depth),
            Kind = CopyKind.Default,
        };
    }

    public static CUDA_MEMCPY3D Write(in Copy3DParameters copy)
    {
        nuint element = (nuint)((copy.SourceArray ?? copy.TargetArray)?.Format.ElementSize ?? 1);
        return new()
        {
            src = SideOf(copy.SourceArray, copy.SourcePosition, copy.Source),
            dst = SideOf(copy.TargetArray, copy.TargetPosition, copy.Target),
            WidthInBytes = copy.Extent.Width * element,
            Height = copy.Extent.Height,
            Depth = copy.Extent.Depth,
        };
    }

    private static CUDA_MEMCPY3D.Side SideOf(CudaArray? array, Position position, PitchedMemory memory) => new()
    {
        XInBytes = position.X * (nuint)(array?.Format.ElementSize ?? 1),
        Y = position.Y,
        Z = position.Z,
        MemoryType = (int)(array is null ? Memory.Unified : Memory.Array),
        Device = (nuint)memory.Pointer,
        Array = array?.Handle ?? 0,
        Pitch = memory.Pitch,
        Height = memory.YSize,
    };

    private static CudaArray? ArrayOf(in CUDA_MEMCPY3D.Side side) => (Memory)side.MemoryType == Memory.Array ? DriverArrays.Get(side.Array) : null;

    private static Position PositionOf(in CUDA_MEMCPY3D.Side side, CudaArray? array)
    {
        nuint element = (nuint)(array?.Format.ElementSize ?? 1);
        Check.That(side.XInBytes % element == 0);
        return new(side.XInBytes / element, side.Y, side.Z);
    }

    // A pitch or height of 0 is that of the copy.
    private static PitchedMemory LinearOf(in CUDA_MEMCPY3D.Side side, CudaArray? array, CUDA_MEMCPY3D* copy)
    {
        if (array is not null) return default;
        nuint pitch = side.Pitch == 0 ? side.XInBytes + copy->WidthInBytes : side.Pitch, height = side.Height == 0 ? side.Y + copy->Height : side.Height;
        return new((Memory)side.MemoryType == Memory.Host ? (nint)side.Host : (nint)side.Device, pitch, copy->WidthInBytes, height);
    }

    // One row of an array, from a byte on, and linear memory.
    private static CUresult CopyRow(nint array, nuint offset, nuint memory, nuint bytes, bool toArray, CUstream stream, bool async)
    {
        CudaArray row = DriverArrays.Get(array);
        Transfers transfers = DriverContexts.Current.Transfers;
        Stream queue = DriverStreams.Get(stream);
        if (toArray) transfers.CopyToArray(row, offset, 0, (nint)memory, bytes, CopyKind.Default, queue, async);
        else transfers.CopyFromArray((nint)memory, row, offset, 0, bytes, CopyKind.Default, queue, async);
        return CUresult.CUDA_SUCCESS;
    }

    /// <summary>"The elements must be the same size", and the bytes whole elements.</summary>
    [CudaApi]
    public static CUresult cuMemcpyAtoA(nint dstArray, nuint dstOffset, nint srcArray, nuint srcOffset, nuint ByteCount, CUstream defaultStream)
    {
        CudaArray target = DriverArrays.Get(dstArray), source = DriverArrays.Get(srcArray);
        nuint element = (nuint)source.Format.ElementSize;
        Check.That(element == (nuint)target.Format.ElementSize && ByteCount % element == 0 && dstOffset % element == 0 && srcOffset % element == 0);
        DriverContexts.Current.Transfers.Copy2DArrayToArray(target, dstOffset, 0, source, srcOffset, 0, ByteCount, 1, CopyKind.DeviceToDevice, DriverStreams.Get(defaultStream), async: false);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuMemcpyBatchAsync(
        nuint* dsts, nuint* srcs, nuint* sizes, nuint count, cudaMemcpyAttributes* attrs, nuint* attrsIdxs, nuint numAttrs, nuint* failIdx, CUstream hStream)
    {
        _ = DriverContexts.Current;
        return DriverCodes.Of(Copies.cudaMemcpyBatchAsync((void**)dsts, (void**)srcs, sizes, count, attrs, attrsIdxs, numAttrs, failIdx, new(hStream.Value)));
    }

    [CudaApi]
    public static CUresult cuMemcpy3DBatchAsync(nuint numOps, cudaMemcpy3DBatchOp* opList, nuint* failIdx, ulong flags, CUstream hStream)
    {
        _ = DriverContexts.Current;
        return DriverCodes.Of(Copies3D.cudaMemcpy3DBatchAsync(numOps, opList, failIdx, flags, new(hStream.Value)));
    }

    [CudaApi]
    public static CUresult cuMemcpyDtoA(nint dstArray, nuint dstOffset, nuint srcDevice, nuint ByteCount, CUstream defaultStream) =>
        CopyRow(dstArray, dstOffset, srcDevice, ByteCount, toArray: true, defaultStream, async: false);

    [CudaApi]
    public static CUresult cuMemcpyAtoD(nuint dstDevice, nint srcArray, nuint srcOffset, nuint ByteCount, CUstream defaultStream) =>
        CopyRow(srcArray, srcOffset, dstDevice, ByteCount, toArray: false, defaultStream, async: false);

    [CudaApi]
    public static CUresult cuMemcpyHtoA(nint dstArray, nuint dstOffset, void* srcHost, nuint ByteCount, CUstream defaultStream) =>
        CopyRow(dstArray, dstOffset, (nuint)srcHost, ByteCount, toArray: true, defaultStream, async: false);

    [CudaApi]
    public static CUresult cuMemcpyAtoH(void* dstHost, nint srcArray, nuint srcOffset, nuint ByteCount, CUstream defaultStream) =>
        CopyRow(srcArray, srcOffset, (nuint)dstHost, ByteCount, toArray: false, defaultStream, async: false);

    [CudaApi]
    public static CUresult cuMemcpyHtoAAsync(nint dstArray, nuint dstOffset, void* srcHost, nuint ByteCount, CUstream hStream) =>
        CopyRow(dstArray, dstOffset, (nuint)srcHost, ByteCount, toArray: true, hStream, async: true);

    [CudaApi]
    public static CUresult cuMemcpyAtoHAsync(void* dstHost, nint srcArray, nuint srcOffset, nuint ByteCount, CUstream hStream) =>
        CopyRow(srcArray, srcOffset, (nuint)dstHost, ByteCount, toArray: false, hStream, async: true);
}
