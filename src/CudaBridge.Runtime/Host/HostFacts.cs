using System.Globalization;
using System.Runtime.InteropServices;

namespace CudaBridge.Runtime;

/// <summary>This machine, as far as the process may use it.</summary>
internal static class HostFacts
{
    private const double DefaultMemoryShare = 0.75;
    private const ulong FallbackMemory = 1UL << 30;

    /// <summary>Cores the process may run on: .NET counts the affinity mask and the container's quota; CUDABRIDGE_THREADS lowers it.</summary>
    public static int UsableCores { get; } =
        Settings.Threads > 0 ? Math.Min(Settings.Threads, Environment.ProcessorCount) : Environment.ProcessorCount;

    public static string CpuModel { get; } = ReadCpuModel();

    public static int L2Bytes { get; } = ReadCache("index2") ?? 1 << 20;

    /// <summary>Bytes of the last cache before memory; where the system does not say, as many as servers mostly have.</summary>
    public static int LastCacheBytes { get; } = ReadCache("index3") ?? 32 << 20;

    /// <summary>Bytes that the process can have: the machine's memory or the container's limit.</summary>
    public static ulong PhysicalMemory { get; } = ReadPhysicalMemory();

    /// <summary>Bytes the device says it has.</summary>
    public static nuint DeviceMemory { get; } = ReadDeviceMemory();

    private static ulong ReadPhysicalMemory()
    {
        long available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (available > 0) return (ulong)available;
        string? line = ReadLines("/proc/meminfo").FirstOrDefault(l => l.StartsWith("MemTotal:", StringComparison.Ordinal));
        string? kilobytes = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1);
        return ulong.TryParse(kilobytes, CultureInfo.InvariantCulture, out ulong value) ? value << 10 : FallbackMemory;
    }

    private static nuint ReadDeviceMemory()
    {
        ulong bytes = (ulong)(PhysicalMemory * DefaultMemoryShare);
        if (Settings.Memory is { } text)
        {
            if (text.EndsWith('%') && double.TryParse(text.AsSpan(0, text.Length - 1), CultureInfo.InvariantCulture, out double percent))
                bytes = (ulong)(PhysicalMemory * percent / 100);
            else
                bytes = Settings.ParseSize(text) ?? bytes;
        }
        return (nuint)Math.Max(bytes, 1 << 20) & ~(nuint)0xFFFF;
    }

    private static string ReadCpuModel()
    {
        string? line = ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal));
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }

    private static int? ReadCache(string index) =>
        ReadLines($"/sys/devices/system/cpu/cpu0/cache/{index}/size").FirstOrDefault() is { } text ? (int?)Settings.ParseSize(text.Trim()) : null;

    private static IEnumerable<string> ReadLines(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllLines(file) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
