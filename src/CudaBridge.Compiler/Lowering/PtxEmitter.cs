using CudaBridge.Compiler.Ir;
using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

/// <summary>
/// Writes kernel IR for PTX statements of one function. The builder stands where the next statement's code goes. Errors are
/// <see cref="PtxException"/>s with the place in the PTX text.
/// </summary>
internal sealed partial class PtxEmitter(LLVMModuleRef module, LLVMValueRef function, LLVMBuilderRef builder, string text)
{
    public LLVMModuleRef Module { get; } = module;
    public LLVMContextRef Context { get; } = module.Context;
    public LLVMValueRef Function { get; } = function;
    public LLVMBuilderRef Builder { get; } = builder;
    public PtxScope Scope { get; private set; } = new(outer: null);

    /// <summary>Loads may not be removed, repeated or merged: the asm is volatile.</summary>
    public bool IsVolatile { get; init; }

    /// <summary>The PTX function that the statements are of; null for inline asm.</summary>
    public PtxFrame? Frame { get; init; }

    /// <summary>The carry flag CC.CF of the function, made when first used.</summary>
    public required Func<LLVMValueRef> Carry { get; init; }

    public PtxException Error(int offset, string problem, string? hint = null) => new(text, offset, problem, hint);

    /// <summary>Legal PTX without a meaning here.</summary>
    public PtxException Unsupported(int offset, string problem) => new(text, offset, problem) { IsUnsupported = true };

    /// <summary>The LLVM type that holds a PTX value.</summary>
    public LLVMTypeRef TypeOf(PtxType type) => type switch
    {
        PtxType.F16 => Context.HalfType,
        PtxType.Bf16 => Context.BFloatType,
        PtxType.F32 => Context.FloatType,
        PtxType.F64 => Context.DoubleType,
        PtxType.F16x2 => LLVMTypeRef.CreateVector(Context.HalfType, 2),
        PtxType.Bf16x2 => LLVMTypeRef.CreateVector(Context.BFloatType, 2),
        PtxType.F32x2 => LLVMTypeRef.CreateVector(Context.FloatType, 2),
        PtxType.U16x2 or PtxType.S16x2 => LLVMTypeRef.CreateVector(Context.Int16Type, 2),
        PtxType.U8x4 or PtxType.S8x4 => LLVMTypeRef.CreateVector(Context.GetIntType(8), 4),
        _ => Context.GetIntType((uint)type.Info().Bits),
    };

    public LLVMTypeRef Int(int bits) => Context.GetIntType((uint)bits);

    public LLVMValueRef Constant(int bits, ulong value) => Int(bits).CreateConstInt(bits < 64 ? value & ((1UL << bits) - 1) : value);

    public LLVMValueRef Bool(bool value) => Constant(1, value ? 1UL : 0);

    /// <summary>A stack slot at the function's entry, so that LLVM can promote it.</summary>
    public LLVMValueRef Slot(LLVMTypeRef type)
    {
        using LLVMBuilderRef entry = LLVMBuilderRef.Create(Context);
        entry.PositionBefore(Function.EntryBasicBlock.FirstInstruction);
        return entry.BuildAlloca(type);
    }

    public PtxRegister NewRegister(PtxType type, int vector = 1) =>
        new(Slot(vector == 1 ? TypeOf(type) : LLVMTypeRef.CreateArray2(TypeOf(type), (ulong)vector)), type, vector);

    /// <summary>
    /// The operation <c>llvm.nvvm.name</c>; where LLVM has no such intrinsic, the function of the dialect library with dots as
    /// underscores. Arguments are bit-cast to what an intrinsic wants, its result to <paramref name="result"/>.
    /// </summary>
    public LLVMValueRef Operation(string name, LLVMTypeRef result, params ReadOnlySpan<LLVMValueRef> arguments)
    {
        uint id = IntrinsicId($"llvm.nvvm.{name}");
        if (id == 0) return Library(name.Replace('.', '_'), result, arguments);
        LLVMValueRef declared = IntrinsicIsOverloaded(id) ? Module.GetIntrinsicDeclaration(id, [result]) : Module.GetIntrinsicDeclaration(id, []);
        return CallAs(declared, result, arguments);
    }

    /// <summary>An LLVM intrinsic, overloaded on <paramref name="overloads"/>.</summary>
    public LLVMValueRef Intrinsic(string name, ReadOnlySpan<LLVMTypeRef> overloads, params ReadOnlySpan<LLVMValueRef> arguments) =>
        Intrinsics.Call(Module, Builder, name, overloads, arguments);

    /// <summary>A function of kernels/lib/dialect, named without its prefix.</summary>
    public LLVMValueRef Library(string name, LLVMTypeRef result, params ReadOnlySpan<LLVMValueRef> arguments)
    {
        string full = $"cb_dialect_{name}";
        LLVMValueRef declared = Module.GetNamedFunction(full);
        if (declared.Handle == IntPtr.Zero)
        {
            LLVMTypeRef[] types = new LLVMTypeRef[arguments.Length];
            for (int i = 0; i < types.Length; i++) types[i] = arguments[i].TypeOf;
            declared = Module.AddFunction(full, LLVMTypeRef.CreateFunction(result, types));
            Attributes.AddTo(declared, "nounwind");
        }
        return CallAs(declared, result, arguments);
    }

    private LLVMValueRef CallAs(LLVMValueRef callee, LLVMTypeRef result, ReadOnlySpan<LLVMValueRef> arguments)
    {
        LLVMTypeRef type = callee.GlobalValueType;
        LLVMTypeRef[] wanted = type.ParamTypes;
        LLVMValueRef[] given = new LLVMValueRef[arguments.Length];
        for (int i = 0; i < given.Length; i++)
            given[i] = wanted[i].Kind == LLVMTypeKind.LLVMPointerTypeKind ? InSpace(arguments[i], wanted[i].PointerAddressSpace) : Cast(arguments[i], wanted[i]);
        LLVMValueRef value = Builder.BuildCall2(type, callee, given);
        return type.ReturnType.Kind is LLVMTypeKind.LLVMVoidTypeKind or LLVMTypeKind.LLVMStructTypeKind ? value : Cast(value, result);
    }

    /// <summary>The same bits as another type of the same size.</summary>
    public LLVMValueRef Cast(LLVMValueRef value, LLVMTypeRef type) => value.TypeOf == type ? value : Builder.BuildBitCast(value, type);

    private static unsafe uint IntrinsicId(string name)
    {
        using MarshaledString text = new(name);
        return LLVM.LookupIntrinsicID(text, (nuint)text.Length);
    }

    private static unsafe bool IntrinsicIsOverloaded(uint id) => LLVM.IntrinsicIsOverloaded(id) != 0;

    public unsafe uint SyncScope(string? ptxScope)
    {
        string name = ptxScope switch { "cta" => "block", "cluster" => "cluster", "gpu" => "device", _ => "" };
        using MarshaledString text = new(name);
        return LLVM.GetSyncScopeID(Context, text, (nuint)text.Length);
    }
}
