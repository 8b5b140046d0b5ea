using K4os.Compression.LZ4;
using ZstdSharp;

namespace CudaBridge.Abi;

/// <summary>Payloads as CUDA's tools compress them: one LZ4 block, or zstd frames.</summary>
public static class ImageCompression
{
    /// <summary>Bytes that a payload may have when it is expanded; the largest modules known have 11 MB.</summary>
    public const int LargestPayload = 1 << 28;

    private const ImageFlags Methods = ImageFlags.Lz4 | ImageFlags.Zstd;

    // A byte of an LZ4 block adds 255 bytes to a length at most; a block of zstd has three bytes of header and is 128 KiB at most.
    private const long Lz4Growth = 255, ZstdBlock = 128 << 10, ZstdBlockHeader = 3;

    public static bool IsCompressed(this ImageEntry entry) => (entry.Flags & Methods) != 0;

    /// <summary>The entry as its reader wants it: expanded, and PTX without the NULs that end it.</summary>
    /// <exception cref="InvalidDataException">The payload is damaged, or larger than <see cref="LargestPayload"/>.</exception>
    public static ImageEntry Expand(this ImageEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ReadOnlyMemory<byte> payload = entry.IsCompressed() ? Expanded(entry) : entry.Payload;
        int end = entry.Kind == ImageKind.Ptx ? payload.Span.IndexOf((byte)0) : -1;
        return entry with { Payload = end < 0 ? payload : payload[..end], Flags = entry.Flags & ~Methods, ExpandedSize = 0 };
    }

    /// <summary>The entry with its payload compressed by the method, one of <see cref="ImageFlags.Lz4"/> and <see cref="ImageFlags.Zstd"/>.</summary>
    public static ImageEntry Compress(this ImageEntry entry, ImageFlags method)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.IsCompressed() || method is not (ImageFlags.Lz4 or ImageFlags.Zstd)) throw new ArgumentException($"{method} of an entry with {entry.Flags}.", nameof(method));
        byte[] compressed = method == ImageFlags.Lz4 ? WithLz4(entry.Payload.Span) : WithZstd(entry.Payload.Span);
        return entry with { Payload = compressed, Flags = entry.Flags | method, ExpandedSize = entry.Payload.Length };
    }

    private static byte[] Expanded(ImageEntry entry)
    {
        bool isZstd = (entry.Flags & ImageFlags.Zstd) != 0;
        long most = isZstd ? (entry.Payload.Length / ZstdBlockHeader + 1) * ZstdBlock : entry.Payload.Length * Lz4Growth;
        if (entry.ExpandedSize <= 0 || entry.ExpandedSize > Math.Min(most, LargestPayload))
            throw new InvalidDataException($"A compressed payload of {entry.Payload.Length} bytes cannot become {entry.ExpandedSize}.");
        byte[] payload = GC.AllocateUninitializedArray<byte>(entry.ExpandedSize);
        int size = isZstd ? FromZstd(entry.Payload.Span, payload) : LZ4Codec.Decode(entry.Payload.Span, payload);
        return size == payload.Length ? payload : throw new InvalidDataException("A compressed payload is damaged: it does not expand to the size that its header gives.");
    }

    private static int FromZstd(ReadOnlySpan<byte> compressed, Span<byte> payload)
    {
        using Decompressor decompressor = new();
        try
        {
            return decompressor.Unwrap(compressed, payload);
        }
        catch (ZstdException e)
        {
            throw new InvalidDataException($"A compressed payload is damaged: {e.Message}.", e);
        }
    }

    private static byte[] WithZstd(ReadOnlySpan<byte> payload)
    {
        using Compressor compressor = new();
        return compressor.Wrap(payload).ToArray();
    }

    private static byte[] WithLz4(ReadOnlySpan<byte> payload)
    {
        byte[] compressed = new byte[LZ4Codec.MaximumOutputSize(payload.Length)];
        return compressed[..LZ4Codec.Encode(payload, compressed, LZ4Level.L12_MAX)];
    }
}
