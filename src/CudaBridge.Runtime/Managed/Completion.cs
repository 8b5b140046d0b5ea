namespace CudaBridge;

/// <summary>Work of the device as tasks.</summary>
internal static class Completion
{
    /// <summary>Complete when all work submitted to the stream so far is; never faulted.</summary>
    public static Task Of(Runtime.Stream stream)
    {
        if (stream.IsIdle) return Task.CompletedTask;
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        stream.Submit(new Runtime.ActionOperation(done.SetResult, runsAfterFault: true));
        return done.Task;
    }

    /// <summary>Runs <paramref name="make"/> on the pool. If the wait is cancelled, what it makes later is given to <paramref name="discard"/>.</summary>
    public static async Task<T> Abandonable<T>(Func<T> make, Action<T> discard, CancellationToken cancellation)
    {
        Task<T> work = Task.Run(make, cancellation);
        try
        {
            return await work.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _ = work.ContinueWith(late => discard(late.Result), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }
    }
}
