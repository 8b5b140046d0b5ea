using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Cpu.Scalar;

// define i32 @f(i32 %x)   call i32 @f(i32 %y)   call i32 %pointer(i32 %y)
//   =>  define i32 @f(ptr %lane, i32 %x)   call i32 @f(ptr %lane, i32 %y)   call i32 %pointer(ptr %lane, i32 %y)
// Kernels get it too. What the attributes said about memory no longer holds: registers are memory now.
internal static class AddLaneParameter
{
    private static readonly string[] s_outdated =
        ["memory", "nosync", "nofree", "willreturn", "speculatable", "norecurse", "convergent", "nocallback", "noinline", "alwaysinline"];

    public static void Run(Translation t)
    {
        LLVMTypeRef pointer = t.Context.GetPointerType();
        Dictionary<IntPtr, LLVMValueRef> replaced = [];
        foreach (LLVMValueRef function in t.Module.DefinedFunctions())
            replaced[function.Handle] = Signatures.WithLeadingParameters(t.Module, function, function.GlobalValueType.ReturnType, [pointer]);

        foreach (LLVMValueRef function in replaced.Values) PassLane(t, function, replaced);
        foreach ((IntPtr old, LLVMValueRef function) in replaced)
        {
            LLVMValueRef unused = new(old);
            unused.ReplaceAllUsesWith(function);
            unused.DeleteFunction();
            function.GetParam(0).Name = "lane";
            DropOutdated(t, function);
        }

        foreach (Kernel kernel in t.Kernels) kernel.Function = replaced[kernel.Function.Handle];
    }

    private static void PassLane(Translation t, LLVMValueRef function, Dictionary<IntPtr, LLVMValueRef> replaced)
    {
        foreach (LLVMValueRef call in function.Instructions().Where(i => i.IsCall()))
        {
            LLVMValueRef callee = call.CalledFunction();
            bool isDirect = callee.Exists() && replaced.ContainsKey(callee.Handle);
            if (!isDirect && !call.IsIndirectCall()) continue;
            LLVMValueRef target = isDirect ? replaced[callee.Handle] : call.CalledValue;
            LLVMValueRef result = Signatures.WithLeadingArguments(t.Builder, call, target, call.CalledFunctionType.ReturnType, [function.GetParam(0)]);
            result.InstructionCallConv = (uint)LLVMCallConv.LLVMCCallConv;
            foreach (string attribute in s_outdated) Attributes.RemoveFromCall(result, LLVMAttributeIndex.LLVMAttributeFunctionIndex, attribute);
            call.ReplaceAndErase(result);
        }
    }

    private static void DropOutdated(Translation t, LLVMValueRef function)
    {
        bool keepsCalls = t.Options.OptimizationLevel == 0 || Attributes.Has(function, "noinline");
        foreach (string attribute in s_outdated) Attributes.RemoveFrom(function, LLVMAttributeIndex.LLVMAttributeFunctionIndex, attribute);
        if (keepsCalls) Attributes.AddTo(function, "noinline");
        function.FunctionCallConv = (uint)LLVMCallConv.LLVMCCallConv;
    }
}
