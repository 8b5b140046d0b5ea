using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Tile;

// call float %f(float %a)  =>  switch (%f) { case 1: add(%a); case 2: multiply(%a); … }   over the functions of that type whose address is taken
// @add as a value          =>  inttoptr (i64 1 to ptr)
// Kernels for cores are one function each; what a pointer may call is inlined there like any other function.
internal static class ResolveCalls
{
    public static void Run(Translation t)
    {
        List<LLVMValueRef> calls = t.Module.DefinedFunctions().SelectMany(f => f.Instructions()).Where(i => i.IsIndirectCall()).ToList();
        List<LLVMValueRef> taken = [.. new CallGraph(t.Module).AddressTaken.Where(f => !f.IsKernel())];
        if (taken.Count == 0) return;
        Dictionary<IntPtr, LLVMValueRef> dispatchers = [];
        foreach (LLVMValueRef call in calls) Replace(t, call, taken, dispatchers);
        for (int i = 0; i < taken.Count; i++) Number(t, taken[i], i + 1);
    }

    private static void Replace(Translation t, LLVMValueRef call, List<LLVMValueRef> taken, Dictionary<IntPtr, LLVMValueRef> dispatchers)
    {
        LLVMTypeRef type = call.CalledFunctionType;
        if (!dispatchers.TryGetValue(type.Handle, out LLVMValueRef dispatcher)) dispatchers[type.Handle] = dispatcher = Dispatcher(t, type, taken, dispatchers.Count);
        t.Builder.PositionBefore(call);
        LLVMValueRef[] arguments = [call.CalledValue, .. Enumerable.Range(0, (int)call.ArgOperandsCount).Select(i => call.GetOperand((uint)i))];
        LLVMValueRef direct = t.Builder.BuildCall2(dispatcher.GlobalValueType, dispatcher, arguments);
        call.ReplaceAndErase(type.ReturnType.Kind == LLVMTypeKind.LLVMVoidTypeKind ? default : direct);
    }

    private static LLVMValueRef Dispatcher(Translation t, LLVMTypeRef type, List<LLVMValueRef> taken, int number)
    {
        LLVMTypeRef own = LLVMTypeRef.CreateFunction(type.ReturnType, [t.Context.PointerType(), .. type.ParamTypes]);
        LLVMValueRef function = t.Module.AddFunction($"call_through_pointer_{number}", own);
        function.Linkage = LLVMLinkage.LLVMInternalLinkage;
        LLVMBasicBlockRef entry = function.AppendBasicBlock("entry"), none = function.AppendBasicBlock("none");
        using LLVMBuilderRef builder = t.Context.CreateBuilder();
        builder.MoveToEnd(none);
        builder.BuildUnreachable();
        builder.MoveToEnd(entry);
        LLVMValueRef choice = builder.BuildSwitch(builder.BuildPtrToInt(function.GetParam(0), t.Context.Int64Type), none, (uint)taken.Count);
        LLVMValueRef[] arguments = [.. Enumerable.Range(0, type.ParamTypes.Length).Select(i => function.GetParam((uint)i + 1))];
        for (int i = 0; i < taken.Count; i++)
        {
            if (taken[i].GlobalValueType != type) continue;
            LLVMBasicBlockRef block = function.AppendBasicBlock($"function{i + 1}");
            choice.AddCase(LLVMValueRef.CreateConstInt(t.Context.Int64Type, (ulong)i + 1), block);
            builder.MoveToEnd(block);
            LLVMValueRef result = builder.BuildCall2(type, taken[i], arguments);
            if (type.ReturnType.Kind == LLVMTypeKind.LLVMVoidTypeKind) builder.BuildRetVoid();
            else builder.BuildRet(result);
        }

        return function;
    }

    // Direct calls keep calling the function by its name.
    private static void Number(Translation t, LLVMValueRef function, int number)
    {
        List<LLVMValueRef> direct = function.Callers();
        function.ReplaceAllUsesWith(t.Builder.BuildIntToPtr(LLVMValueRef.CreateConstInt(t.Context.Int64Type, (ulong)number), function.TypeOf));
        foreach (LLVMValueRef call in direct) call.SetOperand((uint)call.OperandCount - 1, function);
    }
}
