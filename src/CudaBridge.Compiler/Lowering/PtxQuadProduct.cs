using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

// mma.m8n8k4 of f16 (PTX ISA 9.7.14.5.1): four products in a warp, of lanes 4q … 4q + 3 and 4q + 16 … 4q + 19 each. The second four hold the lower
// half of A's rows, of B's columns and of C's and D's rows.
//   =>  what a lane's results need comes from the other seven lanes by shuffles
internal static class PtxQuadProduct
{
    private const int K = 4;

    public static void Multiply(PtxOperation o)
    {
        LLVMValueRef lane = PtxCollective.LaneId(o);
        string[] layouts = [.. o.Opcode.Words.Where(word => word is "row" or "col")];
        LLVMValueRef[] a = PtxMatrixProduct.Registers(o, 1, PtxType.B32, 2), b = PtxMatrixProduct.Registers(o, 2, PtxType.B32, 2);
        (LLVMValueRef[] rows, LLVMValueRef[] columns) = Results(o, lane, o.Type);
        // A's rows lie in lanes as B's columns do.
        LLVMValueRef[][] left = [.. rows.Select(row => Line(o, lane, a, row, layouts[0] == "row"))];
        LLVMValueRef[][] right = [.. columns.Select(column => Line(o, lane, b, column, layouts[1] == "col"))];
        LLVMValueRef[] sums = new LLVMValueRef[8];
        LLVMValueRef[] accumulators = Accumulators(o, lane, rows, columns);
        for (int i = 0; i < sums.Length; i++)
        {
            (int row, int column) = PlaceOf(i, rows.Length);
            sums[i] = PtxMatrixProduct.Sum(o, PtxType.F32, K, k => (left[row][k], right[column][k]), accumulators[i]);
        }
        Write(o, sums);
    }

    private static LLVMValueRef Word(PtxOperation o, ulong value) => PtxMatrixProduct.Word(o, value);

    private static LLVMValueRef And(PtxOperation o, LLVMValueRef value, ulong mask) => o.Builder.BuildAnd(value, Word(o, mask));

    // The rows and columns that a lane's results are of: a row of eight as f16, else two rows of four.
    private static (LLVMValueRef[] Rows, LLVMValueRef[] Columns) Results(PtxOperation o, LLVMValueRef lane, PtxType type)
    {
        LLVMValueRef half = o.Builder.BuildLShr(And(o, lane, 16), Word(o, 2));
        if (type == PtxType.F16) return ([o.Builder.BuildOr(And(o, lane, 3), half)], [.. Enumerable.Range(0, 8).Select(i => Word(o, (ulong)i))]);
        LLVMValueRef row = o.Builder.BuildOr(And(o, lane, 1), half), column = And(o, lane, 2);
        return ([row, o.Builder.BuildOr(row, Word(o, 2))], [.. new ulong[] { 0, 1, 4, 5 }.Select(i => o.Builder.BuildOr(column, Word(o, i)))]);
    }

    // Result i among those rows and columns
    private static (int Row, int Column) PlaceOf(int i, int rows) => rows == 1 ? (0, i) : (i >> 1 & 1, i >> 2 << 1 | i & 1);

    // The lane of the same product with number 0 to 7
    private static LLVMValueRef Member(PtxOperation o, LLVMValueRef lane, LLVMValueRef number) =>
        o.Builder.BuildOr(And(o, lane, 12), o.Builder.BuildOr(And(o, number, 3), o.Builder.BuildShl(And(o, number, 4), Word(o, 2))));

    // Row `line` of A, or column `line` of B. A lane holds a whole line, or element k of four lines.
    private static LLVMValueRef[] Line(PtxOperation o, LLVMValueRef lane, LLVMValueRef[] registers, LLVMValueRef line, bool holdsLine)
    {
        if (holdsLine)
        {
            LLVMValueRef[] theirs = [.. registers.Select(register => PtxCollective.FromLane(o, register, Member(o, lane, line)))];
            return [.. Enumerable.Range(0, K).Select(k => MatrixElement.Half.Extract(o, theirs[k / 2], k % 2))];
        }
        return [.. Enumerable.Range(0, K).Select(k => Pick(o, FromMember(o, lane, registers, o.Builder.BuildOr(And(o, line, 4), Word(o, (ulong)k))), And(o, line, 3)))];
    }

    private static LLVMValueRef[] FromMember(PtxOperation o, LLVMValueRef lane, LLVMValueRef[] registers, LLVMValueRef number) =>
        [.. registers.SelectMany(register => Halves(o, PtxCollective.FromLane(o, register, Member(o, lane, number))))];

    private static LLVMValueRef[] Halves(PtxOperation o, LLVMValueRef register) => [MatrixElement.Half.Extract(o, register, 0), MatrixElement.Half.Extract(o, register, 1)];

    private static LLVMValueRef Pick(PtxOperation o, LLVMValueRef[] values, LLVMValueRef index)
    {
        for (ulong bit = 1; values.Length > 1; bit <<= 1)
        {
            LLVMValueRef isOdd = o.Builder.BuildIsNotNull(And(o, index, bit));
            values = [.. values.Chunk(2).Select(pair => o.Builder.BuildSelect(isOdd, pair[1], pair[0]))];
        }
        return values[0];
    }

    // C where the lane's results are: in its own registers if the types are the same.
    private static LLVMValueRef[] Accumulators(PtxOperation o, LLVMValueRef lane, LLVMValueRef[] rows, LLVMValueRef[] columns)
    {
        PtxType type = o.Opcode.Types[3];
        LLVMValueRef[] registers = PtxMatrixProduct.Registers(o, 3, type == PtxType.F16 ? PtxType.B32 : type, type == PtxType.F16 ? 4 : 8);
        if (type == o.Type) return type == PtxType.F16 ? [.. registers.SelectMany(register => Halves(o, register))] : registers;
        LLVMValueRef[] values = new LLVMValueRef[8];
        for (int i = 0; i < values.Length; i++)
        {
            (int row, int column) = PlaceOf(i, rows.Length);
            values[i] = type == PtxType.F16 ? Pick(o, FromMember(o, lane, registers, rows[row]), columns[column]) : Single(o, lane, registers, rows[row], columns[column]);
        }
        return values;
    }

    private static LLVMValueRef Single(PtxOperation o, LLVMValueRef lane, LLVMValueRef[] registers, LLVMValueRef row, LLVMValueRef column)
    {
        LLVMValueRef owner = Member(o, lane, o.Builder.BuildOr(And(o, row, 5), And(o, column, 2)));
        LLVMValueRef index = o.Builder.BuildOr(And(o, row, 2), And(o, column, 5));
        LLVMTypeRef word = o.Emitter.Int(32);
        return o.Emitter.Cast(Pick(o, [.. registers.Select(register => PtxCollective.FromLane(o, o.Emitter.Cast(register, word), owner))], index), registers[0].TypeOf);
    }

    private static void Write(PtxOperation o, LLVMValueRef[] sums)
    {
        bool isPacked = o.Type == PtxType.F16;
        IReadOnlyList<Operand> registers = PtxMatrixProduct.Operands(o, 0, isPacked ? 4 : 8);
        for (int i = 0; i < registers.Count; i++)
            if (isPacked) o.Emitter.Write(registers[i], PtxType.F16x2, PtxMatrixProduct.Packed(o, sums[2 * i], sums[2 * i + 1]));
            else o.Emitter.Write(registers[i], o.Type, sums[i]);
    }
}
