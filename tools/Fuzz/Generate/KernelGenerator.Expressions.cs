using System.Globalization;

namespace CudaBridge.Fuzz.Generate;

internal sealed partial class KernelGenerator
{
    private static readonly int[] s_small = [0, 1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 31, 32, 33, 63, 64, 100, 127, 128, 255];
    private static readonly string[] s_wild = ["0x7fffffff", "(-2147483647 - 1)", "-1", "0x55555555", "0x80000001u", "0xffffffffu", "0x123456789abcdef0ull", "(-9223372036854775807ll - 1)", "65535", "-128"];
    private static readonly string[] s_floats = ["0.0f", "1.0f", "-1.0f", "0.5f", "2.0f", "3.75f", "-0.0f", "1e-40f", "1e30f", "-7.25f", "16777216.0f", "1e-8f", "__uint_as_float(0x7f800000u)"];

    private Expression Any(int depth, bool uniform) => Expression(_choices.Pick(ValueType.Variables), depth, uniform);

    /// <summary>An expression of the type; with <paramref name="uniform"/> one that is the same for all threads of the block.</summary>
    private Expression Expression(ValueType type, int depth, bool uniform)
    {
        _choices.Begin();
        Expression result = depth <= 0 ? Leaf(type, uniform) : _choices.PickWeighted<Func<ValueType, int, bool, Expression>>(
        [
            (4, (t, _, u) => Leaf(t, u)),
            (8, Arithmetic),
            (4, Call),
            (2, Ternary),
            (2, (t, d, u) => Convert(Any(d - 1, u), t)),
            (3, Load),
            (2, CallDeviceFunction),
        ])(type, depth, uniform);
        _choices.End();
        return result;
    }

    // ---- Leaves -----------------------------------------------------------------------------------------------------------------

    private Expression Leaf(ValueType type, bool uniform)
    {
        if (_choices.Chance(85))
        {
            var names = _variables.FindAll(v => (v.Uniform || !uniform) && (v.Type == type || _variables.Count < 6));
            if (names.Count == 0) names = _variables.FindAll(v => v.Uniform || !uniform);
            if (names.Count > 0)
            {
                Variable v = names[names.Count - 1 - _choices.Next(names.Count)];
                return Convert(new Expression(v.Name, v.Type, v.Range, v.Uniform), type);
            }
        }

        return Literal(type);
    }

    /// <summary>A variable that threads need not agree on, or something made from one.</summary>
    private Expression Varying(ValueType type, int depth)
    {
        var names = _variables.FindAll(v => !v.Uniform);
        if (names.Count == 0 || _choices.Chance(40)) return Expression(type, depth, false);
        Variable v = names[names.Count - 1 - _choices.Next(names.Count)];
        Expression value = new(v.Name, v.Type, v.Range, false);
        if (v.Type.IsInteger && _choices.Chance(40)) value = new($"({v.Name} & {_choices.Pick(s_small)})", v.Type.Bits < 32 ? ValueType.I32 : v.Type, new(0, 255), false);
        return Convert(value, type);
    }

    private Expression Literal(ValueType type)
    {
        if (type.Kind == NumberKind.Bool) return new(_choices.Chance(50) ? "true" : "false", type, type.Range, true);
        if (type.Kind is NumberKind.Float or NumberKind.Half) return Convert(new(_choices.Pick(s_floats), ValueType.F32, default, true), type);
        if (_choices.Chance(15)) return new($"({type.Name}){_choices.Pick(s_wild)}", type, type.Range, true);
        int value = Math.Min(_choices.Pick(s_small), (int)Int128.Min(type.Range.Max, 255));
        string suffix = type.Bits < 32 ? "" : (type.Signed ? "" : "u") + (type.Bits == 64 ? "ll" : "");
        return new($"{value}{suffix}", type, new(value, value), true);
    }

    // ---- Conversions ------------------------------------------------------------------------------------------------------------

    private Expression Convert(Expression e, ValueType to)
    {
        if (e.Type == to) return e;
        if (to.Kind == NumberKind.Bool) return new(e.Type.Kind == NumberKind.Half ? $"(__half2float({e.Text}) > 0.5f)" : $"({e.Text} > {(e.Type.IsFloat ? "0.5f" : "7")})", to, to.Range, e.Uniform);
        if (to.Kind == NumberKind.Half) return new($"__float2half({Convert(e, ValueType.F32).Text})", to, default, e.Uniform);
        if (e.Type.Kind == NumberKind.Half) return Convert(new($"__half2float({e.Text})", ValueType.F32, default, e.Uniform), to);
        if (to.IsFloat) return new($"({to.Name})({e.Text})", to, default, e.Uniform);
        if (e.Type.IsFloat) return FloatToInteger(e, to);
        Interval range = e.Type.Kind == NumberKind.Bool ? new(0, 1) : e.Range;
        return new($"({to.Name})({e.Text})", to, to.Range.Contains(range) ? range : to.Range, e.Uniform);
    }

