using System.Text.RegularExpressions;
using CudaBridge.Porting.Dialects;

namespace CudaBridge.Porting.Rewriting;

/// <summary>Headers of ours that go with the output of some dialects: what CUDA has and the maker's toolkit lacks, or means otherwise.</summary>
public static partial class HelperHeader
{
    /// <summary>Object that opens and closes a maker's runtime around main.</summary>
    public const string SessionType = "AclSession";

    public static string Text(Dialect dialect) => Resources.Text($"helpers/{dialect.Helper}");

    /// <summary>Names that need the dialect's helper; empty when it has none.</summary>
    public static HashSet<string> Names(Dialect dialect)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        return dialect.Helper is null ? [] : [.. DefinedName().Matches(Text(dialect)).Select(match => match.Groups[1].Value)];
    }

    // The helpers name what they give in lines that start so.
    [GeneratedRegex(@"^// gives (\S+)$", RegexOptions.Multiline)]
    private static partial Regex DefinedName();
}
