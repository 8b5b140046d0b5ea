using CudaBridge.Abi;

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

/// <summary>A kernel of a loaded module.</summary>
public sealed unsafe class Function
{
    /// <summary>The mangled name.</summary>
    public string Name => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary>An opaque value for <c>cudaFunction_t</c> / <c>CUfunction</c>.</summary>
    public nint Handle => throw new CudaException(CudaError.NotYetImplemented);

    public FunctionFacts Facts => throw new CudaException(CudaError.NotYetImplemented);

    /// <exception cref="CudaException">InvalidValue: no such attribute or a value out of range.</exception>
    public void SetAttribute(FunctionAttribute attribute, int value) => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary>Offset and size of each parameter in bytes (<c>cuFuncGetParamInfo</c>).</summary>
    public ReadOnlySpan<CpuParameter> Parameters => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary>Blocks of this shape that one multiprocessor holds (<c>cudaOccupancyMaxActiveBlocksPerMultiprocessor</c>).</summary>
    public int MaxActiveBlocks(int blockSize, nuint dynamicShared) => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary><c>cudaOccupancyAvailableDynamicSMemPerBlock</c></summary>
    public nuint AvailableDynamicShared(int blocks, int blockSize) => throw new CudaException(CudaError.NotYetImplemented);

    /// <summary>
    /// Queues the kernel. <paramref name="arguments"/> points at one pointer per parameter (<c>cudaLaunchKernel</c>'s args); the values
    /// are copied before it returns.
    /// </summary>
    /// <exception cref="CudaException">
    /// InvalidConfiguration: a zero or too large dimension, too many threads; InvalidValue: shared memory beyond the limit;
    /// LaunchOutOfResources: more threads than the kernel was compiled for; CooperativeLaunchTooLarge.
    /// </exception>
    public void Launch(Dim3 grid, Dim3 block, nuint dynamicShared, Stream stream, void** arguments, bool cooperative = false) =>
        throw new CudaException(CudaError.NotYetImplemented);
}

/// <summary>A variable of a loaded module.</summary>
/// <param name="Address">Where device code and <c>cudaGetSymbolAddress</c> find it.</param>
/// <param name="Size">Bytes.</param>
public sealed record Variable(string Name, nint Address, nuint Size, bool IsConstant, bool IsManaged);
