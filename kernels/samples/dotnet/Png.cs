using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

/// <summary>PNG files of 8-bit red, green, blue (PNG specification, third edition): enough for the samples.</summary>
internal static class Png
{
    private static readonly byte[] s_signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    /// <param name="rgb">Three bytes a pixel, row by row from the top.</param>
    public static void Write(string path, int width, int height, ReadOnlySpan<byte> rgb)
    {
        using FileStream file = File.Create(path);
        file.Write(s_signature);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2); // bits, colour type RGB
        Chunk(file, "IHDR", header);
        using MemoryStream data = new();
        using (ZLibStream zlib = new(data, CompressionLevel.SmallestSize))
            for (int y = 0; y < height; y++)
            {
                zlib.WriteByte(0); // no filter
                zlib.Write(rgb.Slice(y * width * 3, width * 3));
            }
        Chunk(file, "IDAT", data.ToArray());
        Chunk(file, "IEND", []);
    }

    /// <exception cref="InvalidDataException">Not a PNG file of 8-bit RGB or RGBA without interlacing.</exception>
    public static (int Width, int Height, byte[] Rgb) Read(string path)
    {
        ReadOnlySpan<byte> file = File.ReadAllBytes(path);
        if (!file.StartsWith(s_signature)) throw new InvalidDataException($"{path} is no PNG file.");
        using MemoryStream data = new();
        ReadOnlySpan<byte> header = default;
        for (file = file[8..]; file.Length >= 12;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file);
            ReadOnlySpan<byte> body = file.Slice(8, length);
            if (file.Slice(4, 4).SequenceEqual("IHDR"u8)) header = body;
            else if (file.Slice(4, 4).SequenceEqual("IDAT"u8)) data.Write(body);
            file = file[(length + 12)..];
        }
        if (header.Length != 13 || header[8] != 8 || header[9] is not (2 or 6) || header[12] != 0)
            throw new InvalidDataException($"{path} is not 8-bit RGB or RGBA without interlacing.");
        int width = BinaryPrimitives.ReadInt32BigEndian(header), height = BinaryPrimitives.ReadInt32BigEndian(header[4..]), channels = header[9] == 2 ? 3 : 4;
        data.Position = 0;
        using ZLibStream zlib = new(data, CompressionMode.Decompress);
        return (width, height, Unfilter(zlib, width, height, channels));
    }

    private static byte[] Unfilter(Stream zlib, int width, int height, int channels)
    {
        byte[] rgb = new byte[width * height * 3], line = new byte[width * channels], above = new byte[line.Length];
        for (int y = 0; y < height; y++)
        {
            int filter = zlib.ReadByte();
            zlib.ReadExactly(line);
            for (int i = 0; i < line.Length; i++)
            {
                int left = i < channels ? 0 : line[i - channels], up = above[i], corner = i < channels ? 0 : above[i - channels];
                line[i] += (byte)(filter switch { 0 => 0, 1 => left, 2 => up, 3 => (left + up) / 2, 4 => Paeth(left, up, corner), _ => throw new InvalidDataException("An unknown filter.") });
            }
            for (int x = 0; x < width; x++) line.AsSpan(x * channels, 3).CopyTo(rgb.AsSpan((y * width + x) * 3));
            (line, above) = (above, line);
        }
        return rgb;
    }

    private static int Paeth(int left, int up, int corner)
    {
        int estimate = left + up - corner, a = Math.Abs(estimate - left), b = Math.Abs(estimate - up), c = Math.Abs(estimate - corner);
        return a <= b && a <= c ? left : b <= c ? up : corner;
    }

    private static void Chunk(Stream file, string type, byte[] body)
    {
        byte[] chunk = new byte[body.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, body.Length);
        Encoding.ASCII.GetBytes(type, chunk.AsSpan(4));
        body.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(body.Length + 8), Crc(chunk.AsSpan(4, body.Length + 4)));
        file.Write(chunk);
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = ~0u;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
        }
        return ~crc;
    }
}
