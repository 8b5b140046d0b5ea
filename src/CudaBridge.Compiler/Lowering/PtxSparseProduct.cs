using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

// mma.sp (PTX ISA 9.7.14.6): half of A's elements are zero and left out. Fragments are those of a dense product with half of the columns; e says
// which columns of A the others stand in, by index within a chunk of the row:
//   16-bit and 8-bit numbers   two of four,                  two bits each
//   4-bit numbers              two pairs of four pairs,      two bits a pair
//   tf32                       one of two,                   four bits: 0100 or 1110
//   =>  products as mma's, with the element of B chosen among those of the chunk
internal static class PtxSparseProduct
{
    public static void Multiply(PtxOperation o, MatrixShape shape, MatrixElement a, MatrixElement b)
    {
        int kept = shape.K / 2;
        LLVMValueRef[,] rows = PtxMatrixProduct.Rows(o, a, shape.M / 8, kept), columns = PtxMatrixProduct.Columns(o, b, shape.N / 8, shape.K);
        LLVMValueRef[,] sums = PtxMatrixProduct.Accumulators(o, shape);
        LLVMValueRef[] metadata = Metadata(o, a, shape.K);
        for (int row = 0; row < 2; row++)
        {
            int r = row;
            LLVMValueRef[][] bits = [.. Enumerable.Range(0, kept).Select(i => IndexBits(o, a, metadata, r, i))];
            for (int column = 0; column < 2; column++)
            {
                int c = column;
                sums[r, c] = PtxMatrixProduct.Sum(o, a.ComputedAs, kept, i => (rows[r, i], Chosen(o, bits[i], j => columns[c, Column(a, i, j)])), sums[r, c]);
            }
        }
        PtxMatrixProduct.WriteResult(o, sums);
    }

    // The metadata words of the group's lanes that hold it: f, 2f and 2f + 1, or all four.
    private static LLVMValueRef[] Metadata(PtxOperation o, MatrixElement a, int k)
    {
        int lanes = BitsOfRow(a, k) / 16;
        long selector = o.Constant(5);
        if (selector < 0 || selector * lanes >= 4) throw o.Error($"the sparsity selector of '{o.Opcode}' is below {4 / lanes}, not {selector}");
        LLVMValueRef e = o.In(4), first = PtxMatrixProduct.FirstOfGroup(o);
        return [.. Enumerable.Range(0, lanes).Select(i => PtxCollective.FromLane(o, e, o.Builder.BuildAdd(first, PtxMatrixProduct.Word(o, (ulong)(selector * lanes + i)))))];
    }

    private static int BitsOfRow(MatrixElement a, int k) => a.Bits switch { 32 => 2 * k, 4 => k / 2, _ => k };

    // Wide numbers: a word holds 16 bits of row g, then 16 of row g + 8. Narrow ones: a word of row g, then one of row g + 8.
    private static LLVMValueRef Bit(PtxOperation o, MatrixElement a, LLVMValueRef[] metadata, int row, int bit)
    {
        (int word, int at) = a.Bits >= 16 ? (bit / 16, bit % 16 + 16 * row) : (2 * (bit / 32) + row, bit % 32);
        LLVMValueRef mask = PtxMatrixProduct.Word(o, 1UL << at);
        return o.Builder.BuildIsNotNull(o.Builder.BuildAnd(metadata[word], mask));
    }

    private static LLVMValueRef[] IndexBits(PtxOperation o, MatrixElement a, LLVMValueRef[] metadata, int row, int i)
    {
        int[] bits = a.Bits switch { 32 => [4 * i + 1], 4 => [i & ~1, i | 1], _ => [2 * i, 2 * i + 1] };
        return [.. bits.Select(bit => Bit(o, a, metadata, row, bit))];
    }

    // Where element i stands if its index is j
    private static int Column(MatrixElement a, int i, int j) => a.Bits switch { 32 => 2 * i + j, 4 => i / 4 * 8 + 2 * j + i % 2, _ => i / 2 * 4 + j };

    private static LLVMValueRef Chosen(PtxOperation o, LLVMValueRef[] bits, Func<int, LLVMValueRef> candidate)
    {
        LLVMValueRef Either(int low) => o.Builder.BuildSelect(bits[0], candidate(low + 1), candidate(low));
        return bits.Length == 1 ? Either(0) : o.Builder.BuildSelect(bits[1], Either(2), Either(0));
    }
}
