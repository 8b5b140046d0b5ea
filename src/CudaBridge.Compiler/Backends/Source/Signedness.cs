using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Source;

/// <summary>Which integers a C programmer would have declared signed: the IR's have no sign, but what is done with them tells.</summary>
internal sealed class Signedness
{
    private readonly Dictionary<IntPtr, int> _score = [];

    public Signedness(LLVMValueRef function)
    {
        foreach (LLVMValueRef i in function.Instructions()) Score(i);
        // A phi and what it takes should agree.
        foreach (LLVMValueRef phi in function.Instructions().Where(i => i.IsInstruction(LLVMOpcode.LLVMPHI) && IsInteger(i)))
        {
            int sum = phi.Operands().Append(phi).Sum(o => _score.GetValueOrDefault(o.Handle));
            foreach (LLVMValueRef value in phi.Operands().Append(phi)) _score[value.Handle] = sum;
        }
    }

    public bool IsSigned(LLVMValueRef value) => IsInteger(value) && value.TypeOf.IntWidth >= 16 && _score.GetValueOrDefault(value.Handle) > 0;

    private static bool IsInteger(LLVMValueRef value) => value.TypeOf.Kind == LLVMTypeKind.LLVMIntegerTypeKind && value.TypeOf.IntWidth > 1;

    private void Vote(LLVMValueRef value, int weight) => _score[value.Handle] = _score.GetValueOrDefault(value.Handle) + weight;

    private unsafe void Score(LLVMValueRef i)
    {
        switch (i.InstructionOpcode)
        {
            case LLVMOpcode.LLVMAdd or LLVMOpcode.LLVMSub or LLVMOpcode.LLVMMul:
                int weight = LLVM.GetNSW(i) != 0 ? 2 : -1;
                Vote(i, weight);
                foreach (LLVMValueRef operand in i.Operands()) Vote(operand, weight);
                break;
            case LLVMOpcode.LLVMSDiv or LLVMOpcode.LLVMSRem or LLVMOpcode.LLVMAShr:
                Vote(i, 4);
                Vote(i.GetOperand(0), 4);
                break;
            case LLVMOpcode.LLVMSExt or LLVMOpcode.LLVMSIToFP: Vote(i.GetOperand(0), 3); break;
            case LLVMOpcode.LLVMUIToFP or LLVMOpcode.LLVMZExt: Vote(i.GetOperand(0), -3); break;
            case LLVMOpcode.LLVMUDiv or LLVMOpcode.LLVMURem or LLVMOpcode.LLVMLShr:
                Vote(i, -3);
                Vote(i.GetOperand(0), -4);
                break;
            case LLVMOpcode.LLVMAnd or LLVMOpcode.LLVMOr or LLVMOpcode.LLVMXor or LLVMOpcode.LLVMShl: Vote(i, -1); break;
            case LLVMOpcode.LLVMICmp:
                int sign = LLVM.GetICmpPredicate(i) switch { >= LLVMIntPredicate.LLVMIntSGT => 3, >= LLVMIntPredicate.LLVMIntUGT => -3, _ => 0 };
                Vote(i.GetOperand(0), sign);
                Vote(i.GetOperand(1), sign);
                break;
        }
    }
}
