using System.Globalization;
using System.Text;

namespace CudaBridge.Cli.Nvcc;

/// <summary>How nvcc reads the values of options.</summary>
internal static class OptionValues
{
    /// <summary>A number, not negative.</summary>
    public static int Count(string option, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            ? count
            : throw new ToolException(ToolMessages.BadValue(option, value, "a number"));

    /// <summary>
    /// Splits a list at its commas. A comma after a backslash, inside double quotes, or in an option that consists of commas
    /// (<c>-Wl,-rpath,folder</c>) belongs to the value.
    /// </summary>
    public static List<string> SplitList(string value)
    {
        List<string> items = [];
        StringBuilder item = new();
        bool quoted = false;
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            if (c == '\\' && i + 1 < value.Length && value[i + 1] == ',') { item.Append(','); i++; continue; }
            if (c == '"') quoted = !quoted;
            if (c != ',' || quoted || IsCommaOption(item)) item.Append(c);
            else Flush();
        }
        Flush();
        return items;

        void Flush()
        {
            if (item.Length > 0) items.Add(item.ToString());
            item.Clear();
        }
    }

    private static bool IsCommaOption(StringBuilder item) =>
        item.Length >= 3 && item.ToString().TrimStart('\'', '"') is ['-', 'W', 'l' or 'a' or 'p', ..] text && (text.Length == 3 || text[3] == ',');
}
