namespace CudaBridge.Cli.Commands;

/// <summary>Tells a person at a terminal what takes long; says nothing to pipes and about what is quick.</summary>
internal static class Progress
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(700);

    public static T Show<T>(string what, Func<T> action)
    {
        if (Console.IsErrorRedirected) return action();
        bool shown = false;
        object gate = new();
        using Timer timer = new(_ =>
        {
            lock (gate)
            {
                Console.Error.Write($"{what} ...");
                shown = true;
            }
        }, null, s_patience, Timeout.InfiniteTimeSpan);
        try
        {
            return action();
        }
        finally
        {
            timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            lock (gate)
                if (shown) Console.Error.Write($"\r{new string(' ', what.Length + 4)}\r");
        }
    }
}
