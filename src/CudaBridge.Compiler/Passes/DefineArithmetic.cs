using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Passes;

// udiv %a, %b     =>  select(%b == 0, -1, udiv %a, %d)    %d = select(%b == 0, 1, %b)
// urem %a, %b     =>  select(%b == 0, %a, urem %a, %d)
// sdiv, srem      =>  the same, and %d = 1 where %a is the least number and %b is -1
// shl %a, %b      =>  select(%b < bits, shl %a, %b, 0)    lshr the same; ashr by bits - 1 at most
// fptosi, fptoui  =>  llvm.fptosi.sat, llvm.fptoui.sat
// LLVM leaves these cases undefined and CPUs trap on divisions; a GPU goes on. Quotients are what NVIDIA's GPUs give; the rest is what
// the PTX manual says of shl, shr (amounts are clamped) and cvt (out of range gives the nearest integer, NaN gives 0).
internal static class DefineArithmetic
{
    public static void Run(Translation t)
    {
        foreach (LLVMValueRef function in t.Module.DefinedFunctions())
            foreach (LLVMValueRef instruction in function.Instructions())
                Define(t, instruction);
    }

    private static void Define(Translation t, LLVMValueRef instruction)
    {
        if (!instruction.IsAInstruction.Exists()) return;
        switch (instruction.InstructionOpcode)
        {
            case LLVMOpcode.LLVMUDiv or LLVMOpcode.LLVMURem or LLVMOpcode.LLVMSDiv or LLVMOpcode.LLVMSRem: Divide(t, instruction); break;
            case LLVMOpcode.LLVMShl or LLVMOpcode.LLVMLShr or LLVMOpcode.LLVMAShr: Shift(t.Builder, instruction); break;
            case LLVMOpcode.LLVMFPToSI: Convert(t, instruction, "llvm.fptosi.sat"); break;
            case LLVMOpcode.LLVMFPToUI: Convert(t, instruction, "llvm.fptoui.sat"); break;
        }
    }

    private static void Convert(Translation t, LLVMValueRef instruction, string saturating)
    {
        LLVMValueRef value = instruction.GetOperand(0);
        t.Builder.PositionBefore(instruction);
        instruction.ReplaceAndErase(Intrinsics.Call(t.Module, t.Builder, saturating, [instruction.TypeOf, value.TypeOf], value));
    }

    private static void Divide(Translation t, LLVMValueRef instruction)
    {
        LLVMOpcode opcode = instruction.InstructionOpcode;
        LLVMValueRef dividend = instruction.GetOperand(0), divisor = instruction.GetOperand(1);
        bool signed = opcode is LLVMOpcode.LLVMSDiv or LLVMOpcode.LLVMSRem, quotient = opcode is LLVMOpcode.LLVMSDiv or LLVMOpcode.LLVMUDiv;
        if (IsHarmless(divisor, signed)) return;

        LLVMBuilderRef b = t.Builder;
        LLVMTypeRef type = instruction.TypeOf;
        b.PositionBefore(instruction);
        LLVMValueRef isZero = b.BuildICmp(LLVMIntPredicate.LLVMIntEQ, divisor, type.Null);
        LLVMValueRef replaced = signed ? b.BuildOr(isZero, Overflows(b, dividend, divisor)) : isZero;
        // Without the flags of the original: "exact" was said of the user's divisor.
        LLVMValueRef safe = b.BuildBinOp(opcode, dividend, b.BuildSelect(replaced, One(b, type), divisor));
        instruction.ReplaceAndErase(b.BuildSelect(isZero, quotient ? type.AllOnes : dividend, safe));
    }

    private static void Shift(LLVMBuilderRef b, LLVMValueRef instruction)
    {
        LLVMOpcode opcode = instruction.InstructionOpcode;
        LLVMValueRef value = instruction.GetOperand(0), amount = instruction.GetOperand(1);
        LLVMTypeRef type = instruction.TypeOf;
        // CUDA has no shifts of vectors; those of our own library are in range.
        if (type.Kind != LLVMTypeKind.LLVMIntegerTypeKind || amount.IsAConstantInt.Exists()) return;
        b.PositionBefore(instruction);
        LLVMValueRef fits = b.BuildICmp(LLVMIntPredicate.LLVMIntULT, amount, type.CreateConstInt(type.IntWidth));
        if (opcode == LLVMOpcode.LLVMAShr)
        {
            instruction.ReplaceAndErase(b.BuildBinOp(opcode, value, b.BuildSelect(fits, amount, type.CreateConstInt(type.IntWidth - 1))));
            return;
        }
        instruction.ReplaceAndErase(b.BuildSelect(fits, b.BuildBinOp(opcode, value, amount), type.Null));
    }

    private static bool IsHarmless(LLVMValueRef divisor, bool signed) =>
        divisor.IsAConstantInt.Exists() && divisor.TypeOf.IntWidth <= 64 && divisor.ConstIntZExt != 0 && !(signed && divisor.ConstIntSExt == -1);

    private static LLVMValueRef Overflows(LLVMBuilderRef b, LLVMValueRef dividend, LLVMValueRef divisor)
    {
        LLVMTypeRef type = dividend.TypeOf;
        // -1 shifted right by one and inverted has the sign bit alone.
        LLVMValueRef least = b.BuildNot(b.BuildLShr(type.AllOnes, One(b, type)));
        return b.BuildAnd(b.BuildICmp(LLVMIntPredicate.LLVMIntEQ, dividend, least), b.BuildICmp(LLVMIntPredicate.LLVMIntEQ, divisor, type.AllOnes));
    }

    // Also of vectors.
    private static LLVMValueRef One(LLVMBuilderRef b, LLVMTypeRef type) => b.BuildBinOp(LLVMOpcode.LLVMSub, type.Null, type.AllOnes);
}
