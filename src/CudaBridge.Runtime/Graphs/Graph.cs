using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary>A node of a graph and the nodes it waits for.</summary>
public sealed class GraphNode
{
    private readonly List<GraphNode> _dependencies = [];
    private readonly List<GraphNode> _dependents = [];

    internal GraphNode(Graph graph, NodeWork work) => (Graph, Work) = (graph, work);

    /// <summary>The <c>cudaGraphNode_t</c>.</summary>
    public nint Handle { get; internal set; }

    public Graph Graph { get; }

    public GraphNodeKind Kind => Work.Kind;

    public IReadOnlyList<GraphNode> Dependencies => _dependencies;

    public IReadOnlyList<GraphNode> Dependents => _dependents;

    /// <summary>Of which node of another graph it is the clone.</summary>
    public GraphNode? Original { get; internal init; }

    /// <summary>Launch attributes that programs set and read back.</summary>
    internal Dictionary<cudaLaunchAttributeID, cudaLaunchAttributeValue> Attributes { get; } = [];

    internal NodeWork Work { get; private set; }

    internal void Replace(NodeWork work) => Work = work;

    internal bool DependOn(GraphNode other)
    {
        if (_dependencies.Contains(other)) return false;
        _dependencies.Add(other);
        other._dependents.Add(this);
        return true;
    }

    internal bool Forget(GraphNode other) => _dependencies.Remove(other) && other._dependents.Remove(this);
}

/// <summary>Nodes and the order among them (<c>cudaGraph_t</c>). As in CUDA, a graph is not to be used by two threads at once.</summary>
public sealed class Graph
{
    private readonly PrimaryContext _context;
    private readonly List<GraphNode> _nodes = [];
    private readonly Dictionary<UserObject, int> _userObjects = [];

    internal Graph(PrimaryContext context) => _context = context;

    /// <summary>The <c>cudaGraph_t</c>.</summary>
    public nint Handle { get; internal set; }

    /// <summary>In the order in which they were added.</summary>
    public IReadOnlyList<GraphNode> Nodes => _nodes;

    /// <summary>The node whose child graph it is; null for a graph of its own.</summary>
    internal GraphNode? Owner { get; private set; }

    /// <exception cref="CudaException">InvalidValue: a dependency of another graph, or one that is named twice.</exception>
    internal GraphNode Add(NodeWork work, IReadOnlyList<GraphNode> dependencies)
    {
        foreach (GraphNode dependency in dependencies)
            if (dependency.Graph != this) throw new CudaException(CudaError.InvalidValue);
        if (dependencies.Distinct().Count() != dependencies.Count) throw new CudaException(CudaError.InvalidValue);
        return Add(work, dependencies, original: null);
    }

    /// <exception cref="CudaException">InvalidValue: a node of another graph, an edge that is there already, or from a node to itself.</exception>
    public void AddEdges(IReadOnlyList<(GraphNode From, GraphNode To)> edges)
    {
        ArgumentNullException.ThrowIfNull(edges);
        foreach ((GraphNode from, GraphNode to) in edges)
            if (from.Graph != this || to.Graph != this || from == to || !to.DependOn(from)) throw new CudaException(CudaError.InvalidValue);
    }

    /// <exception cref="CudaException">InvalidValue: there is no such edge.</exception>
    public void RemoveEdges(IReadOnlyList<(GraphNode From, GraphNode To)> edges)
    {
        ArgumentNullException.ThrowIfNull(edges);
        foreach ((GraphNode from, GraphNode to) in edges)
            if (from.Graph != this || !to.Forget(from)) throw new CudaException(CudaError.InvalidValue);
    }

    /// <exception cref="CudaException">NotSupported: memory nodes cannot be removed, as CUDA documents.</exception>
    public void Remove(GraphNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (node.Kind is GraphNodeKind.Allocate or GraphNodeKind.Free) throw new CudaException(CudaError.NotSupported);
        foreach (GraphNode dependency in node.Dependencies.ToArray()) node.Forget(dependency);
        foreach (GraphNode dependent in node.Dependents.ToArray()) dependent.Forget(node);
        _nodes.Remove(node);
        Retire(node);
    }

    /// <summary>Gives a node other work of the same kind.</summary>
    /// <exception cref="CudaException">InvalidValue: the node does something else.</exception>
    internal static void Change(GraphNode node, NodeWork work)
    {
        if (node.Kind != work.Kind) throw new CudaException(CudaError.InvalidValue);
        node.Replace(work);
    }

    /// <exception cref="CudaException">NotSupported: memory nodes cannot be cloned, as CUDA documents.</exception>
    public Graph Clone()
    {
        Graph clone = _context.CreateGraph();
        clone.CopyFrom(this);
        return clone;
    }

    /// <summary>A clone to be the child of a node.</summary>
    internal ChildWork CloneAsChild() => new(Clone());

