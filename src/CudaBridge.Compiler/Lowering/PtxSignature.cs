using CudaBridge.Compiler.Ir;
using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

/// <summary>A parameter or result: a value in a register of LLVM's, or memory that is passed by address.</summary>
/// <param name="Type">Of the value, or of the memory.</param>
/// <param name="Align">In bytes.</param>
internal readonly record struct PtxParameter(Variable Declaration, LLVMTypeRef Type, uint Align, bool IsMemory)
{
    public string Name => Declaration.Name;
}

/// <summary>
/// How a PTX function looks in LLVM. Scalars are integers of their size, because a prototype may say .b32 where the function says .f32
/// (kernels keep their types); arrays are passed as byval and returned through sret; several scalar results are a struct.
/// </summary>
internal sealed class PtxSignature
{
    private readonly PtxEmitterError _error;

    public PtxSignature(LLVMContextRef context, bool isEntry, IReadOnlyList<Variable>? returns, IReadOnlyList<Variable>? parameters, PtxEmitterError error)
    {
        _error = error;
        Context = context;
        IsEntry = isEntry;
        Returns = [.. (returns ?? []).Select(Describe)];
        Parameters = [.. (parameters ?? []).Select(Describe)];
        if (Returns.Count > 1 && Returns.Any(r => r.IsMemory)) throw error(Returns[0].Declaration.Offset, "several results, one of them an array");
        Type = FunctionType();
    }

    public LLVMContextRef Context { get; }
    public bool IsEntry { get; }
    public IReadOnlyList<PtxParameter> Returns { get; }
    public IReadOnlyList<PtxParameter> Parameters { get; }
    public LLVMTypeRef Type { get; }

    /// <summary>The result is written to memory whose address is the first argument.</summary>
    public bool ReturnsThroughMemory => Returns.Count == 1 && Returns[0].IsMemory;

    /// <summary>Where the first PTX parameter stands among LLVM's.</summary>
    public uint FirstParameter => ReturnsThroughMemory ? 1u : 0;

    /// <summary>Two signatures that a call cannot tell apart.</summary>
    public bool Matches(PtxSignature other) => Type == other.Type && ReturnsThroughMemory == other.ReturnsThroughMemory;

    private PtxParameter Describe(Variable variable)
    {
        int bits = variable.Type.Info().Bits;
        bool isArray = variable.Dimensions.Count > 0 || variable.Vector > 1;
        uint natural = (uint)Math.Max(1, bits / 8 * variable.Vector);
        uint align = (uint)(variable.Align ?? (int)natural);
        if (variable.Type == PtxType.Pred && variable.Space == StateSpace.Register) return new(variable, Context.GetIntType(1), 1, IsMemory: false);
        if (isArray) return new(variable, LLVMTypeRef.CreateArray2(Context.GetIntType(8), PtxSizes.Bytes(variable, _error)), align, IsMemory: true);
        // Handles of textures, samplers and surfaces are 64 bits wide.
        if (bits is 0 or 1) bits = 64;
        return new(variable, IsEntry ? EntryType(variable.Type, bits) : Context.GetIntType((uint)bits), align, IsMemory: false);
    }

    private LLVMTypeRef EntryType(PtxType type, int bits) => type switch
    {
        PtxType.F16 => Context.HalfType,
        PtxType.F32 => Context.FloatType,
        PtxType.F64 => Context.DoubleType,
        _           => Context.GetIntType((uint)bits),
    };

    private LLVMTypeRef FunctionType()
    {
        List<LLVMTypeRef> types = [];
        if (ReturnsThroughMemory) types.Add(Context.GetPointerType());
        foreach (PtxParameter parameter in Parameters) types.Add(parameter.IsMemory ? Context.GetPointerType() : parameter.Type);
        return LLVMTypeRef.CreateFunction(ReturnType(), [.. types]);
    }

    private LLVMTypeRef ReturnType() => Returns.Count switch
    {
        0 => Context.VoidType,
        1 => ReturnsThroughMemory ? Context.VoidType : Returns[0].Type,
        _ => Context.GetStructType([.. Returns.Select(r => r.Type)], packed: false),
    };

    /// <summary>Calls <paramref name="add"/> with each attribute that a function or a call of this signature carries.</summary>
    public void AddAttributes(Action<LLVMAttributeIndex, LLVMAttributeRef> add)
    {
        if (ReturnsThroughMemory) AddMemory(add, 1, "sret", Returns[0]);
        for (int i = 0; i < Parameters.Count; i++)
            if (Parameters[i] is { IsMemory: true } parameter && parameter.Type.ArrayLength2 > 0) AddMemory(add, (uint)i + FirstParameter + 1, "byval", parameter);
    }

    private unsafe void AddMemory(Action<LLVMAttributeIndex, LLVMAttributeRef> add, uint index, string kind, PtxParameter parameter)
    {
        add((LLVMAttributeIndex)index, LLVM.CreateTypeAttribute(Context, Attributes.KindOf(kind), parameter.Type));
        add((LLVMAttributeIndex)index, Attributes.Create(Context, "align", parameter.Align));
    }
}

/// <summary>Makes the exception for something wrong at an offset of the PTX text.</summary>
internal delegate PtxException PtxEmitterError(int offset, string problem, string? hint = null);

/// <summary>Sizes of PTX variables.</summary>
internal static class PtxSizes
{
    private const ulong LargestVariable = 1UL << 40;

    /// <summary>Bytes of a variable; 0 for an array without a first dimension, unless its initialiser gives it.</summary>
    public static ulong Bytes(Variable variable, PtxEmitterError error)
    {
        ulong bytes = ElementBytes(variable);
        for (int i = 0; i < variable.Dimensions.Count; i++)
        {
            if (variable.Dimensions[i] is not { } dimension)
            {
                if (i > 0) throw error(variable.Offset, $"'{variable.Name}': only the first dimension may be left open");
                bytes *= (ulong)((variable.Initialiser as ListInitialiser)?.Elements.Count ?? 0);
                continue;
            }
            if (ConstantEvaluator.Evaluate(dimension) is not { IsFloat: false, Symbol: null, Bits: <= LargestVariable } count)
                throw error(dimension.Offset, $"'{variable.Name}': the size of a dimension is a constant");
            bytes *= count.Bits;
            if (bytes > LargestVariable) throw error(dimension.Offset, $"'{variable.Name}' is larger than 2^40 bytes");
        }
        return bytes;
    }

    /// <summary>Bytes of one element, a whole vector if it is one. Handles of textures, samplers and surfaces take 8.</summary>
    public static ulong ElementBytes(Variable variable)
    {
        int bits = variable.Type.Info().Bits;
        return (ulong)((bits == 0 ? 64 : Math.Max(bits, 8)) / 8 * variable.Vector);
    }

    /// <summary>The alignment in bytes that the declaration asks for, or the natural one.</summary>
    public static uint Alignment(Variable variable) => (uint)(variable.Align ?? (int)ElementBytes(variable));
}
