using System.Globalization;

namespace CudaBridge.Fuzz.Generate;

// Memory that threads share, in phases between barriers, and what the lanes of a warp exchange.
internal sealed partial class KernelGenerator
{
    private const string FullMask = "0xffffffffu";

    private void DeclareShared(int index)
    {
        ValueType type = _choices.Pick<ValueType>([ValueType.I32, ValueType.F32, ValueType.U32, ValueType.I64, ValueType.U8, ValueType.I16, ValueType.F64, ValueType.U64]);
        int kind = index > 0 ? _choices.Next(2) : _choices.Next(4);
        SharedArray array = kind switch
        {
            0 => new($"s{index}", type, Limits.BlockThreads, $"s{index}[{{0}}]"),
            1 => new($"s{index}", type, Limits.BlockThreads, $"s{index}[({{0}}) >> 4][({{0}}) & 15]"),
            2 => new($"s{index}", type, Limits.BlockThreads, $"s{index}[{{0}}]"),
            _ => new("scr", type, Limits.BlockThreads, "scr[{0}]"),
        };
        Line(kind switch
        {
            0 => $"__shared__ {type.Name} s{index}[{array.Length}];",
            1 => $"__shared__ {type.Name} s{index}[{array.Length / 16}][{(_choices.Chance(50) ? 16 : 17)}];",
            2 => $"{type.Name}* s{index} = reinterpret_cast<{type.Name}*>(dynamic_shared);",
            _ => $"{type.Name}* scr = reinterpret_cast<{type.Name}*>(scratch) + block * {array.Length};",
        });
        string i = NewName("i");
        Expression first = Expression(type, 1, true);
        Line($"for (int {i} = tid; {i} < {array.Length}; {i} += nt) {array.At(i)} = ({type.Name})({i} * 3){(type.IsInteger ? " ^ " : " + ")}{first.Text};");
        _shared.Add(array);
    }

    private Phase[] Phases() => [.. _shared.Select(s => s.Phase)];

    private void SetPhases(Phase[] phases)
    {
        for (int i = 0; i < phases.Length; i++) _shared[i].Phase = phases[i];
    }

    private void RestorePhases(Phase[] phases)
    {
        if (Phases().SequenceEqual(phases)) return;
        Line("__syncthreads();");
        SetPhases(phases);
    }

    private void Barrier(Context c)
    {
        Line("__syncthreads();");
        foreach (SharedArray array in _shared) array.Phase = NextPhase(array);
    }

    private Phase NextPhase(SharedArray array) => _choices.Next(8) switch
    {
        <= 4 => new(PhaseKind.Read),
        <= 6 => new(PhaseKind.Own),
        _ when array.Type == ValueType.I32 || array.Type == ValueType.U32 || array.Type == ValueType.U64 => new(PhaseKind.Atomic, $"atomic{_choices.Pick(s_atomics.AsSpan(0, 6).ToArray())}"),
        _ => new(PhaseKind.Read),
    };

    private void BarrierWithAnswer(Context c)
    {
        string name = NewName("v");
        Line($"int {name} = {_choices.Pick(["__syncthreads_count", "__syncthreads_or", "__syncthreads_and"])}({Condition(2, false).Text});");
        // The shared arrays may enter another phase here, too, but need not.
        _variables.Add(new Variable(name, ValueType.I32, new(int.MinValue, int.MaxValue), true, true));
    }

    private void UseShared(Context c)
    {
        SharedArray array = _choices.Pick(_shared);
        switch (array.Phase.Kind)
        {
            case PhaseKind.Own when array.Type.IsInteger && array.Type.Bits is 32 or 64 && array.Type != ValueType.I64 && _choices.Chance(20) && Assignable(c) is { Uniform: false } v:
                Line($"{v.Name} = {Convert(new Expression($"{_choices.Pick(["atomicAdd", "atomicExch", "atomicMin"])}(&{array.At("tid")}, {Expression(array.Type, 2, false).Text})", array.Type, array.Type.IsInteger ? array.Type.Range : default, false), v.Type).Text};");
                break;
            case PhaseKind.Own:
                Line($"{array.At("tid")} = {Expression(array.Type, 3, false).Text};");
                break;
            case PhaseKind.Atomic:
                Line($"{array.Phase.Operation}(&{array.At(Index(array.Length, 2, false).Text)}, {Expression(array.Type, 2, false).Text});");
                break;
            default:
                if (Assignable(c) is { Uniform: false } to)
                    Line($"{to.Name} = {Convert(new Expression(array.At(Index(array.Length, 3, false).Text), array.Type, array.Type.IsInteger ? array.Type.Range : default, false), to.Type).Text};");
                break;
        }
    }

