namespace CudaBridge.Fuzz.Generate;

// Device functions without side effects, which the kernel's expressions call.
internal sealed partial class KernelGenerator
{
    private void Function()
    {
        _text = new();
        _budget = 6;
        ValueType[] types = [ValueType.I32, ValueType.F32, ValueType.U32, ValueType.I64, ValueType.F64, ValueType.U8];
        DeviceFunction function = new($"{_name}_f{_callees.Count}", _choices.Pick(types), [.. Enumerable.Range(0, 1 + _choices.Next(3)).Select(_ => _choices.Pick(types))]);
        string attribute = _choices.Pick(["", "__forceinline__ ", "__noinline__ "]);
        int kind = _choices.PickWeighted([(6, 0), (2, 1), (1, 2)]);
        if (kind == 1) Recursive(function);
        else if (kind == 2) ThroughPointers(function);
        else Plain(function, attribute);
        _functions.Append(_text);
        _text = new();
        _variables.Clear();
        _arrays.Clear();
        _structs.Clear();
        _callees.Add(function);
    }

    private static string Signature(DeviceFunction f, string name, string attribute) =>
        $"static __device__ {attribute}{f.Result.Name} {name}({string.Join(", ", f.Parameters.Select((p, i) => $"{p.Name} x{i}"))})";

    private void AddParameters(DeviceFunction f)
    {
        _variables.Clear();
        for (int i = 0; i < f.Parameters.Length; i++)
            _variables.Add(new Variable($"x{i}", f.Parameters[i], f.Parameters[i].IsInteger ? f.Parameters[i].Range : default, false, true));
    }

    private void Plain(DeviceFunction f, string attribute)
    {
        AddParameters(f);
        _text.Append(Signature(f, f.Name, attribute)).Append(" {\n");
        Statements(new Context { Depth = 2 });
        if (_choices.Chance(30)) Line($"if ({Condition(2, false).Text}) return {Expression(f.Result, 2, false).Text};");
        Statements(new Context { Depth = 1 });
        Line($"return {Expression(f.Result, 3, false).Text};");
        _text.Append("}\n\n");
    }

    private void Recursive(DeviceFunction f)
    {
        AddParameters(f);
        string inner = $"{f.Name}_r";
        _text.Append($"static __device__ {f.Result.Name} {inner}(int depth, {string.Join(", ", f.Parameters.Select((p, i) => $"{p.Name} x{i}"))}) {{\n");
        Line($"if (depth <= 0) return {Expression(f.Result, 2, false).Text};");
        Statements(new Context { Depth = 1 });
        string arguments = string.Join(", ", f.Parameters.Select(p => Expression(p, 2, false).Text));
        Expression again = new($"{inner}(depth - 1, {arguments})", f.Result, f.Result.IsInteger ? f.Result.Range : default, false);
        Line($"return {Combine(again, Expression(f.Result, 2, false)).Text};");
        _text.Append("}\n\n");
        _text.Append($"{Signature(f, f.Name, "")} {{ return {inner}({Convert(new Expression("x0", f.Parameters[0], f.Parameters[0].IsInteger ? f.Parameters[0].Range : default, false), ValueType.I32).Text} & 3, {string.Join(", ", f.Parameters.Select((_, i) => $"x{i}"))}); }}\n\n");
    }

    private void ThroughPointers(DeviceFunction f)
    {
        for (int i = 0; i < 2; i++)
        {
            AddParameters(f);
            _text.Append($"{Signature(f, $"{f.Name}_p{i}", "__noinline__ ")} {{ return {Expression(f.Result, 3, false).Text}; }}\n");
        }

        AddParameters(f);
        string arguments = string.Join(", ", f.Parameters.Select((_, i) => $"x{i}"));
        _text.Append($"{Signature(f, f.Name, "")} {{\n  {f.Result.Name} (*p)({string.Join(", ", f.Parameters.Select(t => t.Name))}) = {Condition(2, false).Text} ? {f.Name}_p0 : {f.Name}_p1;\n  return p({arguments});\n}}\n\n");
    }
}
