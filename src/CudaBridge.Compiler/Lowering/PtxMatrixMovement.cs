using CudaBridge.Compiler.Ir;
using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

// Matrix i of an ldmatrix has 8 rows of 16 bytes; lane 8i + r holds the address of row r. Of each matrix lane 4g + t receives the
// elements 2t and 2t + 1 of row g, or with .trans the elements g of rows 2t and 2t + 1.
//   =>  shuffles of the addresses, then plain accesses
internal static class PtxMatrixMovement
{
    private static LLVMValueRef Word(PtxOperation o, ulong value) => o.Emitter.Constant(32, value);

    private static (LLVMValueRef Group, LLVMValueRef Thread) Place(PtxOperation o)
    {
        LLVMValueRef lane = PtxCollective.LaneId(o);
        return (o.Builder.BuildLShr(lane, Word(o, 2)), o.Builder.BuildAnd(lane, Word(o, 3)));
    }

    // The lane's own row address as an offset in shared memory, which fits the word a shuffle moves
    private static LLVMValueRef OwnRow(PtxOperation o, int addressSlot)
    {
        LLVMValueRef pointer = o.Emitter.Pointer(o.Operand(addressSlot), PtxMemory.Space(o));
        return o.Builder.BuildPtrToInt(o.Emitter.InSpace(pointer, AddressSpace.Shared), o.Emitter.Int(32));
    }

    // Byte `offset` of row `row` of a matrix
    private static LLVMValueRef Element(PtxOperation o, LLVMValueRef ownRow, int matrix, LLVMValueRef row, LLVMValueRef offset)
    {
        LLVMValueRef owner = o.Builder.BuildAdd(row, Word(o, (ulong)(8 * matrix)));
        LLVMValueRef address = o.Builder.BuildAdd(PtxCollective.FromLane(o, ownRow, owner), offset);
        return o.Emitter.FromInteger(address, AddressSpace.Shared);
    }

    private static IReadOnlyList<Operand> Registers(PtxOperation o, int slot)
    {
        if (!o.Has("m8n8")) throw o.Unsupported("matrices of bytes belong to sm_100");
        int count = o.Has("x4") ? 4 : o.Has("x2") ? 2 : 1;
        IReadOnlyList<Operand> registers = ((VectorOperand)o.Operand(slot)).Elements;
        return registers.Count == count ? registers : throw o.Error($"'{o.Opcode}' moves {count} registers, not {registers.Count}");
    }

    private static LLVMValueRef Twice(PtxOperation o, LLVMValueRef value, ulong more) => o.Builder.BuildAdd(o.Builder.BuildShl(value, Word(o, 1)), Word(o, more));

    public static void Load(PtxOperation o)
    {
        IReadOnlyList<Operand> registers = Registers(o, 0);
        LLVMValueRef ownRow = OwnRow(o, 1);
        (LLVMValueRef group, LLVMValueRef thread) = Place(o);
        LLVMValueRef[] values = [.. registers.Select((_, matrix) => LoadOne(o, ownRow, matrix, group, thread))];
        for (int i = 0; i < values.Length; i++) o.Emitter.Write(registers[i], PtxType.B32, values[i]);
    }

    private static LLVMValueRef LoadOne(PtxOperation o, LLVMValueRef ownRow, int matrix, LLVMValueRef group, LLVMValueRef thread)
    {
        if (!o.Has("trans")) return o.Builder.BuildLoad2(o.Emitter.Int(32), Element(o, ownRow, matrix, group, o.Builder.BuildShl(thread, Word(o, 2))));
        LLVMValueRef Half(ulong which) =>
            o.Builder.BuildZExt(o.Builder.BuildLoad2(o.Emitter.Int(16), Element(o, ownRow, matrix, Twice(o, thread, which), Twice(o, group, 0))), o.Emitter.Int(32));
        LLVMValueRef low = Half(0);
        return o.Builder.BuildOr(low, o.Builder.BuildShl(Half(1), Word(o, 16)));
    }

    public static void Store(PtxOperation o)
    {
        IReadOnlyList<Operand> registers = Registers(o, 1);
        LLVMValueRef ownRow = OwnRow(o, 0);
        (LLVMValueRef group, LLVMValueRef thread) = Place(o);
        for (int matrix = 0; matrix < registers.Count; matrix++)
            StoreOne(o, ownRow, matrix, group, thread, o.Emitter.Read(registers[matrix], PtxType.B32));
    }

    private static void StoreOne(PtxOperation o, LLVMValueRef ownRow, int matrix, LLVMValueRef group, LLVMValueRef thread, LLVMValueRef value)
    {
        if (!o.Has("trans"))
        {
            o.Builder.BuildStore(value, Element(o, ownRow, matrix, group, o.Builder.BuildShl(thread, Word(o, 2))));
            return;
        }
        for (ulong which = 0; which < 2; which++)
        {
            LLVMValueRef half = o.Builder.BuildTrunc(o.Builder.BuildLShr(value, Word(o, 16 * which)), o.Emitter.Int(16));
            o.Builder.BuildStore(half, Element(o, ownRow, matrix, Twice(o, thread, which), Twice(o, group, 0)));
        }
    }

    // movmatrix: element c of row r comes from lane 4r + c / 2, low half for even c.
    public static void Transpose(PtxOperation o)
    {
        LLVMValueRef a = o.In(1);
        (LLVMValueRef group, LLVMValueRef thread) = Place(o);
        LLVMValueRef shift = o.Builder.BuildShl(o.Builder.BuildAnd(group, Word(o, 1)), Word(o, 4));
        LLVMValueRef Half(ulong which)
        {
            LLVMValueRef lane = o.Builder.BuildAdd(o.Builder.BuildShl(Twice(o, thread, which), Word(o, 2)), o.Builder.BuildLShr(group, Word(o, 1)));
            return o.Builder.BuildAnd(o.Builder.BuildLShr(PtxCollective.FromLane(o, a, lane), shift), Word(o, 0xffff));
        }
        LLVMValueRef low = Half(0);
        o.Out(o.Builder.BuildOr(low, o.Builder.BuildShl(Half(1), Word(o, 16))));
    }
}
