using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using CudaBridge.Abi;
using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

/// <summary>
/// tex, tld4, txq, suld, sust, sured and suq. Each thread has a small texture or surface of its own in its row: the descriptor, which the kernel completes with the
/// address of the texels, coordinates, values to store, texels.
/// </summary>
internal sealed unsafe class TextureProbe : IProbe
{
    private const int TexelWords = 32, ValueWords = 4, ResultWords = 4;
    private static readonly int s_descriptorWords = (sizeof(CpuTexture) + 7) / 8;
    private static readonly int s_coordinates = s_descriptorWords, s_values = s_coordinates + 4, s_texels = s_values + ValueWords;

    private readonly TextureGeometry _geometry;

    private TextureProbe(Opcode opcode, TextureGeometry geometry) => (Opcode, _geometry) = (opcode, geometry);

    public Opcode Opcode { get; }

    public int InputWords => s_texels + TexelWords;

    // What was read, and the texels afterwards.
    public int OutputWords => ResultWords + TexelWords;

    /// <summary>Null when the oracle does not interpret the instruction: cubemaps, gradients, multisampled textures.</summary>
    public static TextureProbe? Of(Instruction instruction)
    {
        Opcode opcode = instruction.Opcode;
        if (opcode.Name is not ("tex" or "tld4" or "txq" or "suld" or "sust" or "sured" or "suq") || opcode.Has("grad")) return null;
        if (opcode.Name == "tex" && opcode.Types[0] == PtxType.F16x2 && opcode.Types[1] == PtxType.F16) return null;
        if (IsQuery(opcode)) return opcode.Words.Any(word => word is "width" or "height" or "depth" or "normalized_coords" or "filter_mode") && !opcode.Has("level") ? new(opcode, TextureGeometry.All[2]) : null;
        TextureGeometry? geometry = TextureGeometry.All.FirstOrDefault(geometry => opcode.Has(geometry.Name));
        bool isTooWide = IsSurface(opcode) && (opcode.Vector > 4 || opcode.Types[0].Info().Bits * opcode.Vector > 128);
        return geometry is null || isTooWide ? null : new(opcode, geometry);
    }

    private static bool IsQuery(Opcode opcode) => opcode.Name is "txq" or "suq";

    private static bool IsSurface(Opcode opcode) => opcode.Name is "suld" or "sust" or "sured" or "suq";

    private bool Writes => Opcode.Name is "sust" or "sured";

    // With .b x counts bytes, with .p texels.
    private bool IsFormatted => Opcode.Has("p");

    private PtxType Result => Opcode.Types[0];

    private bool HasWholeCoordinates => IsSurface(Opcode) || Opcode.Types[^1] == PtxType.S32;

    private int Results => IsQuery(Opcode) ? 1 : IsSurface(Opcode) ? Opcode.Vector : Opcode.Has("v2") ? 2 : 4;

    private int RegisterBits => Math.Max(16, Result.Info().Bits);

    public string Kernel(string name)
    {
        StringBuilder text = new(KernelText.Open(name, InputWords, OutputWords));
        text.Append(CultureInfo.InvariantCulture, $"\tadd.u64 %x, %in, {8 * s_texels}; st.global.u64 [%in], %x;\n");
        text.Append(CultureInfo.InvariantCulture, $"\t.reg .b32 %at<4>; .reg .b{RegisterBits} %d<4>; .reg .b{RegisterBits} %v<4>;\n");
        for (int i = 0; i < 4; i++) text.Append(CultureInfo.InvariantCulture, $"\tld.global.u32 %at{i}, [%in+{8 * (s_coordinates + i)}];\n");
        if (Writes)
            for (int i = 0; i < Results; i++) text.Append(CultureInfo.InvariantCulture, $"\tld.global.b{Result.Info().Bits} %v{i}, [%in+{8 * (s_values + i)}];\n");
        string level = Opcode.Has("level") ? ", %at3" : "", place = IsQuery(Opcode) ? "[%in]" : $"[%in, {{{string.Join(", ", _geometry.Operands.Select(i => $"%at{i}"))}}}]";
        string operands = Writes ? $"{place}, {List("%v")}" : $"{List("%d")}, {place}{level}";
        if (level.Length > 0) text.Append(CultureInfo.InvariantCulture, $"\tmov.b32 %at3, 0;\n");
        text.Append(CultureInfo.InvariantCulture, $"\t{Opcode.Text} {operands};\n");
        if (!Writes)
            for (int i = 0; i < Results; i++) text.Append(KernelText.Store($"%d{i}", RegisterBits, i));
        for (int i = 0; i < TexelWords; i++) text.Append(CultureInfo.InvariantCulture, $"\tld.global.u64 %x, [%in+{8 * (s_texels + i)}]; st.global.u64 [%out+{8 * (ResultWords + i)}], %x;\n");
        return text.Append(KernelText.Close).ToString();
    }

