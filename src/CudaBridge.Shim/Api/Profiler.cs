namespace CudaBridge.Shim;

/// <summary>No profiler listens: both succeed, as they do in a program that none is attached to.</summary>
internal static class Profiler
{
    [CudaApi]
    public static CudaError cudaProfilerStart() => CudaError.Success;

    [CudaApi]
    public static CudaError cudaProfilerStop() => CudaError.Success;
}
