namespace CudaBridge;

/// <summary>Something of a context that must be given back: memory, a stream, an event, a module.</summary>
public abstract class CudaResource : IDisposable
{
    private readonly long _leak;
    private int _disposed;

    private protected CudaResource(CudaContext context, string? leakDescription)
    {
        Context = context;
        _leak = leakDescription is null ? Leaks.None : context.Leaks.Note(leakDescription);
    }

    public CudaContext Context { get; }

    /// <summary>Gives it back; a second call does nothing, nor does one after the context's end.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            Context.Leaks.Forget(_leak);
            if (Context.NativeForRelease is { } native) Release(native);
        }
        GC.SuppressFinalize(this);
    }

    private protected void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed != 0, this);

    private protected abstract void Release(Runtime.PrimaryContext native);
}
