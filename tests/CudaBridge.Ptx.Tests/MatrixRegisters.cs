using System.Globalization;
using CudaBridge.Ptx;

namespace CudaBridge.Ptx.Tests;

/// <summary>How many registers of which type the operands of matrix instructions have: a tile's bits over 32 lanes.</summary>
internal static class MatrixRegisters
{
    public static (PtxType Type, int Count) Of(Opcode opcode, string operand)
    {
        if (opcode.Name is "ldmatrix" or "stmatrix") return (PtxType.B32, opcode.Has("x4") ? 4 : opcode.Has("x2") ? 2 : 1);
        if (opcode.Name is not ("mma" or "wmma")) return (PtxType.None, 0);
        string shape = opcode.Words.First(word => word.StartsWith('m') && word.Contains('n', StringComparison.Ordinal) && word.Contains('k', StringComparison.Ordinal));
        int[] sizes = [.. shape.Split('m', 'n', 'k').Skip(1).Select(size => int.Parse(size, CultureInfo.InvariantCulture))];
        (int m, int n, int k) = (sizes[0], sizes[1], sizes[2]);
        bool isSparse = opcode.Has("sp") || opcode.Has("sp::ordered_metadata");
        if (operand == "r") return opcode.Has("a") ? Factor(opcode, m * k) : opcode.Has("b") ? Factor(opcode, k * n) : Tile(opcode.Types[0], m * n);
        // wmma of f16 names the types of d and c alone.
        if (opcode.Types.Count == 2) return operand switch { "d" => Tile(opcode.Types[0], m * n), "c" => Tile(opcode.Types[1], m * n), _ => (PtxType.B32, 8) };
        // Four products of m8n8k4, one for eight lanes
        if (opcode.Types[1] == PtxType.F16 && k == 4) return operand switch { "d" => Tile(opcode.Types[0], 4 * m * n), "c" => Tile(opcode.Types[3], 4 * m * n), "a" or "b" => (PtxType.B32, 2), _ => (PtxType.None, 0) };
        return operand switch
        {
            "d" => Tile(opcode.Types[0], m * n),
            "a" => Tile(opcode.Types[1], m * k / (isSparse ? 2 : 1)),
            "b" => Tile(opcode.Types[2], k * n),
            "c" => Tile(opcode.Types[3], m * n),
            _   => (PtxType.None, 0),
        };
    }

    // Factors of f16 have eight registers in all shapes.
    private static (PtxType Type, int Count) Factor(Opcode opcode, int elements) => opcode.Types[0] == PtxType.F16 ? (PtxType.B32, 8) : Tile(opcode.Types[0], elements);

    // Formats narrower than a byte that are not .u4, .s4 or .b1 stand in bytes of their own.
    private static (PtxType Type, int Count) Tile(PtxType type, int elements)
    {
        int bits = type.Info().Bits * elements / 32;
        PtxType register = type switch { PtxType.F64 => PtxType.F64, PtxType.F32 => PtxType.F32, _ => PtxType.B32 };
        return (register, Math.Max(1, bits / register.Info().Bits));
    }
}
