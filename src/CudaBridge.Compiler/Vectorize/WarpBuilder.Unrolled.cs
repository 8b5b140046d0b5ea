using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

// atomicrmw add (getelementptr %bins, zext <16 x i8> %v), 1, for all lanes, result unused
//   =>  atomicrmw add (getelementptr %bins, zext (byte 0 of %v)), 1   … 15 more
// Addresses are put together lane by lane from numbers as narrow as they were loaded: taking 64-bit pointers out of vectors costs more than the additions.
internal sealed partial class WarpBuilder
{
    private const uint WordBits = 64;

    private void EmitUnrolled(LLVMValueRef atomic)
    {
        var words = new Dictionary<IntPtr, LLVMValueRef[]>();
        for (int lane = 0; lane < _lanes; lane++)
        {
            var copy = atomic.InstructionClone();
            for (uint o = 0; o < atomic.OperandCount; o++) copy.SetOperand(o, OfLane(atomic.GetOperand(o), lane, words));
            Insert(copy);
        }
    }

    /// <summary>One lane's value.</summary>
    /// <param name="words">The vectors that were taken apart, as the integers that lie in them.</param>
    private LLVMValueRef OfLane(LLVMValueRef value, int lane, Dictionary<IntPtr, LLVMValueRef[]> words)
    {
        if (_shapes[value].IsUniform) return Scalar(value);
        bool isExtension = IsExtension(value) && value.GetOperand(0).TypeOf.IntWidth is 8 or 16 or 32;
        if (!isExtension && (!value.IsInstruction(LLVMOpcode.LLVMGetElementPtr) || _memory.IsInterleaved(value))) return ElementOf(value, lane, words);
        var operands = value.Operands().ConvertAll(o => OfLane(o, lane, words));
        if (value.IsInstruction(LLVMOpcode.LLVMGetElementPtr)) return _b.BuildGEP2(value.GEPSourceElementType, operands[0], [.. operands.Skip(1)]);
        return value.InstructionOpcode == LLVMOpcode.LLVMSExt ? _b.BuildSExt(operands[0], value.TypeOf) : _b.BuildZExt(operands[0], value.TypeOf);
    }

    private LLVMValueRef ElementOf(LLVMValueRef value, int lane, Dictionary<IntPtr, LLVMValueRef[]> words)
    {
        if (value.TypeOf is not { Kind: LLVMTypeKind.LLVMIntegerTypeKind, IntWidth: 8 or 16 or 32 } type) return ExtractLane(Vector(value), LLVMValueRef.CreateConstInt(_i64, (ulong)lane));
        if (!words.TryGetValue(value.Handle, out var parts)) words[value.Handle] = parts = Words(Vector(value), type.IntWidth);
        ulong bit = (ulong)lane * type.IntWidth;
        return _b.BuildTrunc(_b.BuildLShr(parts[bit / WordBits], I64((long)(bit % WordBits))), type);
    }

    private LLVMValueRef[] Words(LLVMValueRef vector, uint elementBits)
    {
        uint count = (uint)_lanes * elementBits / WordBits;
        var whole = _b.BuildBitCast(vector, LLVMTypeRef.CreateVector(_i64, count));
        return [.. Enumerable.Range(0, (int)count).Select(w => _b.BuildExtractElement(whole, I64(w)))];
    }
}
