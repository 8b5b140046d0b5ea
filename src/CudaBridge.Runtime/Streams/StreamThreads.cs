namespace CudaBridge.Runtime;

/// <summary>
/// The threads that run streams' work when nobody synchronises. There are as many as streams that have work at once, because work may
/// wait for the program or for another stream; idle ones end after a while.
/// </summary>
internal static class StreamThreads
{
    private const int SpinsBeforeSleep = 50;
    private static readonly TimeSpan s_idleLife = TimeSpan.FromSeconds(10);

    private static readonly object s_gate = new();
    private static readonly Queue<Stream> s_ready = new();
    private static int s_idle;
    private static int s_readyCount;

    /// <summary>Has a thread of ours run what the stream has ready.</summary>
    public static void Schedule(Stream stream)
    {
        lock (s_gate)
        {
            s_ready.Enqueue(stream);
            Volatile.Write(ref s_readyCount, s_ready.Count);
            if (s_ready.Count <= s_idle) Monitor.Pulse(s_gate);
            else Start();
        }
    }

    private static void Start()
    {
        if (!BackgroundThread.TryStart(Serve, ThreadWorker.StackBytes, "cudabridge work")) throw new OutOfMemoryException("The system has no thread left for a stream.");
    }

    private static void Serve()
    {
        while (TryNext(out Stream? stream)) stream.RunScheduled();
    }

    private static bool TryNext([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Stream? stream)
    {
        for (int i = 0; i < SpinsBeforeSleep && Volatile.Read(ref s_readyCount) == 0; i++) Thread.SpinWait(10);
        lock (s_gate)
        {
            while (!s_ready.TryDequeue(out stream))
            {
                s_idle++;
                bool woken = Monitor.Wait(s_gate, s_idleLife);
                s_idle--;
                if (!woken && s_ready.Count == 0) return false;
            }
            Volatile.Write(ref s_readyCount, s_ready.Count);
            return true;
        }
    }
}
