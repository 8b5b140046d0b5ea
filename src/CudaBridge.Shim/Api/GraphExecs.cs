namespace CudaBridge.Shim;

/// <summary>Executable graphs.</summary>
internal static unsafe class GraphExecs
{
    [CudaApi]
    public static CudaError cudaGraphInstantiate(cudaGraphExec_t* pGraphExec, cudaGraph_t graph, ulong flags)
    {
        Check.NotNull(pGraphExec);
        *pGraphExec = new(GraphCalls.Context.Instantiate(GraphCalls.Graph(graph), (InstantiateFlags)flags).Handle);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaGraphInstantiateWithFlags(cudaGraphExec_t* pGraphExec, cudaGraph_t graph, ulong flags) => cudaGraphInstantiate(pGraphExec, graph, flags);

    [CudaApi]
    public static CudaError cudaGraphInstantiateWithParams(cudaGraphExec_t* pGraphExec, cudaGraph_t graph, cudaGraphInstantiateParams* instantiateParams, cudaStream_t defaultStream)
    {
        Check.NotNull(instantiateParams);
        instantiateParams->errNode_out = default;
        instantiateParams->result_out = cudaGraphInstantiateResult.cudaGraphInstantiateError;
        if (((InstantiateFlags)instantiateParams->flags & InstantiateFlags.Upload) != 0) _ = GraphCalls.Context.GetStream(instantiateParams->uploadStream.Value);
        try
        {
            cudaGraphInstantiate(pGraphExec, graph, instantiateParams->flags);
        }
        catch (CudaException e) when (e.Code == CudaError.InvalidValue && pGraphExec is not null)
        {
            instantiateParams->result_out = cudaGraphInstantiateResult.cudaGraphInstantiateInvalidStructure;
            throw;
        }
        instantiateParams->result_out = cudaGraphInstantiateResult.cudaGraphInstantiateSuccess;
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaGraphExecDestroy(cudaGraphExec_t graphExec)
    {
        GraphCalls.Context.DestroyGraphExec(graphExec.Value);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaGraphExecGetFlags(cudaGraphExec_t graphExec, ulong* flags)
    {
        Check.NotNull(flags);
        *flags = (ulong)GraphCalls.Exec(graphExec).Flags;
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaGraphLaunch(cudaGraphExec_t graphExec, cudaStream_t stream)
    {
        PrimaryContext context = GraphCalls.Context;
        context.GetGraphExec(graphExec.Value).Launch(context.GetStream(stream.Value));
        return CudaError.Success;
    }

    /// <summary>Nothing has to go anywhere before a launch.</summary>
    [CudaApi]
    public static CudaError cudaGraphUpload(cudaGraphExec_t graphExec, cudaStream_t stream)
    {
        _ = GraphCalls.Exec(graphExec);
        _ = GraphCalls.Context.GetStream(stream.Value);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaGraphExecUpdate(cudaGraphExec_t hGraphExec, cudaGraph_t hGraph, cudaGraphExecUpdateResultInfo* resultInfo)
    {
        GraphUpdateResult result = GraphCalls.Exec(hGraphExec).Update(GraphCalls.Graph(hGraph), out GraphNode? node, out GraphNode? from);
        if (resultInfo is not null) *resultInfo = new() { result = (cudaGraphExecUpdateResult)result, errorNode = new(node?.Handle ?? 0), errorFromNode = new(from?.Handle ?? 0) };
        return result == GraphUpdateResult.Success ? CudaError.Success : CudaError.GraphExecUpdateFailure;
    }

    [CudaApi]
    public static CudaError cudaGraphNodeSetEnabled(cudaGraphExec_t hGraphExec, cudaGraphNode_t hNode, uint isEnabled)
    {
        GraphCalls.Exec(hGraphExec).SetEnabled(GraphCalls.Node(hNode), isEnabled != 0);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaGraphNodeGetEnabled(cudaGraphExec_t hGraphExec, cudaGraphNode_t hNode, uint* isEnabled)
    {
        Check.NotNull(isEnabled);
        *isEnabled = GraphCalls.Exec(hGraphExec).IsEnabled(GraphCalls.Node(hNode)) ? 1u : 0;
        return CudaError.Success;
    }
}
