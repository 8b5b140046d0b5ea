using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

// a[min(max(x + dx, 0), width - 1)] and texels: neighbouring lanes read neighbouring elements but at the edges, where an index is clamped, and nothing says
// so of numbers that went through float. The indices tell at run time: one comparison, a consecutive load, and the gather for the other case.
internal sealed partial class WarpBuilder
{
    private const int LongestChain = 24;

    /// <summary>An address whose lanes differ by one index alone.</summary>
    /// <param name="Operand">The index as the address has it.</param>
    /// <param name="Index">The same before it is extended to an address's bits.</param>
    /// <param name="Step">By how much it must grow from lane to lane, so that the elements are neighbours.</param>
    /// <param name="Last">The largest index of lane 0 that lets no lane's wrap; compared with or without sign.</param>
    private readonly record struct BentProgression(LLVMValueRef Operand, LLVMValueRef Index, ulong Step, ulong Last, bool Signed);

    private BentProgression? FindBentProgression(LLVMValueRef pointer, LLVMTypeRef element)
    {
        LLVMValueRef? bent = null;
        long bytesPerIndex = 0;
        for (; !_shapes[pointer].IsUniform; pointer = pointer.GetOperand(0))
        {
            if (!pointer.IsAInstruction.Exists() || pointer.InstructionOpcode != LLVMOpcode.LLVMGetElementPtr || _memory.IsInterleaved(pointer)) return null;
            foreach (var (index, bytes) in GepOffsets.Of(pointer, _layout))
            {
                if (_shapes[index].IsUniform) continue;
                if (bent is not null) return null;
                (bent, bytesPerIndex) = (index, bytes);
            }
        }

        if (bent is not { } found || _shapes[found].HasBase || bytesPerIndex <= 0 || (long)SizeOf(element) % bytesPerIndex != 0) return null;
        bool isBent = false;
        if (!Follows(found, ref isBent, LongestChain) || !isBent) return null;
        var narrow = IsExtension(found) ? found.GetOperand(0) : found;
        bool signed = !IsExtension(found) || found.InstructionOpcode == LLVMOpcode.LLVMSExt;
        ulong step = SizeOf(element) / (ulong)bytesPerIndex, largest = ulong.MaxValue >> (int)(64 - narrow.TypeOf.IntWidth + (signed ? 1u : 0));
        return step * (ulong)(_lanes - 1) <= largest ? new(found, narrow, step, largest - step * (ulong)(_lanes - 1), signed) : null;
    }

    /// <summary>Whether the value goes with the lanes, but for being clamped or rounded.</summary>
    private bool Follows(LLVMValueRef value, ref bool isBent, int depth)
    {
        if (_shapes[value].HasBase) return _shapes[value].IsStrided;
        if (depth == 0 || !value.IsAInstruction.Exists()) return false;
        switch (value.InstructionOpcode)
        {
            case LLVMOpcode.LLVMAdd or LLVMOpcode.LLVMSub or LLVMOpcode.LLVMMul or LLVMOpcode.LLVMShl or LLVMOpcode.LLVMFAdd or LLVMOpcode.LLVMFSub or LLVMOpcode.LLVMFMul:
                return OneFollows([value.GetOperand(0), value.GetOperand(1)], ref isBent, depth);
            case LLVMOpcode.LLVMZExt or LLVMOpcode.LLVMSExt or LLVMOpcode.LLVMTrunc or LLVMOpcode.LLVMFreeze or LLVMOpcode.LLVMSIToFP or LLVMOpcode.LLVMUIToFP:
                return Follows(value.GetOperand(0), ref isBent, depth - 1);
            case LLVMOpcode.LLVMFPToSI or LLVMOpcode.LLVMFPToUI:
                isBent = true;
                return Follows(value.GetOperand(0), ref isBent, depth - 1);
            case LLVMOpcode.LLVMSelect:
                isBent = true;
                return OneFollows([value.GetOperand(1), value.GetOperand(2)], ref isBent, depth);
            case LLVMOpcode.LLVMCall when Calls.Elementwise(value) is
                "llvm.smax" or "llvm.smin" or "llvm.umax" or "llvm.umin" or "llvm.minnum" or "llvm.maxnum" or "llvm.minimumnum" or "llvm.maximumnum" or "llvm.floor" or "llvm.fma"
                or "llvm.fptosi.sat" or "llvm.fptoui.sat":
                isBent = true;
                return OneFollows([.. Enumerable.Range(0, (int)value.ArgOperandsCount).Select(a => value.GetOperand((uint)a))], ref isBent, depth);
            default:
                return false;
        }
    }

