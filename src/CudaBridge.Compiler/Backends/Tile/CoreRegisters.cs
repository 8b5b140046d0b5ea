using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Backends.Source;
using CudaBridge.Compiler.Dialect;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Tile;

/// <summary>CUDA's special registers as variables of the loops over blocks and threads.</summary>
internal static class CoreRegisters
{
    /// <summary>Stands for the thread's number until it is known of how many dimensions it is made.</summary>
    public const string AnyThread = "thread_number";

    public static Expression Read(string register)
    {
        string axis = register[^1].ToString();
        return register switch
        {
            "tid.x" or "tid.y" or "tid.z" => Primary("thread_" + axis),
            "ntid.x" or "ntid.y" or "ntid.z" => Primary("block_size_" + axis),
            "ctaid.x" or "ctaid.y" or "ctaid.z" => Primary("block_" + axis),
            "nctaid.x" or "nctaid.y" or "nctaid.z" => Primary("grid_size_" + axis),
            "laneid" => new Expression(AnyThread + " % 32", Expression.Product),
            "warpid" => new Expression(AnyThread + " / 32", Expression.Product),
            "warpsize" => Primary("32u"),
            "zero" => Primary("0u"),
            "one" => Primary("1u"),
            "lanemask.eq" => new Expression($"1u << {AnyThread} % 32", Expression.Shift),
            "lanemask.lt" => new Expression($"(1u << {AnyThread} % 32) - 1u", Expression.Sum),
            "lanemask.le" => new Expression($"(2u << {AnyThread} % 32) - 1u", Expression.Sum),
            "lanemask.ge" => new Expression($"~0u << {AnyThread} % 32", Expression.Shift),
            "lanemask.gt" => new Expression($"~1u << {AnyThread} % 32", Expression.Shift),
            _ => throw new SourceException(default, $"the special register %{register}"),
        };
    }

    private static Expression Primary(string text) => new(text, Expression.Primary);

    /// <summary>1 … 3: the last dimension of the grid or of its blocks that the kernel asks for.</summary>
    public static int Dimensions(LLVMValueRef kernel)
    {
        int dimensions = 1;
        foreach (LLVMValueRef i in kernel.Instructions())
            if (DialectQueries.OperationOf(i) is { Lowering: { Kind: LoweringKind.Register } register } && register.Target.Length > 2 && register.Target[^2] == '.' && register.Target[^1] is >= 'x' and <= 'z')
                dimensions = Math.Max(dimensions, register.Target[^1] - 'x' + 1);
        return dimensions;
    }

    /// <summary>The thread's number in its block, where a loop over threads runs.</summary>
    public static string Thread(int dimensions) => dimensions == 1 ? "thread_x" : "thread";

    public static string ThreadNumber(int dimensions) => dimensions switch
    {
        1 => "thread_x",
        2 => "thread_y * block_size_x + thread_x",
        _ => "(thread_z * block_size_y + thread_y) * block_size_x + thread_x",
    };

    public static string ThreadCount(int dimensions) => string.Join(" * ", "xyz"[..dimensions].Select(axis => $"block_size_{axis}"));

    public static string BlockCount(int dimensions) => string.Join(" * ", "xyz"[..dimensions].Select(axis => $"grid_size_{axis}"));
}
