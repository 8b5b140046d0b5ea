namespace CudaBridge.Porting.Analysis;

/// <summary>What works on NVIDIA's hardware and may not on another maker's. Whether it does is the dialect's matter: <see cref="Rewriting.HazardRules"/>.</summary>
public enum HazardKind
{
    /// <summary>Lane arithmetic with 32, 31 or 5.</summary>
    WarpLiteral,

    /// <summary>A warp function whose mask is not all lanes.</summary>
    PartialMask,

    /// <summary>Shared memory read and written through volatile: lanes of a warp rely on each other without a barrier.</summary>
    WarpSynchronous,

    Double,
    InlinePtx,
    DynamicParallelism,

    /// <summary>Static shared memory of a kernel; the value is its bytes.</summary>
    SharedMemory,

    Recursion,

    /// <summary>A structure by value as a kernel's parameter.</summary>
    StructParameter,
}

/// <param name="Offset">Byte in the file.</param>
public readonly record struct Hazard(HazardKind Kind, int Offset, long Value = 0);

/// <param name="Start">Byte where the definition starts; <paramref name="End"/> is after its last.</param>
public sealed record KernelPlace(string Name, int Start, int End);
