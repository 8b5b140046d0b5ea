namespace CudaBridge.Fuzz.Generate;

internal sealed partial class KernelGenerator
{
    /// <summary>How deep the kernel's statements nest.</summary>
    private const int Nesting = 4;

    private void Statements(Context context)
    {
        int count = 1 + _choices.Next(context.Depth >= Nesting ? 24 : 4);
        for (int i = 0; i < count && _budget > 0; i++)
        {
            _budget--;
            _choices.Begin();
            Statement(context);
            _choices.End();
        }
    }

    private void Statement(Context c)
    {
        bool nest = c.Depth > 0, warp = c.Mask is not null, share = _shared.Count > 0;
        _choices.PickWeighted<Action<Context>>(
        [
            (8, Assign),
            (4, DeclareVariable),
            (nest ? 7 : 0, If),
            (nest ? 4 : 0, CountedLoop),
            (nest ? 3 : 0, DivergentLoop),
            (nest ? 3 : 0, Switch),
            (nest ? 1 : 0, ShortCircuit),
            (c.FreeLoop || c.LoopPhases is not null ? 3 : 0, Leave),
            (c.MayReturn ? 1 : 0, Return),
            (2, DeclareArray),
            (_arrays.Count > 0 ? 3 : 0, StoreLocal),
            (share ? 4 : 0, UseShared),
            (share && c.Together ? 4 : 0, Barrier),
            (c.Together && c.MayReturn ? 1 : 0, BarrierWithAnswer),
            (warp ? 6 : 0, WarpOperation),
            (c.MayReturn ? 2 : 0, Accumulate),
            (c.MayReturn ? 2 : 0, StoreVector),
            (2, LoadVector),
            (2, UseStruct),
            (1, SelectPointer),
            (_inKernel ? 3 : 0, ReadNeighbour),
        ])(c);
    }

    // ---- Variables --------------------------------------------------------------------------------------------------------------

    private void DeclareVariable(Context c)
    {
        ValueType type = _choices.Pick(ValueType.Variables);
        bool uniform = c.Together && _choices.Chance(30), constant = _choices.Chance(25);
        Expression value = Expression(type, 3, uniform);
        string name = NewName("v");
        Line($"{(constant ? "const " : "")}{type.Name} {name} = {value.Text};");
        Interval range = !type.IsInteger && type.Kind != NumberKind.Bool ? default : constant ? value.Range : type.Range;
        // Threads assign to a variable on their own unless it is one that they share.
        _variables.Add(new Variable(name, type, range, c.Together && (uniform || (constant && value.Uniform)), !constant));
    }

    private Variable? Assignable(Context c)
    {
        var names = _variables.FindAll(v => v.Assignable && (!v.Uniform || c.Together));
        return names.Count == 0 ? null : names[names.Count - 1 - _choices.Next(names.Count)];
    }

    private void Assign(Context c)
    {
        if (Assignable(c) is not { } v) { DeclareVariable(c); return; }
        Expression value = Expression(v.Type, 3, v.Uniform);
        if (_choices.Chance(40)) value = Combine(new Expression(v.Name, v.Type, v.Range, v.Uniform), value);
        Line($"{v.Name} = {value.Text};");
    }

    private Expression Combine(Expression a, Expression b) => a.Type.Kind switch
    {
        NumberKind.Integer => a.Type == ValueType.U64 ? Bitwise(_choices.Pick(["+", "^", "*"]), a, b) : _choices.Pick(["+", "-", "^"]) switch
        {
            "+" => Overflowing("+", a, b, a.Range + b.Range),
            "-" => Overflowing("-", a, b, a.Range - b.Range),
            _ => Bitwise("^", a, b),
        },
        NumberKind.Float => a with { Text = $"({a.Text} {_choices.Pick(["+", "*", "-"])} {b.Text})" },
        NumberKind.Half => a with { Text = $"__hadd({a.Text}, {b.Text})" },
        _ => a with { Text = $"({a.Text} != {b.Text})" },
    };

    // ---- Branches ---------------------------------------------------------------------------------------------------------------

    private void If(Context c)
    {
        if (c.Together && _choices.Chance(25)) { UniformIf(c); return; }
        if (c.Mask is not null && _choices.Chance(40)) { MaskedIf(c); return; }
        Line($"if ({Condition(2, false).Text}) {{");
        Block(() => Statements(c.Apart.Deeper));
        if (_choices.Chance(50))
        {
            Line("} else {");
            Block(() => Statements(c.Apart.Deeper));
        }

        Line("}");
    }

