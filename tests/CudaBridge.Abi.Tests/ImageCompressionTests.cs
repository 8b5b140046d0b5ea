using System.Text;
using CudaBridge.Abi;

namespace CudaBridge.Abi.Tests;

public class ImageCompressionTests
{
    private const string Text = ".version 8.0\n.target sm_80\n.address_size 64\n.version 8.0\n.target sm_80\n";

    public static TheoryData<ImageFlags> Methods => [ImageFlags.Lz4, ImageFlags.Zstd];

    // What liblz4 1.9.4 and libzstd 1.5.4 make of the text.
    private static byte[] Foreign(ImageFlags method) => method == ImageFlags.Lz4
        ? [0xff, 0x1d, .. Encoding.ASCII.GetBytes(Text[..44]), 0x2c, 0x00, 0x03, 0x50, .. "m_80\n"u8]
        : [0x28, 0xb5, 0x2f, 0xfd, 0x20, 0x47, 0xa5, 0x01, 0x00, 0xc4, 0x02, .. Encoding.ASCII.GetBytes(Text[..44]), 0x01, 0x00, 0x7c, 0xa1, 0x2a, 0x03];

    [Theory]
    [MemberData(nameof(Methods))]
    public void What_the_formats_own_libraries_write_is_expanded(ImageFlags method)
    {
        ImageEntry entry = new(ImageKind.Ptx, "", Foreign(method), method, ExpandedSize: Text.Length);

        ImageEntry expanded = FatBinary.Read(FatBinary.Write([entry]))[0].Expand();

        Encoding.ASCII.GetString(expanded.Payload.Span).Should().Be(Text);
        expanded.IsCompressed().Should().BeFalse();
    }

    [Fact]
    public void A_frame_that_does_not_say_its_size_is_expanded()
    {
        byte[] frame = [0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58, 0x65, 0x00, 0x00, 0x20, 0x61, 0x61, 0x62, 0x63, 0x02, 0x00, 0xb9, 0x0e, 0xcb, 0x00, 0x0b];

        Encoding.ASCII.GetString(new ImageEntry(ImageKind.Ptx, "", frame, ImageFlags.Zstd, ExpandedSize: 33).Expand().Payload.Span).Should().Be("aaaaaaaaaaaaaaaabcbcbcbcbcbcbcbcb");
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void What_is_compressed_comes_back(ImageFlags method)
    {
        Random random = new(1);
        byte[] noise = new byte[100_000], text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"add.s32 %r{i}, %r{i / 7}, {i % 5};\n")));
        random.NextBytes(noise);
        foreach (byte[] payload in new[] { text, noise, [42] })
        {
            ImageEntry entry = new(ImageKind.CpuCode, "x86-64-v3", payload, ImageFlags.Debug);
            ImageEntry read = FatBinary.Read(FatBinary.Write([entry.Compress(method)]))[0];

            read.Flags.Should().Be(ImageFlags.Debug | method);
            (read.Expand() with { Payload = default }).Should().Be(entry with { Payload = default });
            read.Expand().Payload.ToArray().Should().Equal(payload);
        }
        new ImageEntry(ImageKind.Ptx, "", text).Compress(method).Payload.Length.Should().BeLessThan(text.Length / 3);
    }

    [Fact]
    public void The_zeros_behind_a_text_do_not_belong_to_it()
    {
        byte[] padded = [.. Encoding.ASCII.GetBytes(Text), 0, 0, 0];

        foreach (ImageEntry entry in new[] { new ImageEntry(ImageKind.Ptx, "", padded), new ImageEntry(ImageKind.Ptx, "", padded).Compress(ImageFlags.Zstd) })
            Encoding.ASCII.GetString(entry.Expand().Payload.Span).Should().Be(Text);
        new ImageEntry(ImageKind.Elf, "", padded).Expand().Payload.Length.Should().Be(padded.Length);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_damaged_payload_gives_its_size_in_bytes_or_a_clear_exception(ImageFlags method)
    {
        ImageEntry entry = new ImageEntry(ImageKind.Elf, "", Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(Text, 50)))).Compress(method);
        Random random = new(1);
        int refused = 0;
        for (int i = 0; i < 3_000; i++)
        {
            byte[] damaged = entry.Payload.ToArray();
            for (int n = random.Next(1, 4); n > 0; n--) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            int length = random.Next(3) == 0 ? random.Next(1, damaged.Length) : damaged.Length;
            try
            {
                (entry with { Payload = damaged.AsMemory(0, length) }).Expand().Payload.Length.Should().Be(entry.ExpandedSize);
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }
        refused.Should().BeGreaterThan(1_500);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_wrong_size_is_refused_before_memory_is_taken(ImageFlags method)
    {
        ImageEntry entry = new ImageEntry(ImageKind.Elf, "", Encoding.ASCII.GetBytes(Text)).Compress(method);

        foreach (int size in new[] { 0, -1, Text.Length - 1, Text.Length + 1, ImageCompression.LargestPayload, int.MaxValue })
            FluentActions.Invoking(() => (entry with { ExpandedSize = size }).Expand()).Should().Throw<InvalidDataException>($"the header says {size} bytes");
    }
}
