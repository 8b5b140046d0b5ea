using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

// ctaid.x * ntid.x + tid.x   =>   (nctaid.x - 1) * ntid.x + (ntid.x - 1), in 64 bits
/// <summary>Computes what no thread of the grid exceeds: sums and products of numbers that are not negative, the largest for each.</summary>
internal sealed class GridMaximum(LLVMModuleRef module, LLVMBuilderRef builder)
{
    private const int Deepest = 6;
    private const int LargestShift = 16;

    private readonly LLVMTypeRef _i64 = module.Context.Int64Type;

    /// <summary>Whether no intermediate value was too large for its type: only then is the maximum one. Set by <see cref="Of"/>.</summary>
    public LLVMValueRef Holds { get; private set; } = LLVMValueRef.CreateConstInt(module.Context.Int1Type, 1);

    /// <summary>Whether the value is of a form that has a maximum.</summary>
    public static bool Exists(LLVMValueRef value) => Exists(value, Deepest);

    private static bool Exists(LLVMValueRef value, int depth)
    {
        if (IsLeaf(value)) return true;
        if (depth == 0 || !value.IsAInstruction.Exists()) return false;
        return value.InstructionOpcode switch
        {
            LLVMOpcode.LLVMAdd => value.Operands().TrueForAll(o => Exists(o, depth - 1)),
            // Products of two such numbers have 42 bits at most, and sums of some of them fit 64.
            LLVMOpcode.LLVMMul => value.Operands().TrueForAll(IsRegister),
            LLVMOpcode.LLVMShl => IsRegister(value.GetOperand(0)) && value.GetOperand(1).IsAConstantInt.Exists() && value.GetOperand(1).ConstIntZExt <= LargestShift,
            LLVMOpcode.LLVMZExt or LLVMOpcode.LLVMSExt => Exists(value.GetOperand(0), depth - 1),
            _ => false,
        };
    }

    private static bool IsRegister(LLVMValueRef value) =>
        value.IsInstruction(LLVMOpcode.LLVMZExt) ? IsRegister(value.GetOperand(0))
        : GridStrideLoop.RegisterOf(value) is { } register && register.Split('.')[0] is "tid" or "ctaid" or "ntid" or "nctaid";

    private static bool IsLeaf(LLVMValueRef value) =>
        IsRegister(value) || ((value.IsAConstantInt.Exists() || value.IsAArgument.Exists()) && value.TypeOf is { Kind: LLVMTypeKind.LLVMIntegerTypeKind, IntWidth: <= 32 });

    /// <summary>Writes the largest value, unsigned.</summary>
    /// <param name="signed">Whether the value must not be negative when it is taken for a signed number.</param>
    public LLVMValueRef Of(LLVMValueRef value, bool signed)
    {
        LLVMValueRef largest = Largest(value);
        Limit(largest, value.TypeOf.IntWidth - (signed ? 1u : 0));
        return largest;
    }

    private void Limit(LLVMValueRef largest, uint bits)
    {
        if (bits >= 63) return; // no sum comes so far
        Holds = builder.BuildAnd(Holds, builder.BuildICmp(LLVMIntPredicate.LLVMIntULT, largest, LLVMValueRef.CreateConstInt(_i64, 1UL << (int)bits)));
    }

    private LLVMValueRef Largest(LLVMValueRef value)
    {
        if (GridStrideLoop.RegisterOf(value) is { } register) return OfRegister(register);
        if (!value.IsAInstruction.Exists()) return Wide(value);
        LLVMValueRef operand = value.GetOperand(0);
        switch (value.InstructionOpcode)
        {
            case LLVMOpcode.LLVMAdd: return builder.BuildAdd(Largest(operand), Largest(value.GetOperand(1)));
            case LLVMOpcode.LLVMMul: return builder.BuildMul(Largest(operand), Largest(value.GetOperand(1)));
            case LLVMOpcode.LLVMShl: return builder.BuildShl(Largest(operand), LLVMValueRef.CreateConstInt(_i64, value.GetOperand(1).ConstIntZExt));
            default: return Of(operand, signed: value.InstructionOpcode == LLVMOpcode.LLVMSExt);
        }
    }

    // The largest tid is one less than ntid, the largest ctaid one less than nctaid.
    private LLVMValueRef OfRegister(string register)
    {
        bool isIndex = register[0] != 'n';
        LLVMValueRef size = Wide(Intrinsics.Call(module, builder, $"llvm.nvvm.read.ptx.sreg.{(isIndex ? "n" : "")}{register}", []));
        return isIndex ? builder.BuildSub(size, LLVMValueRef.CreateConstInt(_i64, 1)) : size;
    }

    private LLVMValueRef Wide(LLVMValueRef value) => value.TypeOf.IntWidth < 64 ? builder.BuildZExt(value, _i64) : value;
}
