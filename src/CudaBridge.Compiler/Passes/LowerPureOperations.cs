using CudaBridge.Compiler.Dialect;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Passes;

// %r = call i32 @llvm.nvvm.prmt(i32 %a, i32 %b, i32 %s)  =>  %r = call i32 @cb_dialect_prmt(i32 %a, i32 %b, i32 %s), linked from dialect.bc
// %r = call float @llvm.nvvm.fabs.f(float %x)            =>  %r = call float @llvm.fabs.f32(float %x)
// %r = call i32 @__nvvm_reflect(ptr @.str)               =>  the answer, a constant
internal static class LowerPureOperations
{
    public static void Run(Translation t)
    {
        FoldReflection(t);
        List<(LLVMValueRef Function, Operation Row)> library = [];
        foreach (LLVMValueRef function in t.Module.Functions().Where(f => f.IsDeclaration))
            switch (Operations.Find(function.Name))
            {
                case { Lowering.Kind: LoweringKind.Llvm } row: PlainLlvm.Replace(t, function, row.Lowering); break;
                case { Lowering.Kind: LoweringKind.Library } row: library.Add((function, row)); break;
            }

        // Inline PTX calls functions of the library by name.
        bool isCalled = t.Module.Functions().Exists(f => f.IsDeclaration && f.Name.StartsWith(LibraryPrefix, StringComparison.Ordinal));
        if (library.Count == 0 && !isCalled || !LinkLibrary(t)) return;
        foreach ((LLVMValueRef function, Operation row) in library) CallLibrary(t, function, row.Lowering.Target);
        foreach (LLVMValueRef unused in t.Module.DefinedFunctions().Where(f => f.Name.StartsWith(LibraryPrefix, StringComparison.Ordinal) && !f.HasUsers()))
            unused.DeleteFunction();
    }

    public const string LibraryPrefix = "cb_dialect_";

    private static bool LinkLibrary(Translation t)
    {
        string path = Toolkit.DialectLibrary;
        if (!File.Exists(path))
        {
            t.Diagnostics.Report(Messages.NoToolkitFile, path);
            return false;
        }

        LLVMMemoryBufferRef buffer = LLVMMemoryBufferRef.CreateCopy(File.ReadAllBytes(path), path);
        if (!t.Context.TryParseIR(buffer, out LLVMModuleRef library, out string problem))
        {
            t.Diagnostics.Report(Messages.NotKernelIr, $"{path}: {problem}");
            return false;
        }

        List<string> names = library.DefinedFunctions().ConvertAll(f => f.Name);
        library.Target = t.Module.Target;
        library.DataLayout = t.Module.DataLayout;
        Link(t.Module, library);
        foreach (string name in names) t.Module.GetNamedFunction(name).Linkage = LLVMLinkage.LLVMInternalLinkage;
        return true;
    }

    private static unsafe void Link(LLVMModuleRef into, LLVMModuleRef from)
    {
        if (LLVM.LinkModules2(into, from) != 0) throw new InvalidOperationException("the dialect library does not link");
    }

    private static void CallLibrary(Translation t, LLVMValueRef intrinsic, string name)
    {
        LLVMValueRef function = t.Module.GetNamedFunction(name);
        if (!function.Exists() || function.GlobalValueType != intrinsic.GlobalValueType)
            throw new InvalidOperationException($"dialect.bc has no {name} of type {intrinsic.GlobalValueType}");
        foreach (LLVMValueRef call in intrinsic.Callers())
        {
            LLVMValueRef replacement = Signatures.WithLeadingArguments(t.Builder, call, function, intrinsic.GlobalValueType.ReturnType, []);
            call.ReplaceAndErase(replacement);
        }
    }

    // __CUDA_FTZ and friends are what libdevice asks; everything else is 0, as ptxas answers.
    private static void FoldReflection(Translation t)
    {
        foreach (string name in new[] { "__nvvm_reflect", "llvm.nvvm.reflect" })
        {
            LLVMValueRef reflect = t.Module.GetNamedFunction(name);
            if (!reflect.Exists()) continue;
            foreach (LLVMValueRef call in reflect.Callers())
            {
                string question = ConstantText.Behind(call.GetOperand(0));
                call.ReplaceAndErase(LLVMValueRef.CreateConstInt(call.TypeOf, question == "__CUDA_ARCH" ? 800ul : 0ul));
            }
        }
    }
}
