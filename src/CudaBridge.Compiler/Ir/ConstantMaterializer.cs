using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Ir;

/// <summary>
/// Turns constants into instructions, so that a part of them can be replaced by what is no constant.
/// </summary>
/// <param name="involved">Whether a constant is or contains what is replaced.</param>
/// <param name="replace">The instruction to use for a constant; null to rebuild it from its operands.</param>
internal sealed class ConstantMaterializer(LLVMBuilderRef builder, Func<LLVMValueRef, bool> involved, Func<LLVMValueRef, LLVMValueRef> replace)
{
    /// <summary>Rewrites the instruction's operands; new instructions stand before it, for a phi at the end of the incoming block.</summary>
    public void RewriteOperands(LLVMValueRef instruction)
    {
        bool isPhi = instruction.InstructionOpcode == LLVMOpcode.LLVMPHI;
        // A phi needs one value for each incoming block, even when the block comes in twice.
        Dictionary<(IntPtr Constant, IntPtr Block), LLVMValueRef> done = [];
        for (uint i = 0; i < instruction.OperandCount; i++)
        {
            LLVMValueRef operand = instruction.GetOperand(i);
            if (!operand.IsConstant || !involved(operand)) continue;
            LLVMBasicBlockRef block = isPhi ? instruction.GetIncomingBlock(i) : instruction.InstructionParent;
            if (!done.TryGetValue((operand.Handle, block.Handle), out LLVMValueRef value))
            {
                builder.PositionBefore(isPhi ? block.Terminator : instruction);
                done[(operand.Handle, block.Handle)] = value = Materialize(operand);
            }

            instruction.SetOperand(i, value);
        }
    }

    private LLVMValueRef Materialize(LLVMValueRef constant)
    {
        if (!constant.IsConstant || !involved(constant)) return constant;
        LLVMValueRef replacement = replace(constant);
        if (replacement.Exists()) return replacement;
        List<LLVMValueRef> operands = constant.Operands().ConvertAll(Materialize);
        return constant.IsAConstantExpr.Exists() ? BuildExpression(constant, operands) : BuildAggregate(constant.TypeOf, operands);
    }

    private unsafe LLVMValueRef BuildExpression(LLVMValueRef constant, List<LLVMValueRef> operands)
    {
        if (constant.ConstOpcode == LLVMOpcode.LLVMGetElementPtr)
        {
            LLVMValueRef gep = builder.BuildGEP2(constant.GEPSourceElementType, operands[0], operands.Skip(1).ToArray());
            if (gep.IsInstruction(LLVMOpcode.LLVMGetElementPtr)) LLVM.GEPSetNoWrapFlags(gep, LLVM.GEPGetNoWrapFlags(constant));
            return gep;
        }

        return operands.Count == 1
            ? builder.BuildCast(constant.ConstOpcode, operands[0], constant.TypeOf)
            : builder.BuildBinOp(constant.ConstOpcode, operands[0], operands[1]);
    }

    private LLVMValueRef BuildAggregate(LLVMTypeRef type, List<LLVMValueRef> operands)
    {
        LLVMValueRef result = type.Poison;
        for (int i = 0; i < operands.Count; i++)
            result = type.Kind == LLVMTypeKind.LLVMVectorTypeKind
                ? builder.BuildInsertElement(result, operands[i], LLVMValueRef.CreateConstInt(type.Context.Int32Type, (ulong)i))
                : builder.BuildInsertValue(result, operands[i], (uint)i);
        return result;
    }
}
