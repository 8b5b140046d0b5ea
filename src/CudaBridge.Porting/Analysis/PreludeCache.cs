using System.Collections.Concurrent;
using ClangSharp.Interop;

namespace CudaBridge.Porting.Analysis;

/// <summary>
/// What nvcc includes before every file, read once and kept as clang's precompiled header: it is most of the time that a small unit takes. Units whose
/// macros or standard differ have preludes of their own.
/// </summary>
internal sealed class PreludeCache : IDisposable
{
    // Making a prelude takes as long as reading it twice.
    private const int ReadBefore = 2;

    private readonly Lazy<string> _folder = new(() => Directory.CreateTempSubdirectory("cudabridge-prelude-").FullName);
    private readonly ConcurrentDictionary<string, Prelude> _preludes = new();

    private sealed class Prelude(Func<string?> make)
    {
        public int Asked;
        public readonly Lazy<string?> File = new(make);
    }

    /// <summary>The precompiled prelude for units that are read so; null: too few were, or clang could not make one, and the unit reads its prelude by itself.</summary>
    /// <param name="own">The unit's own arguments.</param>
    /// <param name="complete">Makes of them what clang is given.</param>
    public string? For(IReadOnlyList<string> own, Func<string, IReadOnlyList<string>, List<string>> complete)
    {
        List<string> shaping = [.. Shaping(own)];
        Prelude prelude = _preludes.GetOrAdd(string.Join('\0', shaping), _ => new Prelude(() => Make(shaping, complete)));
        return Interlocked.Increment(ref prelude.Asked) > ReadBefore ? prelude.File.Value : null;
    }

    // Folders and files that are included later have no say in it.
    private static IEnumerable<string> Shaping(IReadOnlyList<string> own)
    {
        for (int i = 0; i < own.Count; i++)
            if (own[i] is "-I" or "-isystem" or "-iquote" or "-idirafter" or "-include") i++;
            else if (!own[i].StartsWith("-I", StringComparison.Ordinal)) yield return own[i];
    }

    private string? Make(IReadOnlyList<string> shaping, Func<string, IReadOnlyList<string>, List<string>> complete)
    {
        string stem = Path.Combine(_folder.Value, Guid.NewGuid().ToString("N")), source = stem + ".cu", output = stem + ".pch";
        File.WriteAllText(source, "");
        using CXIndex index = CXIndex.Create();
        const CXTranslationUnit_Flags Flags = CXTranslationUnit_Flags.CXTranslationUnit_Incomplete | CXTranslationUnit_Flags.CXTranslationUnit_ForSerialization;
        if (CXTranslationUnit.TryParse(index, source, complete(source, shaping), null, Flags, out CXTranslationUnit prelude) != CXErrorCode.CXError_Success) return null;
        using (prelude) return prelude.Save(output) == CXSaveError.CXSaveError_None ? output : null;
    }

    public void Dispose()
    {
        if (_folder.IsValueCreated) Directory.Delete(_folder.Value, recursive: true);
    }
}
