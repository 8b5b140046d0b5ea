using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

/// <summary>
/// Finds the shape of every value: an optimistic fixed point over the instructions. Divergence flows through data, through the joins of
/// divergent branches, and out of loops that lanes leave at different times.
/// </summary>
internal sealed unsafe class ShapeAnalysis
{
    private readonly Dictionary<IntPtr, Shape> _shapes = [];
    private readonly HashSet<IntPtr> _divergentJoins = [];
    private readonly HashSet<IntPtr> _divergentExits = [];
    private readonly List<Region> _body;
    private readonly PrivateMemory _memory;
    private readonly IReadOnlyDictionary<IntPtr, Shape> _given;
    private readonly LLVMTargetDataRef _layout;
    private readonly int _lanes;
    private bool _changed;

    /// <param name="laneBytes">The distance between the lanes' records, at the first of which the first parameter points.</param>
    /// <param name="given">Shapes that do not follow from operands: special registers, results of collectives.</param>
    public ShapeAnalysis(LLVMValueRef function, List<Region> body, PrivateMemory memory, IReadOnlyDictionary<IntPtr, Shape> given, long laneBytes, LLVMTargetDataRef layout, int lanes)
    {
        _shapes[function.GetParam(0).Handle] = Shape.Strided(laneBytes, 0, false, false);
        (_body, _memory, _given, _layout, _lanes) = (body, memory, given, layout, lanes);
        var instructions = new ControlFlow(function).Blocks.SelectMany(b => b.Instructions()).ToList();
        do
        {
            _changed = false;
            foreach (var instruction in instructions) Update(instruction);
            Spread(_body);
        }
        while (_changed);
    }

    public Shape this[LLVMValueRef value]
    {
        get
        {
            if (_shapes.TryGetValue(value.Handle, out var shape)) return shape;
            if (value.IsAConstantInt.Exists()) return value.TypeOf.IntWidth <= 64 ? Shape.Constant(value.ConstIntSExt) : Shape.Uniform();
            if (value.IsAInstruction.Exists()) return Shape.Unknown;
            return Shape.Uniform(value.IsAArgument.Exists() || value.TypeOf.Kind != LLVMTypeKind.LLVMPointerTypeKind ? 0 : 4);
        }
    }

    public bool IsDivergent(IfRegion branch) => !this[branch.Condition].IsUniform;
    public bool IsDivergent(LoopRegion loop) => !this[loop.Condition].IsUniform;

    /// <summary>Marks the joins and exits that a condition which differs between lanes makes divergent.</summary>
    private void Spread(List<Region> regions)
    {
        foreach (var region in regions)
        {
            if (region is IfRegion branch)
            {
                if (IsKnownDivergent(branch.Condition)) _changed |= _divergentJoins.Add(branch.Join.Handle);
                Spread(branch.Then);
                Spread(branch.Else);
            }
            else if (region is LoopRegion loop)
            {
                if (IsKnownDivergent(loop.Condition)) _changed |= _divergentExits.Add(loop.Exit.Handle);
                Spread(loop.Body);
            }
        }
    }

    private bool IsKnownDivergent(LLVMValueRef condition) => this[condition].Kind is ShapeKind.Strided or ShapeKind.Varying;

    private void Update(LLVMValueRef instruction)
    {
        var old = this[instruction];
        var found = _given.TryGetValue(instruction.Handle, out var shape) ? shape : Transfer(instruction);
        var next = old.Join(found.Settled(_lanes, instruction.TypeOf.Kind == LLVMTypeKind.LLVMIntegerTypeKind ? instruction.TypeOf.IntWidth : 64));
        if (next == old) return;
        _shapes[instruction.Handle] = next;
        _changed = true;
    }

    // Strides are 64-bit numbers, and so are the constants that they are computed with.
    private Shape Transfer(LLVMValueRef i) =>
        i.TypeOf is { Kind: LLVMTypeKind.LLVMIntegerTypeKind, IntWidth: > 64 } && i.InstructionOpcode is not (LLVMOpcode.LLVMPHI or LLVMOpcode.LLVMLoad or LLVMOpcode.LLVMCall) ? Pure(i) : Rule(i);

