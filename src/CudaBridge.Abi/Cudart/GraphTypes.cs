using System.Runtime.InteropServices;

namespace CudaBridge.Abi;

public enum cudaGraphMemAttributeType
{
    cudaGraphMemAttrUsedMemCurrent = 0,
    cudaGraphMemAttrUsedMemHigh = 1,
    cudaGraphMemAttrReservedMemCurrent = 2,
    cudaGraphMemAttrReservedMemHigh = 3,
}

public enum cudaGraphNodeType
{
    cudaGraphNodeTypeKernel = 0x00,
    cudaGraphNodeTypeMemcpy = 0x01,
    cudaGraphNodeTypeMemset = 0x02,
    cudaGraphNodeTypeHost = 0x03,
    cudaGraphNodeTypeGraph = 0x04,
    cudaGraphNodeTypeEmpty = 0x05,
    cudaGraphNodeTypeWaitEvent = 0x06,
    cudaGraphNodeTypeEventRecord = 0x07,
    cudaGraphNodeTypeExtSemaphoreSignal = 0x08,
    cudaGraphNodeTypeExtSemaphoreWait = 0x09,
    cudaGraphNodeTypeMemAlloc = 0x0a,
    cudaGraphNodeTypeMemFree = 0x0b,
    cudaGraphNodeTypeConditional = 0x0d,
    cudaGraphNodeTypeCount = 0x0e,
}

public struct cudaGraphEdgeData
{
    public byte from_port;
    public byte to_port;
    public byte type;
    private unsafe fixed byte reserved[5];
}

public unsafe struct cudaMemsetParams
{
    public void* dst;
    public nuint pitch;
    public uint value;
    public uint elementSize;
    public nuint width;
    public nuint height;
}

public unsafe struct cudaHostNodeParams
{
    public cudaHostFn_t fn;
    public void* userData;
}

public unsafe struct cudaKernelNodeParams
{
    public void* func;
    public Dim3 gridDim;
    public Dim3 blockDim;
    public uint sharedMemBytes;
    public void** kernelParams;
    public void** extra;
}

public unsafe struct cudaMemAllocNodeParams
{
    public cudaMemPoolProps poolProps;
    public cudaMemAccessDesc* accessDescs;
    public nuint accessDescCount;
    public nuint bytesize;
    public void* dptr;
}

public enum cudaGraphExecUpdateResult
{
    cudaGraphExecUpdateSuccess = 0,
    cudaGraphExecUpdateError = 1,
    cudaGraphExecUpdateErrorTopologyChanged = 2,
    cudaGraphExecUpdateErrorNodeTypeChanged = 3,
    cudaGraphExecUpdateErrorFunctionChanged = 4,
    cudaGraphExecUpdateErrorParametersChanged = 5,
    cudaGraphExecUpdateErrorNotSupported = 6,
    cudaGraphExecUpdateErrorUnsupportedFunctionChange = 7,
    cudaGraphExecUpdateErrorAttributesChanged = 8,
}

public struct cudaGraphExecUpdateResultInfo
{
    public cudaGraphExecUpdateResult result;
    public cudaGraphNode_t errorNode;
    public cudaGraphNode_t errorFromNode;
}

public enum cudaGraphInstantiateResult
{
    cudaGraphInstantiateSuccess = 0,
    cudaGraphInstantiateError = 1,
    cudaGraphInstantiateInvalidStructure = 2,
    cudaGraphInstantiateNodeOperationNotSupported = 3,
    cudaGraphInstantiateMultipleDevicesNotSupported = 4,
    cudaGraphInstantiateConditionalHandleUnused = 5,
}

public struct cudaGraphInstantiateParams
{
    public ulong flags;
    public cudaStream_t uploadStream;
    public cudaGraphNode_t errNode_out;
    public cudaGraphInstantiateResult result_out;
}

public unsafe struct cudaMemcpyNodeParams
{
    public int flags;
    private fixed int reserved[3];
    public cudaMemcpy3DParms copyParams;
}

/// <summary>Driver and runtime have the same, but for the driver's context behind it.</summary>
public unsafe struct cudaConditionalNodeParams
{
    public ulong handle;
    public uint type;
    public uint size;

    /// <summary>Written: the bodies' graphs.</summary>
    public nint* phGraph_out;
}

[StructLayout(LayoutKind.Explicit, Size = 256)]
public unsafe struct cudaGraphNodeParams
{
    [FieldOffset(0)] public cudaGraphNodeType type;
    [FieldOffset(16)] public cudaKernelNodeParams kernel;
    [FieldOffset(16)] public cudaMemcpyNodeParams memcpy;
    [FieldOffset(16)] public cudaMemsetParams memset;
    [FieldOffset(16)] public cudaHostNodeParams host;
    [FieldOffset(16)] public cudaGraph_t graph;
    [FieldOffset(16)] public cudaEvent_t eventWait;
    [FieldOffset(16)] public cudaEvent_t eventRecord;
    [FieldOffset(16)] public cudaMemAllocNodeParams alloc;
    [FieldOffset(16)] public void* free;
    [FieldOffset(16)] public cudaConditionalNodeParams conditional;
}
