namespace CudaBridge.Abi;

// Only what crosses the ABI by value; the functions themselves need a display or a media API that a CPU device does not share memory with.

public enum cudaGLDeviceList
{
    cudaGLDeviceListAll = 1,
    cudaGLDeviceListCurrentFrame = 2,
    cudaGLDeviceListNextFrame = 3,
}

/// <summary><c>cudaEglFrame</c>: three planes (array or pitched pointer), their descriptions, count, frame type, colour format.</summary>
public unsafe struct cudaEglFrame
{
    public fixed ulong planes[12];
    public fixed uint planeDesc[42];
    public uint planeCount;
    public int frameType;
    public int eglColorFormat;
}
