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
        Includes = "#include \"c_api/asc_simd.h\"\n#include <cmath>",
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
        Helpers = """
            template <typename T> FUNCTION T load_global(__gm__ T *place) { return *place; }

            // A single value goes to global memory by a copy: two cores may write neighbours in one cache line. The line is then stale in this core's cache.
            template <typename T, typename V> FUNCTION void store_global(__gm__ T *place, V value) {
                __ubuf__ T one[32 / sizeof(T)];
                one[0] = value;
                asc_sync();
                asc_copy_ub2gm_align_sync(place, one, sizeof(T));
                asc_dcci_single(place);
            }

            // 64 elements give one sum, the last of them fewer: 4096, 64, 1.
            FUNCTION float sum_of(__ubuf__ float *tile, long count) {
                __ubuf__ float sums[64];
                __ubuf__ float sum[8];
                asc_repeat_reduce_sum_sync(sums, tile, count);
                asc_repeat_reduce_sum_sync(sum, sums, (count + 63) / 64);
                return sum[0];
            }

            // A warp's 32 values are four blocks of data.
            FUNCTION void warp_sums(__ubuf__ float *values, const __ubuf__ bool *taking, unsigned threads) {
                __ubuf__ float of_8[128];
                const unsigned warps = (threads + 31) / 32;
                for (unsigned thread = 0; thread < warps * 32; thread++)
                    if (thread >= threads || !taking[thread]) values[thread] = 0.0f;
                asc_sync();
                asc_datablock_reduce_sum_sync(of_8, values, warps * 32);
                for (unsigned warp = 0; warp < warps; warp++) values[warp * 32] = (of_8[warp * 4] + of_8[warp * 4 + 1]) + (of_8[warp * 4 + 2] + of_8[warp * 4 + 3]);
            }

            // 8 elements give the largest of them: 4096, 512, 64, 8, 1.
            FUNCTION float max_of(__ubuf__ float *tile, long count) {
                __ubuf__ float of_8[512];
                __ubuf__ float of_64[64];
                for (; count % 8 != 0; count++) tile[count] = -INFINITY;
                asc_sync();
                asc_datablock_reduce_max_sync(of_8, tile, count);
                for (count /= 8; count % 8 != 0; count++) of_8[count] = -INFINITY;
                asc_sync();
                asc_datablock_reduce_max_sync(of_64, of_8, count);
                float largest = of_64[0];
                for (long k = 1; k < count / 8; k++) largest = fmaxf(largest, of_64[k]);
                return largest;
            }

            FUNCTION float min_of(__ubuf__ float *tile, long count) {
                __ubuf__ float of_8[512];
                __ubuf__ float of_64[64];
                for (; count % 8 != 0; count++) tile[count] = INFINITY;
                asc_sync();
                asc_datablock_reduce_min_sync(of_8, tile, count);
                for (count /= 8; count % 8 != 0; count++) of_8[count] = INFINITY;
                asc_sync();
                asc_datablock_reduce_min_sync(of_64, of_8, count);
                float smallest = of_64[0];
                for (long k = 1; k < count / 8; k++) smallest = fminf(smallest, of_64[k]);
                return smallest;
            }
            """,
        PrintHeader = "#include \"utils/debug/asc_printf.h\"",
        Tiles = new TileOperations
        {
            CopyIn = "asc_copy_gm2ub_align_sync({0}, {1}, {2});",
            CopyOut = "asc_copy_ub2gm_align_sync({0}, {1}, {2});",
            Overlap = new("asc_copy_gm2ub_align({0}, {1}, {2});", "asc_copy_ub2gm_align({0}, {1}, {2});", "asc_sync();"),
            Fill = "asc_duplicate_sync({0}, {1}, {n});",
            // On the vector core; the cube core has its own kernels (asc_mmad).
            MultiplyAdd = "asc_axpy_sync({0}, {1}, {2}, {n});",
            Reductions = new Dictionary<string, string> { ["sum"] = "sum_of", ["max"] = "max_of", ["min"] = "min_of" },
            Float = new Dictionary<string, string>
            {
                ["add"] = "asc_add_sync({0}, {1}, {2}, {n});",
                ["sub"] = "asc_sub_sync({0}, {1}, {2}, {n});",
                ["mul"] = "asc_mul_sync({0}, {1}, {2}, {n});",
                ["div"] = "asc_div_sync({0}, {1}, {2}, {n});",
                ["max"] = "asc_max_sync({0}, {1}, {2}, {n});",
                ["min"] = "asc_min_sync({0}, {1}, {2}, {n});",
                ["add.scalar"] = "asc_add_scalar_sync({0}, {1}, {2}, {n});",
                ["sub.scalar"] = "asc_add_scalar_sync({0}, {1}, -({2}), {n});",
                ["mul.scalar"] = "asc_mul_scalar_sync({0}, {1}, {2}, {n});",
                ["exp"] = "asc_exp_sync({0}, {1}, {n});",
                ["log"] = "asc_log_sync({0}, {1}, {n});",
                ["sqrt"] = "asc_sqrt_sync({0}, {1}, {n});",
                ["abs"] = "asc_abs_sync({0}, {1}, {n});",
            },
        },
    };
}
