using System.Globalization;
using CudaBridge.Ptx;

namespace CudaBridge.Compiler.PtxLowering;

/// <summary>D (M × N) = A (M × K) B (K × N) + C.</summary>
internal readonly record struct MatrixShape(int M, int N, int K)
{
    /// <summary>The shape that an opcode names, as in <c>m16n8k16</c>.</summary>
    public static MatrixShape Of(PtxOperation o)
    {
        string word = o.Opcode.Words.First(w => w[0] == 'm' && w.Length > 4 && char.IsAsciiDigit(w[1]));
        int[] sizes = [.. word.Split('m', 'n', 'k').Skip(1).Select(size => int.Parse(size, CultureInfo.InvariantCulture))];
        return new(sizes[0], sizes[1], sizes[2]);
    }
}
