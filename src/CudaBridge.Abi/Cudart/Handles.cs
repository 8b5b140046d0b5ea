namespace CudaBridge.Abi;

// Handles are opaque: the program only gives back what it was given. Each has a type of its own, so that mixing them up does not compile.

public readonly record struct cudaStream_t(nint Value)
{
    /// <summary><c>cudaStreamLegacy</c></summary>
    public static cudaStream_t Legacy => new(1);

    /// <summary><c>cudaStreamPerThread</c></summary>
    public static cudaStream_t PerThread => new(2);
}

public readonly record struct cudaEvent_t(nint Value);
public readonly record struct cudaArray_t(nint Value);
public readonly record struct cudaMipmappedArray_t(nint Value);
public readonly record struct cudaMemPool_t(nint Value);
public readonly record struct cudaFunction_t(nint Value);
public readonly record struct cudaKernel_t(nint Value);
public readonly record struct cudaLibrary_t(nint Value);
public readonly record struct cudaGraph_t(nint Value);
public readonly record struct cudaGraphNode_t(nint Value);
public readonly record struct cudaGraphExec_t(nint Value);
public readonly record struct cudaGraphDeviceNode_t(nint Value);
public readonly record struct cudaUserObject_t(nint Value);
public readonly record struct cudaExternalMemory_t(nint Value);
public readonly record struct cudaExternalSemaphore_t(nint Value);
public readonly record struct cudaGraphicsResource_t(nint Value);
public readonly record struct cudaAsyncCallbackHandle_t(nint Value);
public readonly record struct cudaTextureObject_t(ulong Value);
public readonly record struct cudaSurfaceObject_t(ulong Value);
public readonly record struct cudaGraphConditionalHandle(ulong Value);

/// <summary><c>void (*)(void* userData)</c></summary>
public readonly unsafe struct cudaHostFn_t
{
    public readonly delegate* unmanaged<void*, void> Value;
}

/// <summary><c>void (*)(cudaStream_t stream, cudaError_t status, void* userData)</c></summary>
public readonly unsafe struct cudaStreamCallback_t
{
    public readonly delegate* unmanaged<nint, int, void*, void> Value;
}

/// <summary><c>void (*)(cudaAsyncNotificationInfo_t*, void* userData, cudaAsyncCallbackHandle_t)</c></summary>
public readonly unsafe struct cudaAsyncCallback
{
    public readonly delegate* unmanaged<void*, void*, cudaAsyncCallbackHandle_t, void> Value;
}
