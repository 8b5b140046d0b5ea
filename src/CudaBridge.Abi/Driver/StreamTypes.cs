using System.Runtime.InteropServices;

namespace CudaBridge.Abi;

public enum CUstreamBatchMemOpType
{
    CU_STREAM_MEM_OP_WAIT_VALUE_32 = 1,
    CU_STREAM_MEM_OP_WRITE_VALUE_32 = 2,
    CU_STREAM_MEM_OP_FLUSH_REMOTE_WRITES = 3,
    CU_STREAM_MEM_OP_WAIT_VALUE_64 = 4,
    CU_STREAM_MEM_OP_WRITE_VALUE_64 = 5,
    CU_STREAM_MEM_OP_BARRIER = 6,
}

/// <summary>One of waits, writes, flushes and barriers; the last two have their flags in <see cref="shortFlags"/>.</summary>
[StructLayout(LayoutKind.Explicit, Size = 48)]
public struct CUstreamBatchMemOpParams
{
    [FieldOffset(0)] public CUstreamBatchMemOpType operation;
    [FieldOffset(4)] public uint shortFlags;
    [FieldOffset(8)] public nuint address;
    [FieldOffset(16)] public ulong value;
    [FieldOffset(24)] public uint flags;
    [FieldOffset(32)] public nuint alias;
}

/// <summary><c>CUDA_BATCH_MEM_OP_NODE_PARAMS</c></summary>
public unsafe struct CUDA_BATCH_MEM_OP_NODE_PARAMS
{
    public nint ctx;
    public uint count;
    public CUstreamBatchMemOpParams* paramArray;
    public uint flags;
}
