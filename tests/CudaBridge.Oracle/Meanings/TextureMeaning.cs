using System.Buffers.Binary;
using CudaBridge.Abi;
using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

/// <summary>A texture's texels as numbers.</summary>
internal sealed unsafe class TexelReader(CpuTexture texture, byte[] texels)
{
    public CpuTexture Texture { get; } = texture;

    /// <summary>Integers keep their bits, or become numbers in [0, 1] and [−1, 1].</summary>
    public double Number(int x, int y, int z, int channel)
    {
        ulong raw = Raw(x, y, z, channel);
        int bits = (int)(8 * Texture.ChannelBytes);
        if (Texture.Kind == 2) return Format.Of(bits == 16 ? PtxType.F16 : PtxType.F32).ToDouble(raw);
        long value = Texture.Kind == 0 ? (long)(raw << (64 - bits)) >> (64 - bits) : (long)raw;
        if (Texture.ReadsNormalized == 0) return value;
        return Texture.Kind == 0 ? Math.Max(-1.0, value / (double)((1L << (bits - 1)) - 1)) : value / (double)((1L << bits) - 1);
    }

    private ulong Raw(int x, int y, int z, int channel)
    {
        int at = z * (int)Texture.SlicePitch + y * (int)Texture.Pitch + (x * (int)Texture.Channels + channel) * (int)Texture.ChannelBytes;
        return Texture.ChannelBytes switch { 1 => texels[at], 2 => BinaryPrimitives.ReadUInt16LittleEndian(texels.AsSpan(at)), _ => BinaryPrimitives.ReadUInt32LittleEndian(texels.AsSpan(at)) };
    }
}

/// <summary>PTX ISA 9.7.10, and "Texture Fetching" of the CUDA C++ Programming Guide, in double precision.</summary>
internal static unsafe class TextureMeaning
{
    // "9-bit fixed point format with 8 bits of fractional value": each of the weights is half of that off at most, on texels two apart at most.
    private static readonly double s_weightError = Math.Pow(2, -8);

    public static ulong Query(Opcode opcode, CpuTexture texture) => opcode.Words.First(word => word is "width" or "height" or "depth" or "normalized_coords" or "filter_mode") switch
    {
        "width"             => texture.Size[0],
        "height"            => texture.Size[1],
        "depth"             => texture.Size[2],
        "normalized_coords" => texture.HasNormalizedCoordinates,
        _                   => texture.IsLinear,
    };

    public static Expected[] Fetch(Opcode opcode, TextureGeometry geometry, TexelReader reader, uint[] at, bool isWhole)
    {
        CpuTexture t = reader.Texture;
        bool isGather = opcode.Name == "tld4", filters = t.IsLinear != 0 && !isWhole || isGather, isOpen = false;
        int[] first = new int[3];
        double[] parts = new double[3];
        for (int d = 0; d < geometry.Dimensions; d++)
        {
            double place = isWhole ? (int)at[geometry.ComponentOf(d)] : Place(t, d, BitConverter.UInt32BitsToSingle(at[geometry.ComponentOf(d)]), ref isOpen) - (filters ? 0.5 : 0);
            // What is this near to the next texel may be in it, since coordinates are floats.
            isOpen |= !isWhole && Math.Abs(place - Math.Round(place)) < 1e-4;
            first[d] = (int)Math.Floor(place);
            parts[d] = place - Math.Floor(place);
        }
        if (geometry.Layers > 0) first[2] = Math.Clamp((int)at[0], 0, geometry.Size[2] - 1);
        if (isOpen) return [default, default, default, default];
        double Texel(int channel, int corner) => TexelAt(geometry, reader, first, corner, channel);
        int channel = Array.FindIndex(["r", "g", "b", "a"], opcode.Has), corners = filters ? 1 << geometry.Dimensions : 1;
        Expected[] words = new Expected[4];
        for (int i = 0; i < 4; i++)
        {
            // Counter-clockwise from the lower left; channels that the texels lack are the device's choice.
            if (isGather) words[i] = channel < t.Channels ? Word(opcode, Texel(channel, i switch { 0 => 2, 1 => 3, 2 => 1, _ => 0 }), 0) : default;
            else words[i] = i >= t.Channels ? default : Word(opcode, Enumerable.Range(0, corners).Sum(corner => Share(geometry, parts, corner, corners) * Texel(i, corner)), filters ? geometry.Dimensions : 0);
        }
        return opcode.Types[0] == PtxType.F16x2 ? Packed(words) : words;
    }

    // v2.f16x2: two channels a register
    private static Expected[] Packed(Expected[] words)
    {
        Expected Pair(int i) => words[i].Mask == 0 || words[i + 1].Mask == 0 ? default : words[i] with { Value = words[i].Value | words[i + 1].Value << 16 };
        return [Pair(0), Pair(2)];
    }

    private static double Share(TextureGeometry geometry, double[] parts, int corner, int corners)
    {
        double share = 1;
        for (int d = 0; d < geometry.Dimensions && corners > 1; d++) share *= (corner >> d & 1) != 0 ? parts[d] : 1 - parts[d];
        return share;
    }

    // In texels
    private static double Place(CpuTexture t, int d, double at, ref bool isOpen)
    {
        if (t.HasNormalizedCoordinates == 0) return at;
        double whole = Math.Floor(at), part = at - whole;
        isOpen |= (TextureAddressMode)t.AddressMode[d] is TextureAddressMode.Wrap or TextureAddressMode.Mirror && (part < 1e-4 || part > 1 - 1e-4);
        return t.Size[d] * (TextureAddressMode)t.AddressMode[d] switch
        {
            TextureAddressMode.Wrap   => part,
            TextureAddressMode.Mirror => (long)whole % 2 == 0 ? part : 1 - part,
            _                         => at,
        };
    }

    private static double TexelAt(TextureGeometry geometry, TexelReader reader, int[] first, int corner, int channel)
    {
        int[] index = [.. first];
        for (int d = 0; d < geometry.Dimensions; d++)
        {
            int at = first[d] + (corner >> d & 1), size = geometry.Size[d];
            CpuTexture texture = reader.Texture;
            TextureAddressMode mode = (TextureAddressMode)texture.AddressMode[d];
            if (mode == TextureAddressMode.Border && (at < 0 || at >= size)) return 0;
            index[d] = mode == TextureAddressMode.Wrap ? (at + size) % size : Math.Clamp(at, 0, size - 1);
        }
        return reader.Number(index[0], index[1], index[2], channel);
    }

    private static Expected Word(Opcode opcode, double value, int filtered)
    {
        PtxType type = opcode.Types[0] == PtxType.F16x2 ? PtxType.F16 : opcode.Types[0];
        if (type.Info().Class != PtxTypeClass.Float) return new((uint)(long)value, uint.MaxValue);
        Format f = Format.Of(type), wide = Format.Of(PtxType.F64);
        ulong bits = BitConverter.DoubleToUInt64Bits(value);
        ulong rounded = wide.Value(bits).Round(f, Rounding.Nearest, double.IsNegative(value));
        // A number of a whole one is a division by what it may be at most, which the guide does not define to the last bit.
        double error = Math.Pow(2, type == PtxType.F16 ? -10 : -22);
        return new(rounded, ulong.MaxValue, f, new Bound(filtered * s_weightError + error, 0));
    }
}
