namespace CudaBridge.Shim;

/// <summary>Graphs: their nodes and edges.</summary>
internal static unsafe class Graphs
{
    [CudaApi]
    public static CudaError cudaGraphCreate(cudaGraph_t* pGraph, uint flags)
    {
        Check.NotNull(pGraph);
        Check.Flags(flags, 0);
        *pGraph = new(GraphCalls.Context.CreateGraph().Handle);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaGraphDestroy(cudaGraph_t graph)
    {
        GraphCalls.Context.DestroyGraph(graph.Value);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaGraphClone(cudaGraph_t* pGraphClone, cudaGraph_t originalGraph)
    {
        Check.NotNull(pGraphClone);
        *pGraphClone = new(GraphCalls.Graph(originalGraph).Clone().Handle);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaGraphNodeFindInClone(cudaGraphNode_t* pNode, cudaGraphNode_t originalNode, cudaGraph_t clonedGraph)
    {
        Check.NotNull(pNode);
        GraphNode original = GraphCalls.Node(originalNode);
        GraphNode? found = GraphCalls.Graph(clonedGraph).Nodes.FirstOrDefault(node => node.Original == original);
        Check.That(found is not null);
        *pNode = new(found.Handle);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaGraphDestroyNode(cudaGraphNode_t node)
    {
        GraphNode found = GraphCalls.Node(node);
        found.Graph.Remove(found);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaGraphNodeGetType(cudaGraphNode_t node, cudaGraphNodeType* pType)
    {
        Check.NotNull(pType);
        *pType = (cudaGraphNodeType)GraphCalls.Node(node).Kind;
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaGraphGetNodes(cudaGraph_t graph, cudaGraphNode_t* nodes, nuint* numNodes) => GraphCalls.Write(GraphCalls.Graph(graph).Nodes, nodes, numNodes);

    [CudaApi]
    public static CudaError cudaGraphGetRootNodes(cudaGraph_t graph, cudaGraphNode_t* pRootNodes, nuint* pNumRootNodes) =>
        GraphCalls.Write([.. GraphCalls.Graph(graph).Nodes.Where(node => node.Dependencies.Count == 0)], pRootNodes, pNumRootNodes);

    [CudaApi]
    public static CudaError cudaGraphNodeGetDependencies(cudaGraphNode_t node, cudaGraphNode_t* pDependencies, nuint* pNumDependencies) =>
        GraphCalls.Write(GraphCalls.Node(node).Dependencies, pDependencies, pNumDependencies);

    [CudaApi]
    public static CudaError cudaGraphNodeGetDependencies_v2(cudaGraphNode_t node, cudaGraphNode_t* pDependencies, cudaGraphEdgeData* edgeData, nuint* pNumDependencies)
    {
        Check.NotNull(pNumDependencies);
        GraphCalls.ClearEdgeData(edgeData, *pNumDependencies);
        return cudaGraphNodeGetDependencies(node, pDependencies, pNumDependencies);
    }

    [CudaApi]
    public static CudaError cudaGraphNodeGetDependentNodes(cudaGraphNode_t node, cudaGraphNode_t* pDependentNodes, nuint* pNumDependentNodes) =>
        GraphCalls.Write(GraphCalls.Node(node).Dependents, pDependentNodes, pNumDependentNodes);

    [CudaApi]
    public static CudaError cudaGraphNodeGetDependentNodes_v2(cudaGraphNode_t node, cudaGraphNode_t* pDependentNodes, cudaGraphEdgeData* edgeData, nuint* pNumDependentNodes)
    {
        Check.NotNull(pNumDependentNodes);
        GraphCalls.ClearEdgeData(edgeData, *pNumDependentNodes);
        return cudaGraphNodeGetDependentNodes(node, pDependentNodes, pNumDependentNodes);
    }

    /// <summary>"from and to may both be NULL, in which case this function only returns the number of edges".</summary>
    [CudaApi]
    public static CudaError cudaGraphGetEdges(cudaGraph_t graph, cudaGraphNode_t* from, cudaGraphNode_t* to, nuint* numEdges)
    {
        Check.NotNull(numEdges);
        Check.That(from is null == to is null);
        List<(GraphNode From, GraphNode To)> edges = [.. GraphCalls.Graph(graph).Nodes.SelectMany(node => node.Dependents.Select(dependent => (node, dependent)))];
        nuint count = *numEdges;
        GraphCalls.Write([.. edges.Select(edge => edge.From)], from, &count);
        return GraphCalls.Write([.. edges.Select(edge => edge.To)], to, numEdges);
    }

    [CudaApi]
    public static CudaError cudaGraphGetEdges_v2(cudaGraph_t graph, cudaGraphNode_t* from, cudaGraphNode_t* to, cudaGraphEdgeData* edgeData, nuint* numEdges)
    {
        Check.NotNull(numEdges);
        GraphCalls.ClearEdgeData(edgeData, *numEdges);
        return cudaGraphGetEdges(graph, from, to, numEdges);
    }

    [CudaApi]
    public static CudaError cudaGraphAddDependencies(cudaGraph_t graph, cudaGraphNode_t* from, cudaGraphNode_t* to, nuint numDependencies)
    {
        GraphCalls.Graph(graph).AddEdges(GraphCalls.Edges(from, to, numDependencies));
        return CudaError.Success;
    }

    /// <summary>A programmatic edge asks for less order than the full one that it gets.</summary>
    [CudaApi]
    public static CudaError cudaGraphAddDependencies_v2(cudaGraph_t graph, cudaGraphNode_t* from, cudaGraphNode_t* to, cudaGraphEdgeData* edgeData, nuint numDependencies) =>
        cudaGraphAddDependencies(graph, from, to, numDependencies);

    [CudaApi]
    public static CudaError cudaGraphRemoveDependencies(cudaGraph_t graph, cudaGraphNode_t* from, cudaGraphNode_t* to, nuint numDependencies)
    {
        GraphCalls.Graph(graph).RemoveEdges(GraphCalls.Edges(from, to, numDependencies));
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaGraphRemoveDependencies_v2(cudaGraph_t graph, cudaGraphNode_t* from, cudaGraphNode_t* to, cudaGraphEdgeData* edgeData, nuint numDependencies) =>
        cudaGraphRemoveDependencies(graph, from, to, numDependencies);

    [CudaApi]
    public static CudaError cudaGraphDebugDotPrint(cudaGraph_t graph, byte* path, uint flags)
    {
        Check.NotNull(path);
        string text = GraphDot.Write(GraphCalls.Graph(graph), flags);
        try
        {
            File.WriteAllText(NativeStrings.Read(path), text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return CudaError.OperatingSystem;
        }
        return CudaError.Success;
    }
}
