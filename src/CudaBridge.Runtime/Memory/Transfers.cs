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
    public void Copy(nint target, nint source, nuint bytes, CopyKind kind, Stream stream, bool async) =>
        throw new CudaException(CudaError.NotYetImplemented);

    public void Copy2D(nint target, nuint targetPitch, nint source, nuint sourcePitch, nuint width, nuint height, CopyKind kind, Stream stream,
        bool async) => throw new CudaException(CudaError.NotYetImplemented);

    public void Copy2DToArray(CudaArray target, nuint x, nuint y, nint source, nuint sourcePitch, nuint width, nuint height, CopyKind kind,
        Stream stream, bool async) => throw new CudaException(CudaError.NotYetImplemented);

    public void Copy2DFromArray(nint target, nuint targetPitch, CudaArray source, nuint x, nuint y, nuint width, nuint height, CopyKind kind,
        Stream stream, bool async) => throw new CudaException(CudaError.NotYetImplemented);

    public void Copy2DArrayToArray(CudaArray target, nuint targetX, nuint targetY, CudaArray source, nuint sourceX, nuint sourceY, nuint width,
        nuint height, CopyKind kind, Stream stream, bool async) => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>cudaMemcpyToArray</c>: fills rows from the offset on, wrapping to the next row's start.</summary>
    public void CopyToArray(CudaArray target, nuint x, nuint y, nint source, nuint bytes, CopyKind kind, Stream stream, bool async) =>
        throw new CudaException(CudaError.NotYetImplemented);

    public void CopyFromArray(nint target, CudaArray source, nuint x, nuint y, nuint bytes, CopyKind kind, Stream stream, bool async) =>
        throw new CudaException(CudaError.NotYetImplemented);

    public void Copy3D(in Copy3DParameters copy, Stream stream, bool async) => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>cudaMemcpyToSymbol</c></summary>
    public void CopyToSymbol(Variable target, nint source, nuint bytes, nuint offset, CopyKind kind, Stream stream, bool async) =>
        throw new CudaException(CudaError.NotYetImplemented);

    public void CopyFromSymbol(nint target, Variable source, nuint bytes, nuint offset, CopyKind kind, Stream stream, bool async) =>
        throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>cudaMemset</c> (<paramref name="elementSize"/> 1) and <c>cuMemsetD16/D32</c>; <paramref name="count"/> in elements.</summary>
    public void Fill(nint target, uint value, int elementSize, nuint count, Stream stream, bool async) =>
        throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>cudaMemset2D</c>; width in elements, pitch in bytes.</summary>
    public void Fill2D(nint target, nuint pitch, uint value, int elementSize, nuint width, nuint height, Stream stream, bool async) =>
        throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>cudaMemset3D</c>; the extent's width in bytes.</summary>
    public void Fill3D(PitchedMemory target, byte value, Extent extent, Stream stream, bool async) =>
        throw new CudaException(CudaError.NotYetImplemented);
}
