namespace CudaBridge.Fuzz.Generate;

internal sealed partial class KernelGenerator
{
    private static readonly string[] s_atomics = ["Add", "Min", "Max", "And", "Or", "Xor", "Sub"];

    // ---- Local arrays -----------------------------------------------------------------------------------------------------------

    private void DeclareArray(Context c)
    {
        ValueType type = _choices.Pick(ValueType.Variables);
        int length = _choices.Pick([4, 8, 2, 16]);
        string name = NewName("a");
        if (_choices.Chance(50))
        {
            Line($"{type.Name} {name}[{length}];");
            string i = NewName("i");
            _variables.Add(new Variable(i, ValueType.I32, new(0, length - 1), false, false));
            Line($"for (int {i} = 0; {i} < {length}; {i}++) {name}[{i}] = {Expression(type, 2, false).Text};");
            _variables.RemoveAt(_variables.Count - 1);
        }
        else
        {
            Line($"{type.Name} {name}[{length}] = {{ {string.Join(", ", Enumerable.Range(0, length).Select(i => Convert(i < 3 ? Leaf(type, false) : Literal(type), type)).Select(e => $"({type.Name}){e.Text}"))} }};");
        }

        _arrays.Add(new LocalArray(name, type, length));
    }

    private void StoreLocal(Context c)
    {
        LocalArray array = _choices.Pick(_arrays);
        Line($"{array.Name}[{Index(array.Length, 2, false).Text}] = {Expression(array.Type, 3, false).Text};");
    }

    // int* p = c ? &a[i] : &b[j]; *p = …
    private void SelectPointer(Context c)
    {
        if (_arrays.Count == 0) { DeclareArray(c); return; }
        LocalArray a = _choices.Pick(_arrays), b = _choices.Pick(_arrays.FindAll(other => other.Type == a.Type));
        string p = NewName("p");
        string other = _inKernel && a.Type.Buffer is { } buffer && _choices.Chance(40) ? $"&{buffer}[{Index(Limits.BufferElements, 2, false).Text}]" : $"&{b.Name}[{Index(b.Length, 2, false).Text}]";
        bool writes = other.StartsWith($"&{b.Name}", StringComparison.Ordinal);
        Line($"{(writes ? "" : "const ")}{a.Type.Name}* {p} = {Condition(2, false).Text} ? &{a.Name}[{Index(a.Length, 2, false).Text}] : {other};");
        if (writes) Line($"*{p} = {Expression(a.Type, 2, false).Text};");
        if (Assignable(c) is { Uniform: false } v) Line($"{v.Name} = {Convert(new Expression($"(*{p})", a.Type, a.Type.IsInteger || a.Type.Kind == NumberKind.Bool ? a.Type.Range : default, false), v.Type).Text};");
    }

    // ---- Neighbours -------------------------------------------------------------------------------------------------------------

    // if (x >= k) … a[x - k] …   or   if (x + k < n) … a[x + k] …
    /// <summary>Reads at a distance from the thread's own place where that is inside the array: lanes outside would compute an index that does not exist.</summary>
    private void ReadNeighbour(Context c)
    {
        string x = _choices.Pick(["gid", "tid", "threadIdx.x", "lane", "(unsigned)gid", "(long long)tid", "(size_t)gid"]);
        int distance = 1 + _choices.Next(40);
        string k = _choices.Chance(20) ? "(n & 31)" : $"{distance}";
        bool back = _choices.Chance(60);
        ValueType type = _choices.Pick<ValueType>([ValueType.I32, ValueType.F32, ValueType.U8, ValueType.F64, ValueType.I16]);
        string index = _choices.Pick([$"{x} {(back ? "-" : "+")} {k}", $"({x} {(back ? "-" : "+")} {k}) {_choices.Pick(["* 2", "* 3", "<< 1", "| 1", "+ 5", "& 1023"])}"]);
        string name = NewName("v");
        _variables.Add(new Variable(name, type, type.IsInteger ? type.Range : default, false, true));
        Line($"{type.Name} {name} = {Literal(type).Text};");
        Line(back ? $"if ({x} >= {k}) {{" : $"if ({x} + {k} < {_choices.Pick(["n", "nt", "64", "100"])}) {{");
        Block(() =>
        {
            Line($"{name} = {type.Buffer}[{(_choices.Chance(30) ? $"(int)({index})" : index)}];");
            if (_choices.Chance(30)) Statements(c.Apart.Deeper with { Depth = 1 });
        });
        Line("}");
    }

    // ---- Structures and vectors -------------------------------------------------------------------------------------------------

