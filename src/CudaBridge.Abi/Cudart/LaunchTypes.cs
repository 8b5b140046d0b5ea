using System.Runtime.InteropServices;

namespace CudaBridge.Abi;

public struct cudaFuncAttributes
{
    public nuint sharedSizeBytes;
    public nuint constSizeBytes;
    public nuint localSizeBytes;
    public int maxThreadsPerBlock;
    public int numRegs;
    public int ptxVersion;
    public int binaryVersion;
    public int cacheModeCA;
    public int maxDynamicSharedSizeBytes;
    public int preferredShmemCarveout;
    public int clusterDimMustBeSet;
    public int requiredClusterWidth;
    public int requiredClusterHeight;
    public int requiredClusterDepth;
    public int clusterSchedulingPolicyPreference;
    public int nonPortableClusterSizeAllowed;
    private unsafe fixed int reserved[16];
}

public enum cudaFuncAttribute
{
    cudaFuncAttributeMaxDynamicSharedMemorySize = 8,
    cudaFuncAttributePreferredSharedMemoryCarveout = 9,
    cudaFuncAttributeClusterDimMustBeSet = 10,
    cudaFuncAttributeRequiredClusterWidth = 11,
    cudaFuncAttributeRequiredClusterHeight = 12,
    cudaFuncAttributeRequiredClusterDepth = 13,
    cudaFuncAttributeNonPortableClusterSizeAllowed = 14,
    cudaFuncAttributeClusterSchedulingPolicyPreference = 15,
}

public enum cudaClusterSchedulingPolicy
{
    cudaClusterSchedulingPolicyDefault = 0,
    cudaClusterSchedulingPolicySpread = 1,
    cudaClusterSchedulingPolicyLoadBalancing = 2,
}

public enum cudaLaunchMemSyncDomain
{
    cudaLaunchMemSyncDomainDefault = 0,
    cudaLaunchMemSyncDomainRemote = 1,
}

public enum cudaLaunchAttributeID
{
    cudaLaunchAttributeIgnore = 0,
    cudaLaunchAttributeAccessPolicyWindow = 1,
    cudaLaunchAttributeCooperative = 2,
    cudaLaunchAttributeSynchronizationPolicy = 3,
    cudaLaunchAttributeClusterDimension = 4,
    cudaLaunchAttributeClusterSchedulingPolicyPreference = 5,
    cudaLaunchAttributeProgrammaticStreamSerialization = 6,
    cudaLaunchAttributeProgrammaticEvent = 7,
    cudaLaunchAttributePriority = 8,
    cudaLaunchAttributeMemSyncDomainMap = 9,
    cudaLaunchAttributeMemSyncDomain = 10,
    cudaLaunchAttributePreferredClusterDimension = 11,
    cudaLaunchAttributeLaunchCompletionEvent = 12,
    cudaLaunchAttributeDeviceUpdatableKernelNode = 13,
    cudaLaunchAttributePreferredSharedMemoryCarveout = 14,
}

public struct cudaLaunchMemSyncDomainMap
{
    public byte default_;
    public byte remote;
}

[StructLayout(LayoutKind.Explicit, Size = 64)]
public struct cudaLaunchAttributeValue
{
    [FieldOffset(0)] public cudaAccessPolicyWindow accessPolicyWindow;
    [FieldOffset(0)] public int cooperative;
    [FieldOffset(0)] public cudaSynchronizationPolicy syncPolicy;
    [FieldOffset(0)] public ClusterDim clusterDim;
    [FieldOffset(0)] public cudaClusterSchedulingPolicy clusterSchedulingPolicyPreference;
    [FieldOffset(0)] public int programmaticStreamSerializationAllowed;
    [FieldOffset(0)] public ProgrammaticEvent programmaticEvent;
    [FieldOffset(0)] public int priority;
    [FieldOffset(0)] public cudaLaunchMemSyncDomainMap memSyncDomainMap;
    [FieldOffset(0)] public cudaLaunchMemSyncDomain memSyncDomain;
    [FieldOffset(0)] public ClusterDim preferredClusterDim;
    [FieldOffset(0)] public LaunchCompletionEvent launchCompletionEvent;
    [FieldOffset(0)] public DeviceUpdatableKernelNode deviceUpdatableKernelNode;
    [FieldOffset(0)] public uint sharedMemCarveout;

    public struct ClusterDim
    {
        public uint x, y, z;
    }

    public struct ProgrammaticEvent
    {
        public cudaEvent_t @event;
        public int flags;
        public int triggerAtBlockStart;
    }

    public struct LaunchCompletionEvent
    {
        public cudaEvent_t @event;
        public int flags;
    }

    public struct DeviceUpdatableKernelNode
    {
        public int deviceUpdatable;
        public cudaGraphDeviceNode_t devNode;
    }
}

public struct cudaLaunchAttribute
{
    public cudaLaunchAttributeID id;
    public cudaLaunchAttributeValue val;
}

public unsafe struct cudaLaunchConfig_t
{
    public Dim3 gridDim;
    public Dim3 blockDim;
    public nuint dynamicSmemBytes;
    public cudaStream_t stream;
    public cudaLaunchAttribute* attrs;
    public uint numAttrs;
}

public unsafe struct cudaLaunchParams
{
    public void* func;
    public Dim3 gridDim;
    public Dim3 blockDim;
    public void** args;
    public nuint sharedMem;
    public cudaStream_t stream;
}
