using CudaBridge.Compiler.Dialect;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Passes;

/// <summary>Rows of kind <see cref="LoweringKind.Llvm"/>: a plain instruction or intrinsic with the same operands.</summary>
internal static unsafe class PlainLlvm
{
    private static readonly Dictionary<string, LLVMOpcode> s_opcodes = new()
    {
        ["add"] = LLVMOpcode.LLVMAdd, ["sub"] = LLVMOpcode.LLVMSub, ["mul"] = LLVMOpcode.LLVMMul,
        ["udiv"] = LLVMOpcode.LLVMUDiv, ["sdiv"] = LLVMOpcode.LLVMSDiv, ["urem"] = LLVMOpcode.LLVMURem, ["srem"] = LLVMOpcode.LLVMSRem,
        ["and"] = LLVMOpcode.LLVMAnd, ["or"] = LLVMOpcode.LLVMOr, ["xor"] = LLVMOpcode.LLVMXor,
        ["shl"] = LLVMOpcode.LLVMShl, ["lshr"] = LLVMOpcode.LLVMLShr, ["ashr"] = LLVMOpcode.LLVMAShr,
        ["fadd"] = LLVMOpcode.LLVMFAdd, ["fsub"] = LLVMOpcode.LLVMFSub, ["fmul"] = LLVMOpcode.LLVMFMul, ["fdiv"] = LLVMOpcode.LLVMFDiv,
        ["fneg"] = LLVMOpcode.LLVMFNeg,
        ["trunc"] = LLVMOpcode.LLVMTrunc, ["zext"] = LLVMOpcode.LLVMZExt, ["sext"] = LLVMOpcode.LLVMSExt,
        ["fptrunc"] = LLVMOpcode.LLVMFPTrunc, ["fpext"] = LLVMOpcode.LLVMFPExt,
        ["fptoui"] = LLVMOpcode.LLVMFPToUI, ["fptosi"] = LLVMOpcode.LLVMFPToSI, ["uitofp"] = LLVMOpcode.LLVMUIToFP, ["sitofp"] = LLVMOpcode.LLVMSIToFP,
        ["bitcast"] = LLVMOpcode.LLVMBitCast,
    };

    public static void Replace(Translation t, LLVMValueRef intrinsic, Lowering lowering)
    {
        foreach (LLVMValueRef call in intrinsic.Callers())
        {
            t.Builder.PositionBefore(call);
            call.ReplaceAndErase(Build(t, call, lowering));
        }
    }

    private static LLVMValueRef Build(Translation t, LLVMValueRef call, Lowering lowering)
    {
        LLVMValueRef[] operands = new LLVMValueRef[call.ArgOperandsCount];
        for (uint i = 0; i < operands.Length; i++) operands[i] = call.GetOperand(i);
        if (lowering.Target == "identity") return operands[0];
        if (lowering.Target == "object") return ObjectBehind(t.Context, t.Builder, operands[0]);
        if (!lowering.Target.StartsWith("llvm.", StringComparison.Ordinal)) return BuildInstruction(t.Builder, s_opcodes[lowering.Target], operands, call.TypeOf);
        LLVMTypeRef[] overloads = [.. lowering.Detail.Select(c => c == 'r' ? call.TypeOf : operands[c - '0'].TypeOf)];
        LLVMValueRef function = Intrinsics.Declare(t.Module, lowering.Target, overloads);
        // ctlz, cttz and abs take one flag more than the operation they stand for: whether zero (or the minimum) is poison.
        if (function.ParamsCount == operands.Length + 1) operands = [.. operands, LLVMValueRef.CreateConstInt(t.Context.Int1Type, 0)];
        return t.Builder.BuildCall2(function.GlobalValueType, function, operands);
    }

    /// <summary>What a texture or surface reference is bound to: nobody changes that while a kernel runs.</summary>
    public static LLVMValueRef ObjectBehind(LLVMContextRef context, LLVMBuilderRef builder, LLVMValueRef reference)
    {
        LLVMValueRef value = builder.BuildLoad2(context.Int64Type, reference);
        value.Alignment = 8;
        value.SetMetadata(context.GetMDKindID("invariant.load"), Metadata.EmptyNode(context));
        return value;
    }

    private static LLVMValueRef BuildInstruction(LLVMBuilderRef builder, LLVMOpcode opcode, LLVMValueRef[] operands, LLVMTypeRef type) =>
        opcode == LLVMOpcode.LLVMFNeg ? builder.BuildFNeg(operands[0])
        : operands.Length == 1 ? builder.BuildCast(opcode, operands[0], type)
        : builder.BuildBinOp(opcode, operands[0], operands[1]);
}
