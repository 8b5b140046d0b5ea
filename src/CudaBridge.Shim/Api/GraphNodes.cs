namespace CudaBridge.Shim;

/// <summary>What the nodes of a graph do: made, read and changed.</summary>
internal static unsafe class GraphNodes
{
    [CudaApi]
    public static CudaError cudaGraphAddEmptyNode(cudaGraphNode_t* pGraphNode, cudaGraph_t graph, cudaGraphNode_t* pDependencies, nuint numDependencies) =>
        GraphCalls.Add(pGraphNode, graph, pDependencies, numDependencies, new EmptyWork());

    // Kernels

    [CudaApi]
    public static CudaError cudaGraphAddKernelNode(cudaGraphNode_t* pGraphNode, cudaGraph_t graph, cudaGraphNode_t* pDependencies, nuint numDependencies, cudaKernelNodeParams* pNodeParams) =>
        GraphCalls.Add(pGraphNode, graph, pDependencies, numDependencies, Kernel(pNodeParams));

    [CudaApi]
    public static CudaError cudaGraphKernelNodeGetParams(cudaGraphNode_t node, cudaKernelNodeParams* pNodeParams)
    {
        Check.NotNull(pNodeParams);
        KernelWork work = GraphCalls.Work<KernelWork>(node);
        *pNodeParams = new()
        {
            func = (void*)GraphCalls.Context.HostFunctionOf(work.Function),
            gridDim = work.Grid,
            blockDim = work.Block,
            sharedMemBytes = work.DynamicShared,
            kernelParams = work.Arguments(),
        };
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaGraphKernelNodeSetParams(cudaGraphNode_t node, cudaKernelNodeParams* pNodeParams) => GraphCalls.Change(node, Kernel(pNodeParams, GraphCalls.Work<KernelWork>(node)));

    [CudaApi]
    public static CudaError cudaGraphExecKernelNodeSetParams(cudaGraphExec_t hGraphExec, cudaGraphNode_t node, cudaKernelNodeParams* pNodeParams) =>
        GraphCalls.Change(hGraphExec, node, Kernel(pNodeParams, GraphCalls.Work<KernelWork>(node)));

    /// <summary>Attributes are hints, but for the cooperative one; they read back.</summary>
    [CudaApi]
    public static CudaError cudaGraphKernelNodeSetAttribute(cudaGraphNode_t hNode, cudaLaunchAttributeID attr, cudaLaunchAttributeValue* value)
    {
        Check.NotNull(value);
        Check.That(Enum.IsDefined(attr));
        KernelWork work = GraphCalls.Work<KernelWork>(hNode);
        GraphNode node = GraphCalls.Node(hNode);
        LaunchAttributes read = LaunchAttributes.Read([new cudaLaunchAttribute { id = attr, val = *value }]);
        node.Attributes[attr] = *value;
        if (attr == cudaLaunchAttributeID.cudaLaunchAttributeCooperative) Graph.Change(node, work with { Cooperative = read.Cooperative });
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaGraphKernelNodeGetAttribute(cudaGraphNode_t hNode, cudaLaunchAttributeID attr, cudaLaunchAttributeValue* value_out)
    {
        Check.NotNull(value_out);
        Check.That(Enum.IsDefined(attr));
        KernelWork work = GraphCalls.Work<KernelWork>(hNode);
        *value_out = GraphCalls.Node(hNode).Attributes.GetValueOrDefault(attr);
        if (attr == cudaLaunchAttributeID.cudaLaunchAttributeCooperative) value_out->cooperative = work.Cooperative ? 1 : 0;
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaGraphKernelNodeCopyAttributes(cudaGraphNode_t hDst, cudaGraphNode_t hSrc)
    {
        KernelWork target = GraphCalls.Work<KernelWork>(hDst), source = GraphCalls.Work<KernelWork>(hSrc);
        GraphNode node = GraphCalls.Node(hDst);
        foreach ((cudaLaunchAttributeID id, cudaLaunchAttributeValue value) in GraphCalls.Node(hSrc).Attributes) node.Attributes[id] = value;
        Graph.Change(node, target with { Cooperative = source.Cooperative });
        return CudaError.Success;
    }

    /// <param name="before">What the node did so far: it stays cooperative if it was.</param>
    private static KernelWork Kernel(cudaKernelNodeParams* p, KernelWork? before = null)
    {
        Check.NotNull(p);
        KernelWork work = GraphCalls.Kernel(GraphCalls.Context.GetFunction((nint)p->func), p->gridDim, p->blockDim, p->sharedMemBytes, p->kernelParams, p->extra);
        return before is { Cooperative: true } ? work with { Cooperative = true } : work;
    }

    // Copies

    [CudaApi]
    public static CudaError cudaGraphAddMemcpyNode(cudaGraphNode_t* pGraphNode, cudaGraph_t graph, cudaGraphNode_t* pDependencies, nuint numDependencies, cudaMemcpy3DParms* pCopyParams) =>
        GraphCalls.Add(pGraphNode, graph, pDependencies, numDependencies, GraphCalls.Copy(Copies3D.Read(pCopyParams)));

    [CudaApi]
    public static CudaError cudaGraphAddMemcpyNode1D(
        cudaGraphNode_t* pGraphNode, cudaGraph_t graph, cudaGraphNode_t* pDependencies, nuint numDependencies, void* dst, void* src, nuint count, cudaMemcpyKind kind) =>
        GraphCalls.Add(pGraphNode, graph, pDependencies, numDependencies, Linear((nint)dst, (nint)src, count, kind));

    [CudaApi]
    public static CudaError cudaGraphAddMemcpyNodeToSymbol(
        cudaGraphNode_t* pGraphNode, cudaGraph_t graph, cudaGraphNode_t* pDependencies, nuint numDependencies, void* symbol, void* src, nuint count, nuint offset, cudaMemcpyKind kind) =>
        GraphCalls.Add(pGraphNode, graph, pDependencies, numDependencies, ToSymbol(symbol, src, count, offset, kind));

    [CudaApi]
    public static CudaError cudaGraphAddMemcpyNodeFromSymbol(
        cudaGraphNode_t* pGraphNode, cudaGraph_t graph, cudaGraphNode_t* pDependencies, nuint numDependencies, void* dst, void* symbol, nuint count, nuint offset, cudaMemcpyKind kind) =>
        GraphCalls.Add(pGraphNode, graph, pDependencies, numDependencies, FromSymbol(dst, symbol, count, offset, kind));

    [CudaApi]
    public static CudaError cudaGraphMemcpyNodeGetParams(cudaGraphNode_t node, cudaMemcpy3DParms* pNodeParams)
    {
        Check.NotNull(pNodeParams);
        *pNodeParams = Copies3D.Write(GraphCalls.Work<CopyWork>(node).Parameters);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaGraphMemcpyNodeSetParams(cudaGraphNode_t node, cudaMemcpy3DParms* pNodeParams) => GraphCalls.Change(node, GraphCalls.Copy(Copies3D.Read(pNodeParams)));

    [CudaApi]
    public static CudaError cudaGraphMemcpyNodeSetParams1D(cudaGraphNode_t node, void* dst, void* src, nuint count, cudaMemcpyKind kind) =>
        GraphCalls.Change(node, Linear((nint)dst, (nint)src, count, kind));

    [CudaApi]
    public static CudaError cudaGraphMemcpyNodeSetParamsToSymbol(cudaGraphNode_t node, void* symbol, void* src, nuint count, nuint offset, cudaMemcpyKind kind) =>
        GraphCalls.Change(node, ToSymbol(symbol, src, count, offset, kind));

    [CudaApi]
    public static CudaError cudaGraphMemcpyNodeSetParamsFromSymbol(cudaGraphNode_t node, void* dst, void* symbol, nuint count, nuint offset, cudaMemcpyKind kind) =>
        GraphCalls.Change(node, FromSymbol(dst, symbol, count, offset, kind));

    [CudaApi]
    public static CudaError cudaGraphExecMemcpyNodeSetParams(cudaGraphExec_t hGraphExec, cudaGraphNode_t node, cudaMemcpy3DParms* pNodeParams) =>
        GraphCalls.Change(hGraphExec, node, GraphCalls.Copy(Copies3D.Read(pNodeParams)));

    [CudaApi]
    public static CudaError cudaGraphExecMemcpyNodeSetParams1D(cudaGraphExec_t hGraphExec, cudaGraphNode_t node, void* dst, void* src, nuint count, cudaMemcpyKind kind) =>
        GraphCalls.Change(hGraphExec, node, Linear((nint)dst, (nint)src, count, kind));

    [CudaApi]
    public static CudaError cudaGraphExecMemcpyNodeSetParamsToSymbol(cudaGraphExec_t hGraphExec, cudaGraphNode_t node, void* symbol, void* src, nuint count, nuint offset, cudaMemcpyKind kind) =>
        GraphCalls.Change(hGraphExec, node, ToSymbol(symbol, src, count, offset, kind));

    [CudaApi]
    public static CudaError cudaGraphExecMemcpyNodeSetParamsFromSymbol(cudaGraphExec_t hGraphExec, cudaGraphNode_t node, void* dst, void* symbol, nuint count, nuint offset, cudaMemcpyKind kind) =>
        GraphCalls.Change(hGraphExec, node, FromSymbol(dst, symbol, count, offset, kind));

    private static CopyWork Linear(nint target, nint source, nuint bytes, cudaMemcpyKind kind) => GraphCalls.Copy(Transfers.Linear(target, source, bytes, (CopyKind)kind));

    private static CopyWork ToSymbol(void* symbol, void* source, nuint bytes, nuint offset, cudaMemcpyKind kind)
    {
        Check.That(kind is cudaMemcpyKind.cudaMemcpyHostToDevice or cudaMemcpyKind.cudaMemcpyDeviceToDevice or cudaMemcpyKind.cudaMemcpyDefault, CudaError.InvalidMemcpyDirection);
        return Linear(InSymbol(symbol, bytes, offset), (nint)source, bytes, kind);
    }

    private static CopyWork FromSymbol(void* target, void* symbol, nuint bytes, nuint offset, cudaMemcpyKind kind)
    {
        Check.That(kind is cudaMemcpyKind.cudaMemcpyDeviceToHost or cudaMemcpyKind.cudaMemcpyDeviceToDevice or cudaMemcpyKind.cudaMemcpyDefault, CudaError.InvalidMemcpyDirection);
        return Linear((nint)target, InSymbol(symbol, bytes, offset), bytes, kind);
    }

    private static nint InSymbol(void* symbol, nuint bytes, nuint offset)
    {
        Variable variable = GraphCalls.Context.GetVariable((nint)symbol);
        Check.That(offset <= variable.Size && bytes <= variable.Size - offset);
        return variable.Address + (nint)offset;
    }

    // Fills

    [CudaApi]
    public static CudaError cudaGraphAddMemsetNode(cudaGraphNode_t* pGraphNode, cudaGraph_t graph, cudaGraphNode_t* pDependencies, nuint numDependencies, cudaMemsetParams* pMemsetParams) =>
        GraphCalls.Add(pGraphNode, graph, pDependencies, numDependencies, GraphCalls.Fill(pMemsetParams));

    [CudaApi]
    public static CudaError cudaGraphMemsetNodeGetParams(cudaGraphNode_t node, cudaMemsetParams* pNodeParams)
    {
        Check.NotNull(pNodeParams);
        FillParameters fill = GraphCalls.Work<FillWork>(node).Parameters;
        *pNodeParams = new() { dst = (void*)fill.Target, pitch = fill.Pitch, value = fill.Value, elementSize = (uint)fill.ElementSize, width = fill.Width, height = fill.Height };
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaGraphMemsetNodeSetParams(cudaGraphNode_t node, cudaMemsetParams* pNodeParams) => GraphCalls.Change(node, GraphCalls.Fill(pNodeParams));

    [CudaApi]
    public static CudaError cudaGraphExecMemsetNodeSetParams(cudaGraphExec_t hGraphExec, cudaGraphNode_t node, cudaMemsetParams* pNodeParams) =>
        GraphCalls.Change(hGraphExec, node, GraphCalls.Fill(pNodeParams));

    // Host functions

    [CudaApi]
    public static CudaError cudaGraphAddHostNode(cudaGraphNode_t* pGraphNode, cudaGraph_t graph, cudaGraphNode_t* pDependencies, nuint numDependencies, cudaHostNodeParams* pNodeParams) =>
        GraphCalls.Add(pGraphNode, graph, pDependencies, numDependencies, GraphCalls.Host(pNodeParams));

    [CudaApi]
    public static CudaError cudaGraphHostNodeGetParams(cudaGraphNode_t node, cudaHostNodeParams* pNodeParams)
    {
        Check.NotNull(pNodeParams);
        HostWork work = GraphCalls.Work<HostWork>(node);
        *(nint*)pNodeParams = work.Function;
        pNodeParams->userData = (void*)work.UserData;
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaGraphHostNodeSetParams(cudaGraphNode_t node, cudaHostNodeParams* pNodeParams) => GraphCalls.Change(node, GraphCalls.Host(pNodeParams));

    [CudaApi]
    public static CudaError cudaGraphExecHostNodeSetParams(cudaGraphExec_t hGraphExec, cudaGraphNode_t node, cudaHostNodeParams* pNodeParams) =>
        GraphCalls.Change(hGraphExec, node, GraphCalls.Host(pNodeParams));

    // Child graphs, which nodes get a clone of

    [CudaApi]
    public static CudaError cudaGraphAddChildGraphNode(cudaGraphNode_t* pGraphNode, cudaGraph_t graph, cudaGraphNode_t* pDependencies, nuint numDependencies, cudaGraph_t childGraph) =>
        GraphCalls.Add(pGraphNode, graph, pDependencies, numDependencies, GraphCalls.Graph(childGraph).CloneAsChild());

    [CudaApi]
    public static CudaError cudaGraphChildGraphNodeGetGraph(cudaGraphNode_t node, cudaGraph_t* pGraph)
    {
        Check.NotNull(pGraph);
        *pGraph = new(GraphCalls.Work<ChildWork>(node).Graph.Handle);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaGraphExecChildGraphNodeSetParams(cudaGraphExec_t hGraphExec, cudaGraphNode_t node, cudaGraph_t childGraph)
    {
        GraphCalls.Exec(hGraphExec).ChangeChild(GraphCalls.Node(node), GraphCalls.Graph(childGraph));
        return CudaError.Success;
    }

    // Events

    [CudaApi]
    public static CudaError cudaGraphAddEventRecordNode(cudaGraphNode_t* pGraphNode, cudaGraph_t graph, cudaGraphNode_t* pDependencies, nuint numDependencies, cudaEvent_t @event) =>
        GraphCalls.Add(pGraphNode, graph, pDependencies, numDependencies, Record(@event));

    [CudaApi]
    public static CudaError cudaGraphEventRecordNodeGetEvent(cudaGraphNode_t node, cudaEvent_t* event_out)
    {
        Check.NotNull(event_out);
        *event_out = new(GraphCalls.Work<RecordEventWork>(node).Event.Handle);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaGraphEventRecordNodeSetEvent(cudaGraphNode_t node, cudaEvent_t @event) => GraphCalls.Change(node, Record(@event));

    [CudaApi]
    public static CudaError cudaGraphExecEventRecordNodeSetEvent(cudaGraphExec_t hGraphExec, cudaGraphNode_t hNode, cudaEvent_t @event) => GraphCalls.Change(hGraphExec, hNode, Record(@event));

    [CudaApi]
    public static CudaError cudaGraphAddEventWaitNode(cudaGraphNode_t* pGraphNode, cudaGraph_t graph, cudaGraphNode_t* pDependencies, nuint numDependencies, cudaEvent_t @event) =>
        GraphCalls.Add(pGraphNode, graph, pDependencies, numDependencies, Wait(@event));

    [CudaApi]
    public static CudaError cudaGraphEventWaitNodeGetEvent(cudaGraphNode_t node, cudaEvent_t* event_out)
    {
        Check.NotNull(event_out);
        *event_out = new(GraphCalls.Work<WaitEventWork>(node).Event.Handle);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaGraphEventWaitNodeSetEvent(cudaGraphNode_t node, cudaEvent_t @event) => GraphCalls.Change(node, Wait(@event));

    [CudaApi]
    public static CudaError cudaGraphExecEventWaitNodeSetEvent(cudaGraphExec_t hGraphExec, cudaGraphNode_t hNode, cudaEvent_t @event) => GraphCalls.Change(hGraphExec, hNode, Wait(@event));

    private static RecordEventWork Record(cudaEvent_t @event) => new(GraphCalls.Context.GetEvent(@event.Value));

    private static WaitEventWork Wait(cudaEvent_t @event) => new(GraphCalls.Context.GetEvent(@event.Value));

    // Every kind

    [CudaApi]
    public static CudaError cudaGraphAddNode(cudaGraphNode_t* pGraphNode, cudaGraph_t graph, cudaGraphNode_t* pDependencies, nuint numDependencies, cudaGraphNodeParams* nodeParams)
    {
        if (nodeParams is not null && nodeParams->type == cudaGraphNodeType.cudaGraphNodeTypeMemAlloc)
            return GraphMemoryNodes.cudaGraphAddMemAllocNode(pGraphNode, graph, pDependencies, numDependencies, &nodeParams->alloc);
        if (nodeParams is not null && nodeParams->type == cudaGraphNodeType.cudaGraphNodeTypeConditional)
            return GraphCalls.AddConditional(pGraphNode, graph, pDependencies, numDependencies, &nodeParams->conditional);
        return GraphCalls.Add(pGraphNode, graph, pDependencies, numDependencies, WorkOf(nodeParams));
    }

    [CudaApi]
    public static CudaError cudaGraphAddNode_v2(
        cudaGraphNode_t* pGraphNode, cudaGraph_t graph, cudaGraphNode_t* pDependencies, cudaGraphEdgeData* dependencyData, nuint numDependencies, cudaGraphNodeParams* nodeParams) =>
        cudaGraphAddNode(pGraphNode, graph, pDependencies, numDependencies, nodeParams);

    [CudaApi]
    public static CudaError cudaGraphNodeSetParams(cudaGraphNode_t node, cudaGraphNodeParams* nodeParams) => GraphCalls.Change(node, WorkOf(nodeParams));

    [CudaApi]
    public static CudaError cudaGraphExecNodeSetParams(cudaGraphExec_t graphExec, cudaGraphNode_t node, cudaGraphNodeParams* nodeParams) => GraphCalls.Change(graphExec, node, WorkOf(nodeParams));

    [CudaApi]
    public static CudaError cudaGraphConditionalHandleCreate(cudaGraphConditionalHandle* pHandle_out, cudaGraph_t graph, uint defaultLaunchValue, uint flags)
    {
        Check.NotNull(pHandle_out);
        *pHandle_out = new(GraphCalls.CreateCondition(graph, defaultLaunchValue, flags));
        return CudaError.Success;
    }

    private static NodeWork WorkOf(cudaGraphNodeParams* p)
    {
        Check.NotNull(p);
        switch (p->type)
        {
            case cudaGraphNodeType.cudaGraphNodeTypeKernel: return Kernel(&p->kernel);
            case cudaGraphNodeType.cudaGraphNodeTypeMemcpy: return GraphCalls.Copy(Copies3D.Read(&p->memcpy.copyParams));
            case cudaGraphNodeType.cudaGraphNodeTypeMemset: return GraphCalls.Fill(&p->memset);
            case cudaGraphNodeType.cudaGraphNodeTypeHost: return GraphCalls.Host(&p->host);
            case cudaGraphNodeType.cudaGraphNodeTypeGraph: return GraphCalls.Graph(p->graph).CloneAsChild();
            case cudaGraphNodeType.cudaGraphNodeTypeEmpty: return new EmptyWork();
            case cudaGraphNodeType.cudaGraphNodeTypeWaitEvent: return Wait(p->eventWait);
            case cudaGraphNodeType.cudaGraphNodeTypeEventRecord: return Record(p->eventRecord);
            case cudaGraphNodeType.cudaGraphNodeTypeMemFree: return GraphCalls.Free(p->free);
            default: throw GraphCalls.NotSupported((int)p->type);
        }
    }
}