    // A plain cast is undefined where the value does not fit; CUDA's functions saturate.
    private static Expression FloatToInteger(Expression e, ValueType to)
    {
        string from = e.Type == ValueType.F32 ? "float" : "double";
        if (to.Bits == 64) return new($"__{from}2{(to.Signed ? "ll" : "ull")}_rz({e.Text})", to, to.Range, e.Uniform);
        if (to == ValueType.I32) return new($"__{from}2int_rz({e.Text})", to, to.Range, e.Uniform);
        if (to == ValueType.U32) return new($"__{from}2uint_rz({e.Text})", to, to.Range, e.Uniform);
        Interval fits = new(-100, 100);
        return to.Signed
            ? new($"({to.Name})fminf(fmaxf((float){e.Text}, -100.0f), 100.0f)", to, fits, e.Uniform)
            : new($"({to.Name})fminf(fmaxf((float){e.Text}, 0.0f), 100.0f)", to, new(0, 100), e.Uniform);
    }

    // ---- Operators --------------------------------------------------------------------------------------------------------------

    private Expression Arithmetic(ValueType type, int depth, bool uniform)
    {
        if (type.Kind == NumberKind.Bool) return Condition(depth, uniform);
        if (type.Kind == NumberKind.Half) return Call(type, depth, uniform);
        Expression a = Expression(type, depth - 1, uniform), b = _choices.Chance(40) ? Literal(type) : Expression(type, depth - 1, uniform);
        if (type.IsFloat) return new($"({a.Text} {_choices.Pick(["+", "-", "*", "/"])} {b.Text})", type, default, a.Uniform && b.Uniform);
        return _choices.Pick(["+", "*", "-", "&", ">>", "|", "^", "<<", "%", "/"]) switch
        {
            "+" => Overflowing("+", a, b, a.Range + b.Range),
            "-" => Overflowing("-", a, b, a.Range - b.Range),
            "*" => type == ValueType.U64 ? Bitwise("*", a, b) : Overflowing("*", a, b, a.Range * b.Range),
            "<<" => ShiftLeft(a, b),
            ">>" => new($"({type.Name})({a.Text} >> ({b.Text} & {type.Bits - 1}))", type, a.Range.Min >= 0 ? new(0, a.Range.Max) : type.Range, a.Uniform && b.Uniform),
            "/" => Division("/", a, b),
            "%" => Division("%", a, b),
            "&" => new($"({type.Name})({a.Text} & {b.Text})", type, And(a, b), a.Uniform && b.Uniform),
            var op => Bitwise(op, a, b),
        };
    }

    private static Interval And(Expression a, Expression b) =>
        b.Range.Min >= 0 ? new(0, b.Range.Max) : a.Range.Min >= 0 ? new(0, a.Range.Max) : a.Type.Range;

    private static Expression Bitwise(string op, Expression a, Expression b) =>
        new($"({a.Type.Name})({a.Text} {op} {b.Text})", a.Type, a.Type.Range, a.Uniform && b.Uniform);

    /// <summary>Computed as written where it cannot overflow, so that the compiler knows that it does not; else without a sign.</summary>
    private static Expression Overflowing(string op, Expression a, Expression b, Interval exact)
    {
        ValueType type = a.Type;
        Interval computed = type.Bits < 32 ? ValueType.I32.Range : type.Range;
        bool plain = !type.Signed && type.Bits >= 32 || computed.Contains(exact);
        string text = plain ? $"({type.Name})({a.Text} {op} {b.Text})" : $"({type.Name})(({type.Unsigned}){a.Text} {op} ({type.Unsigned}){b.Text})";
        return new(text, type, type.Range.Contains(exact) ? exact : type.Range, a.Uniform && b.Uniform);
    }

    private static Expression ShiftLeft(Expression a, Expression b)
    {
        ValueType type = a.Type;
        if (b.Range.Min == b.Range.Max && b.Range.Max < type.Bits && a.Range.Min >= 0)
        {
            Interval exact = a.Range * new Interval((Int128)1 << (int)b.Range.Max, (Int128)1 << (int)b.Range.Max);
            if (type.Range.Contains(exact) && type.Bits >= 32) return new($"({a.Text} << {b.Text})", type, exact, a.Uniform);
        }

        return new($"({type.Name})(({type.Unsigned}){a.Text} << ({b.Text} & {type.Bits - 1}))", type, type.Range, a.Uniform && b.Uniform);
    }

    private static Expression Division(string op, Expression a, Expression b)
    {
        bool safe = !b.Range.Contains(0) && !b.Range.Contains(-1);
        string divisor = safe ? b.Text : a.Type.Signed ? $"(({b.Text} & 63) + 1)" : $"({b.Text} | 1)";
        Interval range = op == "%" && safe && b.Range.Min > 0 && a.Range.Min >= 0 ? new(0, b.Range.Max - 1) : a.Range.Min >= 0 ? new(0, a.Range.Max) : a.Type.Range;
        return new($"({a.Type.Name})({a.Text} {op} {divisor})", a.Type, range, a.Uniform && b.Uniform);
    }

