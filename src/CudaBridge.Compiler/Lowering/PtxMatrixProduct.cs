using System.Globalization;
using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

// mma.sync D = A B + C. Lane 4g + t computes rows g, g + 8 and columns 2t, 2t + 1 of D. With n elements in a register, register r of
// A holds row g + 8 (r mod M/8) and columns 4n (r div M/8) + nt …, register r of B rows 4nr + nt … of column g.
//   =>  the rows of A come from the four lanes of the group, the columns of B from groups 2t and 2t + 1, by shuffles; then sums of
//       products in order of k. The manual leaves the order of the sum open.
internal static class PtxMatrixProduct
{
    private readonly record struct Shape(int M, int N, int K);

    public static void Multiply(PtxOperation o)
    {
        Shape shape = ShapeOf(o);
        bool isVolta = o.Type is PtxType.F16 or PtxType.F32 && shape is { M: 8, K: 4 };
        if (o.Has("sp") || o.Has("sp::ordered_metadata")) throw o.Unsupported("sparse matrices have no lowering");
        if (isVolta || MatrixElement.Of(o.Opcode.Types[1]) is not { } a || MatrixElement.Of(o.Opcode.Types[2]) is not { } b)
            throw o.Unsupported("this shape and type belong to one generation of NVIDIA chips");
        int k = o.Opcode.Types[1] == PtxType.B1 ? shape.K / 32 : shape.K;
        LLVMValueRef[,] rows = Rows(o, a, shape.M / 8, k), columns = Columns(o, b, k);
        LLVMValueRef[,] sums = Accumulators(o, shape.M / 8);
        for (int row = 0; row < shape.M / 8; row++)
            for (int column = 0; column < 2; column++)
                sums[row, column] = Sum(o, a.ComputedAs, rows, row, columns, column, k, sums[row, column]);
        WriteResult(o, sums, shape.M / 8);
    }

    // m16n8k16
    private static Shape ShapeOf(PtxOperation o)
    {
        string word = o.Opcode.Words.First(w => w[0] == 'm' && w.Length > 4 && char.IsAsciiDigit(w[1]));
        int[] sizes = [.. word.Split('m', 'n', 'k').Skip(1).Select(size => int.Parse(size, CultureInfo.InvariantCulture))];
        return new(sizes[0], sizes[1], sizes[2]);
    }

    private static LLVMValueRef Word(PtxOperation o, ulong value) => o.Emitter.Constant(32, value);

    private static LLVMValueRef[] Registers(PtxOperation o, int slot, PtxType type, int count)
    {
        IReadOnlyList<Operand> operands = ((VectorOperand)o.Operand(slot)).Elements;
        if (operands.Count != count) throw o.Error($"operand '{o.Opcode.Form.Operands[slot].Name}' of '{o.Opcode}' has {count} registers, not {operands.Count}");
        return [.. operands.Select(operand => o.Emitter.Read(operand, type))];
    }

    private static LLVMValueRef FromLane(PtxOperation o, LLVMValueRef register, LLVMValueRef lane)
    {
        if (register.TypeOf.IntWidth == 32) return PtxCollective.FromLane(o, register, lane);
        LLVMTypeRef word = o.Emitter.Int(32), wide = o.Emitter.Int(64);
        LLVMValueRef low = PtxCollective.FromLane(o, o.Builder.BuildTrunc(register, word), lane);
        LLVMValueRef high = PtxCollective.FromLane(o, o.Builder.BuildTrunc(o.Builder.BuildLShr(register, o.Emitter.Constant(64, 32)), word), lane);
        LLVMValueRef top = o.Builder.BuildShl(o.Builder.BuildZExt(high, wide), o.Emitter.Constant(64, 32));
        return o.Builder.BuildOr(top, o.Builder.BuildZExt(low, wide));
    }

    // [row of the lane, k]
    private static LLVMValueRef[,] Rows(PtxOperation o, MatrixElement element, int rows, int k)
    {
        LLVMValueRef[] registers = Registers(o, 1, element.Register, rows * k / (4 * element.Count));
        LLVMValueRef first = o.Builder.BuildAnd(PtxCollective.LaneId(o), Word(o, ~3UL));
        LLVMValueRef[,] values = new LLVMValueRef[rows, k];
        for (int r = 0; r < registers.Length; r++)
            Spread(o, element, registers[r], first, r / rows, (at, value) => values[r % rows, at] = value);
        return values;
    }

    // [column of the lane, k]
    private static LLVMValueRef[,] Columns(PtxOperation o, MatrixElement element, int k)
    {
        LLVMValueRef[] registers = Registers(o, 2, element.Register, k / (4 * element.Count));
        LLVMValueRef thread = o.Builder.BuildAnd(PtxCollective.LaneId(o), Word(o, 3));
        LLVMValueRef[,] values = new LLVMValueRef[2, k];
        for (int column = 0; column < 2; column++)
        {
            LLVMValueRef first = o.Builder.BuildAdd(o.Builder.BuildShl(thread, Word(o, 3)), Word(o, (ulong)(4 * column)));
            for (int r = 0; r < registers.Length; r++)
                Spread(o, element, registers[r], first, r, (at, value) => values[column, at] = value);
        }
        return values;
    }

