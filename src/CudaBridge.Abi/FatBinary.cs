using System.Buffers.Binary;
using System.Text;

namespace CudaBridge.Abi;

/// <summary>What an entry of a fat binary holds. 1 and 2 are CUDA's numbers, the others ours.</summary>
public enum ImageKind : ushort
{
    Ptx = 1,
    Elf = 2,
    KernelIr = 0x4301,
    CpuCode = 0x4302,
}

[Flags]
public enum ImageFlags : uint
{
    None = 0,

    /// <summary>Compiled for a debugger (<c>-G</c>).</summary>
    Debug = 0x2,
    Lz4 = 0x2000,
    Zstd = 0x8000,

    /// <summary>Kernel IR of separate compilation (<c>-dc</c>), which device linking merges. Ours.</summary>
    Relocatable = 0x1000_0000,
}

/// <summary>One image of a fat binary.</summary>
/// <param name="Target">For our kinds: <c>nvptx64</c>, <c>x86-64-v4</c> and the like; else empty.</param>
/// <param name="Payload">As stored: <paramref name="Flags"/> says whether it is compressed.</param>
/// <param name="SmVersion">Compute capability × 10.</param>
/// <param name="ExpandedSize">Bytes of a compressed payload when it is expanded; 0 for others. See <see cref="ImageCompression"/>.</param>
public sealed record ImageEntry(ImageKind Kind, string Target, ReadOnlyMemory<byte> Payload, ImageFlags Flags = 0, int SmVersion = 80, int ExpandedSize = 0);

/// <summary>CUDA's fat binary container: what lies in section <c>.nv_fatbin</c>.</summary>
public static class FatBinary
{
    public const uint ContainerMagic = 0xBA55ED50;

    /// <summary>Opens the wrapper that <c>__cudaRegisterFatBinary</c> gets: magic, version, pointer to the container, pointer to more.</summary>
    public const uint WrapperMagic = 0x466243B1;

    /// <summary>Bytes that say how long a container is.</summary>
    public const int ContainerHeader = 16;

    private const int EntryHeader = 64;
    private const int LongestHeader = 4096;
    private const int PayloadAlignment = 16;
    private const ushort ContainerVersion = 1;
    private const ushort EntryVersion = 0x0101;
    private const int ChecksumSize = 8;

    // Offsets in an entry's header. Bytes from EntryHeader on belong to the kind: in ours a NUL-terminated target, and a checksum at the end.
    private static class Field
    {
        public const int Kind = 0x00;
        public const int Version = 0x02;
        public const int HeaderSize = 0x04;
        public const int PaddedSize = 0x08;
        public const int CompressedSize = 0x10;
        public const int SmVersion = 0x1C;
        public const int Flags = 0x28;
        public const int UncompressedSize = 0x38;
    }

    /// <summary>The container with these entries, in this order.</summary>
    public static byte[] Write(IReadOnlyList<ImageEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        byte[] container = new byte[ContainerHeader + entries.Sum(EntrySize)];
        BinaryPrimitives.WriteUInt32LittleEndian(container, ContainerMagic);
        BinaryPrimitives.WriteUInt16LittleEndian(container.AsSpan(4), ContainerVersion);
        BinaryPrimitives.WriteUInt16LittleEndian(container.AsSpan(6), ContainerHeader);
        BinaryPrimitives.WriteUInt64LittleEndian(container.AsSpan(8), (ulong)(container.Length - ContainerHeader));
        int at = ContainerHeader;
        foreach (ImageEntry entry in entries)
        {
            WriteEntry(container.AsSpan(at), entry);
            at += EntrySize(entry);
        }
        return container;
    }

    /// <summary>The container's entries; payloads are slices of it.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a fat binary or are cut short; an entry of ours is damaged.</exception>
    public static IReadOnlyList<ImageEntry> Read(ReadOnlyMemory<byte> container)
    {
        (int header, ulong body) = ReadContainerHeader(container.Span);
        if (body > (ulong)(container.Length - header))
            throw new InvalidDataException($"The fat binary says it holds {body} bytes after its header, {container.Length - header} are there.");
        List<ImageEntry> entries = [];
        for (ReadOnlyMemory<byte> rest = container.Slice(header, (int)body); rest.Length > 0;)
            entries.Add(ReadEntry(rest, out rest));
        return entries;
    }

    /// <summary>Bytes of the container whose first <see cref="ContainerHeader"/> bytes are at <paramref name="start"/>; 0 when no container starts there.</summary>
    public static int SizeOf(ReadOnlySpan<byte> start)
    {
        if (start.Length < ContainerHeader || BinaryPrimitives.ReadUInt32LittleEndian(start) != ContainerMagic) return 0;
        int header = BinaryPrimitives.ReadUInt16LittleEndian(start[6..]);
        ulong body = BinaryPrimitives.ReadUInt64LittleEndian(start[8..]);
        return header >= ContainerHeader && body <= (ulong)(int.MaxValue - header) ? header + (int)body : 0;
    }

    private static (int Header, ulong Body) ReadContainerHeader(ReadOnlySpan<byte> container)
    {
        if (container.Length < ContainerHeader || BinaryPrimitives.ReadUInt32LittleEndian(container) != ContainerMagic)
            throw new InvalidDataException("This is not a fat binary: its magic number is missing.");
        int header = BinaryPrimitives.ReadUInt16LittleEndian(container[6..]);
        if (header < ContainerHeader || header > container.Length)
            throw new InvalidDataException($"The fat binary's header cannot have {header} bytes.");
        return (header, BinaryPrimitives.ReadUInt64LittleEndian(container[8..]));
    }