    private Shape Rule(LLVMValueRef i) => i.InstructionOpcode switch
    {
        LLVMOpcode.LLVMPHI => Phi(i),
        LLVMOpcode.LLVMAdd => Sum(i, +1),
        LLVMOpcode.LLVMSub => Sum(i, -1),
        LLVMOpcode.LLVMMul => Product(i),
        LLVMOpcode.LLVMShl => ShiftLeft(i),
        LLVMOpcode.LLVMLShr or LLVMOpcode.LLVMAShr => ShiftRight(i),
        LLVMOpcode.LLVMOr => Or(i),
        LLVMOpcode.LLVMAnd => And(i),
        LLVMOpcode.LLVMTrunc => this[i.GetOperand(0)] is { HasBase: true } s && i.TypeOf.Kind == LLVMTypeKind.LLVMIntegerTypeKind && i.TypeOf.IntWidth > 8
            ? Shape.Strided(s.Stride, s.AlignLog2, false, false) : Pure(i),
        LLVMOpcode.LLVMSExt => Extend(i, this[i.GetOperand(0)].NoSignedWrap),
        LLVMOpcode.LLVMZExt => Extend(i, this[i.GetOperand(0)].NoUnsignedWrap || (LLVM.GetNNeg(i) != 0 && this[i.GetOperand(0)].NoSignedWrap)),
        LLVMOpcode.LLVMGetElementPtr => Address(i),
        LLVMOpcode.LLVMAddrSpaceCast or LLVMOpcode.LLVMFreeze => this[i.GetOperand(0)],
        LLVMOpcode.LLVMPtrToInt or LLVMOpcode.LLVMIntToPtr => PointerCast(i),
        LLVMOpcode.LLVMSelect => Select(i),
        LLVMOpcode.LLVMICmp => Compare(i),
        LLVMOpcode.LLVMAlloca => _memory.ShapeOf(i),
        LLVMOpcode.LLVMLoad => this[i.GetOperand(0)] is { Kind: not ShapeKind.Unknown } address ? (address.IsUniform ? Shape.Uniform() : Shape.Varying) : Shape.Unknown,
        LLVMOpcode.LLVMAtomicRMW or LLVMOpcode.LLVMAtomicCmpXchg => Shape.Varying,
        LLVMOpcode.LLVMCall => Call(i),
        _ => Pure(i),
    };

    /// <summary>An operation without a rule of its own: uniform if all its operands are.</summary>
    private Shape Pure(LLVMValueRef i)
    {
        for (uint o = 0; o < i.OperandCount; o++)
        {
            var shape = this[i.GetOperand(o)];
            if (shape.Kind == ShapeKind.Unknown) return Shape.Unknown;
            if (!shape.IsUniform) return Shape.Varying;
        }

        return Shape.Uniform();
    }

    private Shape Call(LLVMValueRef call)
    {
        if (WarpOperations.MaskOf(call, out var mask)) return mask.Exists() ? Pure(this[mask]) : Shape.Uniform();
        for (uint a = 0; a < call.ArgOperandsCount; a++)
        {
            var shape = this[call.GetOperand(a)];
            if (shape.Kind == ShapeKind.Unknown) return Shape.Unknown;
            if (!shape.IsUniform) return Shape.Varying;
        }

        return Calls.IsPure(call) ? Shape.Uniform() : Shape.Varying;
    }

    private static Shape Pure(Shape operand) => operand.Kind == ShapeKind.Unknown || operand.IsUniform ? operand with { AlignLog2 = 0 } : Shape.Varying;

    private Shape Phi(LLVMValueRef phi)
    {
        var shape = Shape.Unknown;
        bool same = true;
        LLVMValueRef only = default;
        for (uint k = 0; k < phi.IncomingCount; k++)
        {
            var value = phi.GetIncomingValue(k);
            if (value.IsUndef) continue; // lanes that bring nothing may as well have what the others bring
            shape = shape.Join(this[value]);
            same &= !only.Exists() || value == only;
            only = value;
        }

        if (shape.Kind == ShapeKind.Unknown) return only.Exists() ? shape : Shape.Uniform();
        // Lanes that came different ways, or left a loop in different rounds, hold different values.
        if (_divergentJoins.Contains(phi.InstructionParent.Handle) && !same) return Shape.Varying;
        if (_divergentExits.Contains(phi.InstructionParent.Handle) && phi.GetIncomingValue(0).IsAInstruction.Exists()) return Shape.Varying;
        return shape;
    }

