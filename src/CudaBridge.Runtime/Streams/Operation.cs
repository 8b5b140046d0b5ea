namespace CudaBridge.Runtime;

/// <summary>Work of <paramref name="Stream"/> up to <paramref name="Sequence"/> must be complete.</summary>
internal readonly record struct Dependency(Stream Stream, ulong Sequence)
{
    public bool IsMet => Stream.Completed >= Sequence;
}

/// <summary>One piece of a stream's work.</summary>
internal abstract class Operation
{
    private Dependency _first;
    private List<Dependency>? _more;

    /// <summary>The next one in the stream's queue.</summary>
    public Operation? Next { get; set; }

    public ulong Sequence { get; set; }

    /// <summary>Calls the program's code, which may block: only a thread of ours may run it, never one that synchronises.</summary>
    public virtual bool NeedsStreamThread => false;

    /// <summary>Runs on a faulted context too; other work is dropped there.</summary>
    public virtual bool RunsAfterFault => false;

    public abstract void Run(PrimaryContext context);

    /// <summary>Runs it through the context's gate; what may wait for the program does not keep that busy.</summary>
    public void RunInTurn(PrimaryContext context)
    {
        if (NeedsStreamThread)
        {
            Run(context);
            return;
        }
        context.Gate.Enter();
        try
        {
            Run(context);
        }
        finally
        {
            context.Gate.Leave();
        }
    }

    /// <summary>It is about to run, perhaps not for the first time.</summary>
    public virtual void Rearm()
    {
    }

    /// <summary>It ran or was dropped; gives back what it holds.</summary>
    public virtual void Release(Stream stream)
    {
    }

    /// <summary>It will not be used again: gives back native memory without waiting for the collector.</summary>
    public virtual void Dispose()
    {
    }

    public void DependOn(Dependency dependency)
    {
        if (_first.Stream is null) _first = dependency;
        else (_more ??= []).Add(dependency);
    }

    /// <summary>A dependency that is not met yet.</summary>
    public bool TryFindUnmet(out Dependency unmet)
    {
        unmet = _first;
        if (_first.Stream is null) return false;
        if (!_first.IsMet) return true;
        if (_more is not null)
            foreach (Dependency dependency in _more)
            {
                unmet = dependency;
                if (!dependency.IsMet) return true;
            }
        ClearDependencies();
        return false;
    }

    public bool HasDependencies => _first.Stream is not null;

    public void ClearDependencies()
    {
        _first = default;
        _more?.Clear();
    }
}

/// <summary>Does nothing but take its place in the order; waits and event records are made of it.</summary>
internal sealed class Marker : Operation
{
    private Event? _event;
    private ulong _version;

    public override bool RunsAfterFault => true;

    /// <summary>Makes it the record of an event.</summary>
    public void Mark(Event recorded, ulong version) => (_event, _version) = (recorded, version);

    public override void Run(PrimaryContext context) => _event?.Complete(_version);

    public override void Release(Stream stream)
    {
        _event = null;
        stream.Pool.Return(this);
    }
}

/// <summary>Runs a delegate of the runtime's own.</summary>
internal sealed class ActionOperation(Action action, bool runsAfterFault = false) : Operation
{
    public override bool RunsAfterFault => runsAfterFault;

    public override void Run(PrimaryContext context) => action();
}

/// <summary>A host function or stream callback.</summary>
internal sealed unsafe class HostCall : Operation
{
    [ThreadStatic] private static bool t_running;

    private readonly delegate* unmanaged<void*, void> _function;
    private readonly delegate* unmanaged<nint, int, void*, void> _callback;
    private readonly nint _stream;
    private readonly void* _userData;

    public HostCall(delegate* unmanaged<void*, void> function, void* userData)
    {
        _function = function;
        _userData = userData;
    }

    public HostCall(delegate* unmanaged<nint, int, void*, void> callback, nint stream, void* userData)
    {
        _callback = callback;
        _stream = stream;
        _userData = userData;
    }

    /// <summary>The calling thread is inside a host function or callback, where CUDA calls are not permitted.</summary>
    public static bool IsRunning => t_running;

    /// <summary>Runs a host function of the managed API.</summary>
    public static void RunManaged(Action function)
    {
        t_running = true;
        try
        {
            function();
        }
        finally
        {
            t_running = false;
        }
    }

    public override bool NeedsStreamThread => true;

    // "The callback may be passed cudaSuccess or an error code": callbacks hear of faults, host functions are dropped.
    public override bool RunsAfterFault => _callback != null;

    public override void Run(PrimaryContext context)
    {
        t_running = true;
        try
        {
            if (_callback != null) _callback(_stream, (int)context.StickyError, _userData);
            else _function(_userData);
        }
        finally
        {
            t_running = false;
        }
    }
}

/// <summary>A host function of the managed API.</summary>
internal sealed class ManagedHostCall(Action function) : Operation
{
    public override bool NeedsStreamThread => true;

    public override void Run(PrimaryContext context) => HostCall.RunManaged(function);
}
