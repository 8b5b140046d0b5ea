using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

/// <summary>PTX ISA 9.7.2: extended precision. CC.CF is one slot per function, so that chains may span asm statements.</summary>
internal static class PtxExtended
{
    private static LLVMValueRef ReadCarry(PtxOperation o, LLVMTypeRef type) =>
        o.Builder.BuildZExt(o.Builder.BuildLoad2(o.Emitter.Int(1), o.Emitter.Carry()), type);

    // a ± b ± carry, with the carry out stored when the instruction has .cc
    private static LLVMValueRef Chain(PtxOperation o, string operation, LLVMValueRef a, LLVMValueRef b, bool takesCarry)
    {
        (LLVMValueRef sum, LLVMValueRef carry) = Step(o, operation, a, b);
        if (takesCarry)
        {
            (sum, LLVMValueRef second) = Step(o, operation, sum, ReadCarry(o, a.TypeOf));
            carry = o.Builder.BuildOr(carry, second);
        }
        if (o.Has("cc")) o.Builder.BuildStore(carry, o.Emitter.Carry());
        return sum;
    }

    private static (LLVMValueRef Sum, LLVMValueRef Carry) Step(PtxOperation o, string operation, LLVMValueRef a, LLVMValueRef b)
    {
        LLVMValueRef pair = o.Emitter.Intrinsic($"llvm.{operation}.with.overflow", [a.TypeOf], a, b);
        return (o.Builder.BuildExtractValue(pair, 0), o.Builder.BuildExtractValue(pair, 1));
    }

    /// <summary>add.cc, addc, addc.cc</summary>
    public static void AddWithCarry(PtxOperation o) => o.Out(Chain(o, "uadd", o.In(1), o.In(2), o.Opcode.Name == "addc"));

    /// <summary>sub.cc, subc, subc.cc: CC.CF is the borrow.</summary>
    public static void SubtractWithBorrow(PtxOperation o) => o.Out(Chain(o, "usub", o.In(1), o.In(2), o.Opcode.Name == "subc"));

    /// <summary>mad.lo.cc, madc.hi, …</summary>
    public static void MultiplyAddWithCarry(PtxOperation o) =>
        o.Out(Chain(o, "uadd", PtxInteger.Product(o), o.In(3), o.Opcode.Name == "madc"));
}
