namespace CudaBridge.Shim;

/// <summary>What the nodes of a graph do.</summary>
internal static unsafe class DriverGraphNodes
{
    // CU_GRAPH_NODE_TYPE_BATCH_MEM_OP, which the runtime API has no name for.
    private const cudaGraphNodeType BatchMemOp = (cudaGraphNodeType)12;

    // A thread needs a current context. The functions themselves, and the codes of what goes wrong, are those of the runtime API.
    private static PrimaryContext Ready() => DriverContexts.Current;

    private static CUresult Run(PrimaryContext context, CudaError result) => DriverCodes.Of(result);

    [CudaApi]
    public static CUresult cuGraphMemsetNodeGetParams(nint hNode, cudaMemsetParams* nodeParams) => Run(Ready(), GraphNodes.cudaGraphMemsetNodeGetParams(new(hNode), nodeParams));

    [CudaApi]
    public static CUresult cuGraphMemsetNodeSetParams(nint hNode, cudaMemsetParams* nodeParams) => Run(Ready(), GraphNodes.cudaGraphMemsetNodeSetParams(new(hNode), nodeParams));

    [CudaApi]
    public static CUresult cuGraphAddHostNode(
        nint* phGraphNode, nint hGraph, nint* dependencies, nuint numDependencies, cudaHostNodeParams* nodeParams) =>
        Run(Ready(), GraphNodes.cudaGraphAddHostNode((cudaGraphNode_t*)phGraphNode, new(hGraph), (cudaGraphNode_t*)dependencies, numDependencies, nodeParams));

    [CudaApi]
    public static CUresult cuGraphHostNodeGetParams(nint hNode, cudaHostNodeParams* nodeParams) => Run(Ready(), GraphNodes.cudaGraphHostNodeGetParams(new(hNode), nodeParams));

    [CudaApi]
    public static CUresult cuGraphHostNodeSetParams(nint hNode, cudaHostNodeParams* nodeParams) => Run(Ready(), GraphNodes.cudaGraphHostNodeSetParams(new(hNode), nodeParams));

    [CudaApi]
    public static CUresult cuGraphAddChildGraphNode(
        nint* phGraphNode, nint hGraph, nint* dependencies, nuint numDependencies, nint childGraph) =>
        Run(Ready(), GraphNodes.cudaGraphAddChildGraphNode((cudaGraphNode_t*)phGraphNode, new(hGraph), (cudaGraphNode_t*)dependencies, numDependencies, new(childGraph)));

    [CudaApi]
    public static CUresult cuGraphChildGraphNodeGetGraph(nint hNode, nint* phGraph) => Run(Ready(), GraphNodes.cudaGraphChildGraphNodeGetGraph(new(hNode), (cudaGraph_t*)phGraph));

    [CudaApi]
    public static CUresult cuGraphAddEmptyNode(
        nint* phGraphNode, nint hGraph, nint* dependencies, nuint numDependencies) =>
        Run(Ready(), GraphNodes.cudaGraphAddEmptyNode((cudaGraphNode_t*)phGraphNode, new(hGraph), (cudaGraphNode_t*)dependencies, numDependencies));

    [CudaApi]
    public static CUresult cuGraphAddEventRecordNode(
        nint* phGraphNode, nint hGraph, nint* dependencies, nuint numDependencies, nint @event) =>
        Run(Ready(), GraphNodes.cudaGraphAddEventRecordNode((cudaGraphNode_t*)phGraphNode, new(hGraph), (cudaGraphNode_t*)dependencies, numDependencies, new(@event)));

    [CudaApi]
    public static CUresult cuGraphEventRecordNodeGetEvent(nint hNode, nint* event_out) => Run(Ready(), GraphNodes.cudaGraphEventRecordNodeGetEvent(new(hNode), (cudaEvent_t*)event_out));

    [CudaApi]
    public static CUresult cuGraphEventRecordNodeSetEvent(nint hNode, nint @event) => Run(Ready(), GraphNodes.cudaGraphEventRecordNodeSetEvent(new(hNode), new(@event)));

    [CudaApi]
    public static CUresult cuGraphAddEventWaitNode(
        nint* phGraphNode, nint hGraph, nint* dependencies, nuint numDependencies, nint @event) =>
        Run(Ready(), GraphNodes.cudaGraphAddEventWaitNode((cudaGraphNode_t*)phGraphNode, new(hGraph), (cudaGraphNode_t*)dependencies, numDependencies, new(@event)));

