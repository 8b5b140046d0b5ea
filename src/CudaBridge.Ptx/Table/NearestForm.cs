namespace CudaBridge.Ptx;

/// <summary>Finds the legal form that is fewest changes away from an illegal one.</summary>
internal static class NearestForm
{
    private const int LongestGuess = 24;

    /// <summary>The nearest legal spelling of an opcode with its operands; null when nothing is near.</summary>
    public static string? Of(string opcode, IReadOnlyList<string> suffixes)
    {
        (int Cost, string Text) best = (int.MaxValue, "");
        foreach (Form form in Instructions.Find(opcode))
        {
            (int cost, List<string> words) = Align(form, suffixes);
            if (cost < best.Cost) best = (cost, $"{string.Join('.', words.Prepend(opcode))} {form.OperandText}".TrimEnd());
        }
        return best.Cost == int.MaxValue ? null : best.Text;
    }

    /// <summary>The known opcode with the fewest changed letters; null when more than a third would change.</summary>
    public static string? OpcodeLike(string opcode)
    {
        if (opcode.Length > LongestGuess) return null;
        string? best = Instructions.Opcodes.OrderBy(known => Distance(known, opcode)).ThenBy(known => known, StringComparer.Ordinal).FirstOrDefault();
        return best is not null && Distance(best, opcode) <= Math.Max(1, best.Length / 3) ? best : null;
    }

    // cost[i, j]: fewest changes that turn the suffixes from i on into a choice of words for the slots from j on.
    private static (int Cost, List<string> Words) Align(Form form, IReadOnlyList<string> suffixes)
    {
        int m = suffixes.Count;
        int n = form.Slots.Count;
        int[,] cost = new int[m + 1, n + 1];
        for (int i = m; i >= 0; i--)
            for (int j = n; j >= 0; j--) cost[i, j] = i == m && j == n ? 0 : Step(form, suffixes, cost, i, j).Cost;
        List<string> words = [];
        for (int i = 0, j = 0; i < m || j < n;)
        {
            (_, int di, int dj, string? word) = Step(form, suffixes, cost, i, j);
            if (word is not null) words.Add(word);
            (i, j) = (i + di, j + dj);
        }
        return (cost[0, 0], words);
    }

    private static (int Cost, int Suffixes, int Slots, string? Word) Step(Form form, IReadOnlyList<string> suffixes, int[,] cost, int i, int j)
    {
        (int Cost, int, int, string?) best = (int.MaxValue, 0, 0, null);
        if (j < form.Slots.Count)
        {
            Slot slot = form.Slots[j];
            best = slot.Optional ? (cost[i, j + 1], 0, 1, null) : (cost[i, j + 1] + 4, 0, 1, slot.Words[0]);
            if (i < suffixes.Count)
            {
                (int change, string word) = Substitute(slot, suffixes[i]);
                if (cost[i + 1, j + 1] + change < best.Cost) best = (cost[i + 1, j + 1] + change, 1, 1, word);
            }
        }
        if (i < suffixes.Count && cost[i + 1, j] + 3 < best.Cost) best = (cost[i + 1, j] + 3, 1, 0, null);
        return best;
    }

    // A type becomes a type of the same size and another class more readily than another word.
    private static (int Cost, string Word) Substitute(Slot slot, string suffix)
    {
        if (slot.IndexOf(suffix) >= 0) return (0, suffix);
        int bits = PtxTypes.Find(suffix).Info().Bits;
        string? sameSize = slot.IsType && bits > 0 ? slot.Words.FirstOrDefault(word => PtxTypes.Find(word).Info().Bits == bits) : null;
        if (sameSize is not null) return (5, sameSize);
        return (slot.IsType == bits > 0 ? 7 : 9, slot.Words[0]);
    }

    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }
        return row[b.Length];
    }
}
