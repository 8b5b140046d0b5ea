namespace CudaBridge.Benchmarks;

/// <summary>A folder of kernels/bench: the same computation as CUDA, as OpenCL C of the same structure, and written by hand.</summary>
internal sealed record Kernel(string Name, string Work);

internal static class Kernels
{
    /// <summary>Not in the table: a kernel that does nothing, for the price of a launch.</summary>
    public static readonly Kernel Launch = new("launch", "an empty kernel");

    public static readonly IReadOnlyList<Kernel> All =
    [
        new("vecadd",        "64 Mi floats, one thread an element"),
        new("saxpy",         "64 Mi floats, 1024 blocks stride over the grid"),
        new("sgemm",         "1024³, 32 × 32 tiles in shared memory"),
        new("reduce",        "64 Mi floats, block trees in shared memory"),
        new("reduce_shfl",   "64 Mi floats, warp shuffles"),
        new("histogram",     "64 Mi bytes, 256 bins, shared atomics"),
        new("mandelbrot",    "2048², at most 256 iterations"),
        new("nbody",         "16384 bodies, tiles in shared memory"),
        new("black_scholes", "4 Mi options"),
        new("stencil",       "4096², 5 points, tiles with their neighbours"),
        new("spmv",          "CSR, 512 Ki rows of 1 to 64, one thread a row"),
        new("softmax",       "4096 × 1024, one block a row"),
    ];
}
