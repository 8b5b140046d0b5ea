namespace CudaBridge.Shim;

/// <summary>Words in memory that streams and graphs' nodes wait for and write ("Stream Memory Operations").</summary>
internal static unsafe class DriverStreamValues
{
    // "The number of operations in the array. Must be less than 256."
    private const uint MostOperations = 256;

    [CudaApi]
    public static CUresult cuStreamWaitValue32(CUstream stream, nuint addr, uint value, uint flags) => One(stream, CUstreamBatchMemOpType.CU_STREAM_MEM_OP_WAIT_VALUE_32, addr, value, flags);

    [CudaApi]
    public static CUresult cuStreamWaitValue64(CUstream stream, nuint addr, ulong value, uint flags) => One(stream, CUstreamBatchMemOpType.CU_STREAM_MEM_OP_WAIT_VALUE_64, addr, value, flags);

    [CudaApi]
    public static CUresult cuStreamWriteValue32(CUstream stream, nuint addr, uint value, uint flags) => One(stream, CUstreamBatchMemOpType.CU_STREAM_MEM_OP_WRITE_VALUE_32, addr, value, flags);

    [CudaApi]
    public static CUresult cuStreamWriteValue64(CUstream stream, nuint addr, ulong value, uint flags) => One(stream, CUstreamBatchMemOpType.CU_STREAM_MEM_OP_WRITE_VALUE_64, addr, value, flags);

    [CudaApi]
    public static CUresult cuStreamBatchMemOp(CUstream stream, uint count, CUstreamBatchMemOpParams* paramArray, uint flags)
    {
        Stream queue = DriverStreams.Get(stream);
        queue.Submit(Work(count, paramArray, flags));
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuGraphAddBatchMemOpNode(nint* phGraphNode, nint hGraph, nint* dependencies, nuint numDependencies, CUDA_BATCH_MEM_OP_NODE_PARAMS* nodeParams) =>
        DriverCodes.Of(GraphCalls.Add((cudaGraphNode_t*)phGraphNode, new(hGraph), (cudaGraphNode_t*)dependencies, numDependencies, Work(nodeParams)));

    [CudaApi]
    public static CUresult cuGraphBatchMemOpNodeGetParams(nint hNode, CUDA_BATCH_MEM_OP_NODE_PARAMS* nodeParams_out)
    {
        _ = DriverContexts.Current;
        Check.NotNull(nodeParams_out);
        MemoryOperationsWork work = GraphCalls.Work<MemoryOperationsWork>(new(hNode));
        *nodeParams_out = new() { ctx = DriverContexts.CurrentHandle, count = (uint)work.Count, paramArray = work.Operations() };
        return CUresult.CUDA_SUCCESS;
    }

    [CudaApi]
    public static CUresult cuGraphBatchMemOpNodeSetParams(nint hNode, CUDA_BATCH_MEM_OP_NODE_PARAMS* nodeParams) =>
        DriverCodes.Of(GraphCalls.Change(new cudaGraphNode_t(hNode), Work(nodeParams)));

    [CudaApi]
    public static CUresult cuGraphExecBatchMemOpNodeSetParams(nint hGraphExec, nint hNode, CUDA_BATCH_MEM_OP_NODE_PARAMS* nodeParams) =>
        DriverCodes.Of(GraphCalls.Change(new(hGraphExec), new(hNode), Work(nodeParams)));

    public static MemoryOperationsWork Work(CUDA_BATCH_MEM_OP_NODE_PARAMS* p)
    {
        Check.NotNull(p);
        return Work(p->count, p->paramArray, p->flags);
    }

    private static CUresult One(CUstream stream, CUstreamBatchMemOpType operation, nuint address, ulong value, uint flags)
    {
        CUstreamBatchMemOpParams one = new() { operation = operation, address = address, value = value, flags = flags };
        return cuStreamBatchMemOp(stream, 1, &one, 0);
    }

    private static MemoryOperationsWork Work(uint count, CUstreamBatchMemOpParams* operations, uint flags)
    {
        PrimaryContext context = DriverContexts.Current;
        Check.NotNull(operations);
        Check.That(count is > 0 and < MostOperations && flags == 0);
        return new(context, new ReadOnlySpan<CUstreamBatchMemOpParams>(operations, (int)count));
    }
}