    private void UniformIf(Context c)
    {
        Line($"if ({Condition(2, true).Text}) {{");
        Phase[] before = Phases();
        Block(() => { Statements(c.Deeper); RestorePhases(before); });
        if (_choices.Chance(50))
        {
            Line("} else {");
            Block(() => { Statements(c.Deeper); RestorePhases(before); });
        }

        Line("}");
    }

    /// <summary>A branch whose arms know which lanes of the warp are in them.</summary>
    private void MaskedIf(Context c)
    {
        string mask = NewName("m");
        int half = _choices.Next(5);
        string condition;
        if (half < 2)
        {
            condition = NewName("c");
            Line($"const bool {condition} = {Condition(2, false).Text};");
            Line($"const unsigned {mask} = __ballot_sync({c.Mask}, {condition});");
        }
        else
        {
            (condition, string lanes) = half switch { 2 => ("lane < 16", "0x0000ffffu"), 3 => ("(lane & 1)", "0xaaaaaaaau"), _ => ("(lane & 3) == 2", "0x44444444u") };
            Line($"const unsigned {mask} = {c.Mask} & {lanes};");
        }

        Line($"if ({condition}) {{");
        Block(() => Statements(c.Apart.Deeper with { Mask = mask }));
        if (_choices.Chance(50))
        {
            string rest = NewName("m");
            Line("} else {");
            Block(() =>
            {
                Line($"const unsigned {rest} = {c.Mask} & ~{mask};");
                Statements(c.Apart.Deeper with { Mask = rest });
            });
        }

        Line("}");
    }

    private void Switch(Context c)
    {
        bool uniform = c.Together && _choices.Chance(20);
        int cases = 2 + _choices.Next(4), second = cases;
        Line($"switch ({Index(8, 2, uniform).Text}) {{");
        for (int i = 0; i < cases; i++)
        {
            if (_choices.Chance(20) && second < 8) Line($"case {second++}:");
            Line($"case {i}: {{");
            Block(() => Statements(c.Apart.Deeper with { FreeLoop = false }));
            Line(_choices.Chance(25) ? "}" : "} break;");
        }

        if (_choices.Chance(50))
        {
            Line("default: {");
            Block(() => Statements(c.Apart.Deeper with { FreeLoop = false }));
            Line("}");
        }
        else
        {
            Line("default: break;");
        }

        Line("}");
    }

    // if (a && ((v = e) > k)) …
    private void ShortCircuit(Context c)
    {
        var names = _variables.FindAll(v => v.Assignable && !v.Uniform && (v.Type.IsInteger || v.Type.IsFloat));
        if (names.Count == 0) { If(c); return; }
        Variable v = _choices.Pick(names);
        Line($"if ({Condition(2, false).Text} {_choices.Pick(["&&", "||"])} (({v.Name} = {Expression(v.Type, 2, false).Text}) > {_choices.Pick(s_small)})) {{");
        Block(() => Statements(c.Apart.Deeper));
        Line("}");
    }

    // ---- Loops ------------------------------------------------------------------------------------------------------------------

    /// <summary>A loop with one number of rounds for all threads of the block, if they come here together.</summary>
    private void CountedLoop(Context c)
    {
        string i = NewName("i");
        Expression rounds = _choices.Chance(50) ? Literal(ValueType.I32) : Expression(ValueType.I32, 2, true);
        string bound = new Interval(0, 9).Contains(rounds.Range) ? rounds.Text : $"({rounds.Text} & 7)";
        bool tame = c.Together && _choices.Chance(70);
        int step = _choices.Pick([1, 1, 2, 3]);
        bool down = _choices.Chance(20);
        Line(down ? $"for (int {i} = {bound}; {i} > 0; {i} -= {step}) {{" : $"for (int {i} = {_choices.Pick(["0", "1"])}; {i} < {bound}; {i} += {step}) {{");
        Phase[] before = Phases();
        Block(() =>
        {
            _variables.Add(new Variable(i, ValueType.I32, new(0, 12), c.Together, false));
            Context inside = c.Deeper with { FreeLoop = !tame, LoopPhases = tame ? before : null };
            Statements(tame ? inside : inside with { Together = false, Mask = null });
            RestorePhases(before);
        });
        Line("}");
    }

