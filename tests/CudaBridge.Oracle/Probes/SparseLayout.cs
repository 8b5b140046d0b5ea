namespace CudaBridge.Oracle;

/// <summary>
/// PTX ISA 9.7.14.6.1 and the figures of 9.7.14.6.2: which columns of a row of A the stored elements stand in. Of four neighbouring lanes one, two or
/// all hold the metadata, as much as it takes.
/// </summary>
/// <param name="bits">Of an element of A.</param>
/// <param name="columns">Of A, K.</param>
internal sealed class SparseLayout(int bits, int columns)
{
    // "0b0100, 0b1000, 0b1001, 0b1100, 0b1101, 0b1110 are the meaningful values": the two indices of a chunk, in order. Of tf32 0b0100 and 0b1110.
    private static readonly uint[] s_pairs = [0b0100, 0b1000, 0b1001, 0b1100, 0b1101, 0b1110], s_ofTf32 = [0b0100, 0b1110];

    // Columns that four bits of metadata speak of
    private int Chunk => bits switch { 32 => 2, 4 => 8, _ => 4 };

    private int BitsOfRow => columns / Chunk * 4;

    private int LanesWithMetadata => 16 * BitsOfRow / 8 / 32;

    /// <summary>Operand f: which lane, or which pair of lanes; the last that there is.</summary>
    public int Selector => 4 / LanesWithMetadata - 1;

    public ulong RandomMetadata(Random random)
    {
        uint[] values = bits == 32 ? s_ofTf32 : s_pairs;
        uint word = 0;
        for (int i = 0; i < 32; i += 4) word |= values[random.Next(values.Length)] << i;
        return word;
    }

    /// <summary>The matrix with its zeros.</summary>
    /// <param name="metadata">The word of lane 0 to 3 of a group of four.</param>
    public long[,] Expanded(long[,] stored, Func<int, int, uint> metadata)
    {
        int rows = stored.GetLength(0), kept = Chunk / 2;
        long[,] whole = new long[rows, columns];
        for (int row = 0; row < rows; row++)
            for (int i = 0; i < columns / 2; i++)
            {
                uint chunk = ChunkBits(row, i / kept, metadata);
                whole[row, i / kept * Chunk + Within(chunk, i % kept)] = stored[row, i];
            }
        return whole;
    }

    // Four bits for each chunk, the first chunk lowest. Of wide numbers a lane holds 16 bits of the upper row and 16 of the lower one.
    private uint ChunkBits(int row, int chunk, Func<int, int, uint> metadata)
    {
        int bit = 4 * chunk, first = Selector * LanesWithMetadata, isLower = row / 8;
        return bits >= 16
            ? metadata(row % 8, first + bit / 16) >> (bit % 16 + 16 * isLower) & 15
            : metadata(row % 8, first + bit / 32 * 2 + isLower) >> bit % 32 & 15;
    }

    private int Within(uint chunk, int i) => bits switch
    {
        32 => chunk == 0b1110 ? 1 : 0,
        4  => 2 * (int)(chunk >> i / 2 * 2 & 3) + i % 2,
        _  => (int)(chunk >> 2 * i & 3),
    };
}