    // ---- Warp operations --------------------------------------------------------------------------------------------------------

    private void WarpOperation(Context c)
    {
        Expression result = _choices.Next(10) switch
        {
            <= 4 => Shuffle(c),
            5 or 6 => Vote(c),
            7 => Match(c),
            8 => Reduce(c),
            _ => Other(c),
        };
        // Lanes outside the block's last warp have no value of their own: what is voted about is the same for the lanes that name one mask.
        string name = NewName("v");
        Line($"{result.Type.Name} {name} = {result.Text};");
        _variables.Add(new Variable(name, result.Type, result.Type.IsInteger || result.Type.Kind == NumberKind.Bool ? result.Type.Range : default, false, true));
    }

    private static readonly ValueType[] s_shuffled = [ValueType.I32, ValueType.F32, ValueType.U32, ValueType.I64, ValueType.F64, ValueType.U64, ValueType.F16];

    private Expression Shuffle(Context c)
    {
        ValueType type = _choices.Pick(s_shuffled);
        string value = Expression(type, 2, false).Text;
        int width = _choices.Pick([32, 32, 16, 8, 4, 2, 1]);
        string by = _choices.Chance(60) ? _choices.Pick([1, 2, 4, 8, 16, 3, 31, 0]).ToString(CultureInfo.InvariantCulture) : Index(32, 2, false).Text;
        string function = _choices.Pick(["__shfl_down_sync", "__shfl_up_sync", "__shfl_xor_sync", "__shfl_sync"]);
        return new($"{function}({c.Mask}, ({type.Name}){Parenthesised(value)}, {by}{(width == 32 && _choices.Chance(70) ? "" : $", {width}")})", type, default, false);
    }

    private Expression Vote(Context c)
    {
        string predicate = Condition(2, false).Text;
        return _choices.Next(4) switch
        {
            0 => new($"__ballot_sync({c.Mask}, {predicate})", ValueType.U32, default, false),
            1 => new($"__any_sync({c.Mask}, {predicate})", ValueType.I32, default, false),
            2 => new($"__all_sync({c.Mask}, {predicate})", ValueType.I32, default, false),
            _ => new($"__uni_sync({c.Mask}, {predicate})", ValueType.I32, default, false),
        };
    }

    private Expression Match(Context c)
    {
        ValueType type = _choices.Pick<ValueType>([ValueType.I32, ValueType.U32, ValueType.U64]);
        string value = _choices.Chance(70) ? $"({type.Name})({Expression(type, 2, false).Text} & 3)" : $"({type.Name}){Parenthesised(Expression(type, 2, false).Text)}";
        if (_choices.Chance(60)) return new($"__match_any_sync({c.Mask}, {value})", ValueType.U32, default, false);
        string agree = NewName("c");
        Line($"int {agree};");
        return new($"__match_all_sync({c.Mask}, {value}, &{agree}) + {agree}", ValueType.U32, default, false);
    }

    private Expression Reduce(Context c)
    {
        string operation = _choices.Pick(["add", "min", "max", "and", "or", "xor"]);
        ValueType type = operation is "and" or "or" or "xor" || _choices.Chance(50) ? ValueType.U32 : ValueType.I32;
        return new($"__reduce_{operation}_sync({c.Mask}, ({type.Name}){Parenthesised(Expression(type, 2, false).Text)})", type, default, false);
    }

    private Expression Other(Context c)
    {
        Line($"__syncwarp({c.Mask});");
        // Which lanes are active is certain only where all are.
        return c.Mask == FullMask && c.Together && _launches == LaunchKind.OneDimensional && _choices.Chance(50)
            ? new($"__popc(__ballot_sync({FullMask}, true))", ValueType.I32, default, false)
            : new($"__popc({c.Mask} & ((1u << lane) - 1u))", ValueType.I32, default, false);
    }
}
