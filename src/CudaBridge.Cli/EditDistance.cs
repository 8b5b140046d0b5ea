namespace CudaBridge.Cli;

/// <summary>How many typing mistakes lie between two words.</summary>
internal static class EditDistance
{
    /// <summary>Letters added, left out, replaced, or swapped with their neighbour.</summary>
    public static int Between(string a, string b)
    {
        int[,] edits = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++) edits[i, 0] = i;
        for (int j = 0; j <= b.Length; j++) edits[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
            for (int j = 1; j <= b.Length; j++)
            {
                int best = Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1;
                best = Math.Min(best, edits[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                edits[i, j] = swapped ? Math.Min(best, edits[i - 2, j - 2] + 1) : best;
            }
        return edits[a.Length, b.Length];
    }
}
