namespace CudaBridge.Cli.Commands;

/// <summary>The folder of compiled programs and kernels: <c>CUDABRIDGE_CACHE</c>, else <c>cudabridge</c> in the user's cache folder.</summary>
internal static class CacheFolder
{
    public static string Root { get; } = FindRoot();

    public static string Programs => Path.Combine(Root, "programs");

    private static string FindRoot()
    {
        if (Environment.GetEnvironmentVariable("CUDABRIDGE_CACHE") is { Length: > 0 } named) return named;
        string? users = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (string.IsNullOrEmpty(users)) users = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return Path.Combine(users, "cudabridge");
    }
}
