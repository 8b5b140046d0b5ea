using CudaBridge.Compiler.Dialect;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Passes;

// call void @llvm.nvvm.wgmma.fence.sync.aligned()  =>  CB2001 at the call's source line: the table has no such row; the call becomes an error at run time
// call i32 @_Z6helperi(i32 %x), not defined        =>  CB2002
// nothing else changes
internal static class VerifyDialect
{
    public static void Run(Translation t)
    {
        foreach (LLVMValueRef function in t.Module.Functions().Where(f => f.IsDeclaration && f.HasUsers()))
            CheckFunction(t, function);
        foreach (LLVMValueRef function in t.Module.DefinedFunctions()) CheckBody(t, function);
    }

    private static void CheckFunction(Translation t, LLVMValueRef function)
    {
        string name = function.Name;
        if (Operations.Find(name) is not null) return;
        bool isNvvm = name.StartsWith("llvm.nvvm.", StringComparison.Ordinal);
        if (!isNvvm && name.StartsWith("llvm.", StringComparison.Ordinal)) return;
        Message message = isNvvm ? Messages.UnknownOperation : Messages.UndefinedSymbol;
        string shown = isNvvm ? name : Demangler.Demangle(name);
        List<LLVMValueRef> calls = function.Callers();
        if (calls.Count == 0) t.Diagnostics.Report(message, shown);
        foreach (LLVMValueRef call in calls)
        {
            t.Diagnostics.ReportAt(call, message, shown);
            if (isNvvm) TargetOperations.ReplaceUnsupported(t, call, name);
        }
    }

    private static void CheckBody(Translation t, LLVMValueRef function)
    {
        if (function.GlobalValueType.IsFunctionVarArg) t.Diagnostics.Report(Messages.VariadicCall, Demangler.Demangle(function.Name));
    }
}
