using System.Text;

namespace CudaBridge.Cli.Nvcc;

/// <summary>Command lines as text: the words of a POSIX shell, without expansions.</summary>
internal static class ShellWords
{
    /// <summary>Splits at blanks; quotes and backslashes mean what they mean to a shell.</summary>
    public static List<string> Split(string text)
    {
        List<string> words = [];
        StringBuilder word = new();
        bool inWord = false;
        char quote = '\0';
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quote == '\0' && char.IsWhiteSpace(c))
            {
                if (inWord) words.Add(word.ToString());
                word.Clear();
                inWord = false;
                continue;
            }
            inWord = true;
            if (c == quote) quote = '\0';
            else if (quote == '\0' && c is '"' or '\'' && quote == '\0') quote = c;
            else if (c == '\\' && quote != '\'' && i + 1 < text.Length && IsEscaped(text[i + 1], quote)) word.Append(text[++i]);
            else word.Append(c);
        }
        if (inWord) words.Add(word.ToString());
        return words;
    }

    /// <summary>The text that a shell reads back as these words.</summary>
    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));

    public static string Quote(string word) =>
        word.Length > 0 && word.All(IsPlain) ? word : $"\"{Escape(word)}\"";

    private static string Escape(string word)
    {
        StringBuilder text = new();
        foreach (char c in word) (c is '"' or '\\' or '$' or '`' ? text.Append('\\') : text).Append(c);
        return text.ToString();
    }

    // Inside double quotes a backslash stands for itself before any other character.
    private static bool IsEscaped(char next, char quote) => quote == '\0' || next is '"' or '\\' or '$' or '`';

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '=' or '/' or '.' or ',' or '+' or ':' or '@' or '%' or '^';
}
