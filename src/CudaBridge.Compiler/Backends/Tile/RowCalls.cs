using System.Globalization;

namespace CudaBridge.Compiler.Backends.Tile;

/// <summary>Operations on rows of floats, for texts that are made for any language.</summary>
internal static class RowCalls
{
    public static string Array(CoreLanguage language, string name, string extent) => string.Format(CultureInfo.InvariantCulture, language.ScratchArray, "float", name, extent);

    public static string Call(string operation, string count, string result, string first, string? second = null) => operation
        .Replace("{0}", result, StringComparison.Ordinal).Replace("{1}", first, StringComparison.Ordinal).Replace("{2}", second ?? $"{count} * sizeof(float)", StringComparison.Ordinal)
        .Replace("{e}", count, StringComparison.Ordinal).Replace("{n}", count, StringComparison.Ordinal);
}
