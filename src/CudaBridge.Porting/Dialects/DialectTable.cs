namespace CudaBridge.Porting.Dialects;

/// <summary>The makers' languages that sources can be ported to.</summary>
public static class DialectTable
{
    // As people look for them: what exists most often first; the others by maker. A test holds it against the files.
    private static readonly string[] s_order = ["hip", "musa-mp22", "musa-mp31", "maca", "corex", "dtk", "supa-gen1", "supa-gen2", "ascend-simt", "ascend-simd", "bang", "tops", "opencl-c"];

    /// <summary>The names, without reading the tables.</summary>
    public static IReadOnlyList<string> Names => s_order;

    private static readonly Lazy<IReadOnlyList<Dialect>> s_all = new(Load);

    public static IReadOnlyList<Dialect> All => s_all.Value;

    public static Dialect? Find(string name) => All.FirstOrDefault(dialect => dialect.Name == name);

    private static List<Dialect> Load()
    {
        Dictionary<string, Dialect> loaded = [];
        Dialect Get(string name) => loaded.TryGetValue(name, out Dialect? dialect) ? dialect : loaded[name] = DialectReader.Read($"{name}.dialect", Resources.Text($"dialects/{name}"), Get);
        foreach (string resource in Resources.Names("dialects/")) Get(resource["dialects/".Length..]);
        return [.. loaded.Values.OrderBy(dialect => Array.IndexOf(s_order, dialect.Name) is >= 0 and int place ? place : int.MaxValue).ThenBy(dialect => dialect.Name, StringComparer.Ordinal)];
    }
}
