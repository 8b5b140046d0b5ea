using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Dialect;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

// Lanes of a warp run together here, so that warp operations are vector instructions. Barriers stay: the warp meets the others there.
internal sealed partial class WarpBuilder
{
    private bool EmitOperation(LLVMValueRef call, Mask mask)
    {
        if (DialectQueries.OperationOf(call) is not { Lowering.Kind: LoweringKind.Collective } operation) return false;
        string[] names = operation.Lowering.Detail.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        LLVMValueRef Operand(string name) => Array.IndexOf(names, name) is var at && at >= 0 ? call.GetOperand((uint)at) : default;
        string[] parts = operation.Lowering.Target.Split('.');
        switch (parts[0])
        {
            case "barrier": EmitBarrier(call, parts[1], Operand("predicate"), mask); break;
            case "grid": CopyScalar(call); break;
            case "warp": break;  // lanes are never apart; memory is in program order
            case "activemask": SetScalar(call, Resize32(Bits(mask))); break;
            case "shfl": EmitShuffle(call, parts[1], Operand("value"), Operand("a"), Operand("b"), mask); break;
            case "vote": EmitVote(call, parts[1], Operand("value"), Operand("mask"), mask); break;
            case "match": EmitMatch(call, parts[1], Operand("value"), Operand("mask"), mask); break;
            case "redux": EmitReduction(call, parts[1], Operand("value"), Operand("mask"), mask); break;
            case "elect": EmitElect(call, Operand("mask"), mask); break;
            default: throw new InvalidOperationException($"the vectoriser was given {operation.Name}");
        }

        return true;
    }

    private LLVMValueRef Resize32(LLVMValueRef bits) => _lanes == 32 ? bits : _lanes < 32 ? _b.BuildZExt(bits, _i32) : _b.BuildTrunc(bits, _i32);

    // ---- Barriers ---------------------------------------------------------------------------------------------------------------

    private void EmitBarrier(LLVMValueRef call, string operation, LLVMValueRef predicate, Mask mask)
    {
        if (!predicate.Exists())
        {
            SetScalar(call, BarrierOfWarp(call, default, default, mask));
            return;
        }
        // The warp brings what its lanes agree on, or how many of them say yes.
        var yes = And(mask, Vector(predicate));
        var value = operation switch
        {
            "and" => _b.BuildICmp(LLVMIntPredicate.LLVMIntEQ, Bits(yes), Bits(mask)),
            "or" => Any(yes),
            _ => Resize32(Intrinsics.Call(_module, _b, "llvm.ctpop", [_maskBits], Bits(yes))),
        };
        LLVMValueRef result;
        if (operation == "popc")
        {
            result = CountingBarrier(call, predicate, value, mask);
        }
        else
        {
            result = BarrierOfWarp(call, predicate, value, mask);
        }

        SetScalar(call, result);
    }

    private LLVMValueRef BarrierOfWarp(LLVMValueRef call, LLVMValueRef predicate, LLVMValueRef value, Mask mask)
    {
        LLVMValueRef copy = call.InstructionClone();
        for (uint o = 0; o < call.ArgOperandsCount; o++)
            copy.SetOperand(o, predicate.Exists() && call.GetOperand(o) == predicate ? value : NumberOfWarp(call.GetOperand(o), mask));
        Insert(copy);
        return copy;
    }

    // Which barrier, and of how many threads: the lanes agree (Legality), though the compiler may not see it, as with threadIdx.x / 32.
    private LLVMValueRef NumberOfWarp(LLVMValueRef number, Mask mask) =>
        _shapes[number].IsUniform ? Scalar(number) : _b.BuildExtractElement(Vector(number), FirstLane(mask));

    private LLVMValueRef CountingBarrier(LLVMValueRef call, LLVMValueRef predicate, LLVMValueRef count, Mask mask)
    {
        List<LLVMValueRef> arguments = [];
        for (uint o = 0; o < call.ArgOperandsCount; o++)
            if (call.GetOperand(o) != predicate || o == 0) arguments.Add(NumberOfWarp(call.GetOperand(o), mask));
        arguments.Add(count);
        string name = arguments.Count == 2 ? WarpOperations.CountAll : WarpOperations.CountSome;
        var type = LLVMTypeRef.CreateFunction(_i32, arguments.ConvertAll(a => a.TypeOf).ToArray());
        var function = _module.GetNamedFunction(name);
        if (!function.Exists()) function = _module.AddFunction(name, type);
        return _b.BuildCall2(type, function, arguments.ToArray());
    }

    // ---- Shuffles ---------------------------------------------------------------------------------------------------------------

