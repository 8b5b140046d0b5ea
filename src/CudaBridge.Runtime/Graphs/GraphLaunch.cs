using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>One launch of an executable graph: an operation for each step, used again by a later launch when all are complete.</summary>
internal sealed class GraphLaunch
{
    private readonly GraphExec _exec;
    private readonly GraphPlan _plan;
    private readonly StepOperation?[] _steps;
    private readonly Dependency[] _places;
    private readonly int _count;
    private Operation?[] _operations = [];
    private int _outstanding;

    public GraphLaunch(GraphExec exec, GraphPlan plan, NodeWork[] works)
    {
        _exec = exec;
        _plan = plan;
        _places = new Dependency[plan.Steps.Count];
        _steps = [.. plan.Steps.Select(step => step.IsEvent ? null : new StepOperation(this, step, step.Nodes.Any(node => works[node].NeedsStreamThread)))];
        _count = _steps.Count(step => step is not null);
    }

    /// <summary>Queues everything and says when it is complete.</summary>
    /// <param name="previous">The launch before, which must be complete first.</param>
    public Dependency? Submit(Stream stream, Stream[] lanes, Operation?[] operations, NodeWork[] works, Dependency? previous)
    {
        _operations = operations;
        _outstanding = _count;
        Dependency? entry = Enter(stream, previous);
        for (int i = 0; i < _places.Length; i++)
        {
            GraphPlan.Step step = _plan.Steps[i];
            Stream lane = step.Lane == 0 ? stream : lanes[step.Lane - 1];
            bool waits = step.Dependencies.Count > 0 || (step.Lane != 0 && entry is not null);
            if (_steps[i] is { } operation) SubmitBehind(operation, step, lane, entry);
            else if (waits) SubmitBehind(lane.Pool.TakeMarker(), step, lane, entry);
            if (step.IsEvent) SubmitEvent(works[step.Nodes[0]], lane);
            _places[i] = new(lane, lane.Submitted);
        }
        if (_count == 0) _exec.Return(this);
        return Leave(stream, previous);
    }

    private void SubmitBehind(Operation operation, GraphPlan.Step step, Stream lane, Dependency? entry)
    {
        if (step.Lane != 0 && entry is { } before) operation.DependOn(before);
        foreach (int dependency in step.Dependencies) operation.DependOn(_places[dependency]);
        lane.SubmitNow(operation);
    }

    private static void SubmitEvent(NodeWork work, Stream lane)
    {
        if (work is RecordEventWork record) record.Event.Record(lane);
        else lane.Wait(((WaitEventWork)work).Event);
    }

    // Where the launch before, or other lanes, have to be waited for, there is a place in the stream that does so.
    private Dependency? Enter(Stream stream, Dependency? previous)
    {
        bool mustWait = previous is { IsMet: false } late && late.Stream != stream;
        if (!mustWait && _plan.Lanes == 1) return null;
        Marker marker = stream.Pool.TakeMarker();
        if (mustWait) marker.DependOn(previous!.Value);
        return new(stream, stream.SubmitNow(marker));
    }

    private Dependency? Leave(Stream stream, Dependency? previous)
    {
        if (_places.Length == 0) return previous;
        if (_plan.Lanes == 1) return _places[^1];
        Marker marker = stream.Pool.TakeMarker();
        for (int i = 0; i < _places.Length; i++)
            if (_plan.IsLastOfLane(i)) marker.DependOn(_places[i]);
        return new(stream, stream.SubmitNow(marker));
    }

    private void Complete()
    {
        if (Interlocked.Decrement(ref _outstanding) == 0) _exec.Return(this);
    }

    /// <summary>The nodes of one step, one after the other.</summary>
    private sealed class StepOperation(GraphLaunch launch, GraphPlan.Step step, bool needsStreamThread) : Operation
    {
        public override bool NeedsStreamThread => needsStreamThread;

        public override void Run(PrimaryContext context)
        {
            Operation?[] operations = launch._operations;
            foreach (int node in step.Nodes)
            {
                if (context.StickyError != CudaError.Success) return;
                if (operations[node] is not { } operation) continue;
                operation.Rearm();
                operation.RunInTurn(context);
            }
        }

        public override void Release(Stream stream)
        {
            ClearDependencies();
            launch.Complete();
        }
    }
}
