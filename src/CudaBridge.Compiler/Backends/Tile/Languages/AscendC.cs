namespace CudaBridge.Compiler.Backends.Tile.Languages;

/// <summary>
/// Huawei's Ascend C, its C interface for vector cores of A2 and A3. A core reads single values of global memory through a cache; two cores must not
/// write one line of it, so single values are written by copies, which know no lines.
/// </summary>
internal static class AscendC
{
    public static readonly CoreLanguage Language = new()
    {
        Name = "ascend-simd",
        Title = "Ascend C",
        Includes = "#include \"c_api/asc_simd.h\"\n#include <algorithm>\n#include <cmath>",
        KernelHead = "__vector__ __global__ __aicore__ void {0}({1})",
        FunctionHead = "static __aicore__ inline ",
        Opening = "asc_init();",
        GlobalPointer = "__gm__ ",
        ScratchPointer = "__ubuf__ ",
        ScratchArray = "__ubuf__ {0} {1}{2};",
        Task = "asc_get_block_idx()",
        Tasks = "asc_get_block_num()",
        // 192 KB of unified buffer on A2 and A3.
        ScratchBytes = 176 * 1024,
        VectorAlign = 32,
        StoresGlobal = true,
        GlobalAccess = """
            template <typename T> FUNCTION T load_global(__gm__ T *place) { return *place; }

            // A single value goes to global memory by a copy: two cores may write neighbours in one cache line. The line is then stale in this core's cache.
            template <typename T, typename V> FUNCTION void store_global(__gm__ T *place, V value) {
                __ubuf__ T one[32 / sizeof(T)];
                one[0] = value;
                asc_sync();
                asc_copy_ub2gm_align_sync(place, one, sizeof(T));
                asc_dcci_single(place);
            }
            """,
        Tiles = new TileOperations
        {
            CopyIn = "asc_copy_gm2ub_align_sync({0}, {1}, {2});",
            CopyOut = "asc_copy_ub2gm_align_sync({0}, {1}, {2});",
            Fill = "asc_duplicate_sync({0}, {1}, {n});",
            Float = new Dictionary<string, string>
            {
                ["add"] = "asc_add_sync({0}, {1}, {2}, {n});",
                ["sub"] = "asc_sub_sync({0}, {1}, {2}, {n});",
                ["mul"] = "asc_mul_sync({0}, {1}, {2}, {n});",
                ["div"] = "asc_div_sync({0}, {1}, {2}, {n});",
                ["max"] = "asc_max_sync({0}, {1}, {2}, {n});",
                ["min"] = "asc_min_sync({0}, {1}, {2}, {n});",
                ["add.scalar"] = "asc_add_scalar_sync({0}, {1}, {2}, {n});",
                ["mul.scalar"] = "asc_mul_scalar_sync({0}, {1}, {2}, {n});",
                ["exp"] = "asc_exp_sync({0}, {1}, {n});",
                ["log"] = "asc_log_sync({0}, {1}, {n});",
                ["sqrt"] = "asc_sqrt_sync({0}, {1}, {n});",
                ["abs"] = "asc_abs_sync({0}, {1}, {n});",
            },
        },
    };
}
