using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Backends.Source;
using CudaBridge.Compiler.Dialect;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Tile;

internal enum LaneKind
{
    /// <summary>The same in all lanes.</summary>
    Uniform,

    /// <summary>Grows by a constant from lane to lane.</summary>
    Strided,

    /// <summary>Follows from the lane's number by arithmetic on numbers that are the same in all lanes.</summary>
    Computed,

    /// <summary>Anything: a tile.</summary>
    Varying,
}

internal readonly record struct LaneShape(LaneKind Kind, long Stride = 0);

/// <summary>What is known of each value along x, whose neighbours are the lanes of a tile.</summary>
internal sealed class LaneShapes
{
    private readonly Dictionary<IntPtr, LaneShape> _shapes = [];

    /// <param name="ofBlock">Lanes are the threads of a block; else those of a row of the grid.</param>
    public LaneShapes(LLVMValueRef function, DominatorTree dominators, bool ofBlock = false)
    {
        (_dominators, _ofBlock) = (dominators, ofBlock);
        (Flat, Block) = FindFlat(function, 'x');
        (FlatY, LLVMValueRef blockY) = FindFlat(function, 'y');
        List<LLVMValueRef> instructions = function.Instructions().FindAll(i => dominators.IsReachable(i.InstructionParent));
        for (bool changed = true; changed;)
        {
            changed = false;
            foreach (LLVMValueRef i in instructions)
            {
                LaneShape now = Shape(i);
                if (_shapes.TryGetValue(i.Handle, out LaneShape before) && before == now) continue;
                _shapes[i.Handle] = now;
                changed = true;
            }
        }

        if (ofBlock) return;
        bool IsY(LLVMValueRef i) => RegisterOf(i) is "tid.y" or "ctaid.y" || i == blockY;
        if (FlatY.Exists() && instructions.Exists(i => IsY(i) && i.Users().Exists(u => u != FlatY && !(IsY(u) && u == blockY)))) FlatY = default;
        foreach (LLVMValueRef i in instructions)
            if (IsX(i) && i.Users().Exists(u => u != Flat && !(IsX(u) && u == Block))) throw new SourceException(i, "threads are numbered within their block");
    }

    /// <summary>blockIdx.x * blockDim.x + threadIdx.x, the number of a lane in the whole grid.</summary>
    public LLVMValueRef Flat { get; }

    /// <summary>The same for y, where nothing else asks for the places in blocks.</summary>
    public LLVMValueRef FlatY { get; }

    // blockIdx.x * blockDim.x
    private LLVMValueRef Block { get; }

    private readonly DominatorTree _dominators;
    private readonly bool _ofBlock;

    public LaneShape Of(LLVMValueRef value) => value.IsAInstruction.Exists() ? _shapes.GetValueOrDefault(value.Handle) : new LaneShape(LaneKind.Uniform);

    /// <summary>An integer, address or condition that scalar code computes for any lane.</summary>
    public bool IsNumber(LLVMValueRef i) => Of(i).Kind is LaneKind.Strided or LaneKind.Computed && !i.IsInstruction(LLVMOpcode.LLVMPHI);

    private static string? RegisterOf(LLVMValueRef i) => DialectQueries.OperationOf(i) is { Lowering: { Kind: LoweringKind.Register } register } ? register.Target : null;

    private bool IsX(LLVMValueRef i) => RegisterOf(i) is "tid.x" or "ctaid.x" || i == Block;

    private static (LLVMValueRef Sum, LLVMValueRef Block) FindFlat(LLVMValueRef function, char axis)
    {
        foreach (LLVMValueRef sum in function.Instructions().Where(i => i.IsInstruction(LLVMOpcode.LLVMAdd)))
            for (uint side = 0; side < 2; side++)
            {
                LLVMValueRef thread = sum.GetOperand(side), block = sum.GetOperand(1 - side);
                if (RegisterOf(thread) != $"tid.{axis}" || !block.IsInstruction(LLVMOpcode.LLVMMul)) continue;
                string?[] factors = [RegisterOf(block.GetOperand(0)), RegisterOf(block.GetOperand(1))];
                if (factors.Contains($"ctaid.{axis}") && factors.Contains($"ntid.{axis}")) return (sum, block);
            }

        return default;
    }

