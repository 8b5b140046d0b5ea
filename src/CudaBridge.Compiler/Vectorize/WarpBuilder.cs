using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

// define void @k(ptr %lane, ptr %a, i32 %n)            { … one lane … }
//   => define void @k.warp(ptr %lanes, ptr %a, i32 %n, i64 %mask) { … all lanes of a warp at once … }
/// <summary>
/// Writes the warp's version of a kernel. A uniform value stays a scalar; a strided one is its base; the others become vectors with one
/// element a lane. Divergent branches become masks, uniform ones stay branches. The first parameter points at the warp's
/// consecutive <c>cb_lane</c> records.
/// </summary>
internal sealed partial class WarpBuilder
{
    private readonly LLVMModuleRef _module;
    private readonly LLVMContextRef _context;
    private readonly LLVMBuilderRef _b;
    private readonly LLVMTargetDataRef _layout;
    private readonly LLVMValueRef _source;
    private readonly ShapeAnalysis _shapes;
    private readonly PrivateMemory _memory;
    private readonly RowLoops _rowLoops;
    private readonly IReadOnlySet<LoopRegion> _waiting;
    private readonly int _lanes;
    private readonly LLVMValueRef _function;
    private readonly LLVMBasicBlockRef _entry;

    private readonly Dictionary<IntPtr, LLVMValueRef> _scalars = [];
    private readonly Dictionary<IntPtr, LLVMValueRef> _vectors = [];
    private readonly LLVMTypeRef _i1, _i32, _i64, _maskBits;

    private WarpBuilder(VectorPlan plan, LLVMModuleRef module, LLVMBuilderRef builder, string name, bool masked)
    {
        (_module, _b, _source, _shapes, _memory, _layout, _lanes) = (module, builder, plan.Function, plan.Shapes, plan.Memory, plan.Layout, plan.Lanes);
        _context = module.Context;
        _waiting = plan.Waiting;
        _rowLoops = new RowLoops(_shapes, _layout, _source.GetParam(0));
        (_i1, _i32, _i64) = (_context.Int1Type, _context.Int32Type, _context.Int64Type);
        _maskBits = _context.GetIntType((uint)_lanes);
        LLVMTypeRef[] parameters = _source.GlobalValueType.ParamTypes;
        _function = module.AddFunction(name, LLVMTypeRef.CreateFunction(_context.VoidType, masked ? [.. parameters, _i64] : parameters));
        // External until BuildModuleTable: nobody calls it before, and unused internal functions are swept away.
        CopyAttributes(parameters.Length);
        for (uint i = 0; i < parameters.Length; i++) _scalars[_source.GetParam(i).Handle] = _function.GetParam(i);
        _entry = _function.AppendBasicBlock("entry");
        _b.PositionAtEnd(_entry);
    }

    /// <summary>Adds the warp's version of the planned kernel to the module. With <paramref name="masked"/> its last parameter holds a bit for each live lane.</summary>
    public static LLVMValueRef Build(VectorPlan plan, LLVMModuleRef module, LLVMBuilderRef builder, string name, bool masked)
    {
        var warp = new WarpBuilder(plan, module, builder, name, masked);
        // Allocas stay in a block of their own at the top.
        var start = warp.NewBlock("start");
        unsafe { LLVM.SetCurrentDebugLocation2(builder, null); }
        warp._b.PositionAtEnd(start);
        Mask mask = masked ? warp.MaskOf(warp._function.GetParam(warp._function.ParamsCount - 1)) : Mask.All;
        warp.Emit(plan.Body, mask);
        if (!warp._b.InsertBlock.Terminator.Exists()) warp._b.BuildRetVoid();
        warp._b.PositionAtEnd(warp._entry);
        warp._b.BuildBr(start);
        return warp._function;
    }

    private void CopyAttributes(int parameters)
    {
        foreach (string name in new[] { "target-cpu", "target-features", "nvptx-f32ftz" })
            if (Attributes.Text(_source, name) is { } text)
                _function.AddAttributeAtIndex(LLVMAttributeIndex.LLVMAttributeFunctionIndex, _context.CreateStringAttribute(name, text));
        Attributes.AddTo(_function, "nounwind");
        for (uint i = 1; i <= parameters; i++)
            foreach (var attribute in _source.GetAttributesAtIndex((LLVMAttributeIndex)i))
                _function.AddAttributeAtIndex((LLVMAttributeIndex)i, attribute);
    }

    // ---- Types and constants ----------------------------------------------------------------------------------------------------

    /// <summary>One element a lane; aggregates hold vectors in their fields.</summary>
    private LLVMTypeRef Wide(LLVMTypeRef type) => type.Kind switch
    {
        LLVMTypeKind.LLVMStructTypeKind => _context.GetStructType(Enumerable.Range(0, (int)type.StructElementTypesCount).Select(i => Wide(type.StructGetTypeAtIndex((uint)i))).ToArray(), false),
        LLVMTypeKind.LLVMArrayTypeKind => LLVMTypeRef.CreateArray2(Wide(type.ElementType), type.ArrayLength2),
        _ => LLVMTypeRef.CreateVector(type, (uint)_lanes),
    };

    private LLVMTypeRef MaskType => LLVMTypeRef.CreateVector(_i1, (uint)_lanes);

    private LLVMValueRef I32(long value) => LLVMValueRef.CreateConstInt(_i32, (ulong)value, true);
    private LLVMValueRef I64(long value) => LLVMValueRef.CreateConstInt(_i64, (ulong)value, true);

