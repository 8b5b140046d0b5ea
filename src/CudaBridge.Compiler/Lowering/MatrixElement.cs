using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

/// <summary>How the registers of an mma fragment hold elements of a type, and what the elements are computed as.</summary>
/// <param name="Bits">Of an element; 32 for .b1, whose words are multiplied whole.</param>
/// <param name="ComputedAs">f32, f64 or s32.</param>
internal readonly record struct MatrixElement(PtxType Type, int Bits, PtxType ComputedAs)
{
    public static MatrixElement? Of(PtxType type) => type switch
    {
        PtxType.F16 or PtxType.Bf16                            => new(type, 16, PtxType.F32),
        PtxType.Tf32                                           => new(type, 32, PtxType.F32),
        PtxType.E4m3 or PtxType.E5m2                           => new(type, 8, PtxType.F32),
        PtxType.F64                                            => new(type, 64, PtxType.F64),
        PtxType.U8 or PtxType.S8                               => new(type, 8, PtxType.S32),
        PtxType.U4 or PtxType.S4                               => new(type, 4, PtxType.S32),
        PtxType.B1                                             => new(type, 32, PtxType.S32),
        _                                                      => null,
    };

    /// <summary>Two f16 in a register.</summary>
    public static MatrixElement Half => new(PtxType.F16, 16, PtxType.F32);

    public PtxType Register => Bits == 64 ? PtxType.B64 : PtxType.B32;

    /// <summary>Elements in a register.</summary>
    public int Count => Bits == 64 ? 1 : 32 / Bits;

    /// <summary>An element of a register, 0 in the low bits.</summary>
    public LLVMValueRef Extract(PtxOperation o, LLVMValueRef register, int index) => Type switch
    {
        PtxType.F64  => o.Emitter.Cast(register, o.Emitter.TypeOf(PtxType.F64)),
        PtxType.B1   => register,
        PtxType.F16  => Widened(o, o.Emitter.Cast(register, o.Emitter.TypeOf(PtxType.F16x2)), index),
        PtxType.Bf16 => o.Emitter.Cast(index == 0 ? o.Builder.BuildShl(register, Word(o, 16)) : o.Builder.BuildAnd(register, Word(o, 0xffff_0000)), o.Emitter.TypeOf(PtxType.F32)),
        // The low 13 bits of a tf32 are ignored.
        PtxType.Tf32 => o.Emitter.Cast(o.Builder.BuildAnd(register, Word(o, 0xffff_e000)), o.Emitter.TypeOf(PtxType.F32)),
        PtxType.E4m3 or PtxType.E5m2 => Widened(o, Pair(o, register, index / 2), index % 2),
        _            => Integer(o, register, index),
    };

    private static LLVMValueRef Word(PtxOperation o, ulong value) => o.Emitter.Constant(32, value);

    private static LLVMValueRef Widened(PtxOperation o, LLVMValueRef halves, int index) =>
        o.Builder.BuildCast(LLVMOpcode.LLVMFPExt, o.Builder.BuildExtractElement(halves, Word(o, (ulong)index)), o.Emitter.TypeOf(PtxType.F32));

    private LLVMValueRef Pair(PtxOperation o, LLVMValueRef register, int pair)
    {
        LLVMValueRef bytes = o.Builder.BuildTrunc(o.Builder.BuildLShr(register, Word(o, (ulong)(16 * pair))), o.Emitter.Int(16));
        return o.Emitter.Operation($"{Type.Name()}x2.to.f16x2.rn", o.Emitter.TypeOf(PtxType.F16x2), bytes);
    }

    private LLVMValueRef Integer(PtxOperation o, LLVMValueRef register, int index)
    {
        LLVMValueRef top = o.Builder.BuildShl(register, Word(o, (ulong)(32 - Bits * (index + 1))));
        LLVMValueRef down = Word(o, (ulong)(32 - Bits));
        return PtxInteger.IsSigned(Type) ? o.Builder.BuildAShr(top, down) : o.Builder.BuildLShr(top, down);
    }
}
