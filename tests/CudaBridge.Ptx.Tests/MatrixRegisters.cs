using System.Globalization;
using CudaBridge.Ptx;

namespace CudaBridge.Ptx.Tests;

/// <summary>How many registers of which type the operands of matrix instructions have: a tile's bits over 32 lanes.</summary>
internal static class MatrixRegisters
{
    public static (PtxType Type, int Count) Of(Opcode opcode, string operand)
    {
        if (opcode.Name is "ldmatrix" or "stmatrix") return (PtxType.B32, opcode.Has("x4") ? 4 : opcode.Has("x2") ? 2 : 1);
        if (opcode.Name != "mma") return (PtxType.None, 0);
        string shape = opcode.Words.First(word => word.StartsWith('m') && word.Contains('n', StringComparison.Ordinal) && word.Contains('k', StringComparison.Ordinal));
        int[] sizes = [.. shape.Split('m', 'n', 'k').Skip(1).Select(size => int.Parse(size, CultureInfo.InvariantCulture))];
        (int m, int n, int k) = (sizes[0], sizes[1], sizes[2]);
        return operand switch
        {
            "d" => Tile(opcode.Types[0], m * n),
            "a" => Tile(opcode.Types[1], m * k),
            "b" => Tile(opcode.Types[2], k * n),
            "c" => Tile(opcode.Types[3], m * n),
            _   => (PtxType.None, 0),
        };
    }

    // Formats narrower than a byte that are not .u4, .s4 or .b1 stand in bytes of their own.
    private static (PtxType Type, int Count) Tile(PtxType type, int elements)
    {
        int bits = type.Info().Bits * elements / 32;
        PtxType register = type switch { PtxType.F64 => PtxType.F64, PtxType.F32 => PtxType.F32, _ => PtxType.B32 };
        return (register, Math.Max(1, bits / register.Info().Bits));
    }
}