    /// <summary>The vector 0, step, 2 × step, …</summary>
    private LLVMValueRef Progression(LLVMTypeRef type, long step) =>
        LLVMValueRef.CreateConstVector(Enumerable.Range(0, _lanes).Select(i => LLVMValueRef.CreateConstInt(type, (ulong)(i * step), true)).ToArray());

    // A copy's source line belongs to the scalar function; the verifier would not have it in another.
    private unsafe void Insert(LLVMValueRef copy)
    {
        LLVM.InstructionSetDebugLoc(copy, null);
        _b.Insert(copy);
    }

    private LLVMBasicBlockRef NewBlock(string name) => _function.AppendBasicBlock(name);

    // ---- Values -----------------------------------------------------------------------------------------------------------------

    /// <summary>The scalar of a uniform value; the base of a strided one.</summary>
    private LLVMValueRef Scalar(LLVMValueRef value)
    {
        if (_scalars.TryGetValue(value.Handle, out var scalar)) return scalar;
        if (!value.IsAInstruction.Exists()) return value;
        return _shapes[value].Kind == ShapeKind.Unknown ? value.TypeOf.Poison : throw new InvalidOperationException($"no scalar was made for {value}");
    }

    /// <summary>All lanes' values as a vector.</summary>
    private LLVMValueRef Vector(LLVMValueRef value)
    {
        if (_vectors.TryGetValue(value.Handle, out var vector)) return vector;
        var shape = _shapes[value];
        if (shape.Kind == ShapeKind.Unknown) return Wide(value.TypeOf).Poison;  // code that no lane reaches
        var splat = Splat(Scalar(value));
        if (!shape.IsStrided) return splat;
        return value.TypeOf.Kind == LLVMTypeKind.LLVMPointerTypeKind
            ? _b.BuildGEP2(_context.Int8Type, Scalar(value), [Progression(_i64, shape.Stride)])
            : _b.BuildAdd(splat, Progression(value.TypeOf, shape.Stride));
    }

    private LLVMValueRef Splat(LLVMValueRef scalar)
    {
        var type = scalar.TypeOf;
        if (type.Kind is LLVMTypeKind.LLVMStructTypeKind or LLVMTypeKind.LLVMArrayTypeKind) return SplatAggregate(scalar);
        if (scalar.IsUndef) return Wide(type).Poison;
        if (scalar.IsConstant && scalar.IsAConstantExpr.Handle == IntPtr.Zero)
            return LLVMValueRef.CreateConstVector(Enumerable.Repeat(scalar, _lanes).ToArray());
        var one = _b.BuildInsertElement(Wide(type).Poison, scalar, I64(0));
        return _b.BuildShuffleVector(one, Wide(type).Poison, LLVMTypeRef.CreateVector(_i32, (uint)_lanes).Null);
    }

    private LLVMValueRef SplatAggregate(LLVMValueRef scalar)
    {
        var type = scalar.TypeOf;
        ulong count = type.Kind == LLVMTypeKind.LLVMStructTypeKind ? type.StructElementTypesCount : type.ArrayLength2;
        var result = Wide(type).Poison;
        for (uint i = 0; i < count; i++) result = _b.BuildInsertValue(result, Splat(_b.BuildExtractValue(scalar, i)), i);
        return result;
    }

    private void SetScalar(LLVMValueRef value, LLVMValueRef scalar) => _scalars[value.Handle] = scalar;
    private void SetVector(LLVMValueRef value, LLVMValueRef vector) => _vectors[value.Handle] = vector;

    // ---- Masks ------------------------------------------------------------------------------------------------------------------

    private Mask MaskOf(LLVMValueRef bits) => new(_b.BuildBitCast(Narrow(bits), MaskType));

    private LLVMValueRef Narrow(LLVMValueRef bits) => _lanes == 64 ? bits : _b.BuildTrunc(bits, _maskBits);

    private LLVMValueRef Vector(Mask mask) => mask.IsAll ? MaskType.AllOnes : mask.Value;

    /// <summary>The mask as an integer, lane i in bit i.</summary>
    private LLVMValueRef Bits(Mask mask) => mask.IsAll ? _maskBits.AllOnes : _b.BuildBitCast(mask.Value, _maskBits);

    /// <summary>The lanes of the mask whose condition is <paramref name="value"/>. Other lanes' conditions may be poison.</summary>
    private Mask And(Mask mask, LLVMValueRef condition, bool value = true)
    {
        var holds = value ? condition : _b.BuildNot(condition);
        return new(mask.IsAll ? _b.BuildFreeze(holds) : _b.BuildSelect(mask.Value, holds, MaskType.Null));
    }

    private LLVMValueRef Any(Mask mask) => _b.BuildICmp(LLVMIntPredicate.LLVMIntNE, Bits(mask), _maskBits.Null);

    private LLVMValueRef Blend(LLVMValueRef mask, LLVMValueRef then, LLVMValueRef otherwise)
    {
        var type = then.TypeOf;
        if (type.Kind is not (LLVMTypeKind.LLVMStructTypeKind or LLVMTypeKind.LLVMArrayTypeKind)) return _b.BuildSelect(mask, then, otherwise);
        ulong count = type.Kind == LLVMTypeKind.LLVMStructTypeKind ? type.StructElementTypesCount : type.ArrayLength2;
        var result = type.Poison;
        for (uint i = 0; i < count; i++)
            result = _b.BuildInsertValue(result, Blend(mask, _b.BuildExtractValue(then, i), _b.BuildExtractValue(otherwise, i)), i);
        return result;
    }
}
