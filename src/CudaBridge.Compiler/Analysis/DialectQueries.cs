using CudaBridge.Compiler.Dialect;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Analysis;

/// <summary>Questions about the dialect's operations in a function.</summary>
internal static class DialectQueries
{
    /// <summary>The row of the operation an instruction calls; null when it is no dialect operation.</summary>
    public static Operation? OperationOf(LLVMValueRef instruction)
    {
        if (!instruction.IsCall()) return null;
        LLVMValueRef callee = instruction.CalledFunction();
        return callee.Exists() && callee.IsDeclaration ? Operations.Find(callee.Name) : null;
    }

    public static bool IsCollective(LLVMValueRef instruction) => OperationOf(instruction) is { Lowering.Kind: LoweringKind.Collective };

    public static bool HasCollective(LLVMValueRef function) => function.Instructions().Exists(IsCollective);
}
