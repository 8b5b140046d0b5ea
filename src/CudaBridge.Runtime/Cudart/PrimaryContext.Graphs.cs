using CudaBridge.Abi;

namespace CudaBridge.Runtime;

public sealed partial class PrimaryContext
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<ulong, GraphCondition> _conditions = new();

    private readonly HandleTable<Graph> _graphs = new(0x47);
    private readonly HandleTable<GraphNode> _graphNodes = new(0x4e);
    private readonly HandleTable<GraphExec> _graphExecs = new(0x58);
    private readonly HandleTable<UserObject> _userObjects = new(0x55);

    internal Captures Captures { get; }

    public Graph CreateGraph()
    {
        Graph graph = new(this);
        graph.Handle = _graphs.Add(graph);
        return graph;
    }

    /// <exception cref="CudaException">InvalidValue</exception>
    public Graph GetGraph(nint handle) => _graphs.TryGet(handle, out Graph? graph) ? graph : throw new CudaException(CudaError.InvalidValue);

    /// <exception cref="CudaException">InvalidValue</exception>
    public GraphNode GetGraphNode(nint handle) => _graphNodes.TryGet(handle, out GraphNode? node) ? node : throw new CudaException(CudaError.InvalidValue);

    /// <exception cref="CudaException">InvalidValue</exception>
    public GraphExec GetGraphExec(nint handle) => _graphExecs.TryGet(handle, out GraphExec? exec) ? exec : throw new CudaException(CudaError.InvalidValue);

    /// <exception cref="CudaException">InvalidValue: no such graph, or it belongs to a node.</exception>
    public void DestroyGraph(nint handle)
    {
        Graph graph = GetGraph(handle);
        if (graph.Owner is not null) throw new CudaException(CudaError.InvalidValue);
        graph.Destroy();
    }

    /// <exception cref="CudaException">InvalidValue: the graph's nodes wait in a circle, or unknown flags; NotSupported.</exception>
    public GraphExec Instantiate(Graph graph, InstantiateFlags flags)
    {
        GraphExec exec = new(this, graph, flags);
        exec.Handle = _graphExecs.Add(exec);
        return exec;
    }

    /// <exception cref="CudaException">InvalidValue</exception>
    public void DestroyGraphExec(nint handle)
    {
        if (!_graphExecs.Remove(handle, out GraphExec? exec)) throw new CudaException(CudaError.InvalidValue);
        exec.Destroy();
    }

    /// <summary><c>cudaUserObjectCreate</c></summary>
    internal unsafe UserObject CreateUserObject(delegate* unmanaged<void*, void> destroy, void* pointer, int references)
    {
        UserObject created = new(destroy, pointer, references);
        created.Handle = _userObjects.Add(created);
        return created;
    }

    /// <exception cref="CudaException">InvalidValue</exception>
    internal UserObject GetUserObject(nint handle) => _userObjects.TryGet(handle, out UserObject? found) ? found : throw new CudaException(CudaError.InvalidValue);

    internal void NameNode(GraphNode node) => node.Handle = _graphNodes.Add(node);

    internal void ForgetNode(GraphNode node) => _graphNodes.Remove(node.Handle, out _);

    internal void ForgetGraph(Graph graph)
    {
        _graphs.Remove(graph.Handle, out _);
        ForgetConditions(graph);
    }

    /// <summary>A stream of an executable graph, which no program sees.</summary>
    internal Stream CreateLane()
    {
        Stream lane = new(this, StreamFlags.NonBlocking, LeastPriority);
        Track(lane);
        return lane;
    }

    internal void RetireLane(Stream lane) => Retire(lane);

    /// <summary><c>cudaGraphConditionalHandleCreate</c></summary>
    /// <param name="assigns">Every launch of the graph begins with the value.</param>
    internal GraphCondition CreateCondition(Graph graph, uint value, bool assigns)
    {
        GraphCondition condition = new(graph, value, assigns);
        return _conditions[condition.Handle] = condition;
    }

    /// <exception cref="CudaException">InvalidValue</exception>
    internal GraphCondition GetCondition(ulong handle) => _conditions.TryGetValue(handle, out GraphCondition? found) ? found : throw new CudaException(CudaError.InvalidValue);

    // Executable graphs keep those that they need.
    private void ForgetConditions(Graph graph)
    {
        foreach ((ulong handle, GraphCondition condition) in _conditions)
            if (condition.Graph == graph) _conditions.TryRemove(handle, out _);
    }
}
