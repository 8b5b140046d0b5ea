namespace CudaBridge.Shim;

/// <summary>
/// What the graph functions of both APIs share. A graph belongs to the device's one context, and using one does not make that context current, so both take it
/// as the driver API does.
/// </summary>
internal static unsafe class GraphCalls
{
    public static PrimaryContext Context => Cudart.DriverContext;

    public static Graph Graph(cudaGraph_t graph) => Context.GetGraph(graph.Value);

    public static GraphNode Node(cudaGraphNode_t node) => Context.GetGraphNode(node.Value);

    public static GraphExec Exec(cudaGraphExec_t exec) => Context.GetGraphExec(exec.Value);

    /// <exception cref="CudaException">InvalidValue: the node does something else.</exception>
    public static T Work<T>(cudaGraphNode_t node) where T : NodeWork => Node(node).Work as T ?? throw new CudaException(CudaError.InvalidValue);

    /// <summary>A kind of node that there is no support for; its name goes to the log.</summary>
    public static CudaException NotSupported(int kind)
    {
        Log.WriteOnce($"graph nodes of kind {kind} are not implemented");
        return new(CudaError.NotSupported);
    }

    public static CudaError Add(cudaGraphNode_t* node, cudaGraph_t graph, cudaGraphNode_t* dependencies, nuint count, NodeWork work)
    {
        Check.NotNull(node);
        *node = new(Graph(graph).Add(work, Nodes(dependencies, count)).Handle);
        return CudaError.Success;
    }

    public static CudaError Change(cudaGraphNode_t node, NodeWork work)
    {
        Runtime.Graph.Change(Node(node), work);
        return CudaError.Success;
    }

    public static CudaError Change(cudaGraphExec_t exec, cudaGraphNode_t node, NodeWork work)
    {
        Exec(exec).Change(Node(node), work);
        return CudaError.Success;
    }

    public static IReadOnlyList<GraphNode> Nodes(cudaGraphNode_t* nodes, nuint count)
    {
        Check.That(count == 0 || nodes is not null);
        GraphNode[] found = new GraphNode[(int)count];
        for (int i = 0; i < found.Length; i++) found[i] = Node(nodes[i]);
        return found;
    }

    /// <summary>Edges between two lists of nodes.</summary>
    public static IReadOnlyList<(GraphNode From, GraphNode To)> Edges(cudaGraphNode_t* from, cudaGraphNode_t* to, nuint count) =>
        [.. Nodes(from, count).Zip(Nodes(to, count))];

    /// <summary>
    /// "nodes may be NULL, in which case this function will return the number of nodes. Otherwise, numNodes entries will be filled in. If numNodes is higher than
    /// the actual number of nodes, the remaining entries in nodes will be set to NULL, and the number of nodes actually obtained will be returned".
    /// </summary>
    public static CudaError Write(IReadOnlyList<GraphNode> nodes, cudaGraphNode_t* target, nuint* count)
    {
        Check.NotNull(count);
        if (target is null)
        {
            *count = (nuint)nodes.Count;
            return CudaError.Success;
        }
        for (nuint i = 0; i < *count; i++) target[i] = i < (nuint)nodes.Count ? new(nodes[(int)i].Handle) : default;
        *count = Math.Min(*count, (nuint)nodes.Count);
        return CudaError.Success;
    }

    /// <summary>All edges here are full dependencies.</summary>
    public static void ClearEdgeData(cudaGraphEdgeData* data, nuint count)
    {
        if (data is not null) new Span<cudaGraphEdgeData>(data, (int)count).Clear();
    }

    public static KernelWork Kernel(Function function, Dim3 grid, Dim3 block, uint shared, void** parameters, void** extra)
    {
        // "One of kernelParams and extra": a kernel without parameters needs neither.
        Check.That(parameters is null || extra is null);
        if (extra is null) return function.Describe(grid, block, shared, parameters, cooperative: false);
        byte* buffer = DriverLaunches.Buffer(extra, out nuint size);
        return function.Describe(grid, block, shared, new ReadOnlySpan<byte>(buffer, (int)size), cooperative: false);
    }

    public static CopyWork Copy(in Copy3DParameters copy) => Context.Transfers.Describe(copy);

    public static FillWork Fill(cudaMemsetParams* p)
    {
        Check.NotNull(p);
        return Context.Transfers.Describe(new FillParameters((nint)p->dst, p->pitch, p->value, (int)p->elementSize, p->width, p->height));
    }

    public static HostWork Host(cudaHostNodeParams* p)
    {
        Check.NotNull(p);
        Check.That(p->fn.Value is not null);
        return new((nint)p->fn.Value, (nint)p->userData);
    }

    public static AllocateWork Allocate(cudaMemAllocNodeParams* p)
    {
        Check.NotNull(p);
        Check.That(p->poolProps.allocType == cudaMemAllocationType.cudaMemAllocationTypePinned && p->poolProps.location.type == cudaMemLocationType.cudaMemLocationTypeDevice);
        Check.Device(p->poolProps.location.id);
        // "IPC is not supported" for graph memory.
        Check.That(p->poolProps.handleTypes == 0, CudaError.NotSupported);
        AllocateWork work = new(Context.Memory.AllocateForGraph(p->bytesize));
        p->dptr = (void*)work.Memory.Address;
        return work;
    }

    /// <summary>A conditional node; its bodies are empty graphs, which the program fills.</summary>
    public static CudaError AddConditional(cudaGraphNode_t* node, cudaGraph_t graph, cudaGraphNode_t* dependencies, nuint count, cudaConditionalNodeParams* p)
    {
        Check.NotNull(node);
        Graph target = Graph(graph);
        IReadOnlyList<GraphNode> before = Nodes(dependencies, count);
        GraphCondition condition = Context.GetCondition(p->handle);
        ConditionalWork work = new(Context, target, condition, (ConditionalKind)p->type, p->size);
        *node = new(target.Add(work, before).Handle);
        p->phGraph_out = work.Handles();
        return CudaError.Success;
    }

    /// <summary>cudaGraphCondAssignDefault: every launch begins with the value.</summary>
    public static ulong CreateCondition(cudaGraph_t graph, uint value, uint flags)
    {
        const uint assignDefault = 1;
        Check.Flags(flags, assignDefault);
        return Context.CreateCondition(Graph(graph), value, flags == assignDefault).Handle;
    }

    public static FreeWork Free(void* pointer)
    {
        Check.NotNull(pointer);
        return new(Context.Memory.FindGraphMemory((nint)pointer));
    }
}