    /// <summary>The graph's nodes, each after those it waits for; null when they wait in a circle.</summary>
    internal List<GraphNode>? Ordered()
    {
        List<GraphNode> ordered = new(_nodes.Count);
        Dictionary<GraphNode, int> waiting = _nodes.ToDictionary(node => node, node => node.Dependencies.Count);
        PriorityQueue<GraphNode, int> ready = new();
        Dictionary<GraphNode, int> place = [];
        for (int i = 0; i < _nodes.Count; i++) place[_nodes[i]] = i;
        foreach (GraphNode node in _nodes.Where(node => node.Dependencies.Count == 0)) ready.Enqueue(node, place[node]);
        while (ready.TryDequeue(out GraphNode? node, out _))
        {
            ordered.Add(node);
            foreach (GraphNode dependent in node.Dependents)
                if (--waiting[dependent] == 0) ready.Enqueue(dependent, place[dependent]);
        }
        return ordered.Count == _nodes.Count ? ordered : null;
    }

    /// <summary>Keeps a user object alive as long as the graph.</summary>
    internal void Retain(UserObject held, int count) => _userObjects[held] = _userObjects.GetValueOrDefault(held) + count;

    /// <exception cref="CudaException">InvalidValue: the graph has no such references.</exception>
    internal void Release(UserObject held, int count)
    {
        int had = _userObjects.GetValueOrDefault(held);
        if (count > had) throw new CudaException(CudaError.InvalidValue);
        if (had == count) _userObjects.Remove(held);
        else _userObjects[held] = had - count;
        held.Release(count);
    }

    internal IReadOnlyCollection<UserObject> UserObjects => _userObjects.Keys;

    /// <summary>Its handles become invalid; executable graphs made from it stay.</summary>
    internal void Destroy()
    {
        foreach (GraphNode node in _nodes) Retire(node);
        _nodes.Clear();
        foreach ((UserObject held, int count) in _userObjects) held.Release(count);
        _userObjects.Clear();
        _context.ForgetGraph(this);
    }

    private GraphNode Add(NodeWork work, IEnumerable<GraphNode> dependencies, GraphNode? original)
    {
        GraphNode node = new(this, work) { Original = original };
        foreach (GraphNode dependency in dependencies) node.DependOn(dependency);
        if (work is ChildWork child) child.Graph.Owner = node;
        if (work is ConditionalWork conditional)
            foreach (Graph body in conditional.Bodies) body.Owner = node;
        if (work is AllocateWork allocate) allocate.Memory.Hold();
        _nodes.Add(node);
        _context.NameNode(node);
        return node;
    }

    private void CopyFrom(Graph source)
    {
        Dictionary<GraphNode, GraphNode> copies = [];
        foreach (GraphNode node in source._nodes)
        {
            NodeWork work = node.Work switch
            {
                ChildWork child => child.Graph.CloneAsChild(),
                AllocateWork or FreeWork => throw new CudaException(CudaError.NotSupported, "A graph with memory nodes cannot be cloned."),
                ConditionalWork => throw new CudaException(CudaError.NotSupported, "A graph with conditional nodes cannot be cloned."),
                _ => node.Work,
            };
            copies[node] = Add(work, [], node);
            foreach ((cudaLaunchAttributeID id, cudaLaunchAttributeValue value) in node.Attributes) copies[node].Attributes[id] = value;
        }
        foreach (GraphNode node in source._nodes)
            foreach (GraphNode dependency in node.Dependencies) copies[node].DependOn(copies[dependency]);
        foreach ((UserObject held, int count) in source._userObjects)
        {
            held.Retain(count);
            Retain(held, count);
        }
    }

    private void Retire(GraphNode node)
    {
        _context.ForgetNode(node);
        if (node.Work is ChildWork child) child.Graph.Destroy();
        if (node.Work is ConditionalWork conditional)
            foreach (Graph body in conditional.Bodies) body.Destroy();
        if (node.Work is AllocateWork allocate) allocate.Memory.Drop();
    }
}

/// <summary>An object of the program's that graphs keep alive; its destructor runs when the last reference goes.</summary>
internal sealed unsafe class UserObject(delegate* unmanaged<void*, void> destroy, void* pointer, int references)
{
    private int _references = references;

    public nint Handle { get; set; }

    public void Retain(int count) => Interlocked.Add(ref _references, count);

    /// <returns>It was the last one.</returns>
    /// <exception cref="CudaException">InvalidValue: there are not so many references.</exception>
    public bool Release(int count)
    {
        int left = Interlocked.Add(ref _references, -count);
        if (left < 0)
        {
            Interlocked.Add(ref _references, count);
            throw new CudaException(CudaError.InvalidValue);
        }
        if (left == 0) destroy(pointer);
        return left == 0;
    }
}
