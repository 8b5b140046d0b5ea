using System.Globalization;
using CudaBridge.Abi;
using CudaBridge.Compiler.Ir;
using CudaBridge.Compiler.PtxLowering;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Passes;

// define ptx_kernel void @k(ptr %a, ptr byval(%S) %s) "nvvm.maxntid"="128"
//   =>  Kernel { Name = k, Parameters = [ptr at 0, %S at 8], MaxThreads = 128 }
// @v = addrspace(1) externally_initialized global …  =>  DeviceVariable v
// @w = linkonce_odr addrspace(1) externally_initialized global …  =>  weak_odr, DeviceVariable w
// declare void @__cxa_pure_virtual()            =>  a function that traps
// !nvvm.annotations = !{ !{ptr @t, !"texture", i32 1} }  =>  DeviceVariable t, a texture reference
// Metadata lists that only clang and ptxas read (llvm.used and the like) go.
internal static class LoadKernelIr
{
    private static readonly string[] s_lists = ["llvm.used", "llvm.compiler.used", "llvm.global.annotations", "llvm.global_ctors", "llvm.global_dtors"];

    /// <summary>What the C++ ABI puts into vtables where no function may be called; this pass defines them.</summary>
    public static readonly string[] UnreachableVirtuals = ["__cxa_pure_virtual", "__cxa_deleted_virtual"];

    /// <summary>Parses the bytes; reports what is wrong with them and returns false.</summary>
    public static bool Parse(Translation t, ReadOnlySpan<byte> kernelIr)
    {
        if (LoadPtx.IsPtx(kernelIr)) return LoadPtx.Parse(t, kernelIr);
        LLVMMemoryBufferRef buffer = LLVMMemoryBufferRef.CreateCopy(kernelIr, t.Options.SourceName ?? "kernel");
        if (!t.Context.TryParseIR(buffer, out LLVMModuleRef module, out string problem))
        {
            t.Diagnostics.Report(Messages.NotKernelIr, problem.Trim());
            return false;
        }

        t.Module = module;
        if (!module.TryVerify(LLVMVerifierFailureAction.LLVMReturnStatusAction, out problem))
            t.Diagnostics.Report(Messages.NotKernelIr, problem.Trim());
        else if (!module.Target.StartsWith("nvptx64", StringComparison.Ordinal))
            t.Diagnostics.Report(Messages.NotKernelIr, $"its target is {(module.Target.Length == 0 ? "unknown" : module.Target)}");
        return !t.Diagnostics.HasErrors;
    }

    public static void Run(Translation t)
    {
        if (t.Module.GetNamedGlobal("llvm.global_ctors") is { Handle: not 0 } constructors && !constructors.Initializer.IsNull)
            t.Diagnostics.Report(Messages.DynamicInit);
        HashSet<IntPtr> managed = [.. ManagedVariables(t.Module).Select(variable => variable.Handle)];
        Dictionary<IntPtr, CpuVariableFlags> references = References(t.Module);
        foreach (LLVMValueRef global in t.Module.Globals().Where(IsHostVisible))
            AddVariable(t, global, managed.Contains(global.Handle) || t.Options.Variables == VariableRole.Elsewhere, references.GetValueOrDefault(global.Handle));
        foreach (string list in s_lists)
            if (t.Module.GetNamedGlobal(list) is { Handle: not 0 } global) global.DeleteGlobal();

        foreach (string name in UnreachableVirtuals)
            if (t.Module.GetNamedFunction(name) is { Handle: not 0 } function && function.IsDeclaration) DefineTrap(t, function);

        LLVMTargetDataRef layout = t.Module.Layout();
        foreach (LLVMValueRef function in t.Module.DefinedFunctions().Where(f => f.IsKernel())) t.Kernels.Add(Describe(function, layout));
    }

    private static bool IsHostVisible(LLVMValueRef global) =>
        !global.IsDeclaration && global.PointerSpace() is AddressSpace.Global or AddressSpace.Constant && global.IsExternallyInitialized;

