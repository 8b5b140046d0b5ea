namespace CudaBridge.Shim;

/// <summary>Streams whose work becomes a graph instead of running.</summary>
internal static unsafe class StreamCaptures
{
    private static Stream Get(cudaStream_t stream) => GraphCalls.Context.GetStream(stream.Value);

    [CudaApi]
    public static CudaError cudaStreamBeginCapture(cudaStream_t stream, cudaStreamCaptureMode mode)
    {
        Check.That(Enum.IsDefined(mode));
        GraphCalls.Context.Captures.Begin(Get(stream), (CaptureMode)mode);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaStreamBeginCaptureToGraph(
        cudaStream_t stream, cudaGraph_t graph, cudaGraphNode_t* dependencies, cudaGraphEdgeData* dependencyData, nuint numDependencies, cudaStreamCaptureMode mode)
    {
        Check.That(Enum.IsDefined(mode));
        Graph target = GraphCalls.Graph(graph);
        IReadOnlyList<GraphNode> nodes = GraphCalls.Nodes(dependencies, numDependencies);
        Check.That(nodes.All(node => node.Graph == target));
        GraphCalls.Context.Captures.Begin(Get(stream), (CaptureMode)mode, target, nodes);
        return CudaError.Success;
    }

    /// <summary>"If the capture was invalidated ... the graph pointer is set to NULL".</summary>
    [CudaApi]
    public static CudaError cudaStreamEndCapture(cudaStream_t stream, cudaGraph_t* pGraph)
    {
        Check.NotNull(pGraph);
        *pGraph = default;
        *pGraph = new(GraphCalls.Context.Captures.End(Get(stream)).Handle);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaStreamIsCapturing(cudaStream_t stream, cudaStreamCaptureStatus* pCaptureStatus)
    {
        Check.NotNull(pCaptureStatus);
        *pCaptureStatus = StatusOf(Get(stream));
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaStreamGetCaptureInfo(cudaStream_t stream, cudaStreamCaptureStatus* captureStatus_out, ulong* id_out) =>
        cudaStreamGetCaptureInfo_v2(stream, captureStatus_out, id_out, null, null, null);

    /// <summary>Everything but the status is only set for a stream that captures.</summary>
    [CudaApi]
    public static CudaError cudaStreamGetCaptureInfo_v2(
        cudaStream_t stream, cudaStreamCaptureStatus* captureStatus_out, ulong* id_out, cudaGraph_t* graph_out, cudaGraphNode_t** dependencies_out, nuint* numDependencies_out)
    {
        Check.NotNull(captureStatus_out);
        Stream asked = Get(stream);
        *captureStatus_out = StatusOf(asked);
        if (asked.Captured is not { } part) return CudaError.Success;
        if (id_out is not null) *id_out = part.Capture.Id;
        if (graph_out is not null) *graph_out = new(part.Capture.Graph.Handle);
        if (dependencies_out is not null) *dependencies_out = (cudaGraphNode_t*)part.HandlesOfDependencies();
        if (numDependencies_out is not null) *numDependencies_out = (nuint)part.Dependencies.Count;
        return CudaError.Success;
    }

    /// <summary>All edges are full dependencies, which have no data: the array is left out.</summary>
    [CudaApi]
    public static CudaError cudaStreamGetCaptureInfo_v3(
        cudaStream_t stream, cudaStreamCaptureStatus* captureStatus_out, ulong* id_out, cudaGraph_t* graph_out, cudaGraphNode_t** dependencies_out,
        cudaGraphEdgeData** edgeData_out, nuint* numDependencies_out)
    {
        if (edgeData_out is not null) *edgeData_out = null;
        return cudaStreamGetCaptureInfo_v2(stream, captureStatus_out, id_out, graph_out, dependencies_out, numDependencies_out);
    }

    [CudaApi]
    public static CudaError cudaStreamUpdateCaptureDependencies(cudaStream_t stream, cudaGraphNode_t* dependencies, nuint numDependencies, uint flags)
    {
        const uint set = 1;
        Check.Flags(flags, set);
        StreamCapture? part = Get(stream).Captured;
        Check.That(part is not null, CudaError.IllegalState);
        Check.That(part.Capture.Status == CaptureStatus.Active, CudaError.StreamCaptureInvalidated);
        IReadOnlyList<GraphNode> nodes = GraphCalls.Nodes(dependencies, numDependencies);
        Check.That(nodes.All(node => node.Graph == part.Capture.Graph));
        if (flags == set) part.Set(nodes);
        else part.Join(nodes);
        return CudaError.Success;
    }

    [CudaApi]
    public static CudaError cudaStreamUpdateCaptureDependencies_v2(
        cudaStream_t stream, cudaGraphNode_t* dependencies, cudaGraphEdgeData* dependencyData, nuint numDependencies, uint flags) =>
        cudaStreamUpdateCaptureDependencies(stream, dependencies, numDependencies, flags);

    [CudaApi]
    public static CudaError cudaThreadExchangeStreamCaptureMode(cudaStreamCaptureMode* mode)
    {
        Check.NotNull(mode);
        Check.That(Enum.IsDefined(*mode));
        *mode = (cudaStreamCaptureMode)Captures.ExchangeMode((CaptureMode)(*mode));
        return CudaError.Success;
    }

    // "cudaErrorStreamCaptureImplicit: the stream is the legacy stream while another that blocks with it is captured".
    private static cudaStreamCaptureStatus StatusOf(Stream stream)
    {
        if (stream.Captured is { } part) return (cudaStreamCaptureStatus)part.Capture.Status;
        Check.That(!GraphCalls.Context.Captures.Blocks(stream), CudaError.StreamCaptureImplicit);
        return cudaStreamCaptureStatus.cudaStreamCaptureStatusNone;
    }
}
