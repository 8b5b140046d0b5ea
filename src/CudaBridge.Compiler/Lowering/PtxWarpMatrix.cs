using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

// wmma.load, wmma.store, wmma.mma (PTX ISA 9.7.14.4). Which lane holds which element is unspecified in PTX; here it is as in mma's fragments,
// in blocks of eight columns. f16 factors have eight registers whatever the shape: what is not needed repeats the rest.
//   =>  loads and stores of the lane's elements, and the product of mma
internal static class PtxWarpMatrix
{
    private const int HalfRegisters = 8;

    public static void Lower(PtxOperation o)
    {
        if (o.Has("load")) Load(o);
        else if (o.Has("store")) Store(o);
        else Multiply(o);
    }

    private static void Multiply(PtxOperation o)
    {
        MatrixShape shape = MatrixShape.Of(o);
        if (o.Opcode.Types.Count == 4)
        {
            PtxMatrixProduct.Multiply(o, shape, MatrixElement.Of(o.Opcode.Types[1])!.Value, MatrixElement.Of(o.Opcode.Types[2])!.Value);
            return;
        }
        // The types of f16's products are those of D and C.
        PtxMatrixProduct.Multiply(o, shape, MatrixElement.Half, MatrixElement.Half, (HalfRegisters * 64 / (shape.M * shape.K), HalfRegisters * 64 / (shape.K * shape.N)));
    }

    /// <summary>The elements of a fragment's registers in memory.</summary>
    /// <param name="RunsAlongRows">The elements of a register are neighbours in a row of the matrix, else in a column.</param>
    /// <param name="Copies">How often the registers repeat.</param>
    private sealed record Fragment(int Rows, int Columns, int Bits, bool RunsAlongRows, int Registers, int Copies, Func<int, int, (LLVMValueRef Row, LLVMValueRef Column)> Place)
    {
        public int RegisterBits => Math.Max(32, Bits);

        public int PerRegister => RegisterBits / Bits;
    }

    private static Fragment FragmentOf(PtxOperation o)
    {
        MatrixShape shape = MatrixShape.Of(o);
        LLVMValueRef lane = PtxCollective.LaneId(o);
        LLVMValueRef group = o.Builder.BuildLShr(lane, PtxMatrixProduct.Word(o, 2)), thread = o.Builder.BuildAnd(lane, PtxMatrixProduct.Word(o, 3));
        LLVMValueRef At(LLVMValueRef value, int scale, int more) =>
            o.Builder.BuildAdd(o.Builder.BuildMul(value, PtxMatrixProduct.Word(o, (ulong)scale)), PtxMatrixProduct.Word(o, (ulong)more));

        int bits = o.Type == PtxType.B1 ? 1 : o.Type.Info().Bits, n = Math.Max(1, 32 / bits), blocks = shape.M / 8;
        int Copies(int rows, int columns) => o.Type == PtxType.F16 ? HalfRegisters * 64 / (rows * columns) : 1;
        if (o.Has("a"))
            return new(shape.M, shape.K, bits, true, shape.M * shape.K / 32 / n, Copies(shape.M, shape.K),
                (r, j) => (At(group, 1, 8 * (r % blocks)), At(thread, n, 4 * n * (r / blocks) + j)));
        int perBlock = shape.K / (4 * n);
        if (o.Has("b"))
            return new(shape.K, shape.N, bits, false, shape.K * shape.N / 32 / n, Copies(shape.K, shape.N),
                (r, j) => (At(thread, n, 4 * n * (r % perBlock) + j), At(group, 1, 8 * (r / perBlock))));
        return new(shape.M, shape.N, bits, true, shape.M * shape.N / 32 / n, 1, (r, j) =>
        {
            int i = r * n + j;
            return (At(group, 1, 8 * (i / 2 % blocks)), At(thread, 2, 8 * (i / 2 / blocks) + i % 2));
        });
    }

    /// <summary>Addresses of elements, given the operands of the matrix.</summary>
    private sealed class Matrix(PtxOperation o, Fragment fragment, int address, int stride)
    {
        private readonly bool _isRowMajor = o.Has("row");
        private readonly LLVMValueRef _start = o.Emitter.Pointer(o.Operand(address), PtxMemory.Space(o));
        private readonly LLVMValueRef _stride = o.HasOperand(stride) ? o.In(stride) : PtxMatrixProduct.Word(o, (ulong)(o.Has("row") ? fragment.Columns : fragment.Rows));

