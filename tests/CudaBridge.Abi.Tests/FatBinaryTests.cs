using System.Buffers.Binary;
using CudaBridge.Abi;

namespace CudaBridge.Abi.Tests;

public class FatBinaryTests
{
    private static readonly ImageEntry[] s_entries =
    [
        new(ImageKind.KernelIr, "nvptx64", Bytes(4), ImageFlags.Relocatable),
        new(ImageKind.CpuCode, "x86-64-v4", Bytes(1001)),
        new(ImageKind.Ptx, "", Bytes(32), ImageFlags.Zstd, 75),
        new(ImageKind.CpuCode, "", Bytes(0)),
    ];

    [Fact]
    public void What_is_written_is_read_back()
    {
        byte[] container = FatBinary.Write(s_entries);

        IReadOnlyList<ImageEntry> read = FatBinary.Read(container);

        read.Should().HaveCount(s_entries.Length);
        for (int i = 0; i < read.Count; i++)
        {
            (read[i] with { Payload = default }).Should().Be(s_entries[i] with { Payload = default });
            read[i].Payload.ToArray().Should().Equal(s_entries[i].Payload.ToArray());
        }
    }

    [Fact]
    public void The_header_has_the_bytes_that_the_format_defines()
    {
        byte[] container = FatBinary.Write([new(ImageKind.Ptx, "", Bytes(16), 0, 86)]);

        container[..4].Should().Equal(0x50, 0xED, 0x55, 0xBA);
        BinaryPrimitives.ReadUInt16LittleEndian(container.AsSpan(6)).Should().Be(16);
        BinaryPrimitives.ReadUInt64LittleEndian(container.AsSpan(8)).Should().Be((ulong)container.Length - 16);
        BinaryPrimitives.ReadUInt16LittleEndian(container.AsSpan(16)).Should().Be(1);
        BinaryPrimitives.ReadUInt32LittleEndian(container.AsSpan(16 + 4)).Should().Be(64);
        BinaryPrimitives.ReadUInt32LittleEndian(container.AsSpan(16 + 0x1C)).Should().Be(86);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(72)]
    [InlineData(80)]
    [InlineData(88)]
    public void Every_header_size_that_occurs_is_honoured(int headerSize)
    {
        byte[] entry = new byte[headerSize + 8];
        BinaryPrimitives.WriteUInt16LittleEndian(entry, (ushort)ImageKind.Elf);
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(4), headerSize);
        BinaryPrimitives.WriteInt64LittleEndian(entry.AsSpan(8), 8);
        entry[headerSize] = 42;
        byte[] container = [.. FatBinary.Write([]), .. entry];
        BinaryPrimitives.WriteInt64LittleEndian(container.AsSpan(8), entry.Length);

        FatBinary.Read(container).Should().ContainSingle().Which.Payload.Span[0].Should().Be(42);
    }

    [Fact]
    public void Its_size_is_found_from_its_first_bytes()
    {
        byte[] container = FatBinary.Write(s_entries);

        FatBinary.SizeOf([.. container, 1, 2, 3]).Should().Be(container.Length);
        FatBinary.SizeOf(new byte[64]).Should().Be(0);
    }

    [Fact]
    public void Every_truncation_is_reported()
    {
        byte[] container = FatBinary.Write(s_entries);

        for (int length = 0; length < container.Length; length++)
        {
            byte[] cut = container[..length];
            FluentActions.Invoking(() => FatBinary.Read(cut)).Should().Throw<InvalidDataException>($"only {length} bytes are there");
        }
    }

    [Fact]
    public void Damaged_bytes_give_entries_or_a_clear_exception()
    {
        byte[] container = FatBinary.Write(s_entries);
        Random random = new(1);
        int rejected = 0;
        for (int i = 0; i < 20_000; i++)
        {
            byte[] damaged = [.. container];
            for (int n = random.Next(1, 4); n > 0; n--) damaged[random.Next(Math.Min(256, damaged.Length))] = (byte)random.Next(256);
            try
            {
                FatBinary.Read(damaged);
            }
            catch (InvalidDataException)
            {
                rejected++;
            }
        }
        rejected.Should().BeGreaterThan(100);
    }

    [Theory]
    [InlineData(ImageKind.KernelIr)]
    [InlineData(ImageKind.CpuCode)]
    public void An_entry_of_ours_with_a_wrong_bit_is_never_given_out(ImageKind kind)
    {
        const int payload = 64;
        byte[] container = FatBinary.Write([new(kind, "x86-64-v3", Bytes(payload))]);

        for (int bit = FatBinary.ContainerHeader * 8; bit < container.Length * 8; bit++)
        {
            byte[] damaged = [.. container];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            Kinds(damaged).Should().NotContain([ImageKind.KernelIr, ImageKind.CpuCode], $"bit {bit % 8} of byte {bit / 8} is wrong");
        }
        Kinds(container).Should().Equal(kind);
    }

    // None where the container is refused.
    private static IEnumerable<ImageKind> Kinds(byte[] container)
    {
        try
        {
            return [.. FatBinary.Read(container).Select(entry => entry.Kind)];
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }

    private static byte[] Bytes(int count) => [.. Enumerable.Range(1, count).Select(i => (byte)i)];
}