    [CudaApi]
    public static CUresult cuGraphEventWaitNodeGetEvent(nint hNode, nint* event_out) => Run(Ready(), GraphNodes.cudaGraphEventWaitNodeGetEvent(new(hNode), (cudaEvent_t*)event_out));

    [CudaApi]
    public static CUresult cuGraphEventWaitNodeSetEvent(nint hNode, nint @event) => Run(Ready(), GraphNodes.cudaGraphEventWaitNodeSetEvent(new(hNode), new(@event)));

    [CudaApi]
    public static CUresult cuGraphExecHostNodeSetParams(
        nint hGraphExec, nint hNode, cudaHostNodeParams* nodeParams) =>
        Run(Ready(), GraphNodes.cudaGraphExecHostNodeSetParams(new(hGraphExec), new(hNode), nodeParams));

    [CudaApi]
    public static CUresult cuGraphExecChildGraphNodeSetParams(
        nint hGraphExec, nint hNode, nint childGraph) =>
        Run(Ready(), GraphNodes.cudaGraphExecChildGraphNodeSetParams(new(hGraphExec), new(hNode), new(childGraph)));

    [CudaApi]
    public static CUresult cuGraphExecEventRecordNodeSetEvent(
        nint hGraphExec, nint hNode, nint @event) =>
        Run(Ready(), GraphNodes.cudaGraphExecEventRecordNodeSetEvent(new(hGraphExec), new(hNode), new(@event)));

    [CudaApi]
    public static CUresult cuGraphExecEventWaitNodeSetEvent(nint hGraphExec, nint hNode, nint @event) => Run(Ready(), GraphNodes.cudaGraphExecEventWaitNodeSetEvent(new(hGraphExec), new(hNode), new(@event)));

    [CudaApi]
    public static CUresult cuGraphKernelNodeCopyAttributes(nint dst, nint src) => Run(Ready(), GraphNodes.cudaGraphKernelNodeCopyAttributes(new(dst), new(src)));

    [CudaApi]
    public static CUresult cuGraphKernelNodeGetAttribute(
        nint hNode, int attr, void* value_out) =>
        Run(Ready(), GraphNodes.cudaGraphKernelNodeGetAttribute(new(hNode), (cudaLaunchAttributeID)attr, (cudaLaunchAttributeValue*)value_out));

    [CudaApi]
    public static CUresult cuGraphKernelNodeSetAttribute(
        nint hNode, int attr, void* value) =>
        Run(Ready(), GraphNodes.cudaGraphKernelNodeSetAttribute(new(hNode), (cudaLaunchAttributeID)attr, (cudaLaunchAttributeValue*)value));

    [CudaApi]
    public static CUresult cuGraphAddKernelNode(nint* phGraphNode, nint hGraph, nint* dependencies, nuint numDependencies, CUDA_KERNEL_NODE_PARAMS* nodeParams) =>
        Run(Ready(), GraphCalls.Add((cudaGraphNode_t*)phGraphNode, new(hGraph), (cudaGraphNode_t*)dependencies, numDependencies, Kernel(nodeParams, isShort: true)));

    [CudaApi]
    public static CUresult cuGraphAddKernelNode_v2(nint* phGraphNode, nint hGraph, nint* dependencies, nuint numDependencies, CUDA_KERNEL_NODE_PARAMS* nodeParams) =>
        Run(Ready(), GraphCalls.Add((cudaGraphNode_t*)phGraphNode, new(hGraph), (cudaGraphNode_t*)dependencies, numDependencies, Kernel(nodeParams)));

    [CudaApi]
    public static CUresult cuGraphKernelNodeSetParams(nint hNode, CUDA_KERNEL_NODE_PARAMS* nodeParams) =>
        Run(Ready(), GraphCalls.Change(new cudaGraphNode_t(hNode), Kernel(nodeParams, isShort: true)));

    [CudaApi]
    public static CUresult cuGraphKernelNodeSetParams_v2(nint hNode, CUDA_KERNEL_NODE_PARAMS* nodeParams) => Run(Ready(), GraphCalls.Change(new cudaGraphNode_t(hNode), Kernel(nodeParams)));

