using CudaBridge.Compiler.Ir;
using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

// .visible .global .align 8 .u64 words[2] = {generic(a), generic(b)};
//   =>  @words = addrspace(1) externally_initialized global <{ ptr, ptr }> <{ ptr addrspacecast (ptr addrspace(1) @a to ptr), … }>, align 8
/// <summary>The variables of a PTX module and of its functions that live outside a thread.</summary>
internal sealed class PtxGlobals(PtxModuleLowering module)
{
    private readonly Dictionary<string, LLVMValueRef> _byName = new(StringComparer.Ordinal);
    private readonly List<(Variable Variable, LLVMValueRef Global)> _initialised = [];
    private readonly List<LLVMValueRef> _managed = [];

    public LLVMValueRef? Find(string name) => _byName.TryGetValue(name, out LLVMValueRef global) ? global : default(LLVMValueRef?);

    /// <summary>Declares a variable; its initialiser waits until every name is known.</summary>
    /// <param name="name">Its name in the kernel IR: a function's own variables carry the function's name in front.</param>
    public LLVMValueRef Declare(Variable variable, string name)
    {
        if (_byName.TryGetValue(name, out LLVMValueRef known) && (variable.Linkage == Linkage.Extern || !known.IsDeclaration)) return Again(variable, known);
        if (variable.Type is PtxType.TexRef or PtxType.SamplerRef or PtxType.SurfRef || variable.Space == StateSpace.Tex)
            throw module.Error(variable.Offset, $"'{variable.Name}': texture, sampler and surface variables are not supported");
        LLVMTypeRef type = variable.Initialiser is null
            ? LLVMTypeRef.CreateArray2(module.Target.Context.Int8Type, PtxSizes.Bytes(variable, module.Error))
            : new PtxInitialiser(module, variable).Type;
        LLVMValueRef global = module.Target.AddGlobalInAddressSpace(type, known.Exists() ? "" : name, SpaceOf(variable));
        if (known.Exists()) Replace(known, global, name);
        global.Alignment = PtxSizes.Alignment(variable);
        SetLinkage(variable, global);
        if (variable.Attributes.Any(attribute => attribute.StartsWith(".managed", StringComparison.Ordinal))) _managed.Add(global);
        _byName[name] = global;
        return global;
    }

    private LLVMValueRef Again(Variable variable, LLVMValueRef known)
    {
        bool isExtern = variable.Linkage == Linkage.Extern;
        return isExtern ? known : throw module.Error(variable.Offset, $"'{variable.Name}' is defined twice");
    }

    private static void Replace(LLVMValueRef declaration, LLVMValueRef definition, string name)
    {
        declaration.ReplaceAllUsesWith(definition);
        declaration.DeleteGlobal();
        definition.Name = name;
    }

    private uint SpaceOf(Variable variable) => variable.Space switch
    {
        StateSpace.Global => AddressSpace.Global,
        StateSpace.Const  => AddressSpace.Constant,
        StateSpace.Shared => AddressSpace.Shared,
        _ => throw module.Error(variable.Offset, $"'{variable.Name}': only .global, .const and .shared variables can be declared outside a function"),
    };

    private void SetLinkage(Variable variable, LLVMValueRef global)
    {
        bool isShared = variable.Space == StateSpace.Shared;
        bool isOpen = PtxSizes.Bytes(variable, module.Error) == 0;
        if (variable.Linkage == Linkage.Extern || isShared && isOpen) return;
        global.Linkage = variable.Linkage switch
        {
            Linkage.Visible when !isShared => LLVMLinkage.LLVMExternalLinkage,
            Linkage.Weak or Linkage.Common => LLVMLinkage.LLVMWeakAnyLinkage,
            _                              => LLVMLinkage.LLVMInternalLinkage,
        };
        global.IsExternallyInitialized = !isShared && variable.Linkage != Linkage.Local;
        if (variable.Initialiser is null) global.Initializer = isShared ? global.GlobalValueType.Poison : global.GlobalValueType.Null;
        else _initialised.Add((variable, global));
    }

    /// <summary>Declares a variable of a function.</summary>
    public LLVMValueRef DeclareIn(string function, Variable variable)
    {
        string name = $"{function}.{variable.Name}";
        for (int i = 1; _byName.ContainsKey(name); i++) name = $"{function}.{variable.Name}.{i}";
        LLVMValueRef global = Declare(variable, variable.Linkage == Linkage.Extern ? variable.Name : name);
        Initialise();
        return global;
    }

    /// <summary>Writes the initialisers of all variables declared since the last call.</summary>
    public void Initialise()
    {
        foreach ((Variable variable, LLVMValueRef global) in _initialised)
        {
            if (variable.Space == StateSpace.Shared) throw module.Error(variable.Offset, $"'{variable.Name}': a shared variable has no initialiser");
            global.Initializer = new PtxInitialiser(module, variable).Value();
        }
        _initialised.Clear();
    }

    // @llvm.global.annotations = [{ ptr @v, ptr @"cudabridge.managed", ptr null, i32 0, ptr null }], as clang writes it for managed variables
    public void Annotate()
    {
        if (_managed.Count == 0) return;
        LLVMContextRef context = module.Target.Context;
        LLVMValueRef text = context.GetConstString("cudabridge.managed", dontNullTerminate: false);
        LLVMValueRef note = module.Target.AddGlobal(text.TypeOf, "");
        note.Initializer = text;
        note.Linkage = LLVMLinkage.LLVMPrivateLinkage;
        LLVMTypeRef pointer = context.GetPointerType();
        LLVMValueRef[] entries = [.. _managed.Select(v => context.GetConstStruct(
            [LLVMValueRef.CreateConstAddrSpaceCast(v, pointer), note, pointer.Null, context.Int32Type.Null, pointer.Null], packed: false))];
        LLVMValueRef list = LLVMValueRef.CreateConstArray2(entries[0].TypeOf, entries);
        LLVMValueRef annotations = module.Target.AddGlobal(list.TypeOf, "llvm.global.annotations");
        annotations.Initializer = list;
        annotations.Linkage = LLVMLinkage.LLVMAppendingLinkage;
    }
}
