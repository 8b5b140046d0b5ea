using System.Numerics;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

internal sealed partial class WarpBuilder
{
    /// <summary>An instruction that has no vector form: a loop over the active lanes, in order, does it for one after the other.</summary>
    private void EmitLaneByLane(LLVMValueRef i, Mask mask)
    {
        if (LaneByLane(i, mask) is { } results) SetVector(i, results);
    }

    private LLVMValueRef? LaneByLane(LLVMValueRef i, Mask mask)
    {
        var operands = i.Operands().ConvertAll(o => _shapes[o].IsUniform || !IsLaneValue(o) ? null : new LaneSlots(this, Vector(o), o.TypeOf));
        bool hasResult = i.TypeOf.Kind != LLVMTypeKind.LLVMVoidTypeKind;
        var results = hasResult ? new LaneSlots(this, i.TypeOf) : null;
        ForEachLane(mask, lane =>
        {
            var copy = i.InstructionClone();
            for (int o = 0; o < operands.Count; o++)
                copy.SetOperand((uint)o, operands[o]?.Load(lane) ?? Scalar(i.GetOperand((uint)o)));
            Insert(copy);
            results?.Store(lane, copy);
        });
        return results?.LoadAll();
    }

    private bool IsLaneValue(LLVMValueRef operand) =>
        (operand.IsAInstruction.Exists() || operand.IsAArgument.Exists()) && operand.TypeOf.Kind is not (LLVMTypeKind.LLVMTokenTypeKind or LLVMTypeKind.LLVMMetadataTypeKind);

    /// <summary>Writes a loop whose body runs once for each active lane, lowest first. The mask must not be empty.</summary>
    private void ForEachLane(Mask mask, Action<LLVMValueRef> body)
    {
        var all = mask.IsAll ? _maskBits.AllOnes : Bits(mask);
        LLVMBasicBlockRef before = _b.InsertBlock, loop = NewBlock("lane"), after = NewBlock("lanes.done");
        _b.BuildBr(loop);
        _b.PositionAtEnd(loop);
        var left = _b.BuildPhi(_maskBits);
        left.AddIncoming([all], [before]);
        var lane = Intrinsics.Call(_module, _b, "llvm.cttz", [_maskBits], left, LLVMValueRef.CreateConstInt(_i1, 1));
        body(Widened(lane));
        var next = _b.BuildAnd(left, _b.BuildSub(left, LLVMValueRef.CreateConstInt(_maskBits, 1)));
        left.AddIncoming([next], [_b.InsertBlock]);
        _b.BuildCondBr(_b.BuildIsNotNull(next), loop, after);
        _b.PositionAtEnd(after);
    }

    private LLVMValueRef Widened(LLVMValueRef lane) => _lanes == 64 ? lane : _b.BuildZExt(lane, _i64);

    /// <summary>Marks memory that is filled and read in one place, so that a block's warps can share it.</summary>
    public const string Temporary = "cudabridge.temporary";

    /// <summary>A vector kept in memory, so that one lane's element can be reached by a number known only at run time.</summary>
    private sealed class LaneSlots
    {
        private readonly WarpBuilder _w;
        private readonly LLVMTypeRef _type, _stored;
        private readonly LLVMValueRef _memory;
        private readonly LaneSlots[]? _fields;

        public LaneSlots(WarpBuilder warp, LLVMTypeRef type)
        {
            (_w, _type) = (warp, type);
            if (type.Kind is LLVMTypeKind.LLVMStructTypeKind or LLVMTypeKind.LLVMArrayTypeKind)
            {
                _fields = FieldTypes(type).Select(t => new LaneSlots(warp, t)).ToArray();
                return;
            }

            // Vectors of i1 or i48 are packed in memory, bit after bit; those of bytes and their doubles are as arrays of them are.
            _stored = type.Kind == LLVMTypeKind.LLVMIntegerTypeKind ? warp._context.GetIntType(Math.Max(8, BitOperations.RoundUpToPowerOf2(type.IntWidth))) : type;
            var here = warp._b.InsertBlock;
            warp._b.PositionAtEnd(warp._entry);
            _memory = warp._b.BuildAlloca(LLVMTypeRef.CreateVector(_stored, (uint)warp._lanes));
            _memory.Alignment = 64;
            _memory.SetMetadata(warp._context.GetMDKindID(Temporary), Metadata.EmptyNode(warp._context));
            warp._b.PositionAtEnd(here);
        }

        public LaneSlots(WarpBuilder warp, LLVMValueRef vector, LLVMTypeRef type) : this(warp, type) => StoreAll(vector);

        private static IEnumerable<LLVMTypeRef> FieldTypes(LLVMTypeRef type) => type.Kind == LLVMTypeKind.LLVMStructTypeKind
            ? Enumerable.Range(0, (int)type.StructElementTypesCount).Select(i => type.StructGetTypeAtIndex((uint)i))
            : Enumerable.Repeat(type.ElementType, (int)type.ArrayLength2);

        private void StoreAll(LLVMValueRef vector)
        {
            if (_fields is null)
            {
                _w._b.BuildStore(_stored == _type ? vector : _w._b.BuildZExt(vector, _w.Wide(_stored)), _memory);
                return;
            }

            for (uint f = 0; f < _fields.Length; f++) _fields[f].StoreAll(_w._b.BuildExtractValue(vector, f));
        }

        public LLVMValueRef LoadAll()
        {
            if (_fields is null)
            {
                var vector = _w._b.BuildLoad2(_w.Wide(_stored), _memory);
                return _stored == _type ? vector : _w._b.BuildTrunc(vector, _w.Wide(_type));
            }

            var result = _w.Wide(_type).Poison;
            for (uint f = 0; f < _fields.Length; f++) result = _w._b.BuildInsertValue(result, _fields[f].LoadAll(), f);
            return result;
        }

        private LLVMValueRef Place(LLVMValueRef lane) => _w._b.BuildGEP2(_stored, _memory, [lane]);

        public LLVMValueRef Load(LLVMValueRef lane)
        {
            if (_fields is null)
            {
                var value = _w._b.BuildLoad2(_stored, Place(lane));
                return _stored == _type ? value : _w._b.BuildTrunc(value, _type);
            }

            var result = _type.Poison;
            for (uint f = 0; f < _fields.Length; f++) result = _w._b.BuildInsertValue(result, _fields[f].Load(lane), f);
            return result;
        }

        public void Store(LLVMValueRef lane, LLVMValueRef value)
        {
            if (_fields is null)
            {
                _w._b.BuildStore(_stored == _type ? value : _w._b.BuildZExt(value, _stored), Place(lane));
                return;
            }

            for (uint f = 0; f < _fields.Length; f++) _fields[f].Store(lane, _w._b.BuildExtractValue(value, f));
        }

        /// <summary>All lanes read the element that each names.</summary>
        public LLVMValueRef Permute(LLVMValueRef lanes)
        {
            var places = _w._b.BuildGEP2(_stored, _memory, [lanes]);
            return _w.MaskedCall("llvm.masked.gather", [_w.Wide(_stored), places.TypeOf], (uint)_w.SizeOf(_stored), 0, places, _w.MaskType.AllOnes, _w.Wide(_stored).Poison);
        }
    }
}