    /// <summary>A loop that each thread runs as often as it likes.</summary>
    private void DivergentLoop(Context c)
    {
        switch (_choices.Next(c.Mask is null ? 5 : 7))
        {
            case 0: FreeFor(c); break;
            case 1: While(c); break;
            case 2: DoWhile(c); break;
            case 3: Forever(c); break;
            case 4 when _inKernel: GridStride(c); break;
            case > 4: MaskedLoop(c); break;
            default: FreeFor(c); break;
        }
    }

    private void FreeFor(Context c)
    {
        string i = NewName("i");
        Line($"for (int {i} = 0, e{i} = {Index(8, 2, false).Text}; {i} < e{i}; {i}++) {{");
        FreeBody(c, i);
        Line("}");
    }

    private void GridStride(Context c)
    {
        string i = NewName("i");
        Line($"for (int {i} = gid; {i} < n * {1 + _choices.Next(4)}; {i} += {_choices.Pick(["nt * gridDim.x * gridDim.y * gridDim.z", "blockDim.x * gridDim.x * 2"])}) {{");
        Block(() =>
        {
            _variables.Add(new Variable(i, ValueType.I32, new(0, Limits.Threads * 4), false, false));
            Statements(c.Apart.Deeper with { FreeLoop = true });
        });
        Line("}");
    }

    private void While(Context c)
    {
        string i = NewName("i");
        Line($"int {i} = {Index(8, 2, false).Text};");
        Line($"while ({i}-- > 0{(_choices.Chance(50) ? $" && {Condition(2, false).Text}" : "")}) {{");
        FreeBody(c, null);
        Line("}");
    }

    private void DoWhile(Context c)
    {
        string i = NewName("i");
        Line($"int {i} = 0;");
        Line("do {");
        FreeBody(c, null);
        Line($"}} while (++{i} < 6 && {Condition(2, false).Text});");
    }

    private void Forever(Context c)
    {
        string i = NewName("i");
        Line($"for (int {i} = 0;; {i}++) {{");
        Block(() => Line($"if ({i} > {1 + _choices.Next(8)} || {Condition(2, false).Text}) break;"));
        FreeBody(c, i);
        Line("}");
    }

    private void FreeBody(Context c, string? counter) => Block(() =>
    {
        if (counter is not null) _variables.Add(new Variable(counter, ValueType.I32, new(0, 12), false, false));
        Statements(c.Apart.Deeper with { FreeLoop = true });
    });

    /// <summary>A loop that lanes leave one after the other, while those inside know who they are.</summary>
    private void MaskedLoop(Context c)
    {
        string i = NewName("i"), mask = NewName("m"), stay = NewName("c");
        Line($"unsigned {mask} = {c.Mask};");
        Line($"for (int {i} = 0;; {i}++) {{");
        Block(() =>
        {
            _variables.Add(new Variable(i, ValueType.I32, new(0, 12), false, false));
            Line($"const bool {stay} = {i} < {1 + _choices.Next(6)} && {Condition(2, false).Text};");
            Line($"{mask} = __ballot_sync({mask}, {stay});");
            Line($"if (!{stay}) break;");
            Statements(c.Apart.Deeper with { Mask = mask, FreeLoop = false });
        });
        Line("}");
    }

    private void Leave(Context c)
    {
        if (c.LoopPhases is { } phases && c.Together)
        {
            Line($"if ({Condition(1, true).Text}) {{");
            Phase[] here = Phases();
            Block(() =>
            {
                RestorePhases(phases);
                Line(_choices.Chance(60) ? "break;" : "continue;");
            });
            SetPhases(here);
            Line("}");
        }
        else if (c.FreeLoop)
        {
            Line($"if ({Condition(2, false).Text}) {_choices.Pick(["break", "continue"])};");
        }
        else
        {
            Assign(c);
        }
    }

    private void Return(Context c)
    {
        Line($"if ({(_choices.Chance(40) ? "gid >= n" : Condition(2, false).Text)}) {{");
        Block(() =>
        {
            int slot = _choices.Next(Limits.Outputs);
            Line($"out[gid * {Limits.Outputs} + {slot}] = bits({Any(2, false).Text});");
            Line("return;");
        });
        Line("}");
    }
}
