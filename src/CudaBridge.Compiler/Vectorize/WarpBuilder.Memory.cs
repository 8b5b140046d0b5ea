using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

internal sealed partial class WarpBuilder
{
    private void EmitAlloca(LLVMValueRef alloca)
    {
        var here = _b.InsertBlock;
        _b.PositionAtEnd(_entry);
        var memory = _b.BuildAlloca(LLVMTypeRef.CreateArray2(_context.Int8Type, _memory.Bytes(alloca) * (ulong)_lanes));
        memory.Alignment = Math.Max(64, alloca.Alignment);
        _b.PositionAtEnd(here);
        SetScalar(alloca, memory);
    }

    private void EmitAddress(LLVMValueRef gep)
    {
        if (_memory.IsInterleaved(gep)) { EmitInterleaved(gep); return; }
        if (_shapes[gep].HasBase) { CopyScalar(gep); return; }
        // A base or an index that all lanes share stays scalar: cheaper to compute, easier to see through.
        var indices = new LLVMValueRef[gep.OperandCount - 1];
        for (uint i = 1; i < gep.OperandCount; i++) indices[i - 1] = ScalarOrVector(gep.GetOperand(i));
        var address = _b.BuildGEP2(gep.GEPSourceElementType, ScalarOrVector(gep.GetOperand(0)), indices);
        SetVector(gep, address);
    }

    private LLVMValueRef ScalarOrVector(LLVMValueRef value) => _shapes[value].IsUniform ? Scalar(value) : Vector(value);

    // element offset e  =>  e × lanes (PrivateMemory)
    private void EmitInterleaved(LLVMValueRef gep)
    {
        bool hasBase = _shapes[gep].HasBase;
        var type = hasBase ? _i64 : Wide(_i64);
        var offset = type.Null;
        foreach (var (index, bytes) in GepOffsets.Of(gep, _layout))
        {
            var value = hasBase ? Scalar(index) : Vector(index);
            if (index.TypeOf.IntWidth < 64) value = _b.BuildSExt(value, type);
            var step = LLVMValueRef.CreateConstInt(_i64, (ulong)(bytes * _lanes), true);
            offset = _b.BuildAdd(offset, _b.BuildMul(value, hasBase ? step : Splat(step)));
        }

        var pointer = gep.GetOperand(0);
        var address = _b.BuildGEP2(_context.Int8Type, hasBase ? Scalar(pointer) : Vector(pointer), [offset]);
        if (hasBase) SetScalar(gep, address);
        else SetVector(gep, address);
    }

    private ulong SizeOf(LLVMTypeRef type) => _layout.ABISizeOfType(type);

    private bool IsConsecutive(LLVMValueRef pointer, LLVMTypeRef type) =>
        _shapes[pointer] is { IsStrided: true } shape && shape.Stride == (long)SizeOf(type) && IsVectorElement(type);

    /// <summary>Whether a vector of the type lies in memory as an array of it does.</summary>
    private bool IsVectorElement(LLVMTypeRef type) => type.Kind switch
    {
        LLVMTypeKind.LLVMIntegerTypeKind => type.IntWidth is 8 or 16 or 32 or 64,
        LLVMTypeKind.LLVMStructTypeKind or LLVMTypeKind.LLVMArrayTypeKind or LLVMTypeKind.LLVMVectorTypeKind => false,
        _ => true,
    };

    private void EmitLoad(LLVMValueRef load, Mask mask)
    {
        var pointer = load.GetOperand(0);
        if (_shapes[load].HasBase || _shapes[pointer].IsUniform) { CopyScalar(load); return; }
        if (!IsVectorElement(load.TypeOf)) { EmitLaneByLane(load, mask); return; }
        if (IsConsecutive(pointer, load.TypeOf)) SetVector(load, LoadConsecutive(load, Scalar(pointer), mask));
        else if (FindProgression(pointer, load.TypeOf) is { } progression) SetVector(load, LoadProgression(load, progression, mask));
        else if (FindBentProgression(pointer, load.TypeOf) is { } bent) SetVector(load, LoadBent(load, bent, mask));
        else SetVector(load, Gather(load, Vector(pointer), mask));
    }

    private LLVMValueRef LoadConsecutive(LLVMValueRef load, LLVMValueRef address, Mask mask)
    {
        var type = Wide(load.TypeOf);
        PrefetchForNextBlocks(load, address);
        // Frozen: LLVM 22 makes one load of a masked load and a select of its lanes, at the select, behind stores that come between (llvm/llvm-project#215453).
        if (!mask.IsAll) return _b.BuildFreeze(MaskedCall("llvm.masked.load", [type, address.TypeOf], load.Alignment, 0, address, mask.Value, type.Poison));
        var result = _b.BuildLoad2(type, address);
        result.Alignment = load.Alignment;
        return result;
    }