    private Expression Call(ValueType type, int depth, bool uniform)
    {
        var functions = Operators.Giving(type);
        if (functions.Length == 0) return Convert(Expression(ValueType.U32, depth - 1, uniform), type);
        Operator function = _choices.PickWeighted(functions);
        Expression[] operands = [.. function.OperandTypes.Select(t => Expression(t, depth - 1, uniform))];
        return new($"({string.Format(CultureInfo.InvariantCulture, function.Text, [.. operands.Select(o => $"({o.Type.Name}){Parenthesised(o.Text)}")])})", type,
            type.IsInteger ? type.Range : default, operands.All(o => o.Uniform));
    }

    private static string Parenthesised(string text) => text[0] == '(' && text[^1] == ')' ? text : $"({text})";

    private Expression Ternary(ValueType type, int depth, bool uniform)
    {
        Expression c = Condition(depth - 1, uniform), a = Expression(type, depth - 1, uniform), b = Expression(type, depth - 1, uniform);
        Interval range = type.IsInteger || type.Kind == NumberKind.Bool ? new(Int128.Min(a.Range.Min, b.Range.Min), Int128.Max(a.Range.Max, b.Range.Max)) : default;
        return new($"({c.Text} ? {a.Text} : {b.Text})", type, range, c.Uniform && a.Uniform && b.Uniform);
    }

    private Expression Condition(int depth, bool uniform)
    {
        _choices.Begin();
        Expression result = _choices.Next(depth <= 0 ? 6 : 10) switch
        {
            <= 5 => Comparison(depth, uniform),
            6 => Join("&&"),
            7 => Join("||"),
            8 => Condition(depth - 1, uniform) is var c ? c with { Text = $"!({c.Text})" } : default,
            _ => Call(ValueType.Bool, depth, uniform),
        };
        _choices.End();
        return result;

        Expression Join(string op)
        {
            Expression a = Condition(depth - 1, uniform), b = Condition(depth - 1, uniform);
            return new($"({a.Text} {op} {b.Text})", ValueType.Bool, ValueType.Bool.Range, a.Uniform && b.Uniform);
        }
    }

    private Expression Comparison(int depth, bool uniform)
    {
        ValueType type = _choices.Pick<ValueType>([ValueType.I32, ValueType.U32, ValueType.F32, ValueType.I64, ValueType.U8, ValueType.F64]);
        Expression a = uniform ? Expression(type, depth - 1, true) : Varying(type, depth - 1), b = _choices.Chance(60) ? Literal(type) : Expression(type, depth - 1, uniform);
        return new($"({a.Text} {_choices.Pick(["<", ">", "<=", ">=", "==", "!="])} {b.Text})", ValueType.Bool, ValueType.Bool.Range, a.Uniform && b.Uniform);
    }

    // ---- Memory -----------------------------------------------------------------------------------------------------------------

    /// <summary>An index below <paramref name="length"/>, a power of two.</summary>
    private Expression Index(int length, int depth, bool uniform)
    {
        Expression e = Expression(_choices.Pick<ValueType>([ValueType.I32, ValueType.U32, ValueType.I32, ValueType.I64]), depth, uniform);
        return new Interval(0, length - 1).Contains(e.Range) ? e : new($"({e.Text} & {length - 1})", e.Type, new(0, length - 1), e.Uniform);
    }

    private Expression Load(ValueType type, int depth, bool uniform)
    {
        List<(int, Func<Expression>)> ways = [];
        if (_inKernel && type.Buffer is { } buffer)
            ways.Add((4, () => Index(Limits.BufferElements, depth - 1, uniform) is var i ? new($"{(_choices.Chance(15) ? $"__ldg(&{buffer}[{i.Text}])" : $"{buffer}[{i.Text}]")}", type, type.IsInteger ? type.Range : default, i.Uniform) : default));
        if (!uniform)
        {
            foreach (LocalArray array in _arrays.Where(a => a.Type == type))
                ways.Add((4, () => new($"{array.Name}[{Index(array.Length, depth - 1, false).Text}]", type, type.IsInteger ? type.Range : default, false)));
            foreach (SharedArray array in _shared.Where(a => a.Type == type))
            {
                if (array.Phase.Kind == PhaseKind.Own) ways.Add((4, () => new(array.At("tid"), type, type.IsInteger ? type.Range : default, false)));
                if (array.Phase.Kind == PhaseKind.Read) ways.Add((8, () => new(array.At(Index(array.Length, depth - 1, false).Text), type, type.IsInteger ? type.Range : default, false)));
            }
        }

        return ways.Count == 0 ? Leaf(type, uniform) : _choices.PickWeighted(ways)();
    }

    private Expression CallDeviceFunction(ValueType type, int depth, bool uniform)
    {
        if (_callees.Count == 0) return Leaf(type, uniform);
        DeviceFunction callee = _choices.Pick(_callees);
        Expression[] arguments = [.. callee.Parameters.Select(p => Expression(p, depth - 1, uniform))];
        return Convert(new($"{callee.Name}({string.Join(", ", arguments.Select(a => a.Text))})", callee.Result,
            callee.Result.IsInteger || callee.Result.Kind == NumberKind.Bool ? callee.Result.Range : default, arguments.All(a => a.Uniform)), type);
    }
}
