namespace CudaBridge.Runtime;

/// <summary>What touches device memory passes here, so that for a moment nothing does while memory moves to other pages.</summary>
internal sealed class WorkGate
{
    private const long Closed = 1L << 62;

    [ThreadStatic] private static int t_depth;

    private readonly object _alone = new();
    private long _inside;

    public void Enter()
    {
        if (t_depth++ == 0 && (Interlocked.Increment(ref _inside) & Closed) != 0) EnterSlowly();
    }

    public void Leave()
    {
        if (--t_depth == 0) Interlocked.Decrement(ref _inside);
    }

    /// <summary>Waits until nothing is inside and keeps everything outside while <paramref name="action"/> runs.</summary>
    public void RunAlone(Action action)
    {
        lock (_alone)
        {
            Interlocked.Add(ref _inside, Closed);
            try
            {
                SpinWait spin = default;
                while (Volatile.Read(ref _inside) != Closed) spin.SpinOnce();
                action();
            }
            finally
            {
                Interlocked.Add(ref _inside, -Closed);
            }
        }
    }

    private void EnterSlowly()
    {
        do
        {
            Interlocked.Decrement(ref _inside);
            lock (_alone)
            {
                // Open again.
            }
        }
        while ((Interlocked.Increment(ref _inside) & Closed) != 0);
    }
}
