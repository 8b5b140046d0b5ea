namespace CudaBridge.Shim;

/// <summary>Graphs, executable graphs and captures.</summary>
internal static unsafe class DriverGraphs
{
    // A thread needs a current context. The functions themselves, and the codes of what goes wrong, are those of the runtime API.
    private static PrimaryContext Ready() => DriverContexts.Current;

    private static CUresult Run(PrimaryContext context, CudaError result) => DriverCodes.Of(result);

    [CudaApi]
    public static CUresult cuGraphCreate(nint* phGraph, uint flags) => Run(Ready(), Graphs.cudaGraphCreate((cudaGraph_t*)phGraph, flags));

    [CudaApi]
    public static CUresult cuGraphClone(nint* phGraphClone, nint originalGraph) => Run(Ready(), Graphs.cudaGraphClone((cudaGraph_t*)phGraphClone, new(originalGraph)));

    [CudaApi]
    public static CUresult cuGraphNodeFindInClone(
        nint* phNode, nint hOriginalNode, nint hClonedGraph) =>
        Run(Ready(), Graphs.cudaGraphNodeFindInClone((cudaGraphNode_t*)phNode, new(hOriginalNode), new(hClonedGraph)));

    [CudaApi]
    public static CUresult cuGraphNodeGetType(nint hNode, int* type) => Run(Ready(), Graphs.cudaGraphNodeGetType(new(hNode), (cudaGraphNodeType*)type));

    [CudaApi]
    public static CUresult cuGraphGetNodes(nint hGraph, nint* nodes, nuint* numNodes) => Run(Ready(), Graphs.cudaGraphGetNodes(new(hGraph), (cudaGraphNode_t*)nodes, numNodes));

    [CudaApi]
    public static CUresult cuGraphGetRootNodes(nint hGraph, nint* rootNodes, nuint* numRootNodes) => Run(Ready(), Graphs.cudaGraphGetRootNodes(new(hGraph), (cudaGraphNode_t*)rootNodes, numRootNodes));

    [CudaApi]
    public static CUresult cuGraphGetEdges(nint hGraph, nint* from, nint* to, nuint* numEdges) => Run(Ready(), Graphs.cudaGraphGetEdges(new(hGraph), (cudaGraphNode_t*)from, (cudaGraphNode_t*)to, numEdges));

    [CudaApi]
    public static CUresult cuGraphGetEdges_v2(
        nint hGraph, nint* from, nint* to, cudaGraphEdgeData* edgeData, nuint* numEdges) =>
        Run(Ready(), Graphs.cudaGraphGetEdges_v2(new(hGraph), (cudaGraphNode_t*)from, (cudaGraphNode_t*)to, edgeData, numEdges));

    [CudaApi]
    public static CUresult cuGraphNodeGetDependencies(
        nint hNode, nint* dependencies, nuint* numDependencies) =>
        Run(Ready(), Graphs.cudaGraphNodeGetDependencies(new(hNode), (cudaGraphNode_t*)dependencies, numDependencies));

    [CudaApi]
    public static CUresult cuGraphNodeGetDependencies_v2(
        nint hNode, nint* dependencies, cudaGraphEdgeData* edgeData, nuint* numDependencies) =>
        Run(Ready(), Graphs.cudaGraphNodeGetDependencies_v2(new(hNode), (cudaGraphNode_t*)dependencies, edgeData, numDependencies));

    [CudaApi]
    public static CUresult cuGraphNodeGetDependentNodes(
        nint hNode, nint* dependentNodes, nuint* numDependentNodes) =>
        Run(Ready(), Graphs.cudaGraphNodeGetDependentNodes(new(hNode), (cudaGraphNode_t*)dependentNodes, numDependentNodes));

    [CudaApi]
    public static CUresult cuGraphNodeGetDependentNodes_v2(
        nint hNode, nint* dependentNodes, cudaGraphEdgeData* edgeData, nuint* numDependentNodes) =>
        Run(Ready(), Graphs.cudaGraphNodeGetDependentNodes_v2(new(hNode), (cudaGraphNode_t*)dependentNodes, edgeData, numDependentNodes));

