using CudaBridge.Compiler;

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

    /// <summary>
    /// Runs <paramref name="make"/>, which may compile, on the pool. Progress is 0 at first and 1 at last. If the wait is cancelled, what is
    /// made all the same is given to <paramref name="discard"/>.
    /// </summary>
    public static async Task<T> Watched<T>(Func<TranslationWatch, T> make, Action<T> discard, IProgress<double>? progress, CancellationToken cancellation)
    {
        progress?.Report(0);
        Task<T> work = Task.Run(() => make(new TranslationWatch(progress is null ? null : new BeforeTheEnd(progress), cancellation)), cancellation);
        try
        {
            T made = await work.WaitAsync(cancellation).ConfigureAwait(false);
            progress?.Report(1);
            return made;
        }
        catch (OperationCanceledException)
        {
            _ = work.ContinueWith(late => discard(late.Result), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }
    }

    // A translation's end is not yet that of loading.
    private sealed class BeforeTheEnd(IProgress<double> inner) : IProgress<double>
    {
        public void Report(double value)
        {
            if (value < 1) inner.Report(value);
        }
    }
}
