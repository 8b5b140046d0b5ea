using System.Collections.Concurrent;
using CudaBridge.Compiler;

namespace CudaBridge.Runtime;

/// <summary>What <c>CUDABRIDGE_LOG</c> asks for: one line an entry, nothing when it is not set.</summary>
public static class Log
{
    private static readonly ConcurrentDictionary<string, bool> s_said = new();
    private static readonly object s_gate = new();

    public static bool Enabled => Settings.Log is not (null or "0");

    public static void Write(string line)
    {
        if (!Enabled) return;
        lock (s_gate)
        {
            try
            {
                if (Settings.Log is "1" or "stderr") Console.Error.WriteLine($"cudabridge: {line}");
                else File.AppendAllText(Settings.Log!, $"cudabridge: {line}\n");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A log that cannot be written must not change what the program does.
            }
        }
    }

    internal static void Write(Message message, params object[] details)
    {
        if (Enabled) Write(message.In(null, details).ToString());
    }

    /// <summary>Writes a line the first time it occurs in the process.</summary>
    public static void WriteOnce(string line)
    {
        if (Enabled && s_said.TryAdd(line, true)) Write(line);
    }
}
