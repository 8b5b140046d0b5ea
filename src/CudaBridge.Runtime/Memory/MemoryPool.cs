using CudaBridge.Abi;

namespace CudaBridge.Runtime;

/// <summary><c>cudaMemPoolAttr</c></summary>
public enum PoolAttribute
{
    ReuseFollowEventDependencies = 1,
    ReuseAllowOpportunistic = 2,
    ReuseAllowInternalDependencies = 3,
    ReleaseThreshold = 4,
    ReservedMemCurrent = 5,
    ReservedMemHigh = 6,
    UsedMemCurrent = 7,
    UsedMemHigh = 8,
}

/// <summary>Stream-ordered memory (<c>cudaMemPool_t</c>): keeps what was freed until a synchronisation finds more than the release threshold.</summary>
public sealed class MemoryPool
{
    public nint Handle { get; internal set; }

    /// <summary>Access of the device (<c>cudaMemAccessFlags</c>): 3, read and write, unless set otherwise for another device.</summary>
    public int Access => 3;

    /// <exception cref="CudaException">InvalidValue: no such attribute.</exception>
    public ulong GetAttribute(PoolAttribute attribute) => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary>The two high-water marks can only be set to 0; the two current sizes not at all.</summary>
    public void SetAttribute(PoolAttribute attribute, ulong value) => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>cudaMemPoolTrimTo</c></summary>
    public void TrimTo(nuint bytesToKeep) => throw new CudaException(CudaError.NotYetImplemented);
}