    // PTX ISA 9.7.9.6: from = up: lane - a, down: lane + a, bfly: lane ^ a, idx: low | (a & ~segment); out of range: the own lane
    private void EmitShuffle(LLVMValueRef call, string kind, LLVMValueRef value, LLVMValueRef a, LLVMValueRef b, Mask mask)
    {
        bool withPredicate = call.TypeOf.Kind == LLVMTypeKind.LLVMStructTypeKind;
        if (ConstantSources(kind, a, b) is { } sources && !withPredicate)
        {
            SetVector(call, _shapes[value].IsUniform ? Vector(value) : ShuffleConstant(Vector(value), sources, mask));
            return;
        }

        var lane = Progression(_i32, 1);
        LLVMValueRef by = _b.BuildAnd(Vector(a), Splat(I32(31))), clamp = _b.BuildAnd(Vector(b), Splat(I32(31)));
        var segment = _b.BuildAnd(_b.BuildLShr(Vector(b), Splat(I32(8))), Splat(I32(31)));
        var outside = _b.BuildNot(segment);
        LLVMValueRef low = _b.BuildAnd(lane, segment), high = _b.BuildOr(low, _b.BuildAnd(clamp, outside));
        var from = kind switch
        {
            "up" => _b.BuildSub(lane, by),
            "down" => _b.BuildAdd(lane, by),
            "bfly" => _b.BuildXor(lane, by),
            _ => _b.BuildOr(low, _b.BuildAnd(by, outside)),
        };
        var inRange = _b.BuildICmp(kind == "up" ? LLVMIntPredicate.LLVMIntSGE : LLVMIntPredicate.LLVMIntSLE, from, high);
        var source = _b.BuildSelect(inRange, from, lane);
        var shuffled = ConstantLanes(source) is { } known
            ? ShuffleConstant(Vector(value), known, mask)
            : new LaneSlots(this, Vector(value), value.TypeOf).Permute(_b.BuildZExt(OwnIfInactive(source, lane, mask), Wide(_i64)));
        if (!withPredicate) { SetVector(call, shuffled); return; }
        var pair = _b.BuildInsertValue(Wide(call.TypeOf).Poison, shuffled, 0);
        SetVector(call, _b.BuildInsertValue(pair, inRange, 1));
    }

    /// <summary>Reading a lane that does not take part is undefined in CUDA; the lane's own value is what the scalar mode gives.</summary>
    private LLVMValueRef OwnIfInactive(LLVMValueRef source, LLVMValueRef lane, Mask mask)
    {
        if (mask.IsAll) return source;
        var active = _b.BuildAnd(_b.BuildLShr(Splat(Bits(mask)), FitLanes(source)), Splat(LLVMValueRef.CreateConstInt(_maskBits, 1)));
        return _b.BuildSelect(_b.BuildIsNotNull(active), source, lane);
    }

    private LLVMValueRef FitLanes(LLVMValueRef lanes) => _lanes switch
    {
        32 => lanes,
        < 32 => _b.BuildTrunc(lanes, Wide(_maskBits)),
        _ => _b.BuildZExt(lanes, Wide(_maskBits)),
    };

    private static int[]? ConstantSources(string kind, LLVMValueRef a, LLVMValueRef b)
    {
        if (!a.IsAConstantInt.Exists() || !b.IsAConstantInt.Exists()) return null;
        int by = (int)a.ConstIntZExt & 31, clamp = (int)b.ConstIntZExt & 31, segment = (int)(b.ConstIntZExt >> 8) & 31;
        return Enumerable.Range(0, 32).Select(lane =>
        {
            int low = lane & segment, high = low | (clamp & ~segment);
            int from = kind switch { "up" => lane - by, "down" => lane + by, "bfly" => lane ^ by, _ => low | (by & ~segment) };
            return (kind == "up" ? from >= high : from <= high) ? from : lane;
        }).ToArray();
    }

    // What the builder could fold: sources that depend on the lane's own number alone, as in the matrix fragments of a warp.
    private int[]? ConstantLanes(LLVMValueRef vector)
    {
        if (!vector.IsConstant) return null;
        LLVMValueRef[] elements = [.. Enumerable.Range(0, _lanes).Select(lane => vector.GetAggregateElement((uint)lane))];
        return Array.TrueForAll(elements, e => e.Exists() && e.IsAConstantInt.Exists()) ? Array.ConvertAll(elements, e => (int)e.ConstIntZExt) : null;
    }

    // shfl.down(v, 1) of a full warp  =>  shufflevector v, <1, 2, …, 31, 31>
    private LLVMValueRef ShuffleConstant(LLVMValueRef vector, int[] sources, Mask mask)
    {
        LLVMValueRef Permuted(LLVMValueRef v) =>
            _b.BuildShuffleVector(v, v.TypeOf.Poison, LLVMValueRef.CreateConstVector(sources.Select(s => I32(s)).ToArray()));
        var result = Permuted(vector);
        return mask.IsAll ? result : _b.BuildSelect(Permuted(mask.Value), result, vector);
    }

    // ---- Votes, matches, reductions: one answer for all lanes when they name one mask, else one for each group ---------------------

