using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

// mma.sync D = A B + C, N = 8. Lane 4g + t computes rows g, g + 8 and columns 2t, 2t + 1 of D. With n elements in a register, register r of
// A holds row g + 8 (r mod M/8) and columns 4n (r div M/8) + nt …, register r of B rows 4nr + nt … of column g.
//   =>  the rows of A come from the four lanes of the group, the columns of B from groups 2t and 2t + 1, by shuffles; then sums of
//       products in order of k. The manual leaves the order of the sum open.
// wmma has more rows, and more columns: blocks of eight, one behind the other. Its fragments are opaque, and are those of mma here.
internal static class PtxMatrixProduct
{
    /// <summary>mma.sync</summary>
    public static void Multiply(PtxOperation o)
    {
        MatrixShape shape = MatrixShape.Of(o);
        if (shape is { M: 8, K: 4 } && o.Opcode.Types[1] == PtxType.F16)
        {
            PtxQuadProduct.Multiply(o);
            return;
        }
        if (o.Has("kind::f8f6f4") || MatrixElement.Of(o.Opcode.Types[1]) is not { } a || MatrixElement.Of(o.Opcode.Types[2]) is not { } b)
            throw o.Unsupported("numbers of six and four bits belong to sm_120");
        if (o.Has("sp") || o.Has("sp::ordered_metadata")) PtxSparseProduct.Multiply(o, shape, a, b);
        else Multiply(o, shape, a, b);
    }

    /// <summary>mma and wmma: D, A, B, C are operands 0 to 3.</summary>
    /// <param name="copies">How often the fragment of a factor is in its registers, A's and B's.</param>
    public static void Multiply(PtxOperation o, MatrixShape shape, MatrixElement a, MatrixElement b, (int A, int B)? copies = null)
    {
        int k = a.Type == PtxType.B1 ? shape.K / 32 : shape.K;
        LLVMValueRef[,] rows = Rows(o, a, shape.M / 8, k, copies?.A ?? 1), columns = Columns(o, b, shape.N / 8, k, copies?.B ?? 1);
        LLVMValueRef[,] sums = Accumulators(o, shape);
        for (int row = 0; row < sums.GetLength(0); row++)
            for (int column = 0; column < sums.GetLength(1); column++)
            {
                (int r, int c) = (row, column);
                sums[r, c] = Sum(o, a.ComputedAs, k, i => (rows[r, i], columns[c, i]), sums[r, c]);
            }
        WriteResult(o, sums);
    }

    public static LLVMValueRef Word(PtxOperation o, ulong value) => o.Emitter.Constant(32, value);

    /// <summary>The values of a list of so many registers.</summary>
    public static LLVMValueRef[] Registers(PtxOperation o, int slot, PtxType type, int count) =>
        [.. Operands(o, slot, count).Select(operand => o.Emitter.Read(operand, type))];