    private string List(string register) =>
        IsQuery(Opcode) || IsSurface(Opcode) && Opcode.Get("vec") is null ? $"{register}0" : $"{{{string.Join(", ", Enumerable.Range(0, Results).Select(i => $"{register}{i}"))}}}";

    public IEnumerable<ulong[]> Rows(int count)
    {
        Random random = new(Opcode.Text.Length * 7919 + 9);
        for (int n = 0; n < count; n++)
        {
            ulong[] row = new ulong[InputWords];
            CpuTexture texture = Texture(random);
            Unsafe.As<ulong, CpuTexture>(ref row[0]) = texture;
            for (int i = 0; i < 4; i++) row[s_coordinates + i] = Coordinate(random, texture, i);
            for (int i = 0; i < ValueWords; i++) row[s_values + i] = (ulong)random.NextInt64();
            for (int i = 0; i < TexelWords; i++) row[s_texels + i] = texture.Kind == (uint)TextureKind.Float ? Floats(random, texture.ChannelBytes) : (ulong)random.NextInt64();
            yield return row;
        }
    }

    private enum TextureKind : uint { Signed, Unsigned, Float }

    private CpuTexture Texture(Random random)
    {
        bool isFloat = Result.Info().Class == PtxTypeClass.Float;
        uint bytes = IsSurface(Opcode) ? (uint)Math.Min(4, Result.Info().Bits / 8) : 1U << random.Next(3);
        TextureKind kind = IsFormatted ? (TextureKind)random.Next(2) : !isFloat ? (Result == PtxType.S32 ? TextureKind.Signed : TextureKind.Unsigned) : (TextureKind)random.Next(3);
        if (kind == TextureKind.Float && bytes == 1 || isFloat && bytes == 4) kind = TextureKind.Float;
        if (kind == TextureKind.Float && bytes == 1) bytes = 4;
        uint channels = IsSurface(Opcode) ? (uint)Opcode.Vector * (Result.Info().Bits == 64 ? 2U : 1) : 1U << random.Next(3), texel = bytes * channels;
        uint isNormalized = HasWholeCoordinates ? 0 : (uint)random.Next(2);
        CpuTexture texture = new()
        {
            ChannelBytes = bytes,
            Channels = channels,
            Kind = (uint)kind,
            Pitch = texel * (ulong)_geometry.Size[0],
            SlicePitch = texel * (ulong)(_geometry.Size[0] * _geometry.Size[1]),
            IsLinear = isFloat && Opcode.Name == "tex" ? (uint)random.Next(2) : 0,
            HasNormalizedCoordinates = isNormalized,
            ReadsNormalized = isFloat && kind != TextureKind.Float ? 1U : 0,
        };
        for (int i = 0; i < 3; i++)
        {
            texture.Size[i] = (uint)_geometry.Size[i];
            // Wrapping and mirroring are for normalised coordinates; a whole one is clamped or at the border.
            texture.AddressMode[i] = isNormalized != 0 ? (uint)random.Next(4) : random.Next(2) == 0 ? (uint)TextureAddressMode.Clamp : (uint)TextureAddressMode.Border;
        }
        return texture;
    }

    private ulong Coordinate(Random random, in CpuTexture texture, int component)
    {
        int dimension = _geometry.DimensionOf(component), size = dimension < 0 ? 4 : _geometry.Size[dimension];
        bool isOutside = !Opcode.Has("trap") && random.Next(4) == 0;
        if (dimension is < 0 or >= 3 || HasWholeCoordinates || component < _geometry.Layers)
        {
            int whole = isOutside && component >= _geometry.Layers ? random.Next(-size - 1, 2 * size + 2) : random.Next(size);
            // The x of a surface counts bytes, and elements lie at multiples of their size.
            return (uint)(IsSurface(Opcode) && !IsFormatted && dimension == 0 ? whole * (int)(texture.ChannelBytes * texture.Channels) : whole);
        }
        float at = (float)(isOutside ? random.NextDouble() * 3 * size - size : random.NextDouble() * size);
        return BitConverter.SingleToUInt32Bits(texture.HasNormalizedCoordinates != 0 ? at / size : at);
    }

