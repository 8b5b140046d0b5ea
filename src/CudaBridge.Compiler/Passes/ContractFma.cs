using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Passes;

// fadd contract (fmul contract %a, %b), %c  =>  llvm.fma(%a, %b, %c)
// fsub contract (fmul contract %a, %b), %c  =>  llvm.fma(%a, %b, -%c)
// fsub contract %c, (fmul contract %a, %b)  =>  llvm.fma(-%a, %b, %c)
// llvm.fmuladd(%a, %b, %c)                  =>  llvm.fma(%a, %b, %c)
// also where the product has other uses, as ptxas does. Then every fast-math flag goes: what they allow would differ from mode to mode.
internal static class ContractFma
{
    public static void Run(Translation t)
    {
        foreach (LLVMValueRef function in t.Module.DefinedFunctions())
        {
            List<LLVMValueRef> products = [];
            foreach (LLVMValueRef instruction in function.Instructions()) Contract(t, instruction, products);
            // Only now: a product's block may stand after its user's.
            foreach (LLVMValueRef product in products.Distinct().Where(p => !p.HasUsers())) product.InstructionEraseFromParent();
            foreach (LLVMValueRef instruction in function.Instructions()) FastMath.Drop(t.Builder, instruction);
        }
    }

    private static void Contract(Translation t, LLVMValueRef instruction, List<LLVMValueRef> products)
    {
        if (instruction.IsCall() && instruction.CalledFunction() is { Handle: not 0 } callee && callee.Name.StartsWith("llvm.fmuladd.", StringComparison.Ordinal))
        {
            Replace(t, instruction, instruction.GetOperand(0), instruction.GetOperand(1), instruction.GetOperand(2));
            return;
        }

        if (!MayContract(instruction, LLVMOpcode.LLVMFAdd) && !MayContract(instruction, LLVMOpcode.LLVMFSub)) return;

        bool subtracts = instruction.InstructionOpcode == LLVMOpcode.LLVMFSub;
        LLVMValueRef left = instruction.GetOperand(0), right = instruction.GetOperand(1);
        t.Builder.PositionBefore(instruction);
        if (IsProduct(left))
        {
            products.Add(left);
            Replace(t, instruction, left.GetOperand(0), left.GetOperand(1), subtracts ? t.Builder.BuildFNeg(right) : right);
        }
        else if (IsProduct(right))
        {
            products.Add(right);
            Replace(t, instruction, subtracts ? t.Builder.BuildFNeg(right.GetOperand(0)) : right.GetOperand(0), right.GetOperand(1), left);
        }
    }

    private static bool IsProduct(LLVMValueRef value) => MayContract(value, LLVMOpcode.LLVMFMul);

    private static bool MayContract(LLVMValueRef value, LLVMOpcode opcode) =>
        value.IsInstruction(opcode) && value.FastMathFlags.HasFlag(LLVMFastMathFlags.LLVMFastMathAllowContract);

    private static void Replace(Translation t, LLVMValueRef instruction, LLVMValueRef a, LLVMValueRef b, LLVMValueRef c)
    {
        t.Builder.PositionBefore(instruction);
        LLVMValueRef fma = Intrinsics.Call(t.Module, t.Builder, "llvm.fma", [instruction.TypeOf], a, b, c);
        instruction.ReplaceAndErase(fma);
    }
}
