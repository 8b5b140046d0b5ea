using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Ir;

/// <summary>Fast-math flags: LLVM's C API can set but not clear them, so an instruction without them has to be built anew.</summary>
internal static class FastMath
{
    /// <summary>Replaces the instruction by one without flags; leaves it alone when it has none.</summary>
    public static void Drop(LLVMBuilderRef builder, LLVMValueRef instruction)
    {
        if (!instruction.CanUseFastMathFlags || instruction.FastMathFlags == LLVMFastMathFlags.LLVMFastMathNone) return;
        builder.PositionBefore(instruction);
        instruction.ReplaceAndErase(Rebuild(builder, instruction));
    }

    private static unsafe LLVMValueRef Rebuild(LLVMBuilderRef builder, LLVMValueRef i)
    {
        switch (i.InstructionOpcode)
        {
            case LLVMOpcode.LLVMFNeg: return builder.BuildFNeg(i.GetOperand(0));
            case LLVMOpcode.LLVMFCmp: return builder.BuildFCmp(LLVM.GetFCmpPredicate(i), i.GetOperand(0), i.GetOperand(1));
            case LLVMOpcode.LLVMSelect: return builder.BuildSelect(i.GetOperand(0), i.GetOperand(1), i.GetOperand(2));
            case LLVMOpcode.LLVMCall: return Signatures.WithLeadingArguments(builder, i, i.CalledValue, i.TypeOf, [], keepFastMath: false);
            case LLVMOpcode.LLVMPHI: return RebuildPhi(builder, i);
            case LLVMOpcode.LLVMFPTrunc or LLVMOpcode.LLVMFPExt or LLVMOpcode.LLVMUIToFP or LLVMOpcode.LLVMSIToFP:
                return builder.BuildCast(i.InstructionOpcode, i.GetOperand(0), i.TypeOf);
            default: return builder.BuildBinOp(i.InstructionOpcode, i.GetOperand(0), i.GetOperand(1));
        }
    }

    private static LLVMValueRef RebuildPhi(LLVMBuilderRef builder, LLVMValueRef old)
    {
        LLVMValueRef phi = builder.BuildPhi(old.TypeOf);
        for (uint n = 0; n < old.IncomingCount; n++) phi.AddIncoming([old.GetIncomingValue(n)], [old.GetIncomingBlock(n)]);
        return phi;
    }
}
