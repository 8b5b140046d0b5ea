namespace CudaBridge.Fuzz.Load;

/// <summary>Damaged copies of good images. An index always gives the same bytes for the same seeds.</summary>
internal sealed class Mutator(IReadOnlyList<Seed> seeds)
{
    private const int MostMutations = 4;
    private const int LongestPiece = 80;
    private const int LongestImage = 1 << 20;
    private const int MostRepetitions = 20_000;

    private static readonly int s_mutations = Enum.GetValues<Mutation>().Length;

    private enum Mutation
    {
        SetByte,
        FlipBit,
        Remove,
        Duplicate,
        ChangeDigit,
        Splice,
        SetWord,
        Cut,
        Repeat,
    }

    /// <summary>The image of an index, and whether it is text, which ends with a NUL in memory.</summary>
    public (byte[] Image, bool IsText) Of(ulong index)
    {
        Random random = new((int)(index ^ (index >> 31)));
        Seed seed = Choose(random);
        List<byte> image = [.. seed.Bytes];
        for (int n = random.Next(1, MostMutations + 1); n > 0 && image.Count > 0; n--) Mutate(image, random);
        return ([.. image], seed.IsText);
    }

    private Seed Choose(Random random)
    {
        int at = random.Next(seeds.Sum(seed => seed.Weight));
        return seeds.First(seed => (at -= seed.Weight) < 0);
    }

    private void Mutate(List<byte> image, Random random)
    {
        int at = random.Next(image.Count), length = Math.Min(random.Next(1, LongestPiece), image.Count - at);
        switch ((Mutation)random.Next(s_mutations))
        {
            case Mutation.SetByte:
                image[at] = (byte)random.Next(1, 256);
                break;
            case Mutation.FlipBit:
                image[at] ^= (byte)(1 << random.Next(8));
                break;
            case Mutation.Remove:
                image.RemoveRange(at, length);
                break;
            case Mutation.Duplicate:
                image.InsertRange(random.Next(image.Count), image.GetRange(at, length));
                break;
            case Mutation.ChangeDigit:
                int digit = image.FindIndex(at, b => b is >= (byte)'0' and <= (byte)'9');
                if (digit >= 0) image[digit] = (byte)('0' + random.Next(10));
                break;
            case Mutation.Splice:
                byte[] other = Choose(random).Bytes;
                int from = random.Next(other.Length);
                image.RemoveRange(at, length);
                image.InsertRange(at, other[from..Math.Min(from + length, other.Length)]);
                break;
            case Mutation.SetWord:
                byte[] word = BitConverter.GetBytes(s_words[random.Next(s_words.Length)]);
                for (int i = 0; i < word.Length && at + i < image.Count; i++) image[at + i] = word[i];
                break;
            case Mutation.Cut:
                // Rarely: what is left of it is soon found to be cut.
                if (random.Next(4) == 0) image.RemoveRange(at, image.Count - at);
                break;
            case Mutation.Repeat:
                length = Math.Min(length, 8);
                int times = Math.Min(random.Next(1, MostRepetitions) >> random.Next(15), (LongestImage - image.Count) / length);
                if (times > 0) image.InsertRange(at, Enumerable.Repeat(image.GetRange(at, length), times).SelectMany(piece => piece));
                break;
        }
    }

    // Sizes at which arithmetic goes wrong.
    private static readonly ulong[] s_words = [0, 1, 0x7F, 0x80, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 0x1_0000_0000, long.MaxValue, 1UL << 63, ulong.MaxValue - 15, ulong.MaxValue];
}
