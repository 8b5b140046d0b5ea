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
    private readonly List<(LLVMValueRef Global, string Note)> _annotated = [];
    private readonly Dictionary<string, PtxType> _opaque = new(StringComparer.Ordinal);

    public LLVMValueRef? Find(string name) => _byName.TryGetValue(name, out LLVMValueRef global) ? global : default(LLVMValueRef?);

    /// <summary><c>.texref</c> or <c>.surfref</c>: the variable holds the address of a descriptor; <c>.samplerref</c>: it is one. None: an ordinary variable.</summary>
    public PtxType OpaqueType(string name) => _opaque.GetValueOrDefault(name, PtxType.None);

    /// <summary>Declares a variable; its initialiser waits until every name is known.</summary>
    /// <param name="name">Its name in the kernel IR: a function's own variables carry the function's name in front.</param>
    public LLVMValueRef Declare(Variable variable, string name)
    {
        if (_byName.TryGetValue(name, out LLVMValueRef known) && (variable.Linkage == Linkage.Extern || !known.IsDeclaration)) return Again(variable, known);
        if (variable.Type is PtxType.TexRef or PtxType.SamplerRef or PtxType.SurfRef || variable.Space == StateSpace.Tex) return DeclareOpaque(variable, name);
        LLVMTypeRef type = variable.Initialiser is null
            ? LLVMTypeRef.CreateArray2(module.Target.Context.Int8Type, PtxSizes.Bytes(variable, module.Error))
            : new PtxInitialiser(module, variable).Type;
        LLVMValueRef global = module.Target.AddGlobalInAddressSpace(type, known.Exists() ? "" : name, SpaceOf(variable));
        if (known.Exists()) Replace(known, global, name);
        global.Alignment = PtxSizes.Alignment(variable);
        SetLinkage(variable, global);
        if (variable.Attributes.Any(attribute => attribute.StartsWith(".managed", StringComparison.Ordinal))) _annotated.Add((global, ManagedNote));
        _byName[name] = global;
        return global;
    }

    // .tex .u32 t is the older word for .global .texref t.
    private LLVMValueRef DeclareOpaque(Variable variable, string name)
    {
        PtxType type = variable.Space == StateSpace.Tex ? PtxType.TexRef : variable.Type;
        bool isSampler = type == PtxType.SamplerRef;
        if (variable.Space is not (StateSpace.Global or StateSpace.Tex) || variable.Dimensions.Count > 0)
            throw module.Error(variable.Offset, $"'{variable.Name}': textures, samplers and surfaces are single .global variables");
        if (variable.Initialiser is not null && !isSampler) throw module.Error(variable.Offset, $"'{variable.Name}': what a texture or surface is like, its binding says; only samplers are initialised");
        _opaque[name] = type;
        if (_byName.TryGetValue(name, out LLVMValueRef known)) return known;
        LLVMValueRef initial = isSampler ? PtxSampler.Value(module, variable) : module.Target.Context.Int64Type.Null;
        LLVMValueRef global = module.Target.AddGlobalInAddressSpace(initial.TypeOf, name, AddressSpace.Global);
        global.Initializer = initial;
        global.Alignment = 8;
        global.IsGlobalConstant = isSampler;
        global.IsExternallyInitialized = !isSampler;
        if (isSampler) global.Linkage = LLVMLinkage.LLVMInternalLinkage;
        else _annotated.Add((global, type == PtxType.TexRef ? TextureNote : SurfaceNote));
        return _byName[name] = global;
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

    private const string ManagedNote = "cudabridge.managed";

    /// <summary>Annotations of texture and surface references.</summary>
    public const string TextureNote = "cudabridge.texture", SurfaceNote = "cudabridge.surface";

    // @llvm.global.annotations = [{ ptr @v, ptr @"cudabridge.managed", ptr null, i32 0, ptr null }], as clang writes it for managed variables
    public void Annotate()
    {
        if (_annotated.Count == 0) return;
        LLVMContextRef context = module.Target.Context;
        LLVMTypeRef pointer = context.GetPointerType();
        Dictionary<string, LLVMValueRef> notes = _annotated.Select(entry => entry.Note).Distinct().ToDictionary(text => text, Text);
        LLVMValueRef[] entries = [.. _annotated.Select(entry => context.GetConstStruct(
            [LLVMValueRef.CreateConstAddrSpaceCast(entry.Global, pointer), notes[entry.Note], pointer.Null, context.Int32Type.Null, pointer.Null], packed: false))];
        LLVMValueRef list = LLVMValueRef.CreateConstArray2(entries[0].TypeOf, entries);
        LLVMValueRef annotations = module.Target.AddGlobal(list.TypeOf, "llvm.global.annotations");
        annotations.Initializer = list;
        annotations.Linkage = LLVMLinkage.LLVMAppendingLinkage;
    }

    private LLVMValueRef Text(string words)
    {
        LLVMValueRef text = module.Target.Context.GetConstString(words, dontNullTerminate: false);
        LLVMValueRef global = module.Target.AddGlobal(text.TypeOf, "");
        global.Initializer = text;
        global.Linkage = LLVMLinkage.LLVMPrivateLinkage;
        return global;
    }
}
