using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

// a[y * n + threadIdx.x], in unsigned arithmetic: consecutive unless the 32-bit sum wraps between two lanes. It practically never does, but nothing
// says so; one comparison at run time tells, and the gather or scatter stays for the other case.
internal sealed partial class WarpBuilder
{
    /// <summary>An address that is base + lane × size of an element as long as <paramref name="Index"/> does not wrap.</summary>
    /// <param name="Index">A progression in fewer bits than an address has, with its step.</param>
    private readonly record struct NarrowProgression(LLVMValueRef Index, long Step, bool Signed)
    {
        /// <summary>The largest value of the index's type.</summary>
        public ulong Largest => ulong.MaxValue >> (int)(64 - Index.TypeOf.IntWidth + (Signed ? 1u : 0));
    }

    private NarrowProgression? FindProgression(LLVMValueRef pointer, LLVMTypeRef element)
    {
        NarrowProgression? found = null;
        return IsVectorElement(element) && Stride(pointer, ref found) == (long)SizeOf(element) ? found : null;
    }

    /// <summary>The distance of the lanes' addresses, with at most one index that might wrap; null when they have none.</summary>
    private long? Stride(LLVMValueRef pointer, ref NarrowProgression? wrapping)
    {
        var shape = _shapes[pointer];
        if (shape.HasBase) return shape.Stride;
        if (!pointer.IsAInstruction.Exists() || pointer.InstructionOpcode != LLVMOpcode.LLVMGetElementPtr || _memory.IsInterleaved(pointer)) return null;
        if (Stride(pointer.GetOperand(0), ref wrapping) is not { } total) return null;
        foreach (var (index, bytes) in GepOffsets.Of(pointer, _layout))
        {
            if (AsNarrow(index) is { } narrow)
            {
                if (wrapping is not null) return null;
                wrapping = narrow;
                total += narrow.Step * bytes;
            }
            else if (_shapes[index].HasBase)
            {
                total += _shapes[index].Stride * bytes;
            }
            else
            {
                return null;
            }
        }

        return total;
    }

    private NarrowProgression? AsNarrow(LLVMValueRef index)
    {
        // An index of fewer bits is sign-extended by getelementptr itself.
        bool extended = IsExtension(index) && !_shapes[index].HasBase;
        var narrow = extended ? index.GetOperand(0) : index;
        if (_shapes[narrow] is not { IsStrided: true, Stride: > 0 } shape || narrow.TypeOf.IntWidth >= 64 || (!extended && shape.NoSignedWrap)) return null;
        NarrowProgression found = new(narrow, shape.Stride, !extended || index.InstructionOpcode == LLVMOpcode.LLVMSExt);
        return (UInt128)shape.Stride * (uint)(_lanes - 1) <= found.Largest ? found : null;
    }

    private static bool IsExtension(LLVMValueRef value) =>
        value.IsAInstruction.Exists() && value.InstructionOpcode is LLVMOpcode.LLVMZExt or LLVMOpcode.LLVMSExt;

    /// <summary>Lane 0's address.</summary>
    private LLVMValueRef FirstAddress(LLVMValueRef pointer)
    {
        if (_shapes[pointer].HasBase) return Scalar(pointer);
        var indices = new LLVMValueRef[pointer.OperandCount - 1];
        for (uint i = 1; i < pointer.OperandCount; i++) indices[i - 1] = FirstIndex(pointer.GetOperand(i));
        return _b.BuildGEP2(pointer.GEPSourceElementType, FirstAddress(pointer.GetOperand(0)), indices);
    }

    private LLVMValueRef FirstIndex(LLVMValueRef index)
    {
        if (_shapes[index].HasBase) return Scalar(index);
        var narrow = Scalar(index.GetOperand(0));
        return index.InstructionOpcode == LLVMOpcode.LLVMSExt ? _b.BuildSExt(narrow, index.TypeOf) : _b.BuildZExt(narrow, index.TypeOf);
    }

    /// <summary>Branches on whether the lanes' indices are a progression, and puts the builder where they are.</summary>
    private (LLVMBasicBlockRef Scattered, LLVMBasicBlockRef After) BranchOnProgression(NarrowProgression progression)
    {
        LLVMBasicBlockRef consecutive = NewBlock("consecutive"), scattered = NewBlock("scattered"), after = NewBlock("accessed");
        var last = LLVMValueRef.CreateConstInt(progression.Index.TypeOf, progression.Largest - (ulong)(progression.Step * (_lanes - 1)));
        var fits = _b.BuildICmp(progression.Signed ? LLVMIntPredicate.LLVMIntSLE : LLVMIntPredicate.LLVMIntULE, Scalar(progression.Index), last);
        _b.BuildCondBr(fits, consecutive, scattered);
        _b.PositionAtEnd(consecutive);
        return (scattered, after);
    }

    private LLVMValueRef LoadProgression(LLVMValueRef load, NarrowProgression progression, Mask mask)
    {
        var addresses = Vector(load.GetOperand(0));
        var (scattered, after) = BranchOnProgression(progression);
        var consecutive = LoadConsecutive(load, FirstAddress(load.GetOperand(0)), mask);
        var fromConsecutive = _b.InsertBlock;
        _b.BuildBr(after);
        _b.PositionAtEnd(scattered);
        var gathered = Gather(load, addresses, mask);
        var fromScattered = _b.InsertBlock;
        _b.BuildBr(after);
        _b.PositionAtEnd(after);
        var result = _b.BuildPhi(consecutive.TypeOf);
        result.AddIncoming([consecutive, gathered], [fromConsecutive, fromScattered]);
        return result;
    }

    private void StoreProgression(LLVMValueRef store, NarrowProgression progression, Mask mask)
    {
        LLVMValueRef value = Vector(store.GetOperand(0)), addresses = Vector(store.GetOperand(1));
        var (scattered, after) = BranchOnProgression(progression);
        StoreConsecutive(store, value, FirstAddress(store.GetOperand(1)), mask);
        _b.BuildBr(after);
        _b.PositionAtEnd(scattered);
        Scatter(store, value, addresses, mask);
        _b.BuildBr(after);
        _b.PositionAtEnd(after);
    }
}
