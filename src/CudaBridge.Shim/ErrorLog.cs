using System.Globalization;

namespace CudaBridge.Shim;

/// <summary>What went wrong lately in calls of either API, for programs that ask (<c>cuLogs…</c>).</summary>
internal static unsafe class ErrorLog
{
    // "The driver keeps the last 100 messages."
    private const int Kept = 100;

    [ThreadStatic] private static string? t_details;

    private static readonly object s_gate = new();
    private static readonly HandleTable<Listener> s_listeners = new(0x4c);
    private static readonly Entry[] s_entries = new Entry[Kept];
    private static uint s_count;

    private readonly record struct Entry(DateTime Time, int Thread, string Function, string Error, string Details)
    {
        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"[{Time:HH:mm:ss.fff}][{Environment.ProcessId}][{Thread}][{Function}][E] {Error}: {Details}");
    }

    private sealed record Listener(nint Function, nint Data);

    /// <summary>How many messages there have ever been: where the next one goes.</summary>
    public static uint Position
    {
        get
        {
            lock (s_gate) return s_count;
        }
    }

    /// <summary>Keeps what an exception says until the call's result is known.</summary>
    public static void Explain(string details) => t_details = details;

    /// <summary>A call has failed.</summary>
    public static void Add(string function, string error, string description)
    {
        Entry entry = new(DateTime.Now, Environment.CurrentManagedThreadId, function, error, t_details ?? description);
        t_details = null;
        lock (s_gate) s_entries[s_count++ % Kept] = entry;
        foreach (Listener listener in s_listeners.Snapshot()) Tell(listener, entry.ToString());
    }

    /// <summary>The messages from a position on that are still kept.</summary>
    public static IReadOnlyList<string> From(uint position)
    {
        lock (s_gate)
        {
            uint first = Math.Max(position, s_count > Kept ? s_count - Kept : 0);
            return [.. Enumerable.Range(0, (int)(s_count - Math.Min(first, s_count))).Select(i => s_entries[(first + (uint)i) % Kept].ToString())];
        }
    }

    /// <param name="function"><c>void (*)(void* data, CUlogLevel level, char* message, size_t length)</c></param>
    public static nint Listen(nint function, nint data) => s_listeners.Add(new(function, data));

    public static bool StopListening(nint handle) => s_listeners.Remove(handle, out _);

    private static void Tell(Listener listener, string message)
    {
        byte[] text = System.Text.Encoding.UTF8.GetBytes(message + '\0');
        fixed (byte* bytes = text) ((delegate* unmanaged<void*, int, byte*, nuint, void>)listener.Function)((void*)listener.Data, 0, bytes, (nuint)text.Length - 1);
    }
}