    private bool OneFollows(LLVMValueRef[] operands, ref bool isBent, int depth)
    {
        LLVMValueRef? only = null;
        foreach (var operand in operands)
        {
            if (_shapes[operand].IsUniform) continue;
            if (only is not null) return false;
            only = operand;
        }

        return only is { } one && Follows(one, ref isBent, depth - 1);
    }

    private LLVMValueRef LoadBent(LLVMValueRef load, BentProgression progression, Mask mask)
    {
        LLVMBasicBlockRef consecutive = NewBlock("neighbours"), scattered = NewBlock("scattered"), after = NewBlock("accessed");
        var addresses = Vector(load.GetOperand(0));
        // What lanes that take no part hold may be poison.
        var indices = _b.BuildFreeze(Vector(progression.Index));
        var steps = Enumerable.Range(0, _lanes).Select(lane => LLVMValueRef.CreateConstInt(progression.Index.TypeOf, (ulong)lane * progression.Step)).ToArray();
        var first = _b.BuildExtractElement(indices, LLVMValueRef.CreateConstInt(_i64, 0));
        var differs = _b.BuildICmp(LLVMIntPredicate.LLVMIntNE, indices, _b.BuildAdd(Splat(first), LLVMValueRef.CreateConstVector(steps)));
        if (!mask.IsAll) differs = _b.BuildAnd(differs, mask.Value);
        var fits = _b.BuildICmp(LLVMIntPredicate.LLVMIntEQ, _b.BuildBitCast(differs, _maskBits), _maskBits.Null);
        var last = LLVMValueRef.CreateConstInt(progression.Index.TypeOf, progression.Last);
        var wraps = _b.BuildICmp(progression.Signed ? LLVMIntPredicate.LLVMIntSGT : LLVMIntPredicate.LLVMIntUGT, first, last);
        fits = _b.BuildAnd(fits, _b.BuildNot(wraps));
        var extended = progression.Operand == progression.Index ? first : _b.BuildCast(progression.Operand.InstructionOpcode, first, progression.Operand.TypeOf);
        var address = AddressAt(load.GetOperand(0), progression.Operand, extended);
        if (!mask.IsAll) fits = _b.BuildAnd(_b.BuildAnd(fits, Any(mask)), StaysInPage(address, SizeOf(load.TypeOf) * (ulong)_lanes));
        _b.BuildCondBr(fits, consecutive, scattered);

        _b.PositionAtEnd(consecutive);
        var loaded = _b.BuildLoad2(Wide(load.TypeOf), address);
        loaded.Alignment = load.Alignment;
        _b.BuildBr(after);

        _b.PositionAtEnd(scattered);
        // LLVM makes a branch for each lane of a masked gather; a loop is as fast and a tenth of the code.
        var gathered = !mask.IsAll && LaneByLane(load, mask) is { } found ? found : Gather(load, addresses, mask);
        var fromScattered = _b.InsertBlock;
        _b.BuildBr(after);

        _b.PositionAtEnd(after);
        var result = _b.BuildPhi(loaded.TypeOf);
        result.AddIncoming([loaded, gathered], [consecutive, fromScattered]);
        return result;
    }

    // Of the frozen index: lane 0 may take no part, and its own address may be poison as its index was.
    private unsafe LLVMValueRef AddressAt(LLVMValueRef pointer, LLVMValueRef index, LLVMValueRef value)
    {
        if (_shapes[pointer].IsUniform) return Scalar(pointer);
        var copy = pointer.InstructionClone();
        copy.SetOperand(0, AddressAt(pointer.GetOperand(0), index, value));
        for (uint o = 1; o < pointer.OperandCount; o++) copy.SetOperand(o, pointer.GetOperand(o) == index ? value : Scalar(pointer.GetOperand(o)));
        Insert(copy);
        LLVM.GEPSetNoWrapFlags(copy, 0);
        return copy;
    }

    // What lanes that take no part would read can be read all the same if a lane's element is in the same page; masked loads of bytes are slow without AVX-512.
    private LLVMValueRef StaysInPage(LLVMValueRef address, ulong bytes)
    {
        const ulong page = 4096;
        var offset = _b.BuildAnd(_b.BuildPtrToInt(address, _i64), LLVMValueRef.CreateConstInt(_i64, page - 1));
        return _b.BuildICmp(LLVMIntPredicate.LLVMIntULE, offset, LLVMValueRef.CreateConstInt(_i64, page - bytes));
    }
}
