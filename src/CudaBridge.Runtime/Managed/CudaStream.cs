using System.Runtime.CompilerServices;
using CudaBridge.Runtime;

namespace CudaBridge;

/// <summary><c>cudaStreamDefault</c>, <c>cudaStreamNonBlocking</c></summary>
[Flags]
public enum CudaStreamFlags
{
    None = 0,

    /// <summary>Takes no part in the default stream's ordering.</summary>
    NonBlocking = 1,
}

/// <summary>An in-order queue of a context's work. <c>await stream</c> waits for what is submitted.</summary>
public sealed class CudaStream : CudaResource
{
    private readonly bool _isDefault;

    /// <param name="priority">From 0, the least, to -5.</param>
    public CudaStream(CudaStreamFlags flags = CudaStreamFlags.None, int priority = 0, CudaContext? context = null)
        : base(context ?? CudaContext.Current, nameof(CudaStream)) =>
        Native = Context.Native.CreateStream((StreamFlags)flags, priority);

    internal CudaStream(CudaContext context, Runtime.Stream native)
        : base(context, null) => (Native, _isDefault) = (native, true);

    internal Runtime.Stream Native { get; }

    /// <summary>All work submitted so far is complete.</summary>
    /// <exception cref="CudaException">The error of a kernel that faulted.</exception>
    public bool Query()
    {
        _ = Context.Native;
        return Native.Query() == CudaError.Success;
    }

    /// <exception cref="CudaException">The error of a kernel that faulted.</exception>
    public void Synchronize()
    {
        _ = Context.Native;
        Native.Synchronize();
    }

    /// <summary><see cref="Synchronize"/> without blocking a thread. Cancelling ends the wait, not the work.</summary>
    public async Task SynchronizeAsync(CancellationToken cancellation = default)
    {
        PrimaryContext native = Context.Native;
        await Completion.Of(Native).WaitAsync(cancellation).ConfigureAwait(false);
        native.AfterSynchronization();
    }

    /// <summary>Makes <c>await stream</c> mean <see cref="SynchronizeAsync"/>.</summary>
    public TaskAwaiter GetAwaiter() => SynchronizeAsync().GetAwaiter();

    /// <summary>Work submitted later waits for the event's last record.</summary>
    public void WaitEvent(CudaEvent signal)
    {
        ArgumentNullException.ThrowIfNull(signal);
        ThrowIfDisposed();
        Native.Wait(signal.Native);
    }

    /// <summary>Runs <paramref name="callback"/> between the work before and after it, on a thread of the runtime; CUDA calls in it fail.</summary>
    public void AddCallback(Action callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        ThrowIfDisposed();
        _ = Context.Native;
        Native.Submit(new ManagedHostCall(callback));
    }

    private protected override void Release(PrimaryContext native)
    {
        if (!_isDefault) native.DestroyStream(Native.Handle);
    }
}
