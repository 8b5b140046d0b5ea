namespace CudaBridge.Runtime;

/// <summary><c>cudaFuncAttribute</c>: what can be set.</summary>
public enum FunctionAttribute
{
    MaxDynamicSharedMemorySize = 8,
    PreferredSharedMemoryCarveout = 9,
    ClusterDimMustBeSet = 10,
    RequiredClusterWidth = 11,
    RequiredClusterHeight = 12,
    RequiredClusterDepth = 13,
    NonPortableClusterSizeAllowed = 14,
    ClusterSchedulingPolicyPreference = 15,
}

/// <summary><c>cudaFuncAttributes</c>; sizes in bytes.</summary>
public readonly record struct FunctionFacts(
    nuint SharedSize, nuint ConstantSize, nuint LocalSize, int MaxThreadsPerBlock, int Registers, int PtxVersion, int BinaryVersion,
    int MaxDynamicShared, int PreferredCarveout);
