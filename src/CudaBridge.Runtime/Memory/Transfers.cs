using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary><c>cudaMemcpyKind</c></summary>
public enum CopyKind
{
    HostToHost = 0,
    HostToDevice = 1,
    DeviceToHost = 2,
    DeviceToDevice = 3,
    Default = 4,
}

/// <summary><c>cudaMemcpy3DParms</c>: for each side an array or pitched memory.</summary>
public readonly record struct Copy3DParameters
{
    public CudaArray? SourceArray { get; init; }

    /// <summary>In elements for an array, else x in bytes.</summary>
    public Position SourcePosition { get; init; }

    public PitchedMemory Source { get; init; }

    public CudaArray? TargetArray { get; init; }

    public Position TargetPosition { get; init; }

    public PitchedMemory Target { get; init; }

    /// <summary>Width in elements if an array takes part, else in bytes.</summary>
    public Extent Extent { get; init; }

    public CopyKind Kind { get; init; }
}

/// <summary>
/// Copies and fills. Each is work of <c>stream</c>; with <c>async</c> false it is complete on return. Offsets and widths are bytes.
/// </summary>
/// <remarks>
/// Errors of all: InvalidMemcpyDirection (no such kind), InvalidValue (null, a pointer that is not what the kind says, or a range that
/// leaves its allocation), InvalidPitchValue (a pitch smaller than the width).
/// </remarks>
public sealed class Transfers
{
    // Done at once by the caller when nothing has to run before it: cheaper than handing it to another thread.
    private const nuint InlineBytes = 64 << 10;

    // An asynchronous copy from pageable memory takes the bytes with it up to this size; a larger one waits for its turn, as in CUDA.
    private const nuint StagingBytes = 1 << 20;

    private readonly PrimaryContext _context;

    internal Transfers(PrimaryContext context) => _context = context;

    private enum Side
    {
        Host,
        Device,
        Any,
    }

    /// <summary>Any 1D copy between pointers; also of peers, since there is one device.</summary>
    public void Copy(nint target, nint source, nuint bytes, CopyKind kind, Stream stream, bool async) =>
        Start(new Transfer(new Box(bytes), new Place(target), new Place(source)), kind, stream, async);

    public void Copy2D(nint target, nuint targetPitch, nint source, nuint sourcePitch, nuint width, nuint height, CopyKind kind, Stream stream,
        bool async)
    {
        CheckKind(kind);
        if (targetPitch < width || sourcePitch < width) throw new CudaException(CudaError.InvalidPitchValue);
        Start(new Transfer(new Box(width, height), new Place(target, targetPitch), new Place(source, sourcePitch)), kind, stream, async);
    }

    public void Copy2DToArray(CudaArray target, nuint x, nuint y, nint source, nuint sourcePitch, nuint width, nuint height, CopyKind kind,
        Stream stream, bool async)
    {
        CheckKind(kind);
        if (sourcePitch < width) throw new CudaException(CudaError.InvalidPitchValue);
        Box box = new(width, height);
        Start(new Transfer(box, PlaceIn(target, x, y, 0, box), new Place(source, sourcePitch)), kind, stream, async, targetIsArray: true);
    }

    public void Copy2DFromArray(nint target, nuint targetPitch, CudaArray source, nuint x, nuint y, nuint width, nuint height, CopyKind kind,
        Stream stream, bool async)
    {
        CheckKind(kind);
        if (targetPitch < width) throw new CudaException(CudaError.InvalidPitchValue);
        Box box = new(width, height);
        Start(new Transfer(box, new Place(target, targetPitch), PlaceIn(source, x, y, 0, box)), kind, stream, async, sourceIsArray: true);
    }

    public void Copy2DArrayToArray(CudaArray target, nuint targetX, nuint targetY, CudaArray source, nuint sourceX, nuint sourceY, nuint width,
        nuint height, CopyKind kind, Stream stream, bool async)
    {
        Box box = new(width, height);
        Start(new Transfer(box, PlaceIn(target, targetX, targetY, 0, box), PlaceIn(source, sourceX, sourceY, 0, box)), kind, stream, async,
            targetIsArray: true, sourceIsArray: true);
    }

