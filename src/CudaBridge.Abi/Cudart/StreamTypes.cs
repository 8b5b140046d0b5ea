namespace CudaBridge.Abi;

public enum cudaStreamCaptureStatus
{
    cudaStreamCaptureStatusNone = 0,
    cudaStreamCaptureStatusActive = 1,
    cudaStreamCaptureStatusInvalidated = 2,
}

public enum cudaStreamCaptureMode
{
    cudaStreamCaptureModeGlobal = 0,
    cudaStreamCaptureModeThreadLocal = 1,
    cudaStreamCaptureModeRelaxed = 2,
}

public enum cudaSynchronizationPolicy
{
    cudaSyncPolicyAuto = 1,
    cudaSyncPolicySpin = 2,
    cudaSyncPolicyYield = 3,
    cudaSyncPolicyBlockingSync = 4,
}

public enum cudaAccessProperty
{
    cudaAccessPropertyNormal = 0,
    cudaAccessPropertyStreaming = 1,
    cudaAccessPropertyPersisting = 2,
}

public unsafe struct cudaAccessPolicyWindow
{
    public void* base_ptr;
    public nuint num_bytes;
    public float hitRatio;
    public cudaAccessProperty hitProp;
    public cudaAccessProperty missProp;
}