    public static IReadOnlyList<Operand> Operands(PtxOperation o, int slot, int count)
    {
        IReadOnlyList<Operand> operands = o.Operand(slot) is VectorOperand vector ? vector.Elements : [o.Operand(slot)];
        if (operands.Count != count) throw o.Error($"operand '{o.Opcode.Form.Operands[slot].Name}' of '{o.Opcode}' has {count} registers, not {operands.Count}");
        return operands;
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

    /// <summary>A by [row of the lane, k].</summary>
    public static LLVMValueRef[,] Rows(PtxOperation o, MatrixElement element, int rows, int k, int copies = 1)
    {
        int count = rows * k / (4 * element.Count);
        LLVMValueRef[] registers = Registers(o, 1, element.Register, count * copies);
        LLVMValueRef first = FirstOfGroup(o);
        LLVMValueRef[,] values = new LLVMValueRef[rows, k];
        for (int r = 0; r < count; r++)
        {
            int row = r % rows;
            Spread(o, element, registers[r], first, r / rows, (at, value) => values[row, at] = value);
        }
        return values;
    }

    /// <summary>The first of the four lanes that hold the lane's rows.</summary>
    public static LLVMValueRef FirstOfGroup(PtxOperation o) => o.Builder.BuildAnd(PtxCollective.LaneId(o), Word(o, ~3UL));

    /// <summary>B by [column of the lane, k]; each block of eight columns gives two.</summary>
    public static LLVMValueRef[,] Columns(PtxOperation o, MatrixElement element, int blocks, int k, int copies = 1)
    {
        int count = k / (4 * element.Count);
        LLVMValueRef[] registers = Registers(o, 2, element.Register, blocks * count * copies);
        LLVMValueRef thread = o.Builder.BuildAnd(PtxCollective.LaneId(o), Word(o, 3));
        LLVMValueRef[,] values = new LLVMValueRef[2 * blocks, k];
        for (int column = 0; column < 2 * blocks; column++)
        {
            int c = column;
            LLVMValueRef first = o.Builder.BuildAdd(o.Builder.BuildShl(thread, Word(o, 3)), Word(o, (ulong)(4 * (column % 2))));
            for (int r = 0; r < count; r++)
                Spread(o, element, registers[column / 2 * count + r], first, r, (at, value) => values[c, at] = value);
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

    /// <summary>C by [row of the lane, column of the lane]. Of type f16 it is packed: a register holds two columns of a row.</summary>
    public static LLVMValueRef[,] Accumulators(PtxOperation o, MatrixShape shape)
    {
        PtxType type = o.Opcode.TypeOf(o.Opcode.Form.Operands[3]);
        int rows = shape.M / 8, columns = shape.N / 4;
        bool isPacked = type == PtxType.F16;
        LLVMValueRef[] registers = Registers(o, 3, isPacked ? PtxType.B32 : type, isPacked ? rows * columns / 2 : rows * columns);
        LLVMValueRef[,] values = new LLVMValueRef[rows, columns];
        for (int i = 0; i < rows * columns; i++)
            values[i / 2 % rows, i / 2 / rows * 2 + i % 2] = isPacked ? MatrixElement.Half.Extract(o, registers[i / 2], i % 2) : registers[i];
        return values;
    }

    /// <summary>sum + the products of so many pairs; what <c>.satfinite</c> asks for is done at the end.</summary>
    public static LLVMValueRef Sum(PtxOperation o, PtxType type, int count, Func<int, (LLVMValueRef A, LLVMValueRef B)> factors, LLVMValueRef sum)
    {
        bool saturates = o.Has("satfinite"), isInteger = type == PtxType.S32;
        if (saturates && isInteger) sum = o.Builder.BuildSExt(sum, o.Emitter.Int(64));
        for (int i = 0; i < count; i++)
        {
            (LLVMValueRef a, LLVMValueRef b) = factors(i);
            sum = isInteger ? AddInteger(o, sum, a, b) : AddProduct(o, sum, a, b);
        }
        return !saturates ? sum : isInteger ? Saturated(o, sum) : Finite(o, sum);
    }

    // wmma of f64 may round otherwise than to nearest.
    private static LLVMValueRef AddProduct(PtxOperation o, LLVMValueRef sum, LLVMValueRef a, LLVMValueRef b) =>
        o.Opcode.Get("rnd") is { } rounding and not "rn" ? o.Emitter.Operation($"fma.{rounding}.d", sum.TypeOf, a, b, sum) : o.Emitter.Intrinsic("llvm.fma", [a.TypeOf], a, b, sum);

    private static LLVMValueRef Saturated(PtxOperation o, LLVMValueRef sum)
    {
        LLVMTypeRef wide = sum.TypeOf;
        LLVMValueRef atMost = o.Emitter.Intrinsic("llvm.smin", [wide], sum, wide.CreateConstInt(int.MaxValue));
        LLVMValueRef bounded = o.Emitter.Intrinsic("llvm.smax", [wide], atMost, wide.CreateConstInt(unchecked((ulong)int.MinValue), signExtend: true));
        return o.Builder.BuildTrunc(bounded, o.Emitter.Int(32));
    }

    // Infinities become the result's largest numbers, NaN zero.
    private static LLVMValueRef Finite(PtxOperation o, LLVMValueRef sum)
    {
        LLVMTypeRef type = sum.TypeOf;
        float largest = o.Type == PtxType.F16 ? 65504 : float.MaxValue;
        LLVMValueRef Number(float value) => o.Emitter.Cast(Word(o, BitConverter.SingleToUInt32Bits(value)), type);
        LLVMValueRef atMost = o.Emitter.Intrinsic("llvm.minimum", [type], sum, Number(largest));
        LLVMValueRef bounded = o.Emitter.Intrinsic("llvm.maximum", [type], atMost, Number(-largest));
        return o.Builder.BuildSelect(o.Builder.BuildFCmp(LLVMRealPredicate.LLVMRealUNO, sum, sum), type.Null, bounded);
    }

    private static LLVMValueRef AddInteger(PtxOperation o, LLVMValueRef sum, LLVMValueRef a, LLVMValueRef b)
    {
        LLVMValueRef product = o.Has("popc") ? CommonBits(o, a, b) : o.Builder.BuildMul(a, b);
        return o.Builder.BuildAdd(sum, sum.TypeOf.IntWidth == 64 ? o.Builder.BuildSExt(product, sum.TypeOf) : product);
    }

    private static LLVMValueRef CommonBits(PtxOperation o, LLVMValueRef a, LLVMValueRef b) =>
        o.Emitter.Intrinsic("llvm.ctpop", [a.TypeOf], o.Has("xor") ? o.Builder.BuildXor(a, b) : o.Builder.BuildAnd(a, b));

    /// <summary>Writes D, which lies in registers as C does.</summary>
    public static void WriteResult(PtxOperation o, LLVMValueRef[,] sums)
    {
        int rows = sums.GetLength(0), count = sums.Length;
        bool isPacked = o.Type == PtxType.F16;
        IReadOnlyList<Operand> registers = Operands(o, 0, isPacked ? count / 2 : count);
        LLVMValueRef Element(int i) => sums[i / 2 % rows, i / 2 / rows * 2 + i % 2];
        for (int i = 0; i < registers.Count; i++)
            if (isPacked) o.Emitter.Write(registers[i], PtxType.F16x2, Packed(o, Element(2 * i), Element(2 * i + 1)));
            else o.Emitter.Write(registers[i], o.Type, Element(i));
    }

    /// <summary>Two numbers rounded to a register of halves.</summary>
    public static LLVMValueRef Packed(PtxOperation o, LLVMValueRef low, LLVMValueRef high)
    {
        LLVMTypeRef half = o.Emitter.TypeOf(PtxType.F16);
        LLVMValueRef pair = o.Builder.BuildInsertElement(o.Emitter.TypeOf(PtxType.F16x2).Poison, o.Builder.BuildCast(LLVMOpcode.LLVMFPTrunc, low, half), Word(o, 0));
        return o.Builder.BuildInsertElement(pair, o.Builder.BuildCast(LLVMOpcode.LLVMFPTrunc, high, half), Word(o, 1));
    }
}