    private static ImageEntry ReadEntry(ReadOnlyMemory<byte> bytes, out ReadOnlyMemory<byte> rest)
    {
        ReadOnlySpan<byte> span = bytes.Span;
        if (span.Length < EntryHeader) throw new InvalidDataException("The fat binary ends inside an entry's header.");
        uint header = BinaryPrimitives.ReadUInt32LittleEndian(span[Field.HeaderSize..]);
        if (header < EntryHeader || header > LongestHeader || header > span.Length)
            throw new InvalidDataException($"A fat binary entry's header cannot have {header} bytes.");
        ulong padded = BinaryPrimitives.ReadUInt64LittleEndian(span[Field.PaddedSize..]);
        if (padded > (ulong)span.Length - header)
            throw new InvalidDataException($"A fat binary entry says it holds {padded} bytes, {span.Length - header} are left.");
        ImageKind kind = (ImageKind)BinaryPrimitives.ReadUInt16LittleEndian(span);
        rest = bytes[(int)(header + (uint)padded)..];
        ReadOnlyMemory<byte> payload = bytes.Slice((int)header, PayloadSize(span, (int)padded));
        if (IsOurs(kind)) RequireWhole(span[..(int)header], payload.Span);
        ImageFlags flags = (ImageFlags)BinaryPrimitives.ReadUInt32LittleEndian(span[Field.Flags..]);
        return new ImageEntry(
            kind,
            IsOurs(kind) ? ReadTarget(span[EntryHeader..(int)(header - ChecksumSize)]) : "",
            payload,
            flags,
            BinaryPrimitives.ReadInt32LittleEndian(span[Field.SmVersion..]),
            IsCompressed(flags) ? (int)Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(span[Field.UncompressedSize..]), int.MaxValue) : 0);
    }

    private static bool IsCompressed(ImageFlags flags) => (flags & (ImageFlags.Lz4 | ImageFlags.Zstd)) != 0;

    // Neither the system's loader nor LLVM survives every damage of what they are given.
    private static void RequireWhole(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload)
    {
        if (header.Length < EntryHeader + ChecksumSize || BinaryPrimitives.ReadUInt64LittleEndian(header[^ChecksumSize..]) != Checksum(header, payload))
            throw new InvalidDataException("A fat binary entry is damaged: its checksum is another one.");
    }

    // Of the header but for its place, and of the payload.
    private static ulong Checksum(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload) => XxHash64.Hash(payload, XxHash64.Hash(header[..^ChecksumSize]));

    // Raw payloads of CUDA's own tools say nothing about their padding; ours give the exact size where theirs have 0.
    private static int PayloadSize(ReadOnlySpan<byte> entry, int padded)
    {
        uint compressed = BinaryPrimitives.ReadUInt32LittleEndian(entry[Field.CompressedSize..]);
        ulong exact = compressed != 0 ? compressed : BinaryPrimitives.ReadUInt64LittleEndian(entry[Field.UncompressedSize..]);
        return exact != 0 && exact < (ulong)padded ? (int)exact : padded;
    }

    private static string ReadTarget(ReadOnlySpan<byte> extension)
    {
        int end = extension.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? extension : extension[..end]);
    }

    private static void WriteEntry(Span<byte> bytes, ImageEntry entry)
    {
        int header = HeaderSize(entry);
        bool compressed = IsCompressed(entry.Flags);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[Field.Kind..], (ushort)entry.Kind);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[Field.Version..], EntryVersion);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[Field.HeaderSize..], header);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[Field.PaddedSize..], (ulong)PaddedSize(entry));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[Field.CompressedSize..], compressed ? (uint)entry.Payload.Length : 0);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[Field.SmVersion..], entry.SmVersion);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[Field.Flags..], (ulong)entry.Flags);
        if (compressed || IsOurs(entry.Kind)) BinaryPrimitives.WriteUInt64LittleEndian(bytes[Field.UncompressedSize..], (ulong)(compressed ? entry.ExpandedSize : entry.Payload.Length));
        if (IsOurs(entry.Kind))
        {
            Encoding.UTF8.GetBytes(entry.Target, bytes[EntryHeader..header]);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[(header - ChecksumSize)..], Checksum(bytes[..header], entry.Payload.Span));
        }
        entry.Payload.Span.CopyTo(bytes[header..]);
    }

    private static bool IsOurs(ImageKind kind) => kind is ImageKind.KernelIr or ImageKind.CpuCode;

    private static int EntrySize(ImageEntry entry) => HeaderSize(entry) + PaddedSize(entry);

    private static int PaddedSize(ImageEntry entry) => RoundUp(entry.Payload.Length);

    private static int HeaderSize(ImageEntry entry)
    {
        int size = IsOurs(entry.Kind) ? RoundUp(EntryHeader + Encoding.UTF8.GetByteCount(entry.Target) + 1 + ChecksumSize) : EntryHeader;
        return size <= LongestHeader ? size : throw new ArgumentException($"The target name has {entry.Target.Length} characters.", nameof(entry));
    }

    private static int RoundUp(int size) => (size + PayloadAlignment - 1) & -PayloadAlignment;
}
