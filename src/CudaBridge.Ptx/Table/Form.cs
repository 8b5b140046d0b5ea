namespace CudaBridge.Ptx;

/// <summary>One row of the instruction table: one form of an instruction.</summary>
public sealed class Form
{
    /// <param name="opcode">As the manual prints it up to the first choice: <c>add</c>, <c>cp.async.wait_group</c>.</param>
    /// <param name="modifiers">See <see cref="FormPattern"/>; so are the next two.</param>
    /// <param name="types"></param>
    /// <param name="operands"></param>
    internal Form(string opcode, string modifiers, string types, string operands)
    {
        FullOpcode = opcode;
        Opcode = opcode.Split('.')[0];
        OperandText = FormPattern.WithoutNotes(operands);
        Slots = FormPattern.Slots(opcode, modifiers, types);
        Operands = FormPattern.Operands(operands, Slots.Count(slot => slot.IsType));
    }

    /// <summary>The word before the first dot.</summary>
    public string Opcode { get; }

    /// <summary>The opcode column of the row.</summary>
    public string FullOpcode { get; }

    /// <summary>The operands as the manual prints them.</summary>
    public string OperandText { get; }

    public IReadOnlyList<Slot> Slots { get; }

    public IReadOnlyList<OperandSlot> Operands { get; }

    /// <summary>The form as the manual prints it: <c>add{.rnd}{.ftz}{.sat}.f32 d, a, b</c>.</summary>
    public override string ToString() => $"{Opcode}{string.Concat(Slots)} {OperandText}".TrimEnd();

    /// <summary>
    /// Which word of <paramref name="suffixes"/> fills which slot: per slot the index of the chosen word, −1 for an optional slot left
    /// out; null when the suffixes are not of this form.
    /// </summary>
    internal sbyte[]? Match(IReadOnlyList<string> suffixes)
    {
        sbyte[] choices = new sbyte[Slots.Count];
        return Match(suffixes, 0, 0, choices) ? choices : null;
    }

    private bool Match(IReadOnlyList<string> suffixes, int suffix, int slot, sbyte[] choices)
    {
        if (slot == Slots.Count) return suffix == suffixes.Count;
        if (suffix < suffixes.Count)
        {
            int word = Slots[slot].IndexOf(suffixes[suffix]);
            choices[slot] = (sbyte)word;
            if (word >= 0 && Match(suffixes, suffix + 1, slot + 1, choices)) return true;
        }
        choices[slot] = -1;
        return Slots[slot].Optional && Match(suffixes, suffix, slot + 1, choices);
    }

    /// <summary>
    /// Like <see cref="Match(IReadOnlyList{string})"/>, with the modifiers in any order: ptxas takes them so, and programs rely on it.
    /// Types keep their order.
    /// </summary>
    internal sbyte[]? MatchInAnyOrder(IReadOnlyList<string> suffixes)
    {
        sbyte[] choices = new sbyte[Slots.Count];
        Array.Fill(choices, (sbyte)-1);
        return suffixes.Count <= Slots.Count && Place(suffixes, 0, choices) ? choices : null;
    }

    private bool Place(IReadOnlyList<string> suffixes, int suffix, sbyte[] choices)
    {
        if (suffix == suffixes.Count) return !Slots.Where((slot, i) => !slot.Optional && choices[i] < 0).Any();
        bool typeTried = false;
        for (int i = 0; i < choices.Length; i++)
        {
            if (choices[i] >= 0 || Slots[i].IsType && typeTried) continue;
            typeTried |= Slots[i].IsType;
            int word = Slots[i].IndexOf(suffixes[suffix]);
            if (word < 0) continue;
            choices[i] = (sbyte)word;
            if (Place(suffixes, suffix + 1, choices)) return true;
            choices[i] = -1;
        }
        return false;
    }
}
