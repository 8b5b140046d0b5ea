using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary><c>cudaGraphInstantiateFlag…</c></summary>
[Flags]
public enum InstantiateFlags : ulong
{
    None = 0,
    AutoFreeOnLaunch = 1,
    Upload = 2,
    DeviceLaunch = 4,
    UseNodePriority = 8,
}

/// <summary><c>cudaGraphExecUpdateResult</c></summary>
public enum GraphUpdateResult
{
    Success = 0,
    Error = 1,
    TopologyChanged = 2,
    NodeTypeChanged = 3,
    FunctionChanged = 4,
    ParametersChanged = 5,
    NotSupported = 6,
}

/// <summary>A graph ready to run (<c>cudaGraphExec_t</c>). Its launches run one after the other, whichever streams they are launched in.</summary>
public sealed class GraphExec
{
    private readonly PrimaryContext _context;
    private readonly object _gate = new();
    private readonly List<FlatNode> _nodes = [];
    private readonly Dictionary<GraphNode, int> _places = [];
    private readonly NodeWork[] _works;
    private readonly bool[] _disabled;
    private readonly GraphPlan _plan;
    private readonly Stream[] _lanes;
    private readonly GraphMemory[] _memory;
    private readonly UserObject[] _userObjects;
    private readonly GraphCondition[] _conditions;
    private readonly GraphShape _shape;
    private readonly bool _hasMemoryNodes;
    private readonly Stack<GraphLaunch> _idle = new();
    private Operation?[] _operations;
    private bool _isShared;
    private Dependency? _last;

    /// <exception cref="CudaException">InvalidValue: the graph's nodes wait in a circle, or flags that are none; NotSupported: launches from the device.</exception>
    internal GraphExec(PrimaryContext context, Graph graph, InstantiateFlags flags)
    {
        if ((flags & ~(InstantiateFlags)15) != 0) throw new CudaException(CudaError.InvalidValue);
        if ((flags & InstantiateFlags.DeviceLaunch) != 0) throw new CudaException(CudaError.NotSupported, "Graphs cannot be launched by kernels.");
        (_context, Flags) = (context, flags);
        _shape = Flatten(graph, []);
        _works = [.. _nodes.Select(node => node.Source.Work)];
        _disabled = new bool[_nodes.Count];
        _operations = [.. _works.Select(work => work.Prepare())];
        _hasMemoryNodes = _works.Any(work => work is AllocateWork or FreeWork);
        _plan = GraphPlan.Of(_nodes, Math.Max(2, context.Device.MultiprocessorCount));
        _lanes = [.. Enumerable.Range(1, _plan.Lanes - 1).Select(_ => context.CreateLane())];
        _memory = [.. _works.OfType<AllocateWork>().Select(work => work.Memory)];
        foreach (GraphMemory memory in _memory) memory.Hold();
        _conditions = [.. ConditionalWork.Of(graph)];
        _userObjects = [.. graph.UserObjects];
        foreach (UserObject held in _userObjects) held.Retain(1);
    }

    /// <summary>The <c>cudaGraphExec_t</c>.</summary>
    public nint Handle { get; internal set; }

    public InstantiateFlags Flags { get; }

    internal GraphPlan Plan => _plan;

    /// <summary>Queues all its nodes; work that is submitted to the stream later waits for all of them.</summary>
    /// <exception cref="CudaException">InvalidValue: memory of its allocation nodes has not been freed since the last launch.</exception>
    public void Launch(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (stream.Recording is { } capture)
        {
            capture.Add(new ChildWork(ToGraph()));
            return;
        }
        stream.MakeRoom();
        lock (_gate)
        {
            TakeMemory();
            AssignConditions(stream);
            _isShared = true;
            _last = TakeLaunch().Submit(stream, _lanes, _operations, _works, _last);
        }
    }

    /// <summary><c>cudaGraphExec…NodeSetParams</c>: later launches do this instead; those that are queued do not.</summary>
    /// <exception cref="CudaException">InvalidValue: no node of it, or one that does something else.</exception>
    internal void Change(GraphNode node, NodeWork work)
    {
        lock (_gate)
        {
            int place = PlaceOf(node);
            if (_works[place].Kind != work.Kind) throw new CudaException(CudaError.InvalidValue);
            Set(place, work);
        }
    }

