using CudaBridge.Compiler.Dialect;
using CudaBridge.Compiler.Ir;
using CudaBridge.Compiler.Passes;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler;

/// <summary>Device linking: the modules of several files become one.</summary>
internal static class DeviceLinker
{
    private const string StaticMark = "__static__";

    /// <summary>Bitcode of the merged module; null after an error.</summary>
    public static byte[]? Link(LLVMContextRef context, IReadOnlyList<ReadOnlyMemory<byte>> modules, DiagnosticBag diagnostics)
    {
        List<LLVMModuleRef> parsed = [];
        foreach (ReadOnlyMemory<byte> module in modules)
        {
            LLVMMemoryBufferRef buffer = LLVMMemoryBufferRef.CreateCopy(module.Span, "module");
            if (context.TryParseIR(buffer, out LLVMModuleRef result, out string problem)) parsed.Add(NameStatics(result));
            else diagnostics.Report(Messages.NotKernelIr, problem.Trim());
        }

        if (parsed.Count == 0) return null;
        using LLVMModuleRef merged = parsed[0];
        ReportDuplicates(parsed, diagnostics);
        if (diagnostics.HasErrors) return null;
        foreach (LLVMModuleRef module in parsed.Skip(1)) LinkInto(merged, module);
        ReportUndefined(merged, diagnostics);
        if (diagnostics.HasErrors) return null;
        using LLVMMemoryBufferRef bitcode = merged.WriteBitcodeToMemoryBuffer();
        return bitcode.Bytes.ToArray();
    }

    // A static variable that the host uses gets a name of its file, v__static__1f3a…, when clang comes to the host's use; kernels before that have called it v.
    private static LLVMModuleRef NameStatics(LLVMModuleRef module)
    {
        ILookup<string, LLVMValueRef> statics = module.Globals().Where(g => !g.IsDeclaration && g.Name.Contains(StaticMark, StringComparison.Ordinal))
            .ToLookup(g => g.Name[..g.Name.LastIndexOf(StaticMark, StringComparison.Ordinal)]);
        foreach (LLVMValueRef declared in module.Globals().Where(g => g.IsDeclaration).ToArray())
        {
            if (statics[declared.Name].ToArray() is not [LLVMValueRef defined]) continue;
            declared.ReplaceAllUsesWith(defined);
            declared.DeleteGlobal();
        }

        return module;
    }

    private static void ReportDuplicates(List<LLVMModuleRef> modules, DiagnosticBag diagnostics)
    {
        HashSet<string> defined = [];
        foreach (LLVMModuleRef module in modules)
            foreach (LLVMValueRef value in module.Functions().Concat(module.Globals()))
                if (!value.IsDeclaration && value.Linkage == LLVMLinkage.LLVMExternalLinkage && !defined.Add(value.Name))
                    diagnostics.Report(Messages.DuplicateSymbol, Demangler.Demangle(value.Name));
    }

    private static unsafe void LinkInto(LLVMModuleRef merged, LLVMModuleRef module) => _ = LLVM.LinkModules2(merged, module);

    private static void ReportUndefined(LLVMModuleRef module, DiagnosticBag diagnostics)
    {
        foreach (LLVMValueRef function in module.Functions().Where(f => f.IsDeclaration && f.HasUsers()))
            if (!function.Name.StartsWith("llvm.", StringComparison.Ordinal) && Operations.Find(function.Name) is null && function.Name != "__nvvm_reflect"
                && !LoadKernelIr.UnreachableVirtuals.Contains(function.Name))
                diagnostics.Report(Messages.UndefinedSymbol, Demangler.Demangle(function.Name));
        foreach (LLVMValueRef global in module.Globals().Where(g => g.IsDeclaration && g.HasUsers() && g.PointerSpace() != AddressSpace.Shared))
            diagnostics.Report(Messages.UndefinedSymbol, Demangler.Demangle(global.Name));
    }
}
