using CudaBridge.Compiler.Ir;
using CudaBridge.Compiler.Vectorize;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Cpu;

// <16 x float> maximumnum(%x, %y)  =>  vrangeps(canonicalize(%x), canonicalize(%y)), as they are where they cannot be signalling NaNs
/// <summary>
/// AVX-512's <c>vrange</c> orders zeros by their signs and prefers numbers to quiet NaNs, which LLVM 22 spends six instructions on. Arithmetic
/// makes no signalling NaNs; those that come from memory become quiet ones by any arithmetic.
/// </summary>
internal sealed class SelectRange
{
    private const int Minimum = 0b0100, Maximum = 0b0101, CurrentRounding = 4;  // the sign is that of the result

    private readonly Translation _t;
    private readonly HashSet<IntPtr> _quiet = [];

    private SelectRange(Translation t) => _t = t;

    public static void Run(Translation t)
    {
        if (t.Options.Isa != "x86-64-v4") return;
        foreach (LLVMValueRef function in t.Module.DefinedFunctions())
        {
            var select = new SelectRange(t);
            var calls = function.Instructions().Where(i => Calls.Elementwise(i) is "llvm.maximumnum" or "llvm.minimumnum" && Registers(select.Computed(i.TypeOf)) > 0).ToList();
            if (calls.Count == 0) continue;
            select.FindQuiet(function);
            foreach (LLVMValueRef call in calls) select.Replace(call);
        }
    }

    /// <summary>What a type's values are ordered as: halves as floats. LLVM would take them apart, and single ones wrongly (<see cref="FenceMinMax"/>).</summary>
    private LLVMTypeRef Computed(LLVMTypeRef type) =>
        type.Kind == LLVMTypeKind.LLVMVectorTypeKind && type.ElementType.Kind == LLVMTypeKind.LLVMHalfTypeKind ? LLVMTypeRef.CreateVector(_t.Context.FloatType, type.VectorSize) : type;

    /// <summary>How many registers hold the type; 0 for others than vectors of float and double.</summary>
    private static uint Registers(LLVMTypeRef type)
    {
        if (type.Kind != LLVMTypeKind.LLVMVectorTypeKind) return 0;
        uint bits = type.VectorSize * ElementBits(type);
        return bits is 128 or 256 ? 1 : bits % 512 == 0 ? bits / 512 : 0;
    }

    private static uint ElementBits(LLVMTypeRef type) => type.ElementType.Kind switch { LLVMTypeKind.LLVMFloatTypeKind => 32, LLVMTypeKind.LLVMDoubleTypeKind => 64, _ => 0 };

    // ---- Signalling NaNs --------------------------------------------------------------------------------------------------------

    /// <summary>Takes all values for quiet that nothing shows to be otherwise: phis may depend on themselves.</summary>
    private void FindQuiet(LLVMValueRef function)
    {
        var candidates = function.Instructions().Where(i => Registers(i.TypeOf) > 0 && (IsArithmetic(i) || PassesOn(i))).ToList();
        _quiet.UnionWith(candidates.Select(i => i.Handle));
        while (candidates.RemoveAll(i => !IsArithmetic(i) && !Passed(i).All(IsQuiet) && _quiet.Remove(i.Handle)) > 0) { }
    }

    private bool IsQuiet(LLVMValueRef value) => _quiet.Contains(value.Handle) || IsQuietConstant(value);

    private static bool IsArithmetic(LLVMValueRef i) =>
        i.InstructionOpcode is LLVMOpcode.LLVMFAdd or LLVMOpcode.LLVMFSub or LLVMOpcode.LLVMFMul or LLVMOpcode.LLVMFDiv or LLVMOpcode.LLVMSIToFP or LLVMOpcode.LLVMUIToFP
            or LLVMOpcode.LLVMFPExt or LLVMOpcode.LLVMFPTrunc
        || Calls.Elementwise(i) is "llvm.fma" or "llvm.sqrt" or "llvm.maximumnum" or "llvm.minimumnum";

    private static bool PassesOn(LLVMValueRef i) => i.InstructionOpcode is LLVMOpcode.LLVMPHI or LLVMOpcode.LLVMSelect or LLVMOpcode.LLVMFNeg || Calls.Elementwise(i) == "llvm.fabs";

