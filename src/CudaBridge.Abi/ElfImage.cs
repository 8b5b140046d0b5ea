using System.Buffers.Binary;
using System.Text;

namespace CudaBridge.Abi;

/// <summary>A fat binary found in a file.</summary>
/// <param name="Member">The archive member it lies in; empty outside archives.</param>
/// <param name="Section">Name of the ELF section.</param>
public readonly record struct EmbeddedFatBinary(string Member, string Section, ReadOnlyMemory<byte> Container);

/// <summary>Finds device images in ELF executables, objects and shared libraries (64-bit, little-endian) and in archives of them.</summary>
public static class ElfImage
{
    /// <summary>Where compilers put fat binaries: of whole programs, and relocatable ones.</summary>
    public static readonly IReadOnlyList<string> FatBinarySections = [".nv_fatbin", "__nv_relfatbin"];

    private const int ElfHeader = 64;
    private const int SectionHeader = 64;
    private const int MemberHeader = 60;
    private const uint NoBits = 8;

    private static ReadOnlySpan<byte> ElfMagic => [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1];

    private static ReadOnlySpan<byte> ArchiveMagic => "!<arch>\n"u8;

    public static bool IsElf(ReadOnlySpan<byte> file) => file.StartsWith(ElfMagic);

    public static bool IsArchive(ReadOnlySpan<byte> file) => file.StartsWith(ArchiveMagic);

    /// <summary>All fat binaries of an ELF file or an archive, in file order; none for any other file.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static IReadOnlyList<EmbeddedFatBinary> FindFatBinaries(ReadOnlyMemory<byte> file)
    {
        List<EmbeddedFatBinary> found = [];
        foreach ((string member, ReadOnlyMemory<byte> elf) in Members(file))
            foreach (string section in FatBinarySections)
                foreach (ReadOnlyMemory<byte> bytes in FindSections(elf, section))
                    found.AddRange(Split(bytes).Select(container => new EmbeddedFatBinary(member, section, container)));
        return found;
    }

    /// <summary>The contents of every section of that name in one ELF file.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static IReadOnlyList<ReadOnlyMemory<byte>> FindSections(ReadOnlyMemory<byte> elf, string name)
    {
        if (!IsElf(elf.Span)) return [];
        List<ReadOnlyMemory<byte>> found = [];
        (ReadOnlyMemory<byte> table, int entrySize, int count, int namesIndex) = ReadSectionTable(elf);
        if (count == 0) return found;
        ReadOnlyMemory<byte> names = SectionBytes(elf, table.Span[(namesIndex * entrySize)..]);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> header = table.Span[(i * entrySize)..];
            if (NameAt(names.Span, BinaryPrimitives.ReadUInt32LittleEndian(header)) == name) found.Add(SectionBytes(elf, header));
        }
        return found;
    }

    /// <summary>The members of an archive that are ELF files, or the file itself.</summary>
    public static IEnumerable<(string Name, ReadOnlyMemory<byte> Bytes)> Members(ReadOnlyMemory<byte> file)
    {
        if (!IsArchive(file.Span)) return IsElf(file.Span) ? [("", file)] : [];
        return ReadArchive(file).Where(member => IsElf(member.Bytes.Span)).ToList();
    }

    /// <summary>The fat binaries that a linker has put one after the other, with zeros between them for alignment.</summary>
    private static IEnumerable<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> section)
    {
        for (int at = 0; at < section.Length;)
        {
            int size = FatBinary.SizeOf(section.Span[at..]);
            if (size == 0)
            {
                at += 8 - at % 8;
                continue;
            }
            if (size > section.Length - at) throw new InvalidDataException("A fat binary leaves its section.");
            yield return section.Slice(at, size);
            at += size;
        }
    }

    private static (ReadOnlyMemory<byte> Table, int EntrySize, int Count, int Names) ReadSectionTable(ReadOnlyMemory<byte> elf)
    {
        ReadOnlySpan<byte> span = elf.Span;
        if (span.Length < ElfHeader) throw new InvalidDataException("The ELF file ends inside its header.");
        ulong offset = BinaryPrimitives.ReadUInt64LittleEndian(span[0x28..]);
        int entrySize = BinaryPrimitives.ReadUInt16LittleEndian(span[0x3A..]);
        ulong count = BinaryPrimitives.ReadUInt16LittleEndian(span[0x3C..]);
        uint names = BinaryPrimitives.ReadUInt16LittleEndian(span[0x3E..]);
        if (offset == 0) return (default, 0, 0, 0);
        if (entrySize < SectionHeader) throw new InvalidDataException("The ELF section table is damaged.");
        ReadOnlySpan<byte> first = Slice(elf, offset, SectionHeader).Span;
        // More sections than 16 bits can count: the first header's size and link fields have the numbers.
        if (count == 0) count = BinaryPrimitives.ReadUInt64LittleEndian(first[0x20..]);
        if (names == 0xFFFF) names = BinaryPrimitives.ReadUInt32LittleEndian(first[0x28..]);
        if (count > (ulong)span.Length || names >= count) throw new InvalidDataException("The ELF section table is damaged.");
        return (Slice(elf, offset, count * (ulong)entrySize), entrySize, (int)count, (int)names);
    }

    private static ReadOnlyMemory<byte> SectionBytes(ReadOnlyMemory<byte> elf, ReadOnlySpan<byte> header)
    {
        if (BinaryPrimitives.ReadUInt32LittleEndian(header[4..]) == NoBits) return default;
        return Slice(elf, BinaryPrimitives.ReadUInt64LittleEndian(header[0x18..]), BinaryPrimitives.ReadUInt64LittleEndian(header[0x20..]));
    }

    private static ReadOnlyMemory<byte> Slice(ReadOnlyMemory<byte> file, ulong offset, ulong size)
    {
        if (offset > (ulong)file.Length || size > (ulong)file.Length - offset)
            throw new InvalidDataException("The ELF file is cut short.");
        return file.Slice((int)offset, (int)size);
    }

    private static string NameAt(ReadOnlySpan<byte> names, uint offset)
    {
        if (offset >= (uint)names.Length) throw new InvalidDataException("An ELF section's name is missing.");
        ReadOnlySpan<byte> rest = names[(int)offset..];
        int end = rest.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
    }

    private static IEnumerable<(string Name, ReadOnlyMemory<byte> Bytes)> ReadArchive(ReadOnlyMemory<byte> file)
    {
        ReadOnlyMemory<byte> longNames = default;
        for (int at = ArchiveMagic.Length; at + MemberHeader <= file.Length;)
        {
            string header = Encoding.ASCII.GetString(file.Span.Slice(at, MemberHeader));
            if (!int.TryParse(header.AsSpan(48, 10).Trim(), out int size) || size < 0 || size > file.Length - at - MemberHeader)
                throw new InvalidDataException("The archive is damaged.");
            ReadOnlyMemory<byte> bytes = file.Slice(at + MemberHeader, size);
            string name = header[..16].TrimEnd();
            if (name == "//") longNames = bytes;
            yield return (MemberName(name, longNames.Span), bytes);
            at += MemberHeader + size + size % 2;
        }
    }

    // GNU: "name/", or "/offset" into the member "//", where names end with "/\n".
    private static string MemberName(string field, ReadOnlySpan<byte> longNames)
    {
        if (field.Length > 1 && field[0] == '/' && int.TryParse(field.AsSpan(1), out int offset) && offset >= 0 && offset < longNames.Length)
        {
            ReadOnlySpan<byte> rest = longNames[offset..];
            int end = rest.IndexOf("/\n"u8);
            return Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
        }
        return field.TrimEnd('/');
    }
}
