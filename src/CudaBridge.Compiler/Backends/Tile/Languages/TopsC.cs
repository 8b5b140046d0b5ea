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
        Includes = "#include <tops.h>\n#include <cmath>",
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
        PrintHeader = "#include <stdio.h>",
        PrintsFractions = false,
        EmulatesDouble = true,
        Helpers = VectorHelpers() + "\n\n" + """
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

            template <typename T> FUNCTION void load_tile(tops_dte_ctx_t &ctx, T *tile, const T *from, long count) {
                tops::memcpy(ctx, tops::mdspan(tops::Private, tile, count), tops::mdspan(tops::Global, const_cast<T *>(from), count));
            }

            template <typename T> FUNCTION void store_tile(tops_dte_ctx_t &ctx, T *to, T *tile, long count) {
                tops::memcpy(ctx, tops::mdspan(tops::Global, to, count), tops::mdspan(tops::Private, tile, count));
            }

            FUNCTION void tile_axpy(float *to, const float *a, float b, long count) {
                const vfloat all = tops::vbroadcast<vfloat>(b);
                for (long i = 0; i < count; i += tops::vlength<vfloat>()) tops::vstore(tops::vadd<vfloat>(tops::vload<vfloat>(to + i), tops::vmul<vfloat>(tops::vload<vfloat>(a + i), all)), to + i);
            }

            FUNCTION void tile_fill(float *to, float value, long count) {
                const vfloat all = tops::vbroadcast<vfloat>(value);
                for (long i = 0; i < count; i += tops::vlength<vfloat>()) tops::vstore(all, to + i);
            }
            """,
        Tiles = new TileOperations
        {
            Opening = "tops_dte_ctx_t ctx;\n    tops::dte_scope scope(ctx);",
            CopyIn = "load_tile(ctx, {0}, {1}, {e});",
            CopyOut = "store_tile(ctx, {0}, {1}, {e});",
            Fill = "tile_fill({0}, {1}, {n});",
            MultiplyAdd = "tile_axpy({0}, {1}, {2}, {n});",
            Reductions = new Dictionary<string, string> { ["sum"] = "sum_of", ["max"] = "max_of", ["min"] = "min_of" },
            Float = new Dictionary<string, string>
            {
                ["add"] = "tile_add({0}, {1}, {2}, {n});",
                ["sub"] = "tile_sub({0}, {1}, {2}, {n});",
                ["mul"] = "tile_mul({0}, {1}, {2}, {n});",
                ["div"] = "tile_div({0}, {1}, {2}, {n});",
                ["max"] = "tile_max({0}, {1}, {2}, {n});",
                ["min"] = "tile_min({0}, {1}, {2}, {n});",
                ["add.scalar"] = "tile_add_scalar({0}, {1}, {2}, {n});",
                ["sub.scalar"] = "tile_sub_scalar({0}, {1}, {2}, {n});",
                ["mul.scalar"] = "tile_mul_scalar({0}, {1}, {2}, {n});",
                ["div.scalar"] = "tile_div_scalar({0}, {1}, {2}, {n});",
                ["exp"] = "tile_exp({0}, {1}, {n});",
                ["log"] = "tile_log({0}, {1}, {n});",
                ["sqrt"] = "tile_sqrt({0}, {1}, {n});",
            },
        },
    };

    // Tiles end at a vector's end, so that the last vector may go beyond the elements that count.
    private static string VectorHelpers()
    {
        string[] both = ["add", "sub", "mul", "div", "max", "min"], scalar = ["add", "sub", "mul", "div"], one = ["exp", "log", "sqrt"];
        const string Loop = "for (long i = 0; i < count; i += tops::vlength<vfloat>())", X = "tops::vload<vfloat>(a + i)", Y = "tops::vload<vfloat>(b + i)";
        string[] texts =
        [
            .. both.Select(name => $"FUNCTION void tile_{name}(float *to, const float *a, const float *b, long count) {{\n    {Loop} tops::vstore(tops::v{name}<vfloat>({X}, {Y}), to + i);\n}}"),
            .. scalar.Select(name => $"FUNCTION void tile_{name}_scalar(float *to, const float *a, float b, long count) {{\n    const vfloat all = tops::vbroadcast<vfloat>(b);\n    {Loop} tops::vstore(tops::v{name}<vfloat>({X}, all), to + i);\n}}"),
            .. one.Select(name => $"FUNCTION void tile_{name}(float *to, const float *a, long count) {{\n    {Loop} tops::vstore(tops::v{name}<vfloat>({X}), to + i);\n}}"),
            Reduction("sum", "vadd", "0.0f", "result + lanes[k]"), Reduction("max", "vmax", "-INFINITY", "fmaxf(result, lanes[k])"), Reduction("min", "vmin", "INFINITY", "fminf(result, lanes[k])"),
        ];
        return string.Join("\n\n", texts);
    }

    private static string Reduction(string name, string operation, string neutral, string join) => $$"""
        FUNCTION float {{name}}_of(float *tile, long count) {
            constexpr long LENGTH = 128 / sizeof(float);
            for (; count % LENGTH != 0; count++) tile[count] = {{neutral}};
            vfloat all = tops::vload<vfloat>(tile);
            for (long i = LENGTH; i < count; i += LENGTH) all = tops::{{operation}}<vfloat>(all, tops::vload<vfloat>(tile + i));
            __valigned__ float lanes[LENGTH];
            tops::vstore(all, lanes);
            float result = lanes[0];
            for (long k = 1; k < LENGTH; k++) result = {{join}};
            return result;
        }
        """;
}