    private void EmitVote(LLVMValueRef call, string kind, LLVMValueRef value, LLVMValueRef members, Mask mask)
    {
        var yes = And(mask, Vector(value));
        if (_shapes[call].IsUniform)
        {
            SetScalar(call, kind switch
            {
                "ballot" => Resize32(Bits(yes)),
                "any" => Any(yes),
                "all" => _b.BuildICmp(LLVMIntPredicate.LLVMIntEQ, Bits(yes), Bits(mask)),
                _ => _b.BuildOr(_b.BuildICmp(LLVMIntPredicate.LLVMIntEQ, Bits(yes), Bits(mask)), _b.BuildNot(Any(yes))),
            });
            return;
        }

        LLVMValueRef groups = Vector(members), votes = _b.BuildAnd(Splat(Resize32(Bits(yes))), groups), voters = _b.BuildAnd(Splat(Resize32(Bits(mask))), groups);
        LLVMValueRef all = _b.BuildICmp(LLVMIntPredicate.LLVMIntEQ, votes, voters), any = _b.BuildIsNotNull(votes);
        SetVector(call, kind switch { "ballot" => votes, "any" => any, "all" => all, _ => _b.BuildOr(all, _b.BuildNot(any)) });
    }

    /// <summary>Answers lane after lane, for the group of active lanes that each lane's mask names.</summary>
    private LLVMValueRef GroupByGroup(LLVMTypeRef result, LLVMValueRef members, Mask mask, Func<LLVMValueRef, Mask, LLVMValueRef> answer)
    {
        var groups = members.Exists() ? new LaneSlots(this, Vector(members), members.TypeOf) : null;
        var results = new LaneSlots(this, result);
        ForEachLane(mask, lane =>
        {
            var group = groups is null ? mask : new Mask(_b.BuildBitCast(_b.BuildAnd(Bits(mask), FitMask(groups.Load(lane))), MaskType));
            results.Store(lane, answer(lane, group));
        });
        return results.LoadAll();
    }

    private LLVMValueRef FitMask(LLVMValueRef bits) => _lanes switch { 32 => bits, < 32 => _b.BuildTrunc(bits, _maskBits), _ => _b.BuildZExt(bits, _maskBits) };

    private void EmitMatch(LLVMValueRef call, string kind, LLVMValueRef value, LLVMValueRef members, Mask mask)
    {
        var values = Vector(value);
        var slots = new LaneSlots(this, values, value.TypeOf);
        Mask Same(LLVMValueRef lane, Mask group) => And(group, _b.BuildICmp(LLVMIntPredicate.LLVMIntEQ, values, Splat(slots.Load(lane))));
        if (kind == "any")
        {
            SetVector(call, GroupByGroup(_i32, members, mask, (lane, group) => Resize32(Bits(Same(lane, group)))));
            return;
        }

        LLVMValueRef All(LLVMValueRef lane, Mask group)
        {
            var agree = _b.BuildICmp(LLVMIntPredicate.LLVMIntEQ, Bits(Same(lane, group)), Bits(group));
            var pair = _b.BuildInsertValue(call.TypeOf.Poison, _b.BuildSelect(agree, Resize32(Bits(group)), _i32.Null), 0);
            return _b.BuildInsertValue(pair, agree, 1);
        }

        if (_shapes[call].IsUniform) SetScalar(call, All(Widened(FirstLane(mask)), mask));
        else SetVector(call, GroupByGroup(call.TypeOf, members, mask, All));
    }

    private LLVMValueRef FirstLane(Mask mask) => Intrinsics.Call(_module, _b, "llvm.cttz", [_maskBits], Bits(mask), LLVMValueRef.CreateConstInt(_i1, 0));

    private void EmitReduction(LLVMValueRef call, string operation, LLVMValueRef value, LLVMValueRef members, Mask mask)
    {
        var values = Vector(value);
        if (_shapes[call].IsUniform) SetScalar(call, Reduce(values, operation, mask));
        else SetVector(call, GroupByGroup(call.TypeOf, members, mask, (_, group) => Reduce(values, operation, group)));
    }

    private LLVMValueRef Reduce(LLVMValueRef values, string operation, Mask mask)
    {
        ulong neutral = operation switch { "umin" or "and" => uint.MaxValue, "smin" => int.MaxValue, "smax" => 1u << 31, _ => 0 };
        if (!mask.IsAll) values = _b.BuildSelect(mask.Value, values, Splat(LLVMValueRef.CreateConstInt(_i32, neutral)));
        return Intrinsics.Call(_module, _b, $"llvm.vector.reduce.{operation}", [values.TypeOf], values);
    }

    // The lowest active lane of those that each lane's mask names
    private void EmitElect(LLVMValueRef call, LLVMValueRef members, Mask mask)
    {
        var candidates = _b.BuildAnd(Vector(members), Splat(Resize32(Bits(mask))));
        var leader = Intrinsics.Call(_module, _b, "llvm.cttz", [candidates.TypeOf], candidates, LLVMValueRef.CreateConstInt(_i1, 0));
        var pair = _b.BuildInsertValue(Wide(call.TypeOf).Poison, leader, 0);
        SetVector(call, _b.BuildInsertValue(pair, _b.BuildICmp(LLVMIntPredicate.LLVMIntEQ, Progression(_i32, 1), leader), 1));
    }
}
