using CudaBridge.Compiler.Ir;
using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

/// <summary>Something in a PTX module that is legal and has no meaning here.</summary>
internal readonly record struct PtxGap(Position Place, string Problem, string? Hint);

// .visible .entry k(.param .u64 p) { … }  =>  define ptx_kernel void @k(i64 %p) { … }, what clang gives for a kernel of CUDA source
/// <summary>A PTX module as kernel IR: variables, functions, bodies. Anything illegal is a <see cref="PtxException"/>.</summary>
internal sealed class PtxModuleLowering
{
    private const string Triple = "nvptx64-nvidia-cuda";
    private const string Layout = "e-p6:32:32-i64:64-i128:128-i256:256-v16:16-v32:32-n16:32:64";

    // PTX ISA 5.1.6: of a kernel on sm_70 and later
    private const ulong MostParameterBytes = 32764;

    private readonly Module _module;
    private readonly string _text;
    private readonly Dictionary<string, Function> _functions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PtxSignature> _signatures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _aliases = new(StringComparer.Ordinal);

    private PtxModuleLowering(LLVMContextRef context, Module module, string text)
    {
        (_module, _text) = (module, text);
        LLVMModuleRef target = context.CreateModuleWithName("ptx");
        target.Target = Triple;
        target.DataLayout = Layout;
        Target = target;
        Globals = new(this);
    }

    /// <summary>The module that is being built.</summary>
    public LLVMModuleRef Target { get; }
    public PtxGlobals Globals { get; }
    public string Text => _text;

    /// <summary>Instructions that became an error at run time.</summary>
    public List<PtxGap> Gaps { get; } = [];

    /// <summary>Lowers the module; the caller owns the result.</summary>
    /// <exception cref="PtxException">The module is not legal PTX.</exception>
    public static (LLVMModuleRef Module, IReadOnlyList<PtxGap> Gaps) Lower(LLVMContextRef context, Module module, string text)
    {
        PtxModuleLowering lowering = new(context, module, text);
        try
        {
            lowering.Run();
        }
        catch
        {
            lowering.Target.Dispose();
            throw;
        }
        return (lowering.Target, lowering.Gaps);
    }

    public PtxException Error(int offset, string problem, string? hint = null) => new(_text, offset, problem, hint);

    private void Run()
    {
        if (_module.AddressSize != 64) throw Error(0, "addresses of this module have 32 bits", "compile it for 64 bits: '.address_size 64'");
        foreach (AliasItem alias in _module.Items.OfType<AliasItem>()) _aliases[alias.Name] = alias.Target;
        foreach (Function function in _module.Items.OfType<Function>()) Declare(function);
        foreach (ModuleItem item in _module.Items)
        {
            if (item is VariableItem variables) foreach (Variable variable in variables.Variables) Globals.Declare(variable, variable.Name);
            if (item is RegisterItem registers) throw Error(registers.Offset, "registers of a whole module are not supported", "declare them in the functions that use them");
        }
        Globals.Initialise();
        foreach (Function function in _functions.Values)
            if (function.Body is { } body) new PtxFunctionLowering(this, function).Lower(body);
        Globals.Annotate();
        RecoverStackSlots();
    }

    // A function may be declared several times and defined once.
    private void Declare(Function function)
    {
        PtxSignature signature = new(Target.Context, function.IsEntry, function.Returns, function.Parameters, Error);
        ulong bytes = signature.Parameters.Aggregate(0UL, (sum, parameter) => sum + PtxSizes.Bytes(parameter.Declaration, Error));
        if (bytes > MostParameterBytes) throw Error(function.Offset, $"'{function.Name}' takes {bytes} bytes of parameters", $"{MostParameterBytes} is the most");
        if (_functions.TryGetValue(function.Name, out Function? known))
        {
            if (!signature.Matches(_signatures[function.Name])) throw Error(function.Offset, $"'{function.Name}' is declared with other parameters elsewhere");
            if (known.Body is not null && function.Body is not null) throw Error(function.Offset, $"'{function.Name}' is defined twice");
            if (known.Body is not null) return;
        }
        _functions[function.Name] = function;
        _signatures[function.Name] = signature;
    }

    /// <summary>Whether the module holds the function's body.</summary>
    public bool Defines(string name) => _functions.GetValueOrDefault(Resolve(name))?.Body is not null;

    /// <summary>Null when no function has the name.</summary>
    public PtxSignature? Signature(string name) => _signatures.GetValueOrDefault(Resolve(name));

    private string Resolve(string name) => _aliases.GetValueOrDefault(name, name);

    /// <summary>The LLVM function of a name that <see cref="Signature"/> knows, declared when first used.</summary>
    public LLVMValueRef Function(string name)
    {
        name = Resolve(name);
        LLVMValueRef known = Target.GetNamedFunction(name);
        if (known.Exists()) return known;
        Function source = _functions[name];
        PtxSignature signature = _signatures[name];
        LLVMValueRef function = Target.AddFunction(name, signature.Type);
        signature.AddAttributes(function.AddAttributeAtIndex);
        function.Linkage = LinkageOf(source);
        if (source.IsEntry) function.FunctionCallConv = (uint)LLVMCallConv.LLVMPTXKernelCallConv;
        foreach (string attribute in new[] { "nounwind", "convergent" }) Attributes.AddTo(function, attribute);
        if (source.NoReturn) Attributes.AddTo(function, "noreturn");
        return function;
    }

    /// <summary>A function or variable of the module by its name; null when it has none of that name.</summary>
    public LLVMValueRef? Symbol(string name)
    {
        if (Signature(name) is not null) return PtxRuntimeFunctions.Find(this, name) ?? Function(name);
        return Globals.Find(name);
    }

    private static LLVMLinkage LinkageOf(Function function) => function switch
    {
        { IsEntry: true } or { Body: null } => LLVMLinkage.LLVMExternalLinkage,
        { Linkage: Linkage.Visible }        => LLVMLinkage.LLVMExternalLinkage,
        { Linkage: Linkage.Weak }           => LLVMLinkage.LLVMWeakAnyLinkage,
        _                                   => LLVMLinkage.LLVMInternalLinkage,
    };

    // Registers become values, so that what follows sees which numbers are addresses.
    private void RecoverStackSlots() => LlvmPipeline.Run(Target, "function(sroa)");
}
