namespace CudaBridge.Porting;

/// <summary>The data files that the program carries.</summary>
internal static class Resources
{
    public static IEnumerable<string> Names(string folder) =>
        typeof(Resources).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    public static string Text(string name)
    {
        using Stream stream = typeof(Resources).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"the program lacks its data file '{name}'");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
