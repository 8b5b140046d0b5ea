namespace CudaBridge.Shim;

/// <summary>Copies of boxes, between arrays and pitched memory.</summary>
internal static unsafe class Copies3D
{
    [CudaApi]
    public static CudaError cudaMemcpy3D(cudaMemcpy3DParms* p, cudaStream_t defaultStream) => Copy(p, defaultStream, async: false);

    [CudaApi]
    public static CudaError cudaMemcpy3DAsync(cudaMemcpy3DParms* p, cudaStream_t stream) => Copy(p, stream, async: true);

    [CudaApi]
    public static CudaError cudaMemcpy3DPeer(cudaMemcpy3DPeerParms* p, cudaStream_t defaultStream) => CopyPeer(p, defaultStream, async: false);

    [CudaApi]
    public static CudaError cudaMemcpy3DPeerAsync(cudaMemcpy3DPeerParms* p, cudaStream_t stream) => CopyPeer(p, stream, async: true);

    /// <summary>The copies have no order among themselves; here they run one after the other. <c>failIdx</c> names the copy that was refused.</summary>
    [CudaApi]
    public static CudaError cudaMemcpy3DBatchAsync(nuint numOps, cudaMemcpy3DBatchOp* opList, nuint* failIdx, ulong flags, cudaStream_t stream)
    {
        if (failIdx is not null) *failIdx = nuint.MaxValue;
        Check.NotNull(opList);
        // "Must not be legacy NULL stream."
        Check.That(numOps > 0 && flags == 0 && stream.Value is not (0 or 1));
        Stream queue = Streams.Get(stream);
        for (nuint i = 0; i < numOps; i++)
        {
            if (failIdx is not null) *failIdx = i;
            Check.That(opList[i].srcAccessOrder is cudaMemcpySrcAccessOrder.cudaMemcpySrcAccessOrderStream
                or cudaMemcpySrcAccessOrder.cudaMemcpySrcAccessOrderDuringApiCall or cudaMemcpySrcAccessOrder.cudaMemcpySrcAccessOrderAny);
            Cudart.Context.Transfers.Copy3D(Read(opList[i]), queue, async: true);
        }
        if (failIdx is not null) *failIdx = nuint.MaxValue;
        return CudaError.Success;
    }

    // Everything is counted in elements: an array's, or bytes where there is none.
    private static Copy3DParameters Read(in cudaMemcpy3DBatchOp copy)
    {
        CudaArray? source = ArrayOf(copy.src), target = ArrayOf(copy.dst);
        nuint element = (nuint)((source ?? target)?.Format.ElementSize ?? 1);
        return new()
        {
            SourceArray = source,
            SourcePosition = PositionOf(copy.src),
            Source = LinearOf(copy.src, copy.extent, element),
            TargetArray = target,
            TargetPosition = PositionOf(copy.dst),
            Target = LinearOf(copy.dst, copy.extent, element),
            Extent = new(copy.extent.width, copy.extent.height, copy.extent.depth),
            Kind = CopyKind.Default,
        };
    }

    private static bool IsArray(in cudaMemcpy3DOperand operand)
    {
        Check.That(operand.type is cudaMemcpy3DOperandType.cudaMemcpyOperandTypeArray or cudaMemcpy3DOperandType.cudaMemcpyOperandTypePointer);
        return operand.type == cudaMemcpy3DOperandType.cudaMemcpyOperandTypeArray;
    }

    private static CudaArray? ArrayOf(in cudaMemcpy3DOperand operand) => IsArray(operand) ? Arrays.Get(operand.op.array.array) : null;

    private static Position PositionOf(in cudaMemcpy3DOperand operand) =>
        IsArray(operand) ? new(operand.op.array.offset.x, operand.op.array.offset.y, operand.op.array.offset.z) : default;

    // A length of 0 is that of the copy.
    private static PitchedMemory LinearOf(in cudaMemcpy3DOperand operand, cudaExtent extent, nuint element)
    {
        if (IsArray(operand)) return default;
        cudaMemcpy3DOperand.Pointer memory = operand.op.ptr;
        Check.That((memory.rowLength == 0 || memory.rowLength >= extent.width) && (memory.layerHeight == 0 || memory.layerHeight >= extent.height));
        nuint row = memory.rowLength == 0 ? extent.width : memory.rowLength, rows = memory.layerHeight == 0 ? extent.height : memory.layerHeight;
        return new((nint)memory.ptr, checked(row * element), extent.width * element, rows);
    }

    private static CudaError CopyPeer(cudaMemcpy3DPeerParms* p, cudaStream_t stream, bool async)
    {
        Check.NotNull(p);
        Check.Device(p->srcDevice);
        Check.Device(p->dstDevice);
        var same = new cudaMemcpy3DParms
        {
            srcArray = p->srcArray,
            srcPos = p->srcPos,
            srcPtr = p->srcPtr,
            dstArray = p->dstArray,
            dstPos = p->dstPos,
            dstPtr = p->dstPtr,
            extent = p->extent,
            kind = cudaMemcpyKind.cudaMemcpyDeviceToDevice,
        };
        return Copy(&same, stream, async);
    }

    // "The source and the destination may each be either an array or a pitched pointer": exactly one of the two.
    private static CudaError Copy(cudaMemcpy3DParms* p, cudaStream_t stream, bool async)
    {
        Copy3DParameters copy = Read(p);
        Cudart.Context.Transfers.Copy3D(copy, Streams.Get(stream), async);
        return CudaError.Success;
    }

    public static Copy3DParameters Read(cudaMemcpy3DParms* p)
    {
        Check.NotNull(p);
        Check.That((p->srcArray.Value == 0) != (p->srcPtr.ptr is null));
        Check.That((p->dstArray.Value == 0) != (p->dstPtr.ptr is null));
        return new Copy3DParameters
        {
            SourceArray = p->srcArray.Value == 0 ? null : Arrays.Get(p->srcArray),
            SourcePosition = Convert(p->srcPos),
            Source = Convert(p->srcPtr),
            TargetArray = p->dstArray.Value == 0 ? null : Arrays.Get(p->dstArray),
            TargetPosition = Convert(p->dstPos),
            Target = Convert(p->dstPtr),
            Extent = new Extent(p->extent.width, p->extent.height, p->extent.depth),
            Kind = (CopyKind)p->kind,
        };
    }

    public static cudaMemcpy3DParms Write(in Copy3DParameters copy) => new()
    {
        srcArray = new(copy.SourceArray?.Handle ?? 0),
        srcPos = Convert(copy.SourcePosition),
        srcPtr = Convert(copy.Source),
        dstArray = new(copy.TargetArray?.Handle ?? 0),
        dstPos = Convert(copy.TargetPosition),
        dstPtr = Convert(copy.Target),
        extent = new(copy.Extent.Width, copy.Extent.Height, copy.Extent.Depth),
        kind = (cudaMemcpyKind)copy.Kind,
    };

    private static cudaPos Convert(Position position) => new(position.X, position.Y, position.Z);

    private static cudaPitchedPtr Convert(PitchedMemory memory) => new() { ptr = (void*)memory.Pointer, pitch = memory.Pitch, xsize = memory.XSize, ysize = memory.YSize };

    private static Position Convert(cudaPos position) => new(position.x, position.y, position.z);

    private static PitchedMemory Convert(cudaPitchedPtr memory) => new((nint)memory.ptr, memory.pitch, memory.xsize, memory.ysize);
}