        /// <summary>The elements of a register are neighbours in memory.</summary>
        public bool HasWholeRegisters => fragment.RunsAlongRows == _isRowMajor;

        public LLVMValueRef Pointer(int register, int element)
        {
            (LLVMValueRef row, LLVMValueRef column) = fragment.Place(register, element);
            (LLVMValueRef line, LLVMValueRef within) = _isRowMajor ? (row, column) : (column, row);
            LLVMTypeRef wide = o.Emitter.Int(64);
            LLVMValueRef elements = o.Builder.BuildAdd(o.Builder.BuildMul(o.Builder.BuildZExt(line, wide), o.Builder.BuildZExt(_stride, wide)), o.Builder.BuildZExt(within, wide));
            LLVMValueRef bytes = fragment.Bits >= 8
                ? o.Builder.BuildMul(elements, o.Emitter.Constant(64, (ulong)fragment.Bits / 8))
                : o.Builder.BuildLShr(elements, o.Emitter.Constant(64, (ulong)System.Numerics.BitOperations.Log2((uint)(8 / fragment.Bits))));
            return o.Builder.BuildGEP2(o.Emitter.Int(8), _start, [bytes]);
        }
    }

    private static PtxType RegisterType(Fragment fragment) => PtxTypes.BitsOf(fragment.RegisterBits);

    private static void Meet(PtxOperation o) => o.Emitter.Operation("bar.warp.sync", o.Emitter.Int(32), o.Emitter.Int(32).AllOnes);

    private static void Load(PtxOperation o)
    {
        Fragment fragment = FragmentOf(o);
        IReadOnlyList<Operand> registers = PtxMatrixProduct.Operands(o, 0, fragment.Registers * fragment.Copies);
        Matrix matrix = new(o, fragment, 1, 2);
        Meet(o);
        LLVMValueRef[] values = [.. Enumerable.Range(0, fragment.Registers).Select(r => LoadRegister(o, fragment, matrix, r))];
        for (int i = 0; i < registers.Count; i++) o.Emitter.Write(registers[i], RegisterType(fragment), values[i % values.Length]);
    }

    private static LLVMValueRef LoadRegister(PtxOperation o, Fragment fragment, Matrix matrix, int register)
    {
        LLVMTypeRef whole = o.Emitter.Int(fragment.RegisterBits);
        if (fragment.PerRegister == 1 || matrix.HasWholeRegisters) return o.Builder.BuildLoad2(whole, matrix.Pointer(register, 0));
        LLVMValueRef value = whole.Null;
        for (int i = 0; i < fragment.PerRegister; i++)
        {
            LLVMValueRef element = o.Builder.BuildZExt(o.Builder.BuildLoad2(o.Emitter.Int(fragment.Bits), matrix.Pointer(register, i)), whole);
            value = o.Builder.BuildOr(value, o.Builder.BuildShl(element, PtxMatrixProduct.Word(o, (ulong)(i * fragment.Bits))));
        }
        return value;
    }

    private static void Store(PtxOperation o)
    {
        Fragment fragment = FragmentOf(o);
        LLVMValueRef[] registers = PtxMatrixProduct.Registers(o, 1, RegisterType(fragment), fragment.Registers);
        Matrix matrix = new(o, fragment, 0, 2);
        for (int r = 0; r < registers.Length; r++) StoreRegister(o, fragment, matrix, r, registers[r]);
        Meet(o);
    }

    private static void StoreRegister(PtxOperation o, Fragment fragment, Matrix matrix, int register, LLVMValueRef value)
    {
        if (fragment.PerRegister == 1 || matrix.HasWholeRegisters)
        {
            o.Builder.BuildStore(value, matrix.Pointer(register, 0));
            return;
        }
        for (int i = 0; i < fragment.PerRegister; i++)
        {
            LLVMValueRef element = o.Builder.BuildLShr(value, PtxMatrixProduct.Word(o, (ulong)(i * fragment.Bits)));
            o.Builder.BuildStore(o.Builder.BuildTrunc(element, o.Emitter.Int(fragment.Bits)), matrix.Pointer(register, i));
        }
    }
}