    // Between −1 and 1
    private static ulong Floats(Random random, uint bytes)
    {
        float Next() => (float)(2 * random.NextDouble() - 1);
        if (bytes == 4) return (ulong)BitConverter.SingleToUInt32Bits(Next()) << 32 | BitConverter.SingleToUInt32Bits(Next());
        ulong word = 0;
        for (int i = 0; i < 4; i++) word = word << 16 | BitConverter.HalfToUInt16Bits((Half)Next());
        return word;
    }

    public Expected[][] Expect(ulong[][] warp) => [.. warp.Select(Expect)];

    private Expected[] Expect(ulong[] row)
    {
        Expected[] words = new Expected[OutputWords];
        ulong[] texels = row[s_texels..];
        TexelReader reader = new(Unsafe.As<ulong, CpuTexture>(ref row[0]), MemoryMarshal.AsBytes<ulong>(texels).ToArray());
        uint[] at = [.. row[s_coordinates..(s_coordinates + 4)].Select(word => (uint)word)];
        if (IsQuery(Opcode)) words[0] = new(TextureMeaning.Query(Opcode, reader.Texture), ulong.MaxValue);
        else if (IsSurface(Opcode)) Surface(row, texels, at, words);
        else TextureMeaning.Fetch(Opcode, _geometry, reader, at, HasWholeCoordinates).CopyTo(words, 0);
        for (int i = 0; i < TexelWords; i++) words[ResultWords + i] = new(texels[i], ulong.MaxValue);
        return words;
    }

    // Outside: zero reads 0 and does not write, clamp takes the nearest element; trap ends the program, and is not tried there.
    private void Surface(ulong[] row, ulong[] texels, uint[] at, Expected[] words)
    {
        int size = Result.Info().Bits / 8, element = size * Opcode.Vector, place = 0, scale = 1;
        bool isInside = true;
        for (int i = 0; i < 3; i++)
        {
            int component = _geometry.ComponentOf(i), limit = _geometry.Size[i], index = component < 0 ? 0 : (int)at[component];
            if (i == 0 && !IsFormatted) index /= element;
            isInside &= index >= 0 && index < limit;
            place += Math.Clamp(index, 0, limit - 1) * scale;
            scale *= limit;
        }
        Span<byte> bytes = MemoryMarshal.AsBytes(texels.AsSpan());
        for (int i = 0; i < Opcode.Vector; i++)
        {
            Span<byte> part = bytes.Slice(place * element + i * size, size);
            ulong stored = 0;
            part.CopyTo(MemoryMarshal.AsBytes(new Span<ulong>(ref stored)));
            ulong value = Opcode.Name == "sured" ? Reduced(stored, row) : row[s_values + i];
            if (Opcode.Name == "suld") words[i] = new(isInside || Opcode.Has("clamp") ? stored : 0, Bits.Mask(Result.Info().Bits));
            else if (isInside || Opcode.Has("clamp")) MemoryMarshal.AsBytes(new Span<ulong>(ref value))[..size].CopyTo(part);
        }
    }

    // The format of a surface says whether what is in it has a sign, where the instruction does not.
    private ulong Reduced(ulong stored, ulong[] row)
    {
        bool isSigned = Unsafe.As<ulong, CpuTexture>(ref row[0]).Kind == (uint)TextureKind.Signed, isOpen = false;
        PtxType type = !IsFormatted ? Result : Result == PtxType.B64 ? isSigned ? PtxType.S64 : PtxType.U64 : isSigned ? PtxType.S32 : PtxType.U32;
        return (ulong)AtomicMeaning.Combined(Opcode, type, stored, row[s_values], 0, ref isOpen);
    }

    public string Describe(ulong[] row)
    {
        CpuTexture t = Unsafe.As<ulong, CpuTexture>(ref row[0]);
        string coordinates = string.Join(", ", row[s_coordinates..(s_coordinates + 4)].Select(word => HasWholeCoordinates ? $"{(int)word}" : $"{BitConverter.UInt32BitsToSingle((uint)word):R} ({(uint)word})"));
        return string.Create(CultureInfo.InvariantCulture, $"at {coordinates} of {t.Channels} × {8 * t.ChannelBytes} bits, kind {t.Kind}, linear {t.IsLinear}, normalized {t.HasNormalizedCoordinates}, address {t.AddressMode[0]} {t.AddressMode[1]} {t.AddressMode[2]}");
    }
}
