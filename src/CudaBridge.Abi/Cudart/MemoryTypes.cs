using System.Runtime.InteropServices;

namespace CudaBridge.Abi;

public enum cudaMemcpyKind
{
    cudaMemcpyHostToHost = 0,
    cudaMemcpyHostToDevice = 1,
    cudaMemcpyDeviceToHost = 2,
    cudaMemcpyDeviceToDevice = 3,
    cudaMemcpyDefault = 4,
}

public enum cudaMemoryType
{
    cudaMemoryTypeUnregistered = 0,
    cudaMemoryTypeHost = 1,
    cudaMemoryTypeDevice = 2,
    cudaMemoryTypeManaged = 3,
}

/// <summary>Width in elements for arrays, in bytes for linear memory.</summary>
public record struct cudaExtent(nuint width, nuint height, nuint depth);

public record struct cudaPos(nuint x, nuint y, nuint z);

public unsafe struct cudaPitchedPtr
{
    public void* ptr;
    public nuint pitch;
    public nuint xsize;
    public nuint ysize;
}

public struct cudaMemcpy3DParms
{
    public cudaArray_t srcArray;
    public cudaPos srcPos;
    public cudaPitchedPtr srcPtr;
    public cudaArray_t dstArray;
    public cudaPos dstPos;
    public cudaPitchedPtr dstPtr;
    public cudaExtent extent;
    public cudaMemcpyKind kind;
}

public struct cudaMemcpy3DPeerParms
{
    public cudaArray_t srcArray;
    public cudaPos srcPos;
    public cudaPitchedPtr srcPtr;
    public int srcDevice;
    public cudaArray_t dstArray;
    public cudaPos dstPos;
    public cudaPitchedPtr dstPtr;
    public int dstDevice;
    public cudaExtent extent;
}

public unsafe struct cudaPointerAttributes
{
    public cudaMemoryType type;
    public int device;
    public void* devicePointer;
    public void* hostPointer;
}

public enum cudaMemoryAdvise
{
    cudaMemAdviseSetReadMostly = 1,
    cudaMemAdviseUnsetReadMostly = 2,
    cudaMemAdviseSetPreferredLocation = 3,
    cudaMemAdviseUnsetPreferredLocation = 4,
    cudaMemAdviseSetAccessedBy = 5,
    cudaMemAdviseUnsetAccessedBy = 6,
}

public enum cudaMemRangeAttribute
{
    cudaMemRangeAttributeReadMostly = 1,
    cudaMemRangeAttributePreferredLocation = 2,
    cudaMemRangeAttributeAccessedBy = 3,
    cudaMemRangeAttributeLastPrefetchLocation = 4,
    cudaMemRangeAttributePreferredLocationType = 5,
    cudaMemRangeAttributePreferredLocationId = 6,
    cudaMemRangeAttributeLastPrefetchLocationType = 7,
    cudaMemRangeAttributeLastPrefetchLocationId = 8,
}

public enum cudaMemLocationType
{
    cudaMemLocationTypeInvalid = 0,
    cudaMemLocationTypeDevice = 1,
    cudaMemLocationTypeHost = 2,
    cudaMemLocationTypeHostNuma = 3,
    cudaMemLocationTypeHostNumaCurrent = 4,
}

public struct cudaMemLocation
{
    public cudaMemLocationType type;
    public int id;
}

public enum cudaMemcpySrcAccessOrder
{
    cudaMemcpySrcAccessOrderInvalid = 0,
    cudaMemcpySrcAccessOrderStream = 1,
    cudaMemcpySrcAccessOrderDuringApiCall = 2,
    cudaMemcpySrcAccessOrderAny = 3,
    cudaMemcpySrcAccessOrderMax = 0x7FFFFFFF,
}

public struct cudaMemcpyAttributes
{
    public cudaMemcpySrcAccessOrder srcAccessOrder;
    public cudaMemLocation srcLocHint;
    public cudaMemLocation dstLocHint;
    public uint flags;
}

public enum cudaMemcpy3DOperandType
{
    cudaMemcpyOperandTypePointer = 1,
    cudaMemcpyOperandTypeArray = 2,
    cudaMemcpyOperandTypeMax = 0x7FFFFFFF,
}

public record struct cudaOffset3D(nuint x, nuint y, nuint z);

public unsafe struct cudaMemcpy3DOperand
{
    public cudaMemcpy3DOperandType type;
    public Operand op;

    [StructLayout(LayoutKind.Explicit)]
    public struct Operand
    {
        [FieldOffset(0)] public Pointer ptr;
        [FieldOffset(0)] public Array array;
    }

    public struct Pointer
    {
        public void* ptr;
        public nuint rowLength;
        public nuint layerHeight;
        public cudaMemLocation locHint;
    }

    public struct Array
    {
        public cudaArray_t array;
        public cudaOffset3D offset;
    }
}

public struct cudaMemcpy3DBatchOp
{
    public cudaMemcpy3DOperand src;
    public cudaMemcpy3DOperand dst;
    public cudaExtent extent;
    public cudaMemcpySrcAccessOrder srcAccessOrder;
    public uint flags;
}