    [CudaApi]
    public static CUresult cuGraphAddDependencies(
        nint hGraph, nint* from, nint* to, nuint numDependencies) =>
        Run(Ready(), Graphs.cudaGraphAddDependencies(new(hGraph), (cudaGraphNode_t*)from, (cudaGraphNode_t*)to, numDependencies));

    [CudaApi]
    public static CUresult cuGraphAddDependencies_v2(
        nint hGraph, nint* from, nint* to, cudaGraphEdgeData* edgeData, nuint numDependencies) =>
        Run(Ready(), Graphs.cudaGraphAddDependencies_v2(new(hGraph), (cudaGraphNode_t*)from, (cudaGraphNode_t*)to, edgeData, numDependencies));

    [CudaApi]
    public static CUresult cuGraphRemoveDependencies(
        nint hGraph, nint* from, nint* to, nuint numDependencies) =>
        Run(Ready(), Graphs.cudaGraphRemoveDependencies(new(hGraph), (cudaGraphNode_t*)from, (cudaGraphNode_t*)to, numDependencies));

    [CudaApi]
    public static CUresult cuGraphRemoveDependencies_v2(
        nint hGraph, nint* from, nint* to, cudaGraphEdgeData* edgeData, nuint numDependencies) =>
        Run(Ready(), Graphs.cudaGraphRemoveDependencies_v2(new(hGraph), (cudaGraphNode_t*)from, (cudaGraphNode_t*)to, edgeData, numDependencies));

    [CudaApi]
    public static CUresult cuGraphDestroyNode(nint hNode) => Run(Ready(), Graphs.cudaGraphDestroyNode(new(hNode)));

    [CudaApi]
    public static CUresult cuGraphDestroy(nint hGraph) => Run(Ready(), Graphs.cudaGraphDestroy(new(hGraph)));

    [CudaApi]
    public static CUresult cuGraphDebugDotPrint(nint hGraph, byte* path, uint flags) => Run(Ready(), Graphs.cudaGraphDebugDotPrint(new(hGraph), path, flags));

    [CudaApi]
    public static CUresult cuGraphInstantiateWithFlags(nint* phGraphExec, nint hGraph, ulong flags) => Run(Ready(), GraphExecs.cudaGraphInstantiateWithFlags((cudaGraphExec_t*)phGraphExec, new(hGraph), flags));

    [CudaApi]
    public static CUresult cuGraphInstantiateWithParams(
        nint* phGraphExec, nint hGraph, cudaGraphInstantiateParams* instantiateParams, CUstream defaultStream) =>
        Run(Ready(), GraphExecs.cudaGraphInstantiateWithParams((cudaGraphExec_t*)phGraphExec, new(hGraph), instantiateParams, new(defaultStream.Value)));

    [CudaApi]
    public static CUresult cuGraphExecGetFlags(nint hGraphExec, ulong* flags) => Run(Ready(), GraphExecs.cudaGraphExecGetFlags(new(hGraphExec), flags));

    [CudaApi]
    public static CUresult cuGraphNodeSetEnabled(nint hGraphExec, nint hNode, uint isEnabled) => Run(Ready(), GraphExecs.cudaGraphNodeSetEnabled(new(hGraphExec), new(hNode), isEnabled));

    [CudaApi]
    public static CUresult cuGraphNodeGetEnabled(nint hGraphExec, nint hNode, uint* isEnabled) => Run(Ready(), GraphExecs.cudaGraphNodeGetEnabled(new(hGraphExec), new(hNode), isEnabled));

    [CudaApi]
    public static CUresult cuGraphUpload(nint hGraphExec, CUstream hStream) => Run(Ready(), GraphExecs.cudaGraphUpload(new(hGraphExec), new(hStream.Value)));

    [CudaApi]
    public static CUresult cuGraphLaunch(nint hGraphExec, CUstream hStream) => Run(Ready(), GraphExecs.cudaGraphLaunch(new(hGraphExec), new(hStream.Value)));

    [CudaApi]
    public static CUresult cuGraphExecDestroy(nint hGraphExec) => Run(Ready(), GraphExecs.cudaGraphExecDestroy(new(hGraphExec)));

    [CudaApi]
    public static CUresult cuGraphExecUpdate_v2(
        nint hGraphExec, nint hGraph, cudaGraphExecUpdateResultInfo* resultInfo) =>
        Run(Ready(), GraphExecs.cudaGraphExecUpdate(new(hGraphExec), new(hGraph), resultInfo));

