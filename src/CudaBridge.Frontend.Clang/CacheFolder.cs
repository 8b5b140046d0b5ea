namespace CudaBridge.Frontend.Clang;

/// <summary>The folder of compiled programs, kernels and headers: <c>CUDABRIDGE_CACHE</c>, else <c>cudabridge</c> in the user's cache folder.</summary>
public static class CacheFolder
{
    public static string Root { get; } = FindRoot();

    /// <summary>Programs that <c>cudabridge run</c> has built.</summary>
    public static string Programs => Path.Combine(Root, "programs");

    private static string FindRoot()
    {
        if (Environment.GetEnvironmentVariable("CUDABRIDGE_CACHE") is { Length: > 0 } named) return named;
        string? users = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (string.IsNullOrEmpty(users)) users = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return Path.Combine(users, "cudabridge");
    }
}