    private (Shape Left, Shape Right) Operands(LLVMValueRef i) => (this[i.GetOperand(0)], this[i.GetOperand(1)]);

    private static bool Either(Shape a, Shape b, ShapeKind kind) => a.Kind == kind || b.Kind == kind;

    private Shape Sum(LLVMValueRef i, int sign)
    {
        var (a, b) = Operands(i);
        if (Either(a, b, ShapeKind.Unknown)) return Shape.Unknown;
        if (Either(a, b, ShapeKind.Varying) || i.TypeOf.Kind != LLVMTypeKind.LLVMIntegerTypeKind) return Pure(i);
        long stride = a.Stride + sign * b.Stride;
        return Shape.Strided(stride, Math.Min(a.AlignLog2, b.AlignLog2),
            LLVM.GetNSW(i) != 0 && a.NoSignedWrap && b.NoSignedWrap, KeepsUnsigned(i, stride * sign) && a.NoUnsignedWrap && b.NoUnsignedWrap);
    }

    // The instruction promises it for active lanes only. With a stride that leads away from the wrap, the lanes below an active one are as safe:
    // tid + c of lane 0 is smaller than that of lane 7, but tid - c of lane 0 may be below zero where lane 7's is not.
    private static bool KeepsUnsigned(LLVMValueRef i, long stride) => LLVM.GetNUW(i) != 0 && stride >= 0;

    private Shape Product(LLVMValueRef i)
    {
        var (a, b) = Operands(i);
        if (Either(a, b, ShapeKind.Unknown)) return Shape.Unknown;
        if (a.IsUniform && b.IsUniform) return Shape.Uniform(Math.Min(Shape.MaxAlign, a.AlignLog2 + b.AlignLog2));
        if (!a.IsStrided || !i.GetOperand(1).IsAConstantInt.Exists()) return Shape.Varying;
        long stride = a.Stride * i.GetOperand(1).ConstIntSExt;
        return Shape.Strided(stride, Math.Min(Shape.MaxAlign, a.AlignLog2 + b.AlignLog2),
            LLVM.GetNSW(i) != 0 && a.NoSignedWrap, KeepsUnsigned(i, stride) && a.NoUnsignedWrap);
    }

    private Shape ShiftLeft(LLVMValueRef i)
    {
        var (a, b) = Operands(i);
        if (Either(a, b, ShapeKind.Unknown)) return Shape.Unknown;
        if (ConstantShift(i) is not { } by) return Pure(i);
        if (!a.HasBase) return Shape.Varying;
        return Shape.Strided(a.Stride << by, Math.Min(Shape.MaxAlign, a.AlignLog2 + by), LLVM.GetNSW(i) != 0 && a.NoSignedWrap, KeepsUnsigned(i, a.Stride) && a.NoUnsignedWrap);
    }

    // (base + lane) >> k is the same in all lanes when the lanes' offsets stay below bit k and the base has no bits there to carry into.
    private Shape ShiftRight(LLVMValueRef i)
    {
        var (a, b) = Operands(i);
        if (Either(a, b, ShapeKind.Unknown)) return Shape.Unknown;
        if (ConstantShift(i) is not { } by) return Pure(i);
        if (a.IsUniform) return Shape.Uniform(a.AlignLog2 == Shape.MaxAlign ? Shape.MaxAlign : Math.Max(0, a.AlignLog2 - by));
        return a.IsStrided && a.StaysBelowAlignment(_lanes) && a.LowBits(_lanes) <= by ? Shape.Uniform(Math.Max(0, a.AlignLog2 - by)) : Shape.Varying;
    }

    private static int? ConstantShift(LLVMValueRef i) =>
        i.TypeOf.Kind == LLVMTypeKind.LLVMIntegerTypeKind && i.GetOperand(1).IsAConstantInt.Exists() && i.GetOperand(1).ConstIntZExt < i.TypeOf.IntWidth
            ? (int)i.GetOperand(1).ConstIntZExt : null;

    // or of bits that the other side does not have is an addition
    private Shape Or(LLVMValueRef i)
    {
        var (a, b) = Operands(i);
        if (Either(a, b, ShapeKind.Unknown)) return Shape.Unknown;
        if (!a.HasBase || !b.HasBase || (a.IsUniform && b.IsUniform)) return Pure(i);
        if (LLVM.GetIsDisjoint(i) == 0) return Shape.Varying;
        return Shape.Strided(a.Stride + b.Stride, Math.Min(a.AlignLog2, b.AlignLog2), false, a.Stride >= 0 && b.Stride >= 0 && a.NoUnsignedWrap && b.NoUnsignedWrap);
    }