    [CudaApi]
    public static CUresult cuGraphAddMemAllocNode(
        nint* phGraphNode, nint hGraph, nint* dependencies, nuint numDependencies, cudaMemAllocNodeParams* nodeParams) =>
        Run(Ready(), GraphMemoryNodes.cudaGraphAddMemAllocNode((cudaGraphNode_t*)phGraphNode, new(hGraph), (cudaGraphNode_t*)dependencies, numDependencies, nodeParams));

    [CudaApi]
    public static CUresult cuGraphMemAllocNodeGetParams(nint hNode, cudaMemAllocNodeParams* params_out) => Run(Ready(), GraphMemoryNodes.cudaGraphMemAllocNodeGetParams(new(hNode), params_out));

    [CudaApi]
    public static CUresult cuGraphAddMemFreeNode(
        nint* phGraphNode, nint hGraph, nint* dependencies, nuint numDependencies, nuint dptr) =>
        Run(Ready(), GraphMemoryNodes.cudaGraphAddMemFreeNode((cudaGraphNode_t*)phGraphNode, new(hGraph), (cudaGraphNode_t*)dependencies, numDependencies, (void*)dptr));

    [CudaApi]
    public static CUresult cuGraphMemFreeNodeGetParams(nint hNode, nuint* dptr_out) => Run(Ready(), GraphMemoryNodes.cudaGraphMemFreeNodeGetParams(new(hNode), dptr_out));

    [CudaApi]
    public static CUresult cuDeviceGraphMemTrim(int device) => Run(Ready(), GraphMemoryNodes.cudaDeviceGraphMemTrim(device));

    [CudaApi]
    public static CUresult cuDeviceGetGraphMemAttribute(int device, int attr, void* value) => Run(Ready(), GraphMemoryNodes.cudaDeviceGetGraphMemAttribute(device, (cudaGraphMemAttributeType)attr, value));

    [CudaApi]
    public static CUresult cuDeviceSetGraphMemAttribute(int device, int attr, void* value) => Run(Ready(), GraphMemoryNodes.cudaDeviceSetGraphMemAttribute(device, (cudaGraphMemAttributeType)attr, value));

    [CudaApi]
    public static CUresult cuUserObjectCreate(
        nint* object_out, void* ptr, CUhostFn destroy, uint initialRefcount, uint flags) =>
        Run(Ready(), GraphMemoryNodes.cudaUserObjectCreate((cudaUserObject_t*)object_out, ptr, *(cudaHostFn_t*)&destroy, initialRefcount, flags));

    [CudaApi]
    public static CUresult cuUserObjectRetain(nint @object, uint count) => Run(Ready(), GraphMemoryNodes.cudaUserObjectRetain(new(@object), count));

    [CudaApi]
    public static CUresult cuUserObjectRelease(nint @object, uint count) => Run(Ready(), GraphMemoryNodes.cudaUserObjectRelease(new(@object), count));

    [CudaApi]
    public static CUresult cuGraphRetainUserObject(nint graph, nint @object, uint count, uint flags) => Run(Ready(), GraphMemoryNodes.cudaGraphRetainUserObject(new(graph), new(@object), count, flags));

    [CudaApi]
    public static CUresult cuGraphReleaseUserObject(nint graph, nint @object, uint count) => Run(Ready(), GraphMemoryNodes.cudaGraphReleaseUserObject(new(graph), new(@object), count));

    [CudaApi]
    public static CUresult cuStreamBeginCapture_v2(CUstream hStream, int mode) => Run(Ready(), StreamCaptures.cudaStreamBeginCapture(new(hStream.Value), (cudaStreamCaptureMode)mode));

    [CudaApi]
    public static CUresult cuStreamBeginCaptureToGraph(
        CUstream hStream, nint hGraph, nint* dependencies, cudaGraphEdgeData* dependencyData, nuint numDependencies, int mode) =>
        Run(Ready(), StreamCaptures.cudaStreamBeginCaptureToGraph(new(hStream.Value), new(hGraph), (cudaGraphNode_t*)dependencies, dependencyData, numDependencies, (cudaStreamCaptureMode)mode));