    private static IEnumerable<LLVMValueRef> Passed(LLVMValueRef i) => i.InstructionOpcode switch
    {
        LLVMOpcode.LLVMPHI => Enumerable.Range(0, (int)i.IncomingCount).Select(k => i.GetIncomingValue((uint)k)),
        LLVMOpcode.LLVMSelect => [i.GetOperand(1), i.GetOperand(2)],
        _ => [i.GetOperand(0)],
    };

    private static bool IsQuietConstant(LLVMValueRef value) => value.IsUndef || value.IsNull || (value.IsConstant && !value.IsAConstantExpr.Exists() && IsNumber(value));

    private static unsafe bool IsNumber(LLVMValueRef vector)
    {
        for (uint i = 0; i < vector.TypeOf.VectorSize; i++)
        {
            LLVMValueRef element = LLVM.GetAggregateElement(vector, i);
            int loses;
            if (!element.Exists() || LLVM.IsAConstantFP(element) is null || double.IsNaN(LLVM.ConstRealGetDouble(element, &loses))) return false;
        }

        return true;
    }

    // ---- The instruction --------------------------------------------------------------------------------------------------------

    private void Replace(LLVMValueRef call)
    {
        LLVMBuilderRef b = _t.Builder;
        b.PositionBefore(call);
        LLVMTypeRef type = Computed(call.TypeOf);
        LLVMValueRef left = Operand(call.GetOperand(0), type), right = Operand(call.GetOperand(1), type);
        int operation = Calls.Elementwise(call) == "llvm.maximumnum" ? Maximum : Minimum;
        uint registers = Registers(type), size = type.VectorSize / registers;
        List<LLVMValueRef> parts = [];
        for (uint r = 0; r < registers; r++) parts.Add(Range(Part(left, r * size, size), Part(right, r * size, size), operation));
        LLVMValueRef result = parts[0];
        while (parts.Count > 1)
        {
            parts = [.. parts.Chunk(2).Select(p => Join(p[0], p[1]))];
            result = parts[0];
        }

        if (type != call.TypeOf) result = b.BuildCast(LLVMOpcode.LLVMFPTrunc, result, call.TypeOf);
        _quiet.Add(result.Handle);
        call.ReplaceAndErase(result);
    }

    // A conversion makes signalling NaNs quiet.
    private LLVMValueRef Operand(LLVMValueRef value, LLVMTypeRef type) => value.TypeOf == type ? Quieted(value) : _t.Builder.BuildCast(LLVMOpcode.LLVMFPExt, value, type);

    private LLVMValueRef Quieted(LLVMValueRef value) => IsQuiet(value) ? value : Intrinsics.Call(_t.Module, _t.Builder, "llvm.canonicalize", [value.TypeOf], value);

    private LLVMValueRef Range(LLVMValueRef left, LLVMValueRef right, int operation)
    {
        LLVMTypeRef type = left.TypeOf;
        uint bits = type.VectorSize * ElementBits(type);
        LLVMTypeRef mask = type.VectorSize > 8 ? _t.Context.Int16Type : _t.Context.Int8Type, number = _t.Context.Int32Type;
        string name = $"llvm.x86.avx512.mask.range.{(ElementBits(type) == 32 ? "ps" : "pd")}.{bits}";
        LLVMValueRef kind = number.CreateConstInt((ulong)operation), rounding = number.CreateConstInt(CurrentRounding);
        return bits == 512
            ? Intrinsics.Call(_t.Module, _t.Builder, name, [], left, right, kind, type.Poison, mask.AllOnes, rounding)
            : Intrinsics.Call(_t.Module, _t.Builder, name, [], left, right, kind, type.Poison, mask.AllOnes);
    }

    private LLVMValueRef Part(LLVMValueRef vector, uint from, uint count) => count == vector.TypeOf.VectorSize ? vector
        : _t.Builder.BuildShuffleVector(vector, vector.TypeOf.Poison, Numbers(from, count));

    private LLVMValueRef Join(LLVMValueRef low, LLVMValueRef high) => _t.Builder.BuildShuffleVector(low, high, Numbers(0, 2 * low.TypeOf.VectorSize));

    private LLVMValueRef Numbers(uint from, uint count) =>
        LLVMValueRef.CreateConstVector(Enumerable.Range((int)from, (int)count).Select(i => _t.Context.Int32Type.CreateConstInt((ulong)i)).ToArray());
}