    /// <summary><c>cudaGraphExecChildGraphNodeSetParams</c></summary>
    /// <exception cref="CudaException">GraphExecUpdateFailure: the graph has another form.</exception>
    public void ChangeChild(GraphNode node, Graph child)
    {
        ArgumentNullException.ThrowIfNull(child);
        if (_shape.Find(node) is not { } present) throw new CudaException(CudaError.InvalidValue);
        lock (_gate)
            if (TryUpdate(present, child, out _, out _) != GraphUpdateResult.Success) throw new CudaException(CudaError.GraphExecUpdateFailure);
    }

    /// <summary>
    /// <c>cudaGraphExecUpdate</c>: takes over what the nodes of a graph of the same form do. Nodes correspond in the order in which they were added.
    /// Nothing is changed unless everything can be.
    /// </summary>
    /// <param name="failed">The first node of the graph that does not fit; null if that cannot be said.</param>
    public GraphUpdateResult Update(Graph graph, out GraphNode? failed, out GraphNode? failedDependency)
    {
        ArgumentNullException.ThrowIfNull(graph);
        lock (_gate) return TryUpdate(_shape, graph, out failed, out failedDependency);
    }

    /// <exception cref="CudaException">InvalidValue: no node of it, or one that cannot be switched off.</exception>
    public void SetEnabled(GraphNode node, bool enabled)
    {
        lock (_gate)
        {
            int place = PlaceOf(node);
            if (!_works[place].CanBeDisabled) throw new CudaException(CudaError.InvalidValue);
            _disabled[place] = !enabled;
            Set(place, _works[place]);
        }
    }

    /// <exception cref="CudaException">InvalidValue: no node of it, or one that cannot be switched off.</exception>
    public bool IsEnabled(GraphNode node)
    {
        lock (_gate)
        {
            int place = PlaceOf(node);
            return _works[place].CanBeDisabled ? !_disabled[place] : throw new CudaException(CudaError.InvalidValue);
        }
    }

    /// <summary>A launch is complete and may be used again.</summary>
    internal void Return(GraphLaunch launch)
    {
        lock (_idle) _idle.Push(launch);
    }

    /// <summary>What is queued still runs.</summary>
    internal void Destroy()
    {
        foreach (Stream lane in _lanes) _context.RetireLane(lane);
        foreach (GraphMemory memory in _memory) memory.Drop();
        foreach (UserObject held in _userObjects) held.Release(1);
    }

    // The contents of a child graph stand before the node itself, which then waits for them.
    private GraphShape Flatten(Graph graph, int[] before)
    {
        List<GraphNode> ordered = graph.Ordered() ?? throw new CudaException(CudaError.InvalidValue, "The graph's nodes wait for each other in a circle.");
        Dictionary<GraphNode, GraphShape> children = [];
        foreach (GraphNode node in ordered)
        {
            int[] dependencies = node.Dependencies.Count == 0 ? before : [.. node.Dependencies.Select(dependency => _places[dependency])];
            if (node.Work is ChildWork child)
            {
                children[node] = Flatten(child.Graph, dependencies);
                int[] leaves = [.. child.Graph.Nodes.Where(inner => inner.Dependents.Count == 0).Select(inner => _places[inner])];
                if (leaves.Length > 0) dependencies = leaves;
            }
            _places[node] = _nodes.Count;
            _nodes.Add(new(node, dependencies));
        }
        return GraphShape.Of(graph, children);
    }

    private GraphLaunch TakeLaunch()
    {
        lock (_idle) return _idle.TryPop(out GraphLaunch? launch) ? launch : new(this, _plan, _works);
    }

    private void Set(int place, NodeWork work)
    {
        if (_isShared) _operations = [.. _operations];
        _isShared = false;
        _works[place] = work;
        _operations[place] = _disabled[place] ? null : work.Prepare();
    }

    private int PlaceOf(GraphNode node) => _places.TryGetValue(node, out int place) ? place : throw new CudaException(CudaError.InvalidValue);

    private GraphUpdateResult TryUpdate(GraphShape shape, Graph graph, out GraphNode? failed, out GraphNode? failedDependency)
    {
        List<(int Place, NodeWork Work)> changes = [];
        GraphUpdateResult result = shape.Compare(graph, (mine, other) => changes.Add((_places[mine], other.Work)), out failed, out failedDependency);
        if (result == GraphUpdateResult.Success)
            foreach ((int place, NodeWork work) in changes) Set(place, work);
        return result;
    }