    [CudaApi]
    public static CUresult cuThreadExchangeStreamCaptureMode(int* mode) => Run(Ready(), StreamCaptures.cudaThreadExchangeStreamCaptureMode((cudaStreamCaptureMode*)mode));

    [CudaApi]
    public static CUresult cuStreamIsCapturing(CUstream hStream, int* captureStatus) =>
        Run(Ready(), StreamCaptures.cudaStreamIsCapturing(new(hStream.Value), (cudaStreamCaptureStatus*)captureStatus));

    [CudaApi]
    public static CUresult cuStreamEndCapture(CUstream hStream, nint* phGraph) => Run(Ready(), StreamCaptures.cudaStreamEndCapture(new(hStream.Value), (cudaGraph_t*)phGraph));

    [CudaApi]
    public static CUresult cuStreamGetCaptureInfo(
        CUstream hStream, int* captureStatus_out, ulong* id_out) =>
        Run(Ready(), StreamCaptures.cudaStreamGetCaptureInfo(new(hStream.Value), (cudaStreamCaptureStatus*)captureStatus_out, id_out));

    [CudaApi]
    public static CUresult cuStreamGetCaptureInfo_v2(
        CUstream hStream, int* captureStatus_out, ulong* id_out, nint* graph_out, nint** dependencies_out, nuint* numDependencies_out) =>
        Run(Ready(), StreamCaptures.cudaStreamGetCaptureInfo_v2(new(hStream.Value), (cudaStreamCaptureStatus*)captureStatus_out, id_out, (cudaGraph_t*)graph_out, (cudaGraphNode_t**)dependencies_out, numDependencies_out));

    [CudaApi]
    public static CUresult cuStreamGetCaptureInfo_v3(
        CUstream hStream, int* captureStatus_out, ulong* id_out, nint* graph_out, nint** dependencies_out, cudaGraphEdgeData** edgeData_out, nuint* numDependencies_out) =>
        Run(Ready(), StreamCaptures.cudaStreamGetCaptureInfo_v3(new(hStream.Value), (cudaStreamCaptureStatus*)captureStatus_out, id_out, (cudaGraph_t*)graph_out, (cudaGraphNode_t**)dependencies_out, edgeData_out, numDependencies_out));

    [CudaApi]
    public static CUresult cuStreamUpdateCaptureDependencies(
        CUstream hStream, nint* dependencies, nuint numDependencies, uint flags) =>
        Run(Ready(), StreamCaptures.cudaStreamUpdateCaptureDependencies(new(hStream.Value), (cudaGraphNode_t*)dependencies, numDependencies, flags));

    [CudaApi]
    public static CUresult cuStreamUpdateCaptureDependencies_v2(
        CUstream hStream, nint* dependencies, cudaGraphEdgeData* dependencyData, nuint numDependencies, uint flags) =>
        Run(Ready(), StreamCaptures.cudaStreamUpdateCaptureDependencies_v2(new(hStream.Value), (cudaGraphNode_t*)dependencies, dependencyData, numDependencies, flags));

    /// <summary>The form of CUDA 11, with a buffer for a text about what is wrong.</summary>
    [CudaApi]
    public static CUresult cuGraphInstantiate(nint* phGraphExec, nint hGraph, nint* phErrorNode, byte* logBuffer, nuint bufferSize)
    {
        if (phErrorNode is not null) *phErrorNode = 0;
        if (logBuffer is not null && bufferSize > 0) *logBuffer = 0;
        return cuGraphInstantiateWithFlags(phGraphExec, hGraph, 0);
    }

    [CudaApi]
    public static CUresult cuGraphExecUpdate(nint hGraphExec, nint hGraph, nint* hErrorNode_out, int* updateResult_out)
    {
        cudaGraphExecUpdateResultInfo info;
        CUresult result = cuGraphExecUpdate_v2(hGraphExec, hGraph, &info);
        if (hErrorNode_out is not null) *hErrorNode_out = info.errorNode.Value;
        if (updateResult_out is not null) *updateResult_out = (int)info.result;
        return result;
    }

    [CudaApi]
    public static CUresult cuStreamBeginCapture(CUstream hStream) => cuStreamBeginCapture_v2(hStream, (int)CaptureMode.Global);
}
