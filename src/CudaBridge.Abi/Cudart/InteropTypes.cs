using System.Runtime.InteropServices;

namespace CudaBridge.Abi;

/// <summary>Memory of another API; the driver's struct is longer by reserved words.</summary>
public unsafe struct cudaExternalMemoryHandleDesc
{
    /// <summary>1: an opaque file descriptor; the others are Windows' and NvSci's.</summary>
    public int type;
    public Handle handle;
    public ulong size;
    public uint flags;

    [StructLayout(LayoutKind.Explicit)]
    public struct Handle
    {
        [FieldOffset(0)] public int fd;
        [FieldOffset(0)] public Win32 win32;
        [FieldOffset(0)] public void* nvSciBufObject;
    }

    public struct Win32
    {
        public void* handle;
        public void* name;
    }
}

public struct cudaExternalMemoryBufferDesc
{
    public ulong offset;
    public ulong size;
    public uint flags;
}

// Of the rest only what crosses the ABI by value; the functions themselves need a display or a media API that a CPU device does not share memory with.

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
