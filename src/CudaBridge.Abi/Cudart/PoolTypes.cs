namespace CudaBridge.Abi;

public enum cudaMemPoolAttr
{
    cudaMemPoolReuseFollowEventDependencies = 1,
    cudaMemPoolReuseAllowOpportunistic = 2,
    cudaMemPoolReuseAllowInternalDependencies = 3,
    cudaMemPoolAttrReleaseThreshold = 4,
    cudaMemPoolAttrReservedMemCurrent = 5,
    cudaMemPoolAttrReservedMemHigh = 6,
    cudaMemPoolAttrUsedMemCurrent = 7,
    cudaMemPoolAttrUsedMemHigh = 8,
}

public enum cudaMemAccessFlags
{
    cudaMemAccessFlagsProtNone = 0,
    cudaMemAccessFlagsProtRead = 1,
    cudaMemAccessFlagsProtReadWrite = 3,
}

public struct cudaMemAccessDesc
{
    public cudaMemLocation location;
    public cudaMemAccessFlags flags;
}

public enum cudaMemAllocationType
{
    cudaMemAllocationTypeInvalid = 0,
    cudaMemAllocationTypePinned = 1,
    cudaMemAllocationTypeMax = 0x7FFFFFFF,
}

[Flags]
public enum cudaMemAllocationHandleType
{
    cudaMemHandleTypeNone = 0,
    cudaMemHandleTypePosixFileDescriptor = 1,
    cudaMemHandleTypeWin32 = 2,
    cudaMemHandleTypeWin32Kmt = 4,
    cudaMemHandleTypeFabric = 8,
}

public unsafe struct cudaMemPoolProps
{
    public cudaMemAllocationType allocType;
    public cudaMemAllocationHandleType handleTypes;
    public cudaMemLocation location;
    public void* win32SecurityAttributes;
    public nuint maxSize;
    public ushort usage;
    public fixed byte reserved[54];
}

public unsafe struct cudaMemPoolPtrExportData
{
    public fixed byte reserved[64];
}
