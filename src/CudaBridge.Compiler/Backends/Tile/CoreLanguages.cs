using CudaBridge.Compiler.Backends.Tile.Languages;

namespace CudaBridge.Compiler.Backends.Tile;

/// <summary>The languages for cores without threads, by target.</summary>
internal static class CoreLanguages
{
    public static IReadOnlyList<CoreLanguage> All { get; } = [BangC.Language, AscendC.Language, TopsC.Language];

    public static CoreLanguage? Find(string target) => All.FirstOrDefault(language => language.Name == target);
}