    private void UseStruct(Context c)
    {
        if (_structs.Count == 0 || _choices.Chance(30))
        {
            string name = NewName("s");
            Line(_structs.Count > 0 && _choices.Chance(50) ? $"pack {name} = {Condition(1, false).Text} ? {_choices.Pick(_structs)} : {_structs[0]};"
                : $"pack {name} = {{ {Expression(ValueType.I32, 2, false).Text}, {Expression(ValueType.F32, 1, false).Text}, (short){Leaf(ValueType.I16, false).Text}, 3, {Leaf(ValueType.I64, false).Text} }};");
            _structs.Add(name);
            return;
        }

        string s = _choices.Pick(_structs);
        (string field, ValueType type) = _choices.Pick<(string, ValueType)>([("a", ValueType.I32), ("b", ValueType.F32), ("c", ValueType.I16), ("d", ValueType.U8), ("e", ValueType.I64)]);
        if (_choices.Chance(50) || Assignable(c) is not { Uniform: false } v) Line($"{s}.{field} = {Expression(type, 2, false).Text};");
        else Line($"{v.Name} = {Convert(new Expression($"{s}.{field}", type, type.IsInteger ? type.Range : default, false), v.Type).Text};");
    }

    private static readonly (string Vector, ValueType Element, string Buffer, int Width)[] s_vectors =
    [
        ("int4", ValueType.I32, "inI", 4), ("float2", ValueType.F32, "inF", 2), ("float4", ValueType.F32, "inF", 4), ("uchar4", ValueType.U8, "inB", 4), ("short2", ValueType.I16, "inS", 2),
        ("double2", ValueType.F64, "inD", 2), ("int2", ValueType.I32, "inI", 2), ("short4", ValueType.I16, "inS", 4),
    ];

    private void LoadVector(Context c)
    {
        if (!_inKernel) { Assign(c); return; }
        var (vector, element, buffer, width) = _choices.Pick(s_vectors);
        string name = NewName("w");
        Line($"const {vector} {name} = reinterpret_cast<const {vector}*>({buffer})[{Index(Limits.BufferElements / width, 2, false).Text}];");
        foreach (string component in new[] { "x", "y", "z", "w" }.Take(width))
            _variables.Add(new Variable($"{name}.{component}", element, element.IsInteger ? element.Range : default, false, false));
    }

    private void StoreVector(Context c)
    {
        string slot = $"gid * {Limits.VectorSlots} + {_choices.Next(Limits.VectorSlots)}";
        string e = string.Join(", ", Enumerable.Range(0, 4).Select(_ => Expression(ValueType.I32, 1, false).Text));
        Line($"reinterpret_cast<int4*>(vectors)[{slot}] = make_int4({e});");
    }

    // ---- Atomics ----------------------------------------------------------------------------------------------------------------

    /// <summary>Adds to accumulators that all threads share; each has one operation, so that the order does not show.</summary>
    private void Accumulate(Context c)
    {
        string at = Index(Limits.Accumulators, 2, false).Text;
        int operation = _choices.Next(s_atomics.Length);
        switch (_choices.Next(6))
        {
            case <= 1: Line($"atomic{s_atomics[operation]}(&acc[{operation * Limits.Accumulators} + {at}], {Expression(ValueType.U32, 2, false).Text});"); break;
            case 2: Line($"atomicMax((int*)&acc[{7 * Limits.Accumulators} + {at}], {Expression(ValueType.I32, 2, false).Text});"); break;
            case 3:
                operation = Math.Min(operation, 5);
                Line($"atomic{s_atomics[operation]}(&accL[{operation * Limits.Accumulators} + {at}], {Expression(ValueType.U64, 2, false).Text});");
                break;
            // Small whole numbers add up exactly in any order.
            case 4: Line($"atomicAdd(&accF[{at}], (float){Index(16, 2, false).Text});"); break;
            default: CompareAndSwap(at); break;
        }
    }

    private void CompareAndSwap(string at)
    {
        string address = NewName("q"), old = NewName("o"), seen = NewName("o"), factor = $"({Expression(ValueType.U32, 2, false).Text} | 1u)";
        Line("{");
        Block(() =>
        {
            Line($"unsigned* {address} = &acc[{8 * Limits.Accumulators} + {at}];");
            Line($"const unsigned f{old} = {factor};");
            Line($"unsigned {old} = *{address}, {seen};");
            Line($"do {{ {seen} = {old}; {old} = atomicCAS({address}, {seen}, {seen} * f{old}); }} while ({seen} != {old});");
        });
        Line("}");
    }
}
