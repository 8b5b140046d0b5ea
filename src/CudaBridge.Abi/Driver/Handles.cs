namespace CudaBridge.Abi;

/// <summary>The same handle as <see cref="cudaStream_t"/>.</summary>
public readonly record struct CUstream(nint Value)
{
    /// <summary><c>CU_STREAM_PER_THREAD</c></summary>
    public static CUstream PerThread => new(2);
}

/// <summary><c>void (*)(void* userData)</c></summary>
public readonly unsafe struct CUhostFn
{
    public readonly delegate* unmanaged<void*, void> Value;
}

/// <summary><c>void (*)(CUstream stream, CUresult status, void* userData)</c></summary>
public readonly unsafe struct CUstreamCallback
{
    public readonly delegate* unmanaged<nint, int, void*, void> Value;
}

/// <summary><c>CUlaunchConfig</c></summary>
public unsafe struct CUlaunchConfig
{
    public uint gridDimX, gridDimY, gridDimZ;
    public uint blockDimX, blockDimY, blockDimZ;
    public uint sharedMemBytes;
    public CUstream hStream;

    /// <summary><c>CUlaunchAttribute</c> has the layout of the runtime's.</summary>
    public cudaLaunchAttribute* attrs;
    public uint numAttrs;
}

public unsafe struct CUDA_LAUNCH_PARAMS
{
    public nint function;
    public uint gridDimX, gridDimY, gridDimZ;
    public uint blockDimX, blockDimY, blockDimZ;
    public uint sharedMemBytes;
    public CUstream hStream;
    public void** kernelParams;
}

/// <summary><c>CUDA_MEMCPY2D</c></summary>
public unsafe struct CUDA_MEMCPY2D
{
    public nuint srcXInBytes, srcY;

    /// <summary><c>CUmemorytype</c>: 1 host, 2 device, 3 array, 4 unified.</summary>
    public int srcMemoryType;
    public void* srcHost;
    public nuint srcDevice;
    public nint srcArray;
    public nuint srcPitch;
    public nuint dstXInBytes, dstY;
    public int dstMemoryType;
    public void* dstHost;
    public nuint dstDevice;
    public nint dstArray;
    public nuint dstPitch;
    public nuint WidthInBytes, Height;
}