    [CudaApi]
    public static CUresult cuGraphExecKernelNodeSetParams(nint hGraphExec, nint hNode, CUDA_KERNEL_NODE_PARAMS* nodeParams) =>
        Run(Ready(), GraphCalls.Change(new(hGraphExec), new(hNode), Kernel(nodeParams, isShort: true)));

    [CudaApi]
    public static CUresult cuGraphExecKernelNodeSetParams_v2(nint hGraphExec, nint hNode, CUDA_KERNEL_NODE_PARAMS* nodeParams) =>
        Run(Ready(), GraphCalls.Change(new(hGraphExec), new(hNode), Kernel(nodeParams)));

    /// <summary>Without <c>_v2</c> the struct ends before the kernel.</summary>
    [CudaApi]
    public static CUresult cuGraphKernelNodeGetParams(nint hNode, CUDA_KERNEL_NODE_PARAMS* nodeParams)
    {
        Check.NotNull(nodeParams);
        CUDA_KERNEL_NODE_PARAMS whole;
        CUresult result = cuGraphKernelNodeGetParams_v2(hNode, &whole);
        new ReadOnlySpan<byte>(&whole, ShortKernelParams).CopyTo(new Span<byte>(nodeParams, ShortKernelParams));
        return result;
    }

    [CudaApi]
    public static CUresult cuGraphKernelNodeGetParams_v2(nint hNode, CUDA_KERNEL_NODE_PARAMS* nodeParams)
    {
        _ = Ready();
        Check.NotNull(nodeParams);
        KernelWork work = GraphCalls.Work<KernelWork>(new(hNode));
        *nodeParams = new()
        {
            func = work.Function.Handle,
            gridDimX = work.Grid.X, gridDimY = work.Grid.Y, gridDimZ = work.Grid.Z,
            blockDimX = work.Block.X, blockDimY = work.Block.Y, blockDimZ = work.Block.Z,
            sharedMemBytes = work.DynamicShared,
            kernelParams = work.Arguments(),
            ctx = DriverContexts.CurrentHandle,
        };
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuGraphAddMemcpyNode(nint* phGraphNode, nint hGraph, nint* dependencies, nuint numDependencies, CUDA_MEMCPY3D* copyParams, nint ctx) =>
        Run(Ready(), GraphCalls.Add((cudaGraphNode_t*)phGraphNode, new(hGraph), (cudaGraphNode_t*)dependencies, numDependencies, GraphCalls.Copy(DriverCopies.Read(copyParams))));

    [CudaApi]
    public static CUresult cuGraphMemcpyNodeGetParams(nint hNode, CUDA_MEMCPY3D* nodeParams)
    {
        _ = Ready();
        Check.NotNull(nodeParams);
        *nodeParams = DriverCopies.Write(GraphCalls.Work<CopyWork>(new(hNode)).Parameters);
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuGraphMemcpyNodeSetParams(nint hNode, CUDA_MEMCPY3D* nodeParams) =>
        Run(Ready(), GraphCalls.Change(new cudaGraphNode_t(hNode), GraphCalls.Copy(DriverCopies.Read(nodeParams))));

    [CudaApi]
    public static CUresult cuGraphExecMemcpyNodeSetParams(nint hGraphExec, nint hNode, CUDA_MEMCPY3D* copyParams, nint ctx) =>
        Run(Ready(), GraphCalls.Change(new(hGraphExec), new(hNode), GraphCalls.Copy(DriverCopies.Read(copyParams))));

    [CudaApi]
    public static CUresult cuGraphAddMemsetNode(nint* phGraphNode, nint hGraph, nint* dependencies, nuint numDependencies, cudaMemsetParams* memsetParams, nint ctx) =>
        Run(Ready(), GraphNodes.cudaGraphAddMemsetNode((cudaGraphNode_t*)phGraphNode, new(hGraph), (cudaGraphNode_t*)dependencies, numDependencies, memsetParams));

    [CudaApi]
    public static CUresult cuGraphExecMemsetNodeSetParams(nint hGraphExec, nint hNode, cudaMemsetParams* memsetParams, nint ctx) =>
        Run(Ready(), GraphNodes.cudaGraphExecMemsetNodeSetParams(new(hGraphExec), new(hNode), memsetParams));

    [CudaApi]
    public static CUresult cuGraphAddNode(nint* phGraphNode, nint hGraph, nint* dependencies, nuint numDependencies, CUgraphNodeParams* nodeParams)
    {
        _ = Ready();
        if (nodeParams is not null && nodeParams->type == cudaGraphNodeType.cudaGraphNodeTypeMemAlloc)
            return DriverGraphs.cuGraphAddMemAllocNode(phGraphNode, hGraph, dependencies, numDependencies, &nodeParams->alloc);
        if (nodeParams is not null && nodeParams->type == cudaGraphNodeType.cudaGraphNodeTypeConditional)
            return DriverCodes.Of(GraphCalls.AddConditional((cudaGraphNode_t*)phGraphNode, new(hGraph), (cudaGraphNode_t*)dependencies, numDependencies, &nodeParams->conditional));
        return DriverCodes.Of(GraphCalls.Add((cudaGraphNode_t*)phGraphNode, new(hGraph), (cudaGraphNode_t*)dependencies, numDependencies, WorkOf(nodeParams)));
    }

    [CudaApi]
    public static CUresult cuGraphAddNode_v2(
        nint* phGraphNode, nint hGraph, nint* dependencies, cudaGraphEdgeData* dependencyData, nuint numDependencies, CUgraphNodeParams* nodeParams) =>
        cuGraphAddNode(phGraphNode, hGraph, dependencies, numDependencies, nodeParams);

    [CudaApi]
    public static CUresult cuGraphNodeSetParams(nint hNode, CUgraphNodeParams* nodeParams) => Run(Ready(), GraphCalls.Change(new cudaGraphNode_t(hNode), WorkOf(nodeParams)));

    [CudaApi]
    public static CUresult cuGraphExecNodeSetParams(nint hGraphExec, nint hNode, CUgraphNodeParams* nodeParams) =>
        Run(Ready(), GraphCalls.Change(new(hGraphExec), new(hNode), WorkOf(nodeParams)));

    [CudaApi]
    public static CUresult cuGraphConditionalHandleCreate(ulong* pHandle_out, nint hGraph, nint ctx, uint defaultLaunchValue, uint flags)
    {
        _ = Ready();
        Check.NotNull(pHandle_out);
        *pHandle_out = GraphCalls.CreateCondition(new(hGraph), defaultLaunchValue, flags);
        return CUresult.CUDA_SUCCESS;
    }

    private const int ShortKernelParams = 56;

    private static KernelWork Kernel(CUDA_KERNEL_NODE_PARAMS* p, bool isShort = false)
    {
        Check.NotNull(p);
        nint handle = p->func != 0 || isShort ? p->func : p->kern;
        return GraphCalls.Kernel(DriverModules.GetFunction(handle), new(p->gridDimX, p->gridDimY, p->gridDimZ), new(p->blockDimX, p->blockDimY, p->blockDimZ), p->sharedMemBytes, p->kernelParams, p->extra);
    }

    private static NodeWork WorkOf(CUgraphNodeParams* p)
    {
        Check.NotNull(p);
        switch (p->type)
        {
            case cudaGraphNodeType.cudaGraphNodeTypeKernel: return Kernel(&p->kernel);
            case cudaGraphNodeType.cudaGraphNodeTypeMemcpy: return GraphCalls.Copy(DriverCopies.Read(&p->memcpy.copyParams));
            case cudaGraphNodeType.cudaGraphNodeTypeMemset: return GraphCalls.Fill(&p->memset);
            case cudaGraphNodeType.cudaGraphNodeTypeHost: return GraphCalls.Host(&p->host);
            case cudaGraphNodeType.cudaGraphNodeTypeGraph: return GraphCalls.Graph(new(p->graph)).CloneAsChild();
            case cudaGraphNodeType.cudaGraphNodeTypeEmpty: return new EmptyWork();
            case cudaGraphNodeType.cudaGraphNodeTypeWaitEvent: return new WaitEventWork(GraphCalls.Context.GetEvent(p->eventWait));
            case cudaGraphNodeType.cudaGraphNodeTypeEventRecord: return new RecordEventWork(GraphCalls.Context.GetEvent(p->eventRecord));
            case cudaGraphNodeType.cudaGraphNodeTypeMemFree: return GraphCalls.Free(p->free);
            case BatchMemOp: return DriverStreamValues.Work(&p->memOp);
            default: throw GraphCalls.NotSupported((int)p->type);
        }
    }
}