    private LLVMValueRef Gather(LLVMValueRef load, LLVMValueRef addresses, Mask mask)
    {
        var type = Wide(load.TypeOf);
        return MaskedCall("llvm.masked.gather", [type, addresses.TypeOf], load.Alignment, 0, addresses, Vector(mask), type.Poison);
    }

    /// <summary>Calls a masked memory intrinsic; LLVM takes the alignment as an attribute of the pointer argument.</summary>
    private LLVMValueRef MaskedCall(string name, LLVMTypeRef[] overloads, uint align, uint pointerArgument, params LLVMValueRef[] arguments)
    {
        var call = Intrinsics.Call(_module, _b, name, overloads, arguments);
        call.AddCallSiteAttribute((LLVMAttributeIndex)(pointerArgument + 1), Attributes.Create(_context, "align", align));
        return call;
    }

    private void EmitStore(LLVMValueRef store, Mask mask)
    {
        LLVMValueRef value = store.GetOperand(0), pointer = store.GetOperand(1);
        if (_shapes[pointer].IsUniform) { StoreUniform(store, mask); return; }
        if (!IsVectorElement(value.TypeOf)) { EmitLaneByLane(store, mask); return; }
        if (IsConsecutive(pointer, value.TypeOf)) StoreConsecutive(store, Vector(value), Scalar(pointer), mask);
        else if (FindProgression(pointer, value.TypeOf) is { } progression) StoreProgression(store, progression, mask);
        else Scatter(store, Vector(value), Vector(pointer), mask);
    }

    private void StoreConsecutive(LLVMValueRef store, LLVMValueRef value, LLVMValueRef address, Mask mask)
    {
        if (!mask.IsAll)
        {
            MaskedCall("llvm.masked.store", [value.TypeOf, address.TypeOf], store.Alignment, 1, value, address, mask.Value);
            return;
        }

        if (StoreStreaming(store, value, address)) return;
        var wide = _b.BuildStore(value, address);
        wide.Alignment = store.Alignment;
    }

    // Lanes that write to one place: the last one's value stays, as when lanes run one after the other.
    private void Scatter(LLVMValueRef store, LLVMValueRef value, LLVMValueRef addresses, Mask mask) =>
        MaskedCall("llvm.masked.scatter", [value.TypeOf, addresses.TypeOf], store.Alignment, 1, value, addresses, Vector(mask));

    private void StoreUniform(LLVMValueRef store, Mask mask)
    {
        var value = store.GetOperand(0);
        if (_shapes[value].IsUniform) { CopyScalar(store); return; }
        var copy = store.InstructionClone();
        copy.SetOperand(0, ExtractLane(Vector(value), LastLane(mask)));
        copy.SetOperand(1, Scalar(store.GetOperand(1)));
        Insert(copy);
    }

    private LLVMValueRef LastLane(Mask mask)
    {
        if (mask.IsAll) return LLVMValueRef.CreateConstInt(_maskBits, (ulong)_lanes - 1);
        var zeros = Intrinsics.Call(_module, _b, "llvm.ctlz", [_maskBits], Bits(mask), LLVMValueRef.CreateConstInt(_i1, 1));
        return _b.BuildSub(LLVMValueRef.CreateConstInt(_maskBits, (ulong)_lanes - 1), zeros);
    }

    // LLVM may take an element before the branch that sees to it that there is a lane. Without lanes the number is poison, and the processor would read
    // far beside the vector: LLVM 22 leaves its own check out where it knows that ctlz and cttz of anything but zero stay below the bits' number.
    private LLVMValueRef ExtractLane(LLVMValueRef vector, LLVMValueRef lane) =>
        Extract(vector, lane.IsConstant ? lane : _b.BuildAnd(_b.BuildFreeze(lane), LLVMValueRef.CreateConstInt(lane.TypeOf, (ulong)_lanes - 1)));

    private LLVMValueRef Extract(LLVMValueRef vector, LLVMValueRef lane)
    {
        var type = vector.TypeOf;
        if (type.Kind is not (LLVMTypeKind.LLVMStructTypeKind or LLVMTypeKind.LLVMArrayTypeKind)) return _b.BuildExtractElement(vector, lane);
        ulong count = type.Kind == LLVMTypeKind.LLVMStructTypeKind ? type.StructElementTypesCount : type.ArrayLength2;
        LLVMValueRef result = default;
        List<LLVMValueRef> fields = [];
        for (uint i = 0; i < count; i++) fields.Add(Extract(_b.BuildExtractValue(vector, i), lane));
        var scalarType = type.Kind == LLVMTypeKind.LLVMStructTypeKind
            ? _context.GetStructType(fields.ConvertAll(f => f.TypeOf).ToArray(), false) : LLVMTypeRef.CreateArray2(fields[0].TypeOf, count);
        result = scalarType.Poison;
        for (uint i = 0; i < count; i++) result = _b.BuildInsertValue(result, fields[(int)i], i);
        return result;
    }
}