    // The lanes' offsets take the low bits and the base the others: a mask keeps all of the former or none.
    private Shape And(LLVMValueRef i)
    {
        var (a, b) = Operands(i);
        if (Either(a, b, ShapeKind.Unknown)) return Shape.Unknown;
        if (!a.IsStrided || !i.GetOperand(1).IsAConstantInt.Exists() || !a.StaysBelowAlignment(_lanes)) return Pure(i);
        ulong mask = i.GetOperand(1).ConstIntZExt, low = (1UL << a.LowBits(_lanes)) - 1;
        if ((mask & low) == 0) return Shape.Uniform(b.AlignLog2);
        // Only the bits that offsets can have need to be kept: multiples of the stride's power of two.
        ulong offsets = low & ~((1UL << System.Numerics.BitOperations.TrailingZeroCount(a.Stride)) - 1);
        if ((mask & offsets) != offsets) return Shape.Varying;
        return Shape.Strided(a.Stride, (mask & ~low) == 0 ? Shape.MaxAlign : a.AlignLog2, true, true);
    }

    private Shape Extend(LLVMValueRef i, bool exact)
    {
        var a = this[i.GetOperand(0)];
        if (a.IsStrided) return exact ? Shape.Strided(a.Stride, a.AlignLog2, true, i.InstructionOpcode == LLVMOpcode.LLVMZExt && a.NoUnsignedWrap) : Shape.Varying;
        return a;
    }

    private Shape PointerCast(LLVMValueRef i)
    {
        var a = this[i.GetOperand(0)];
        var type = i.InstructionOpcode == LLVMOpcode.LLVMPtrToInt ? i.TypeOf : i.GetOperand(0).TypeOf;
        return a.IsStrided && (type.Kind != LLVMTypeKind.LLVMIntegerTypeKind || type.IntWidth != 64) ? Shape.Varying : a with { NoSignedWrap = a.IsUniform, NoUnsignedWrap = a.IsUniform };
    }

    private Shape Address(LLVMValueRef gep)
    {
        var shape = this[gep.GetOperand(0)];
        if (shape.Kind == ShapeKind.Unknown) return shape;
        long stride = shape.Stride;
        int scale = _memory.IsInterleaved(gep) ? _lanes : 1;
        bool varying = !shape.HasBase;
        foreach (var (index, bytes) in GepOffsets.Of(gep, _layout))
        {
            var s = this[index];
            if (s.Kind == ShapeKind.Unknown) return s;
            varying |= !s.HasBase || (s.IsStrided && index.TypeOf.IntWidth < 64 && !s.NoSignedWrap);
            stride += s.Stride * bytes * scale;
        }

        return varying ? Shape.Varying : Shape.Strided(stride, 0, false, false);
    }

    private Shape Select(LLVMValueRef i)
    {
        var condition = this[i.GetOperand(0)];
        Shape a = this[i.GetOperand(1)], b = this[i.GetOperand(2)];
        if (condition.Kind == ShapeKind.Unknown || Either(a, b, ShapeKind.Unknown)) return Shape.Unknown;
        return condition.IsUniform ? a.Join(b) : Shape.Varying;
    }

    // base + lane < c is the same in all lanes when c, too, is a multiple of what the lanes span
    private Shape Compare(LLVMValueRef i)
    {
        var (a, b) = Operands(i);
        if (Either(a, b, ShapeKind.Unknown)) return Shape.Unknown;
        LLVMIntPredicate predicate = LLVM.GetICmpPredicate(i);
        bool ordered = predicate is LLVMIntPredicate.LLVMIntULT or LLVMIntPredicate.LLVMIntUGE || (predicate is LLVMIntPredicate.LLVMIntSLT or LLVMIntPredicate.LLVMIntSGE && a.NoSignedWrap);
        return ordered && a.IsStrided && b.IsUniform && a.StaysBelowAlignment(_lanes) && a.LowBits(_lanes) <= b.AlignLog2 && i.GetOperand(0).TypeOf.Kind == LLVMTypeKind.LLVMIntegerTypeKind
            ? Shape.Uniform() : Pure(i);
    }
}