    // What four neighbouring lanes hold in one register: 4n elements from 4n * chunk on
    private static void Spread(PtxOperation o, MatrixElement element, LLVMValueRef register, LLVMValueRef firstLane, int chunk, Action<int, LLVMValueRef> put)
    {
        for (int thread = 0; thread < 4; thread++)
        {
            LLVMValueRef theirs = FromLane(o, register, o.Builder.BuildAdd(firstLane, Word(o, (ulong)thread)));
            for (int i = 0; i < element.Count; i++) put((4 * chunk + thread) * element.Count + i, element.Extract(o, theirs, i));
        }
    }

    // C of type f16 is packed: register r holds both columns of row r.
    private static LLVMValueRef[,] Accumulators(PtxOperation o, int rows)
    {
        PtxType type = o.Opcode.Types[3];
        bool isPacked = type == PtxType.F16;
        LLVMValueRef[] registers = Registers(o, 3, isPacked ? PtxType.B32 : type, isPacked ? rows : 2 * rows);
        MatrixElement half = new(PtxType.F16, 16, PtxType.F32);
        LLVMValueRef[,] values = new LLVMValueRef[rows, 2];
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < 2; column++)
                values[row, column] = isPacked ? half.Extract(o, registers[row], column) : registers[2 * row + column];
        return values;
    }

    private static LLVMValueRef Sum(PtxOperation o, PtxType type, LLVMValueRef[,] rows, int row, LLVMValueRef[,] columns, int column, int k, LLVMValueRef sum)
    {
        bool saturates = o.Has("satfinite");
        if (saturates) sum = o.Builder.BuildSExt(sum, o.Emitter.Int(64));
        for (int i = 0; i < k; i++)
        {
            LLVMValueRef a = rows[row, i], b = columns[column, i];
            sum = type == PtxType.S32 ? AddInteger(o, sum, a, b) : o.Emitter.Intrinsic("llvm.fma", [a.TypeOf], a, b, sum);
        }
        if (!saturates) return sum;
        LLVMTypeRef wide = sum.TypeOf;
        LLVMValueRef atMost = o.Emitter.Intrinsic("llvm.smin", [wide], sum, wide.CreateConstInt(int.MaxValue));
        LLVMValueRef bounded = o.Emitter.Intrinsic("llvm.smax", [wide], atMost, wide.CreateConstInt(unchecked((ulong)int.MinValue), signExtend: true));
        return o.Builder.BuildTrunc(bounded, o.Emitter.Int(32));
    }

    private static LLVMValueRef AddInteger(PtxOperation o, LLVMValueRef sum, LLVMValueRef a, LLVMValueRef b)
    {
        LLVMValueRef product = o.Has("popc") ? CommonBits(o, a, b) : o.Builder.BuildMul(a, b);
        return o.Builder.BuildAdd(sum, sum.TypeOf.IntWidth == 64 ? o.Builder.BuildSExt(product, sum.TypeOf) : product);
    }

    private static LLVMValueRef CommonBits(PtxOperation o, LLVMValueRef a, LLVMValueRef b) =>
        o.Emitter.Intrinsic("llvm.ctpop", [a.TypeOf], o.Has("xor") ? o.Builder.BuildXor(a, b) : o.Builder.BuildAnd(a, b));

    private static void WriteResult(PtxOperation o, LLVMValueRef[,] sums, int rows)
    {
        bool isPacked = o.Type == PtxType.F16;
        IReadOnlyList<Operand> registers = ((VectorOperand)o.Operand(0)).Elements;
        if (registers.Count != (isPacked ? rows : 2 * rows)) throw o.Error($"operand 'd' of '{o.Opcode}' has {(isPacked ? rows : 2 * rows)} registers, not {registers.Count}");
        for (int row = 0; row < rows; row++)
            if (isPacked) o.Emitter.Write(registers[row], PtxType.F16x2, Packed(o, sums[row, 0], sums[row, 1]));
            else for (int column = 0; column < 2; column++) o.Emitter.Write(registers[2 * row + column], o.Type, sums[row, column]);
    }

    private static LLVMValueRef Packed(PtxOperation o, LLVMValueRef low, LLVMValueRef high)
    {
        LLVMTypeRef half = o.Emitter.TypeOf(PtxType.F16);
        LLVMValueRef pair = o.Builder.BuildInsertElement(o.Emitter.TypeOf(PtxType.F16x2).Poison, o.Builder.BuildCast(LLVMOpcode.LLVMFPTrunc, low, half), Word(o, 0));
        return o.Builder.BuildInsertElement(pair, o.Builder.BuildCast(LLVMOpcode.LLVMFPTrunc, high, half), Word(o, 1));
    }
}