    /// <summary><c>cudaMemcpyToArray</c>: fills rows from the offset on, wrapping to the next row's start.</summary>
    public void CopyToArray(CudaArray target, nuint x, nuint y, nint source, nuint bytes, CopyKind kind, Stream stream, bool async)
    {
        ArgumentNullException.ThrowIfNull(target);
        foreach ((nuint atX, nuint atY, nuint done, Box box) in RowsOf(target, x, y, bytes))
        {
            Place from = new(source + (nint)done, box.Width);
            Start(new Transfer(box, PlaceIn(target, atX, atY, 0, box), from), kind, stream, async, targetIsArray: true);
        }
    }

    /// <summary><c>cudaMemcpyFromArray</c></summary>
    public void CopyFromArray(nint target, CudaArray source, nuint x, nuint y, nuint bytes, CopyKind kind, Stream stream, bool async)
    {
        ArgumentNullException.ThrowIfNull(source);
        foreach ((nuint atX, nuint atY, nuint done, Box box) in RowsOf(source, x, y, bytes))
        {
            Place to = new(target + (nint)done, box.Width);
            Start(new Transfer(box, to, PlaceIn(source, atX, atY, 0, box)), kind, stream, async, sourceIsArray: true);
        }
    }

    public void Copy3D(in Copy3DParameters copy, Stream stream, bool async) =>
        Start(Resolve(copy), copy.Kind, stream, async, copy.TargetArray is not null, copy.SourceArray is not null);

    /// <summary>The copy as the work of a graph's node.</summary>
    internal CopyWork Describe(in Copy3DParameters copy)
    {
        Transfer transfer = Resolve(copy);
        (Side target, Side source) = SidesOf(copy.Kind, copy.TargetArray is not null, copy.SourceArray is not null);
        CheckSides(transfer, target, source);
        return new(copy, transfer);
    }

    /// <summary>The fill as the work of a graph's node.</summary>
    internal FillWork Describe(in FillParameters fill)
    {
        if (fill.Height > 1 && fill.Pitch < Multiply(fill.Width, (nuint)fill.ElementSize)) throw new CudaException(CudaError.InvalidValue);
        Transfer transfer = FillOf(fill.Target, fill.Height > 1 ? fill.Pitch : 0, fill.Value, fill.ElementSize, fill.Width, fill.Height);
        CheckSides(transfer, Side.Device, Side.Any);
        return new(fill, transfer);
    }

    /// <summary>A copy between two pointers in the form that nodes have.</summary>
    internal static Copy3DParameters Linear(nint target, nint source, nuint bytes, CopyKind kind) => new()
    {
        Source = new(source, bytes, bytes, 1),
        Target = new(target, bytes, bytes, 1),
        Extent = new(bytes, 1, 1),
        Kind = kind,
    };

    private static Transfer Resolve(in Copy3DParameters copy)
    {
        CheckKind(copy.Kind);
        // "One of the source and one of the destination must be given": an array or a pointer, not both.
        if (copy.SourceArray is null == (copy.Source.Pointer == 0) || copy.TargetArray is null == (copy.Target.Pointer == 0))
            throw new CudaException(CudaError.InvalidValue);
        CudaArray? array = copy.SourceArray ?? copy.TargetArray;
        nuint element = (nuint)(array?.Format.ElementSize ?? 1);
        if (copy.SourceArray is { } from && copy.TargetArray is { } to && from.Format.ElementSize != to.Format.ElementSize)
            throw new CudaException(CudaError.InvalidValue);
        Box box = new(Multiply(copy.Extent.Width, element), copy.Extent.Height, copy.Extent.Depth);
        Place source = copy.SourceArray is { } sourceArray
            ? PlaceIn(sourceArray, copy.SourcePosition.X * element, copy.SourcePosition.Y, copy.SourcePosition.Z, box)
            : PlaceIn(copy.Source, copy.SourcePosition, box);
        Place target = copy.TargetArray is { } targetArray
            ? PlaceIn(targetArray, copy.TargetPosition.X * element, copy.TargetPosition.Y, copy.TargetPosition.Z, box)
            : PlaceIn(copy.Target, copy.TargetPosition, box);
        return new(box, target, source);
    }

