namespace CudaBridge.Compiler.Backends.Tile.Languages;

/// <summary>
/// Enflame's TopsCC: CUDA's spelling, but a thread is a whole core that computes in its own L1 only. Global memory is reached by copies of the
/// data engine, single values too.
/// </summary>
internal static class TopsC
{
    public static readonly CoreLanguage Language = new()
    {
        Name = "tops",
        Title = "TopsCC",
        Includes = "#include <tops.h>\n#include <algorithm>\n#include <cmath>",
        KernelHead = "__global__ void {0}({1})",
        FunctionHead = "static __device__ ",
        ScratchArray = "__valigned__ {0} {1}{2};",
        Task = "(blockIdx.x * blockDim.x + threadIdx.x)",
        Tasks = "(gridDim.x * blockDim.x)",
        // 1 MB of L1 on GCU210, 1.5 MB on GCU300.
        ScratchBytes = 768 * 1024,
        VectorAlign = 128,
        LoadsGlobal = true,
        StoresGlobal = true,
        Lacks = ["double"],
        GlobalAccess = """
            // Kernels compute in private memory only: even a single value comes and goes by the data engine.
            template <typename T> FUNCTION T load_global(const T *place) {
                __valigned__ T one[128 / sizeof(T)];
                tops_dte_ctx_t ctx;
                tops::dte_scope scope(ctx);
                tops::memcpy(ctx, tops::mdspan(tops::Private, one, 1), tops::mdspan(tops::Global, const_cast<T *>(place), 1));
                return one[0];
            }

            template <typename T, typename V> FUNCTION void store_global(T *place, V value) {
                __valigned__ T one[128 / sizeof(T)];
                one[0] = value;
                tops_dte_ctx_t ctx;
                tops::dte_scope scope(ctx);
                tops::memcpy(ctx, tops::mdspan(tops::Global, place, 1), tops::mdspan(tops::Private, one, 1));
            }
            """,
        Tiles = new TileOperations
        {
            CopyIn = "tops::memcpy(ctx, tops::mdspan(tops::Private, {0}, {e}), tops::mdspan(tops::Global, {1}, {e}));",
            CopyOut = "tops::memcpy(ctx, tops::mdspan(tops::Global, {0}, {e}), tops::mdspan(tops::Private, {1}, {e}));",
            Fill = "fill_tile({0}, {1}, {n});",
            Float = new Dictionary<string, string>(),
        },
    };
}
