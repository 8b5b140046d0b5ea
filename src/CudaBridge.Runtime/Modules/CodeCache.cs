using System.Globalization;
using System.Text;

namespace CudaBridge.Runtime;

/// <summary>
/// Compiled modules on disk, one file each, named by what they were made of. Files appear whole by renaming, carry a digest of their
/// contents, and are dropped, least recently used first, when the folder grows too large. Every failure only costs a compilation.
/// </summary>
public sealed class CodeCache
{
    private const string Extension = ".so";
    private static readonly TimeSpan s_abandonedAfter = TimeSpan.FromHours(1);

    private readonly string? _folder;
    private readonly ulong _limit;

    /// <param name="folder">Created when something is first written; null: nothing is kept.</param>
    /// <param name="limit">Bytes that the files may take.</param>
    public CodeCache(string? folder, ulong limit) => (_folder, _limit) = (folder, limit);

    /// <summary>The user's cache: <c>CUDABRIDGE_CACHE</c>, else <c>cudabridge</c> in <c>XDG_CACHE_HOME</c> or <c>~/.cache</c>.</summary>
    public static CodeCache Shared { get; } = new(DefaultFolder(), Settings.CacheSize);

    /// <summary>A name for the result of compiling these bytes this way.</summary>
    public static string KeyOf(ReadOnlySpan<byte> source, string compilerVersion, string isa, int optimizationLevel)
    {
        Sha256 hash = new();
        hash.Append(Encoding.UTF8.GetBytes($"{compilerVersion}\0{isa}\0{optimizationLevel}\0{Abi.CpuModuleTable.CurrentAbiVersion}\0"));
        hash.Append(source);
        return Convert.ToHexString(hash.Finish()).ToLower(CultureInfo.InvariantCulture);
    }

    /// <summary>What was written under the key; null if nothing was, or not whole.</summary>
    public byte[]? TryRead(string key)
    {
        if (_folder is null) return null;
        try
        {
            string path = PathOf(key);
            if (!File.Exists(path)) return null;
            byte[] file = File.ReadAllBytes(path);
            if (!IsWhole(file)) return null;
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
            return file[..^Sha256.DigestBytes];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.Write(RuntimeMessages.NotCacheRead, e.Message);
            return null;
        }
    }

    public void Write(string key, ReadOnlySpan<byte> image)
    {
        if (_folder is null) return;
        string temporary = Path.Combine(_folder, $"{key}.{Environment.ProcessId}-{Guid.NewGuid():N}.tmp");
        try
        {
            Directory.CreateDirectory(_folder);
            MakeRoom((ulong)image.Length);
            using (FileStream file = new(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                file.Write(image);
                file.Write(Sha256.HashData(image));
            }
            File.Move(temporary, PathOf(key), overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.Write(RuntimeMessages.NotCached, e.Message);
            TryDelete(temporary);
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> file) =>
        file.Length > Sha256.DigestBytes && Sha256.HashData(file[..^Sha256.DigestBytes]).AsSpan().SequenceEqual(file[^Sha256.DigestBytes..]);

    private void MakeRoom(ulong incoming)
    {
        FileInfo[] files = new DirectoryInfo(_folder!).GetFiles();
        foreach (FileInfo file in files.Where(f => f.Extension == ".tmp" && DateTime.UtcNow - f.LastWriteTimeUtc > s_abandonedAfter)) TryDelete(file.FullName);
        FileInfo[] modules = [.. files.Where(f => f.Extension == Extension)];
        ulong total = modules.Aggregate(incoming, (sum, f) => sum + (ulong)f.Length);
        if (total <= _limit) return;
        // Well below the limit, so that not every write has to sweep.
        foreach (FileInfo file in modules.OrderBy(f => f.LastWriteTimeUtc))
        {
            if (total <= _limit / 4 * 3) break;
            TryDelete(file.FullName);
            total -= (ulong)file.Length;
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            if (File.Exists(path)) File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.Write(RuntimeMessages.NotDeleted, e.Message);
        }
    }

    private string PathOf(string key) => Path.Combine(_folder!, key + Extension);

    private static string? DefaultFolder()
    {
        if (Settings.CacheFolder is { } named) return Path.GetFullPath(named);
        if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache) return Path.Combine(cache, "cudabridge");
        return Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } home ? Path.Combine(home, ".cache", "cudabridge") : null;
    }
}