    /// <summary><c>cudaMemcpyToSymbol</c></summary>
    /// <exception cref="CudaException">InvalidValue: beyond the symbol; InvalidMemcpyDirection: to the host.</exception>
    public void CopyToSymbol(Variable target, nint source, nuint bytes, nuint offset, CopyKind kind, Stream stream, bool async)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (kind is not (CopyKind.HostToDevice or CopyKind.DeviceToDevice or CopyKind.Default))
            throw new CudaException(CudaError.InvalidMemcpyDirection);
        CheckSymbolRange(target, bytes, offset);
        Copy(target.Address + (nint)offset, source, bytes, kind, stream, async);
    }

    /// <summary><c>cudaMemcpyFromSymbol</c></summary>
    /// <exception cref="CudaException">InvalidValue: beyond the symbol; InvalidMemcpyDirection: from the host.</exception>
    public void CopyFromSymbol(nint target, Variable source, nuint bytes, nuint offset, CopyKind kind, Stream stream, bool async)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (kind is not (CopyKind.DeviceToHost or CopyKind.DeviceToDevice or CopyKind.Default))
            throw new CudaException(CudaError.InvalidMemcpyDirection);
        CheckSymbolRange(source, bytes, offset);
        Copy(target, source.Address + (nint)offset, bytes, kind, stream, async);
    }

    /// <summary><c>cudaMemset</c> (<paramref name="elementSize"/> 1) and <c>cuMemsetD16/D32</c>; <paramref name="count"/> in elements.</summary>
    public void Fill(nint target, uint value, int elementSize, nuint count, Stream stream, bool async) =>
        StartFill(target, 0, value, elementSize, count, 1, stream, async);

    /// <summary><c>cudaMemset2D</c>; width in elements, pitch in bytes.</summary>
    public void Fill2D(nint target, nuint pitch, uint value, int elementSize, nuint width, nuint height, Stream stream, bool async)
    {
        if (pitch < Multiply(width, (nuint)elementSize) && height > 1) throw new CudaException(CudaError.InvalidValue);
        StartFill(target, pitch, value, elementSize, width, height, stream, async);
    }

    /// <summary><c>cudaMemset3D</c>; the extent's width in bytes.</summary>
    public void Fill3D(PitchedMemory target, byte value, Extent extent, Stream stream, bool async)
    {
        Box box = new(extent.Width, extent.Height, extent.Depth);
        if (box.IsEmpty) return;
        if (target.Pitch < extent.Width) throw new CudaException(CudaError.InvalidValue);
        Run(new Transfer(box, PlaceIn(target, default, box), default, value, 1), CopyKind.Default, stream, async, Side.Device, Side.Any);
    }

    private void StartFill(nint target, nuint pitch, uint value, int elementSize, nuint width, nuint height, Stream stream, bool async) =>
        Run(FillOf(target, pitch, value, elementSize, width, height), CopyKind.Default, stream, async, Side.Device, Side.Any);

    private static Transfer FillOf(nint target, nuint pitch, uint value, int elementSize, nuint width, nuint height)
    {
        if (elementSize is not (1 or 2 or 4) || target % elementSize != 0 || pitch % (nuint)elementSize != 0)
            throw new CudaException(CudaError.InvalidValue);
        Box box = new(Multiply(width, (nuint)elementSize), height);
        return new(box, new Place(target, pitch), default, value, elementSize);
    }

    private void Start(in Transfer copy, CopyKind kind, Stream stream, bool async, bool targetIsArray = false, bool sourceIsArray = false)
    {
        (Side target, Side source) = SidesOf(kind, targetIsArray, sourceIsArray);
        Run(copy, kind, stream, async, target, source);
    }

    private static (Side Target, Side Source) SidesOf(CopyKind kind, bool targetIsArray, bool sourceIsArray)
    {
        CheckKind(kind);
        Side target = kind is CopyKind.Default ? Side.Any : kind is CopyKind.HostToHost or CopyKind.DeviceToHost ? Side.Host : Side.Device;
        Side source = kind is CopyKind.Default ? Side.Any : kind is CopyKind.HostToHost or CopyKind.HostToDevice ? Side.Host : Side.Device;
        if ((targetIsArray && target == Side.Host) || (sourceIsArray && source == Side.Host)) throw new CudaException(CudaError.InvalidMemcpyDirection);
        return (target, source);
    }

    private void CheckSides(in Transfer transfer, Side target, Side source)
    {
        if (transfer.Box.IsEmpty) throw new CudaException(CudaError.InvalidValue);
        _ = Check(transfer.Target, transfer.Box, target);
        if (!transfer.IsFill) _ = Check(transfer.Source, transfer.Box, source);
    }

    // Takes the transfer if the stream is captured. A call that waits cannot be.
    private bool TryCapture(in Transfer transfer, CopyKind kind, Stream stream, bool async, Side target, Side source)
    {
        if (!_context.Captures.Any) return false;
        if (stream.Recording is not { } capture)
        {
            if (!async) _context.Captures.ForbidUnsafeCall();
            return false;
        }
        if (!async) _context.Captures.ForbidWaiting(stream);
        if (transfer.Box.IsEmpty) return true;
        CheckSides(transfer, target, source);
        capture.Add(transfer.IsFill ? FillOf(transfer) : new CopyWork(ParametersOf(transfer, kind), transfer));
        return true;
    }

    private static FillWork FillOf(in Transfer transfer) =>
        new(new(transfer.Target.Start, transfer.Target.Pitch, transfer.FillValue, transfer.FillSize, transfer.Box.Width / (nuint)transfer.FillSize, transfer.Box.Height), transfer);

    private static Copy3DParameters ParametersOf(in Transfer transfer, CopyKind kind) => new()
    {
        Source = Pitched(transfer.Source, transfer.Box),
        Target = Pitched(transfer.Target, transfer.Box),
        Extent = new(transfer.Box.Width, transfer.Box.Height, transfer.Box.Depth),
        Kind = kind,
    };

    private static PitchedMemory Pitched(Place place, Box box)
    {
        nuint pitch = place.Pitch == 0 ? box.Width : place.Pitch;
        return new(place.Start, pitch, box.Width, place.SlicePitch == 0 ? box.Height : place.SlicePitch / pitch);
    }

    private void Run(in Transfer transfer, CopyKind kind, Stream stream, bool async, Side targetSide, Side sourceSide)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (TryCapture(transfer, kind, stream, async, targetSide, sourceSide)) return;
        if (transfer.Box.IsEmpty)
        {
            if (!async) FinishSynchronous(stream);
            return;
        }
        Allocation? target = Check(transfer.Target, transfer.Box, targetSide);
        Allocation? source = transfer.IsFill ? null : Check(transfer.Source, transfer.Box, sourceSide);
        bool targetIsPageable = target is null;
        bool sourceIsPageable = source is null && !transfer.IsFill;
        // A fill of device memory returns before it is done; only the host could tell.
        bool mustWait = transfer.IsFill ? !async && target is not { IsDeviceOnly: true } : !async || targetIsPageable || sourceIsPageable;
        if (stream.CanRunInline() && (mustWait || transfer.Box.Bytes <= InlineBytes)) RunHere(transfer);
        else Queue(transfer, stream, mustWait, canCapture: async && sourceIsPageable && !targetIsPageable);
        if (!async) _context.AfterSynchronization();
    }

    private void RunHere(in Transfer transfer)
    {
        _context.Gate.Enter();
        try
        {
            transfer.Run();
        }
        finally
        {
            _context.Gate.Leave();
        }
    }

    private static void Queue(in Transfer transfer, Stream stream, bool mustWait, bool canCapture)
    {
        TransferOperation operation = stream.Pool.TakeTransfer();
        if (canCapture && transfer.Box.Bytes <= StagingBytes)
        {
            operation.PrepareCaptured(transfer);
            stream.Submit(operation);
            return;
        }
        operation.Prepare(transfer);
        ulong place = stream.Submit(operation, callerWaits: mustWait);
        if (mustWait) stream.WaitFor(place);
    }

    // A blocking call of no bytes still waits for the stream.
    private static void FinishSynchronous(Stream stream) => stream.Synchronize();

    private Allocation? Check(Place place, Box box, Side side)
    {
        if (place.Start == 0) throw new CudaException(CudaError.InvalidValue);
        nuint span = SpanOf(place, box);
        Allocation? allocation = _context.Memory.Table.Find(place.Start);
        bool isWrongSide = side switch
        {
            Side.Host => allocation is { IsDeviceOnly: true },
            Side.Device => allocation is null,
            _ => false,
        };
        if (isWrongSide || (allocation is not null && !allocation.Holds(place.Start, span))) throw new CudaException(CudaError.InvalidValue);
        if (allocation is null && !Pages.AreMapped(place.Start, span)) throw new CudaException(CudaError.InvalidValue);
        return allocation;
    }

    private static nuint SpanOf(Place place, Box box)
    {
        UInt128 span = (UInt128)place.SlicePitch * (box.Depth - 1) + (UInt128)place.Pitch * (box.Height - 1) + box.Width;
        UInt128 bytes = (UInt128)box.Width * box.Height * box.Depth;
        if (UInt128.Max(span, bytes) > (UInt128)(nuint.MaxValue - (nuint)place.Start)) throw new CudaException(CudaError.InvalidValue);
        return (nuint)span;
    }

    private static void CheckKind(CopyKind kind)
    {
        if (kind is < CopyKind.HostToHost or > CopyKind.Default) throw new CudaException(CudaError.InvalidMemcpyDirection);
    }

    private static void CheckSymbolRange(Variable variable, nuint bytes, nuint offset)
    {
        if (offset > variable.Size || bytes > variable.Size - offset) throw new CudaException(CudaError.InvalidValue);
    }

    private static Place PlaceIn(CudaArray array, nuint x, nuint y, nuint z, Box box)
    {
        ArgumentNullException.ThrowIfNull(array);
        if (!box.IsEmpty && !(Fits(x, box.Width, array.RowBytes) && Fits(y, box.Height, array.Rows) && Fits(z, box.Depth, array.Slices)))
            throw new CudaException(CudaError.InvalidValue);
        return new(array.Data + (nint)(z * array.SlicePitch + y * array.Pitch + x), array.Pitch, array.SlicePitch);
    }

    private static Place PlaceIn(PitchedMemory memory, Position position, Box box)
    {
        if (box.Height * box.Depth > 1 && memory.Pitch < box.Width) throw new CudaException(CudaError.InvalidPitchValue);
        if (box.Depth > 1 && memory.YSize < box.Height) throw new CudaException(CudaError.InvalidValue);
        nuint slice = Multiply(memory.Pitch, memory.YSize);
        nuint offset = checked(position.Z * slice + position.Y * memory.Pitch + position.X);
        return new(memory.Pointer + (nint)offset, memory.Pitch, slice);
    }

    private static bool Fits(nuint at, nuint count, nuint size) => at <= size && count <= size - at;

    /// <summary>The boxes that a run of bytes from (x, y) on covers: the rest of a row, whole rows, the start of a row.</summary>
    private static IEnumerable<(nuint X, nuint Y, nuint Done, Box Box)> RowsOf(CudaArray array, nuint x, nuint y, nuint bytes)
    {
        nuint row = array.RowBytes;
        if (x >= row || y >= array.Rows || bytes > (array.Rows - y) * row - x) throw new CudaException(CudaError.InvalidValue);
        nuint done = 0;
        if (x > 0)
        {
            nuint head = Math.Min(bytes, row - x);
            yield return (x, y, 0, new Box(head));
            done = head;
            y++;
        }
        nuint rows = (bytes - done) / row;
        if (rows > 0) yield return (0, y, done, new Box(row, rows));
        done += rows * row;
        if (done < bytes) yield return (0, y + rows, done, new Box(bytes - done));
    }

    private static nuint Multiply(nuint a, nuint b) =>
        Math.BigMul(a, b, out ulong low) == 0 ? (nuint)low : throw new CudaException(CudaError.InvalidValue);
}
