namespace CudaBridge.Abi;

/// <summary><c>CUmemAllocationProp</c></summary>
public unsafe struct CUmemAllocationProp
{
    public cudaMemAllocationType type;
    public cudaMemAllocationHandleType requestedHandleTypes;
    public cudaMemLocation location;
    public void* win32HandleMetaData;

    /// <summary><c>allocFlags</c>: what a CPU's memory has no use for.</summary>
    public fixed byte allocFlags[8];
}

/// <summary><c>CUmemAccessDesc</c></summary>
public struct CUmemAccessDesc
{
    public cudaMemLocation location;

    /// <summary><c>CUmemAccess_flags</c>: 0 none, 1 read, 3 read and write.</summary>
    public int flags;
}
