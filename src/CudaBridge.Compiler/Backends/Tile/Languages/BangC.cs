namespace CudaBridge.Compiler.Backends.Tile.Languages;

/// <summary>Cambricon's BANG C: a task is one core with NRAM; scalar access to global memory is legal, and slow.</summary>
internal static class BangC
{
    public static readonly CoreLanguage Language = new()
    {
        Name = "bang",
        Title = "BANG C",
        Includes = "#include <bang.h>\n#include <algorithm>\n#include <cmath>",
        KernelHead = "__mlu_global__ void {0}({1})",
        FunctionHead = "static __mlu_func__ ",
        ScratchArray = "__nram__ {0} {1}{2};",
        Task = "taskId",
        Tasks = "taskDim",
        // MLU590 has 512 KB of NRAM; the compiler wants a part of it.
        ScratchBytes = 384 * 1024,
        VectorAlign = 128,
        Tiles = new TileOperations
        {
            CopyIn = "__memcpy({0}, {1}, {2}, GDRAM2NRAM);",
            CopyOut = "__memcpy({0}, {1}, {2}, NRAM2GDRAM);",
            Fill = "__bang_write_value({0}, {n}, {1});",
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
