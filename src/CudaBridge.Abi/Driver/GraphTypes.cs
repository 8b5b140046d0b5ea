using System.Runtime.InteropServices;

namespace CudaBridge.Abi;

/// <summary><c>CUDA_KERNEL_NODE_PARAMS</c>; the functions without <c>_v2</c> end it before <see cref="kern"/>.</summary>
public unsafe struct CUDA_KERNEL_NODE_PARAMS
{
    public nint func;
    public uint gridDimX, gridDimY, gridDimZ;
    public uint blockDimX, blockDimY, blockDimZ;
    public uint sharedMemBytes;
    public void** kernelParams;
    public void** extra;
    public nint kern;
    public nint ctx;
}

/// <summary><c>CUDA_MEMCPY_NODE_PARAMS</c></summary>
public struct CUDA_MEMCPY_NODE_PARAMS
{
    public int flags;
    public int reserved;
    public nint copyCtx;
    public CUDA_MEMCPY3D copyParams;
}

/// <summary><c>CUgraphNodeParams</c></summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
public unsafe struct CUgraphNodeParams
{
    [FieldOffset(0)] public cudaGraphNodeType type;
    [FieldOffset(16)] public CUDA_KERNEL_NODE_PARAMS kernel;
    [FieldOffset(16)] public CUDA_MEMCPY_NODE_PARAMS memcpy;
    [FieldOffset(16)] public cudaMemsetParams memset;
    [FieldOffset(16)] public cudaHostNodeParams host;
    [FieldOffset(16)] public nint graph;
    [FieldOffset(16)] public nint eventWait;
    [FieldOffset(16)] public nint eventRecord;
    [FieldOffset(16)] public cudaMemAllocNodeParams alloc;
    [FieldOffset(16)] public void* free;
    [FieldOffset(16)] public CUDA_BATCH_MEM_OP_NODE_PARAMS memOp;
    [FieldOffset(16)] public cudaConditionalNodeParams conditional;
}
