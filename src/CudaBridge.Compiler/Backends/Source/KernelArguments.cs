using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Source;

internal static class KernelArguments
{
    /// <summary>Whether the argument is a structure passed by value, which the IR reaches through a pointer.</summary>
    public static unsafe bool IsByValue(LLVMValueRef argument) => Attributes.ParameterType(LLVM.GetParamParent(argument), IndexOf(argument), "byval") is not null;

    public static unsafe LLVMValueRef FunctionOf(LLVMValueRef argument) => LLVM.GetParamParent(argument);

    public static uint IndexOf(LLVMValueRef argument)
    {
        LLVMValueRef function = FunctionOf(argument);
        for (uint i = 0; i < function.ParamsCount; i++)
            if (function.GetParam(i) == argument) return i;
        throw new InvalidOperationException("an argument that its function does not have");
    }
}