    private LaneShape Shape(LLVMValueRef i)
    {
        if (i == Flat || _ofBlock && RegisterOf(i) == "tid.x") return new LaneShape(LaneKind.Strided, 1);
        if (RegisterOf(i) is { } register) return new LaneShape(register is "tid.x" or "laneid" or "warpid" ? LaneKind.Computed : LaneKind.Uniform);
        LaneShape a = i.OperandCount > 0 ? Of(i.GetOperand(0)) : default, b = i.OperandCount > 1 ? Of(i.GetOperand(1)) : default;
        bool isUniform = i.Operands().TrueForAll(o => Of(o).Kind == LaneKind.Uniform), isNumber = i.Operands().TrueForAll(o => Of(o).Kind != LaneKind.Varying);
        LaneShape computed = new(isUniform ? LaneKind.Uniform : isNumber ? LaneKind.Computed : LaneKind.Varying);
        switch (i.InstructionOpcode)
        {
            case LLVMOpcode.LLVMPHI: return JoinsDifferentWays(i.InstructionParent) ? new LaneShape(LaneKind.Varying) : JoinOf(i);
            case LLVMOpcode.LLVMAdd when isNumber && a.Kind != LaneKind.Computed && b.Kind != LaneKind.Computed: return Strided(a.Stride + b.Stride);
            case LLVMOpcode.LLVMSub when isNumber && a.Kind != LaneKind.Computed && b.Kind != LaneKind.Computed: return Strided(a.Stride - b.Stride);
            case LLVMOpcode.LLVMMul when a.Kind == LaneKind.Strided && i.GetOperand(1).IsAConstantInt.Exists(): return Strided(a.Stride * i.GetOperand(1).ConstIntSExt);
            case LLVMOpcode.LLVMShl when a.Kind == LaneKind.Strided && i.GetOperand(1).IsAConstantInt.Exists(): return Strided(a.Stride << (int)i.GetOperand(1).ConstIntZExt);
            case LLVMOpcode.LLVMSExt or LLVMOpcode.LLVMZExt or LLVMOpcode.LLVMFreeze when a.Kind == LaneKind.Strided: return a;
            case LLVMOpcode.LLVMGetElementPtr or LLVMOpcode.LLVMTrunc or LLVMOpcode.LLVMAnd or LLVMOpcode.LLVMOr or LLVMOpcode.LLVMXor or LLVMOpcode.LLVMAdd or LLVMOpcode.LLVMSub or LLVMOpcode.LLVMMul
                or LLVMOpcode.LLVMShl or LLVMOpcode.LLVMLShr or LLVMOpcode.LLVMAShr or LLVMOpcode.LLVMUDiv or LLVMOpcode.LLVMSDiv or LLVMOpcode.LLVMURem or LLVMOpcode.LLVMSRem or LLVMOpcode.LLVMSExt or LLVMOpcode.LLVMZExt
                or LLVMOpcode.LLVMICmp or LLVMOpcode.LLVMAddrSpaceCast or LLVMOpcode.LLVMFreeze: return computed;
            case LLVMOpcode.LLVMLoad: return new LaneShape(a.Kind == LaneKind.Uniform && !i.Volatile && !i.IsAtomic ? LaneKind.Uniform : LaneKind.Varying);
            case LLVMOpcode.LLVMStore or LLVMOpcode.LLVMBr or LLVMOpcode.LLVMRet: return default;
            case LLVMOpcode.LLVMSelect when i.TypeOf.Kind == LLVMTypeKind.LLVMIntegerTypeKind: return computed;
            default: return new LaneShape(isUniform && !(i.IsCall() && !Inliner.IsPureCall(i)) ? LaneKind.Uniform : LaneKind.Varying);
        }
    }

