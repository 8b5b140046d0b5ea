namespace CudaBridge.Compiler.Backends.Tile.Languages;

/// <summary>Cambricon's BANG C: a task is one core with NRAM; scalar access to global memory is legal, and slow.</summary>
internal static class BangC
{
    public static readonly CoreLanguage Language = new()
    {
        Name = "bang",
        Title = "BANG C",
        Includes = "#include <bang.h>\n#include <cmath>",
        KernelHead = "__mlu_global__ void {0}({1})",
        FunctionHead = "static __mlu_func__ ",
        ScratchArray = "__nram__ {0} {1}{2};",
        Task = "taskId",
        Tasks = "taskDim",
        // MLU590 has 512 KB of NRAM; the compiler wants a part of it.
        ScratchBytes = 384 * 1024,
        VectorAlign = 128,
        PrintHeader = "#include <stdio.h>",
        Helpers = """
            template <typename T> FUNCTION T load_global(const T *place) { return *place; }

            template <typename T, typename V> FUNCTION void store_global(T *place, V value) { *place = value; }

            // A line is 128 bytes: the tile's lines are added to one, then that line's elements. What fills the last line does not count.
            FUNCTION float sum_of(float *tile, long count) {
                constexpr long LINE = 128 / sizeof(float);
                __nram__ float line[LINE];
                for (; count % LINE != 0; count++) tile[count] = 0.0f;
                __bang_sumpool(line, tile, LINE, 1, count / LINE, 1, count / LINE, 1, 1);
                __bang_reduce_sum(line, line, LINE);
                return line[0];
            }

            // A warp's 32 values are a line.
            FUNCTION void warp_sums(float *values, const bool *taking, unsigned threads) {
                const unsigned lines = (threads + 31) / 32;
                for (unsigned thread = 0; thread < lines * 32; thread++)
                    if (thread >= threads || !taking[thread]) values[thread] = 0.0f;
                __bang_reduce_sum(values, values, lines * 32);
            }

            FUNCTION float max_of(float *tile, long count) {
                constexpr long LINE = 128 / sizeof(float);
                __nram__ float line[LINE];
                for (; count % LINE != 0; count++) tile[count] = -INFINITY;
                __bang_maxpool(line, tile, LINE, 1, count / LINE, 1, count / LINE, 1, 1);
                __bang_argmax(line, line, LINE);
                return line[0];
            }
            """,
        Tiles = new TileOperations
        {
            CopyIn = "__memcpy({0}, {1}, {2}, GDRAM2NRAM);",
            CopyOut = "__memcpy({0}, {1}, {2}, NRAM2GDRAM);",
            Overlap = new("__memcpy_async({0}, {1}, {2}, GDRAM2NRAM);", "__memcpy_async({0}, {1}, {2}, NRAM2GDRAM);", "__sync_io_move_compute();"),
            Fill = "__bang_write_value({0}, {n}, {1});",
            // The right operand lies in WRAM, transposed and in the order that __bang_reshape_filter gives (mlu-ops' FFT does it so).
            Product = """
                constexpr long ROWS = 64, COLUMNS = 64, DEPTH = 256;
                __nram__ float a_tile[ROWS * DEPTH];
                __nram__ float b_tile[DEPTH * COLUMNS];
                __nram__ float b_turned[COLUMNS * DEPTH];
                __nram__ float product[ROWS * COLUMNS];
                __nram__ float c_tile[ROWS * COLUMNS];
                __wram__ float b_filter[COLUMNS * DEPTH];
                const long across = (columns + COLUMNS - 1) / COLUMNS, down = (rows + ROWS - 1) / ROWS;
                for (long tile = taskId; tile < across * down; tile += taskDim) {
                    const long y = tile / across * ROWS, x = tile % across * COLUMNS;
                    const long height = smaller(ROWS, rows - y), width = smaller(COLUMNS, columns - x);
                    __bang_write_value(c_tile, ROWS * COLUMNS, 0.0f);
                    for (long k = 0; k < depth; k += DEPTH) {
                        const long length = smaller(DEPTH, depth - k);
                        if (height < ROWS || length < DEPTH) __bang_write_value(a_tile, ROWS * DEPTH, 0.0f);
                        if (width < COLUMNS || length < DEPTH) __bang_write_value(b_tile, DEPTH * COLUMNS, 0.0f);
                        __memcpy(a_tile, {a} + y * {lda} + k, length * sizeof(float), GDRAM2NRAM, DEPTH * sizeof(float), {lda} * sizeof(float), height - 1);
                        __memcpy(b_tile, {b} + k * {ldb} + x, width * sizeof(float), GDRAM2NRAM, COLUMNS * sizeof(float), {ldb} * sizeof(float), length - 1);
                        __bang_transpose(b_turned, b_tile, DEPTH, COLUMNS);
                        __bang_reshape_filter(b_tile, b_turned, COLUMNS, 1, 1, DEPTH);
                        __memcpy(b_filter, b_tile, COLUMNS * DEPTH * sizeof(float), NRAM2WRAM);
                        __bang_matmul(product, a_tile, b_filter, ROWS, DEPTH, COLUMNS);
                        __bang_add(c_tile, c_tile, product, ROWS * COLUMNS);
                    }
                    __memcpy({c} + y * {ldc} + x, c_tile, width * sizeof(float), NRAM2GDRAM, {ldc} * sizeof(float), COLUMNS * sizeof(float), height - 1);
                }
                """,
            Transpose = """
                constexpr long SIDE = 64;
                __nram__ float tile[SIDE * SIDE];
                __nram__ float turned[SIDE * SIDE];
                const long across = (columns + SIDE - 1) / SIDE, down = (rows + SIDE - 1) / SIDE;
                for (long at = taskId; at < across * down; at += taskDim) {
                    const long y = at / across * SIDE, x = at % across * SIDE;
                    const long height = smaller(SIDE, rows - y), width = smaller(SIDE, columns - x);
                    __memcpy(tile, {a} + y * {lda} + x, width * sizeof(float), GDRAM2NRAM, SIDE * sizeof(float), {lda} * sizeof(float), height - 1);
                    __bang_transpose(turned, tile, SIDE, SIDE);
                    __memcpy({b} + x * {ldb} + y, turned, height * sizeof(float), NRAM2GDRAM, {ldb} * sizeof(float), SIDE * sizeof(float), width - 1);
                }
                """,
            Reductions = new Dictionary<string, string> { ["sum"] = "sum_of", ["max"] = "max_of" },
            Float = new Dictionary<string, string>
            {
                ["add"] = "__bang_add({0}, {1}, {2}, {n});",
                ["sub"] = "__bang_sub({0}, {1}, {2}, {n});",
                ["mul"] = "__bang_mul({0}, {1}, {2}, {n});",
                ["div"] = "__bang_div({0}, {1}, {2}, {n});",
                ["max"] = "__bang_maxequal({0}, {1}, {2}, {n});",
                ["add.scalar"] = "__bang_add_scalar({0}, {1}, {2}, {n});",
                ["sub.scalar"] = "__bang_sub_scalar({0}, {1}, {2}, {n});",
                ["mul.scalar"] = "__bang_mul_scalar({0}, {1}, {2}, {n});",
                ["exp"] = "__bang_active_exphp({0}, {1}, {n});",
                ["abs"] = "__bang_abs({0}, {1}, {n});",
            },
        },
    };
}
