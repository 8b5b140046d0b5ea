using static CudaBridge.Frontend.Clang.SourceText;

namespace CudaBridge.Frontend.Clang;

// asm("mov.u64 %0, %globaltimer;" : "=l"(t))  =>  asm("mov.u64 %0, %%globaltimer;" : "=l"(t))
//
// A percent sign before a letter is a register for nvcc, which knows no operand modifiers; clang takes it for one. Statements without operands
// stay: there a percent sign stands for itself.

/// <summary>Writes the special registers in inline PTX as clang reads them.</summary>
public static class AsmText
{
    private static readonly string[] s_words = ["asm", "__asm__", "__asm"];
    private static readonly string[] s_qualifiers = ["volatile", "__volatile__", "__volatile"];

    /// <summary>The rewritten source; null when it is as clang takes it.</summary>
    public static string? Rewrite(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!source.Contains("asm", StringComparison.Ordinal)) return null;
        List<Edit> edits = [];
        for (int at = 0; at < source.Length;)
        {
            int next = SkipText(source, at);
            if (next > at) at = next;
            else if (s_words.FirstOrDefault(word => IsWord(source, at, word)) is { } word) at = ScanStatement(source, at + word.Length, edits);
            else at++;
        }

        return edits.Count > 0 ? Apply(source, edits) : null;
    }

    private static int ScanStatement(string source, int at, List<Edit> edits)
    {
        at = SkipBlanks(source, at);
        if (s_qualifiers.FirstOrDefault(word => IsWord(source, at, word)) is { } qualifier) at = SkipBlanks(source, at + qualifier.Length);
        if (at >= source.Length || source[at] != '(') return at;
        List<Edit> registers = [];
        int depth = 0;
        for (bool isTemplate = true; at < source.Length;)
        {
            int next = SkipText(source, at);
            if (next > at)
            {
                if (isTemplate && source[at] is '"' or 'R') registers.AddRange(Registers(source, at, next));
                at = next;
                continue;
            }

            char c = source[at++];
            if (c == '(') depth++;
            else if (c == ')' && --depth == 0) return at;
            else if (c == ':' && depth == 1 && isTemplate)
            {
                isTemplate = false;
                edits.AddRange(registers);
            }
        }

        return at;
    }

    private static IEnumerable<Edit> Registers(string source, int from, int end)
    {
        for (int i = from; i + 1 < end; i++)
        {
            if (source[i] != '%') continue;
            if (char.IsAsciiLetter(source[i + 1])) yield return new Edit(i, 0, "%");
            else i++;
        }
    }
}
