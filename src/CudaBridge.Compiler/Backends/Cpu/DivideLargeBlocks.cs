using CudaBridge.Compiler.Ir;
using CudaBridge.Compiler.PtxLowering;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Cpu;

// a block of thousands of registers  =>  blocks of some hundreds, one behind the other:
//     call void asm sideeffect "", "i"(ptr blockaddress(@kernel, %rest))
//     br label %rest
/// <summary>
/// LLVM selects instructions for a block as a whole, and takes more than twice as long for twice the block: a warp's matrix product unrolled and in vectors of four
/// registers takes minutes. Blocks with one edge between them would be joined again, were the second one's address not taken; the asm is no instruction.
/// </summary>
internal static class DivideLargeBlocks
{
    // Of 100, 200, 400 and 800, the number with which products of matrices compile and run fastest.
    private const int Part = 200;

    // What is little larger stays whole: each cut hides from LLVM what an instruction could be merged with.
    private const int Large = 4 * Part;

    public static void Run(Translation t)
    {
        if (t.Options.OptimizationLevel == 0) return;
        int register = CpuTarget.Find(t.Options.Isa)!.VectorBytes;
        foreach (LLVMValueRef function in t.Module.DefinedFunctions())
            foreach (LLVMBasicBlockRef block in function.Blocks().ToList())
                Divide(t, block, i => Registers(t, i, register));
    }

    private static void Divide(Translation t, LLVMBasicBlockRef block, Func<LLVMValueRef, int> registers)
    {
        List<(LLVMValueRef Instruction, int Registers)> instructions = block.Instructions().ConvertAll(i => (i, registers(i)));
        int left = instructions.Sum(i => i.Registers), part = 0;
        if (left < Large) return;
        int first = instructions.FindLastIndex(i => i.Instruction.IsInstruction(LLVMOpcode.LLVMAlloca) || i.Instruction.IsInstruction(LLVMOpcode.LLVMPHI)) + 1;
        for (int i = 0; i < instructions.Count && left >= Part; i++)
        {
            if (i > first && part >= Part)
            {
                Cut(t, instructions[i].Instruction);
                part = 0;
            }

            part += instructions[i].Registers;
            left -= instructions[i].Registers;
        }
    }

    private static void Cut(Translation t, LLVMValueRef instruction)
    {
        LLVMBasicBlockRef rest = instruction.InstructionParent, head = BlockEditor.SplitBefore(instruction, "part");
        t.Builder.MoveToEnd(head);
        InlineAsm.Mention(t.Builder, BlockEditor.AddressOf(rest));
        t.Builder.BuildBr(rest);
    }

    private static int Registers(Translation t, LLVMValueRef instruction, int register) =>
        Math.Max(Registers(t, instruction.TypeOf, register), instruction.Operands().Select(o => Registers(t, o.TypeOf, register)).DefaultIfEmpty(1).Max());

    private static int Registers(Translation t, LLVMTypeRef type, int register) =>
        type.Kind is LLVMTypeKind.LLVMVectorTypeKind ? (int)((t.Module.Layout().ABISizeOfType(type) + (ulong)register - 1) / (ulong)register) : 1;
}
