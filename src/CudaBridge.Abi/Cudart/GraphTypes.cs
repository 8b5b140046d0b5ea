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