    // clang writes !{ptr @t, !"texture", i32 1}, LoadPtx an annotation. The host names references even where they are static.
    private static Dictionary<IntPtr, CpuVariableFlags> References(LLVMModuleRef module)
    {
        Dictionary<IntPtr, CpuVariableFlags> references = [];
        foreach ((LLVMValueRef global, string kind) in Metadata.NvvmAnnotations(module).Concat(Annotations(module)))
        {
            CpuVariableFlags flag = kind switch
            {
                "texture" or PtxGlobals.TextureNote => CpuVariableFlags.Texture,
                "surface" or PtxGlobals.SurfaceNote => CpuVariableFlags.Surface,
                _ => CpuVariableFlags.None,
            };
            if (flag == CpuVariableFlags.None) continue;
            references[global.Handle] = flag;
            if (global.IsDeclaration) continue;
            global.Linkage = LLVMLinkage.LLVMExternalLinkage;
            global.IsExternallyInitialized = true;
            global.Initializer = global.GlobalValueType.Null;
            global.Alignment = 8;
        }
        return references;
    }

    private static void AddVariable(Translation t, LLVMValueRef global, bool isManaged, CpuVariableFlags reference)
    {
        // The host writes it: nothing may be folded from the initial value, and it stays when no kernel has a use for it.
        global.IsGlobalConstant = false;
        global.Linkage = global.Linkage switch
        {
            LLVMLinkage.LLVMLinkOnceODRLinkage => LLVMLinkage.LLVMWeakODRLinkage,
            LLVMLinkage.LLVMLinkOnceAnyLinkage => LLVMLinkage.LLVMWeakAnyLinkage,
            LLVMLinkage linkage => linkage,
        };
        t.Variables.Add(new DeviceVariable
        {
            Name = global.Name,
            Storage = global,
            IsConstant = global.PointerSpace() == AddressSpace.Constant,
            IsManaged = isManaged,
            Reference = reference,
        });
    }

    internal static IEnumerable<LLVMValueRef> ManagedVariables(LLVMModuleRef module) =>
        Annotations(module).Where(note => note.Text == "cudabridge.managed").Select(note => note.Global);

    // @llvm.global.annotations = [{ ptr @v, ptr @.str /* "cudabridge.managed" */, … }, …]
    private static IEnumerable<(LLVMValueRef Global, string Text)> Annotations(LLVMModuleRef module)
    {
        LLVMValueRef annotations = module.GetNamedGlobal("llvm.global.annotations");
        if (!annotations.Exists()) yield break;
        foreach (LLVMValueRef entry in annotations.Initializer.Operands())
            yield return (ConstantText.StripCasts(entry.GetOperand(0)), ConstantText.Behind(entry.GetOperand(1)));
    }

    private static void DefineTrap(Translation t, LLVMValueRef function)
    {
        t.Builder.MoveToEnd(function.AppendBasicBlock("entry"));
        Intrinsics.Call(t.Module, t.Builder, "llvm.trap", []);
        t.Builder.BuildUnreachable();
        function.Linkage = LLVMLinkage.LLVMInternalLinkage;
    }

    private static Kernel Describe(LLVMValueRef function, LLVMTargetDataRef layout)
    {
        List<KernelParameter> parameters = [];
        ulong offset = 0;
        for (uint i = 0; i < function.ParamsCount; i++)
        {
            LLVMTypeRef? byValue = Attributes.ParameterType(function, i, "byval");
            LLVMTypeRef type = byValue ?? function.GetParam(i).TypeOf;
            ulong align = byValue is null ? layout.ABIAlignmentOfType(type) : Math.Max(ParameterAlignment(function, i), layout.ABIAlignmentOfType(type));
            offset = (offset + align - 1) / align * align;
            ulong size = layout.ABISizeOfType(type);
            parameters.Add(new KernelParameter((uint)offset, (uint)size, type, byValue is not null));
            offset += size;
        }

        return new Kernel
        {
            Name = function.Name,
            Function = function,
            Parameters = parameters,
            ParameterBytes = (uint)offset,
            MaxThreads = Product(Attributes.Text(function, "nvvm.reqntid") ?? Attributes.Text(function, "nvvm.maxntid")) ?? 1024,
            MinBlocks = Product(Attributes.Text(function, "nvvm.minctasm")) ?? 0,
        };
    }

    private static unsafe uint ParameterAlignment(LLVMValueRef function, uint parameter)
    {
        LLVMAttributeRef align = LLVM.GetEnumAttributeAtIndex(function, parameter + 1, Attributes.KindOf("align"));
        return align.Handle == IntPtr.Zero ? 1 : (uint)align.Value;
    }

    // "128" or "16,16,2"
    private static uint? Product(string? dimensions) =>
        dimensions?.Split(',').Aggregate(1u, (product, d) => product * uint.Parse(d, CultureInfo.InvariantCulture));
}