    private static LaneShape Strided(long stride) => stride == 0 ? new LaneShape(LaneKind.Uniform) : new LaneShape(LaneKind.Strided, stride);

    // What is not known yet does not count.
    private LaneShape JoinOf(LLVMValueRef phi)
    {
        LaneShape? joined = null;
        foreach (LLVMValueRef operand in phi.Operands())
        {
            if (operand.IsUndef || (operand.IsAInstruction.Exists() && !_shapes.ContainsKey(operand.Handle))) continue;
            LaneShape shape = Of(operand);
            if (joined is { } known && known != shape) return new LaneShape(LaneKind.Varying);
            joined = shape;
        }

        return joined is { Kind: LaneKind.Computed } ? new LaneShape(LaneKind.Varying) : joined ?? default;
    }

    private bool JoinsDifferentWays(LLVMBasicBlockRef block)
    {
        if (_dominators.IsLoopHeader(block)) return false;
        LLVMBasicBlockRef top = _dominators.ParentOf(block);
        HashSet<IntPtr> seen = [block.Handle];
        Stack<LLVMBasicBlockRef> work = new(_dominators.Predecessors(block));
        while (work.TryPop(out LLVMBasicBlockRef way))
        {
            if (!seen.Add(way.Handle)) continue;
            if (way.Terminator is { InstructionOpcode: LLVMOpcode.LLVMBr } branch && branch.IsConditional && Of(branch.Condition).Kind != LaneKind.Uniform) return true;
            if (way == top) continue;
            foreach (LLVMBasicBlockRef predecessor in _dominators.Predecessors(way)) work.Push(predecessor);
        }

        return false;
    }

    /// <summary>Bytes from one lane's address to the next's; null: not the same for all.</summary>
    public long? StrideOf(LLVMValueRef pointer, ModuleWriter module)
    {
        long stride = 0;
        for (; pointer.IsInstruction(LLVMOpcode.LLVMGetElementPtr); pointer = pointer.GetOperand(0))
        {
            LLVMTypeRef type = pointer.GEPSourceElementType;
            for (uint o = 1; o < pointer.OperandCount; o++)
            {
                LaneShape shape = Of(pointer.GetOperand(o));
                if (o > 1)
                {
                    if (type.Kind == LLVMTypeKind.LLVMStructTypeKind)
                    {
                        type = type.StructGetTypeAtIndex((uint)pointer.GetOperand(o).ConstIntZExt);
                        continue;
                    }

                    type = type.ElementType;
                }

                if (shape.Kind is LaneKind.Computed or LaneKind.Varying) return null;
                stride += shape.Stride * (long)module.SizeOf(type);
            }
        }

        return Of(pointer).Kind == LaneKind.Uniform ? stride : null;
    }
}

/// <summary>A kernel's body for one block, whose threads are lanes of tiles.</summary>
/// <param name="Width">How many lanes a block has here.</param>
/// <param name="BlockSize">The only number of threads that it is written for; 0: any.</param>
internal sealed record CoreRows(string Text, IReadOnlyList<CoreArray> Arrays, string Width, int BlockSize);

/// <summary>A kernel's body as operations on tiles.</summary>
/// <param name="Flat">The variable that holds the first lane's number.</param>
/// <param name="Bound">How many lanes there are.</param>
/// <param name="IsVector">Some operation or copy works on whole tiles.</param>
/// <param name="Stages">The same in three stages; null: it is mixed.</param>
internal sealed record CoreTiles(string Text, IReadOnlyList<CoreArray> Arrays, string Flat, string Bound, bool IsVector, CoreStages? Stages);

/// <summary>What becomes of a tile: copied in, computed, copied out, by statements that do not wait for one another.</summary>
internal sealed record CoreStages(IReadOnlyList<string> In, IReadOnlyList<string> Compute, IReadOnlyList<string> Out);