    private void TakeMemory()
    {
        foreach (GraphMemory memory in _memory)
        {
            if (!memory.IsAllocated) continue;
            if ((Flags & InstantiateFlags.AutoFreeOnLaunch) == 0) throw new CudaException(CudaError.InvalidValue, "The graph's last launch has memory that was not freed.");
            memory.SetAllocated(false);
        }
        if (!_hasMemoryNodes) return;
        foreach (NodeWork work in _works)
            if (work is AllocateWork allocate) allocate.Memory.SetAllocated(true);
            else if (work is FreeWork free) free.Memory.SetAllocated(false);
    }

    // Before the first node, and after the launch before.
    private void AssignConditions(Stream stream)
    {
        if (_conditions.Length == 0) return;
        ActionOperation assignment = new(() => Array.ForEach(_conditions, condition => condition.Assign()), runsAfterFault: false);
        if (_last is { IsMet: false } before) assignment.DependOn(before);
        stream.SubmitNow(assignment);
    }

    // What a launch that is captured becomes.
    private Graph ToGraph()
    {
        if (_conditions.Length > 0) throw new CudaException(CudaError.NotSupported, "A graph with conditional nodes cannot be another's child.");
        Graph graph = _context.CreateGraph();
        GraphNode[] copies = new GraphNode[_nodes.Count];
        lock (_gate)
            for (int i = 0; i < copies.Length; i++)
            {
                NodeWork work = _disabled[i] || _works[i] is ChildWork ? new EmptyWork() : _works[i];
                copies[i] = graph.Add(work, [.. _nodes[i].Dependencies.Select(dependency => copies[dependency])]);
            }
        return graph;
    }
}

/// <summary>The form of a graph at the moment it was instantiated; the graph may change later.</summary>
internal sealed class GraphShape
{
    private readonly GraphNode[] _nodes;
    private readonly GraphNodeKind[] _kinds;
    private readonly int[][] _dependencies;
    private readonly Dictionary<GraphNode, GraphShape> _children;

    private GraphShape(Graph graph, Dictionary<GraphNode, GraphShape> children)
    {
        _nodes = [.. graph.Nodes];
        _kinds = [.. _nodes.Select(node => node.Kind)];
        _dependencies = Dependencies(_nodes);
        _children = children;
    }

    public static GraphShape Of(Graph graph, Dictionary<GraphNode, GraphShape> children) => new(graph, children);

    /// <summary>The form of a node's child graph; null where the node is none of these or has none.</summary>
    public GraphShape? Find(GraphNode node) =>
        _children.TryGetValue(node, out GraphShape? child) ? child : _children.Values.Select(inner => inner.Find(node)).FirstOrDefault(found => found is not null);

    /// <summary>Pairs the nodes with those of another graph of the same form.</summary>
    public GraphUpdateResult Compare(Graph other, Action<GraphNode, GraphNode> pair, out GraphNode? failed, out GraphNode? failedDependency)
    {
        (failed, failedDependency) = (null, null);
        GraphNode[] theirs = [.. other.Nodes];
        if (theirs.Length != _nodes.Length) return GraphUpdateResult.TopologyChanged;
        int[][] edges = Dependencies(theirs);
        for (int i = 0; i < theirs.Length; i++)
        {
            failed = theirs[i];
            if (theirs[i].Kind != _kinds[i]) return GraphUpdateResult.NodeTypeChanged;
            if (!edges[i].SequenceEqual(_dependencies[i]))
            {
                failedDependency = theirs[i].Dependencies.FirstOrDefault();
                return GraphUpdateResult.TopologyChanged;
            }
            if (_kinds[i] is GraphNodeKind.Allocate or GraphNodeKind.Free or GraphNodeKind.Conditional) return GraphUpdateResult.NotSupported;
            if (theirs[i].Work is ChildWork child)
            {
                GraphUpdateResult inner = _children[_nodes[i]].Compare(child.Graph, pair, out failed, out failedDependency);
                if (inner != GraphUpdateResult.Success) return inner;
            }
            pair(_nodes[i], theirs[i]);
        }
        failed = null;
        return GraphUpdateResult.Success;
    }

    private static int[][] Dependencies(GraphNode[] nodes)
    {
        Dictionary<GraphNode, int> places = [];
        for (int i = 0; i < nodes.Length; i++) places[nodes[i]] = i;
        return [.. nodes.Select(node => node.Dependencies.Select(dependency => places[dependency]).Order().ToArray())];
    }
}
