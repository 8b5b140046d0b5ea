using System.Buffers;
using CudaBridge.Runtime;

namespace CudaBridge;

public sealed unsafe partial class CudaDeviceVariable<T>
{
    // Small enough to cancel within milliseconds, large enough to cost nothing.
    private const int PieceBytes = 8 << 20;

    /// <summary>From the host without blocking the caller, who leaves <paramref name="source"/> alone until it is done.</summary>
    /// <param name="progress">Gets the share that is done, up to 1.</param>
    /// <param name="cancellation">Ends the copy between two pieces of 8 MiB.</param>
    public Task CopyToDeviceAsync(ReadOnlyMemory<T> source, long offset = 0, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        _ = Place(offset, source.Length);
        return CopyInPieces(source.Pin(), source.Length, offset, CopyKind.HostToDevice, progress, cancellation);
    }

    /// <summary>To the host without blocking the caller.</summary>
    /// <param name="progress">Gets the share that is done, up to 1.</param>
    /// <param name="cancellation">Ends the copy between two pieces of 8 MiB.</param>
    public Task CopyToHostAsync(Memory<T> target, long offset = 0, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        _ = Place(offset, target.Length);
        return CopyInPieces(target.Pin(), target.Length, offset, CopyKind.DeviceToHost, progress, cancellation);
    }

    private Task CopyInPieces(MemoryHandle pin, int count, long offset, CopyKind kind, IProgress<double>? progress, CancellationToken cancellation) => Task.Run(() =>
    {
        using MemoryHandle pinned = pin;
        int piece = Math.Max(1, PieceBytes / sizeof(T));
        for (int done = 0; done < count; done += piece)
        {
            cancellation.ThrowIfCancellationRequested();
            int now = Math.Min(piece, count - done);
            nint host = (nint)((T*)pinned.Pointer + done), device = Place(offset + done, now);
            Copy(kind == CopyKind.HostToDevice ? device : host, kind == CopyKind.HostToDevice ? host : device, now, kind);
            progress?.Report((double)(done + now) / count);
        }
    }, CancellationToken.None);
}
