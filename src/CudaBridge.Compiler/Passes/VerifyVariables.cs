using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Passes;

// load i32, ptr addrspace(1) @table, not defined  =>  CB2002
// nothing else changes
internal static class VerifyVariables
{
    public static void Run(Translation t)
    {
        foreach (LLVMValueRef global in t.Module.Globals().Where(g => g.IsDeclaration && g.HasUsers() && g.PointerSpace() != AddressSpace.Shared))
            t.Diagnostics.Report(Messages.UndefinedSymbol, Demangler.Demangle(global.Name));
    }
}
