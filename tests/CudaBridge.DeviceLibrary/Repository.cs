namespace CudaBridge.DeviceLibrary;

internal static class Repository
{
    public static string Root { get; } = Find();

    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "CudaBridge.sln"))) return folder.FullName;
        throw new InvalidOperationException("the tests run inside the repository");
    }
}
