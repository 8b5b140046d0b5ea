namespace CudaBridge.Ptx;

/// <summary>One place in the dotted part of an opcode: <c>.ftz</c>, <c>.rnd</c>, <c>.type</c>.</summary>
/// <param name="Name">The modifier class (<c>rnd</c>), the word itself, or <c>type</c>.</param>
/// <param name="Words">What may stand here, without dots.</param>
public sealed record Slot(string Name, IReadOnlyList<string> Words, bool Optional, bool IsType)
{
    public int IndexOf(ReadOnlySpan<char> word)
    {
        for (int i = 0; i < Words.Count; i++)
            if (word.SequenceEqual(Words[i])) return i;
        return -1;
    }

    public override string ToString()
    {
        string name = Words.Count == 1 ? Words[0] : Name;
        return Optional ? $"{{.{name}}}" : $".{name}";
    }
}

/// <summary>What an operand must be.</summary>
public enum OperandKind : byte
{
    Value,      // register, constant or symbol
    Vector,     // {…} when the form's vec slot is chosen, a value otherwise
    Elements,   // {…} of any length
    Steps,      // the same, or one value
    Pair,       // p|q
    Address,    // […]
    Immediate,  // constant
    Label,      // label, function or list name
    Call,       // the operands of call
}

/// <summary>One operand of a form.</summary>
/// <param name="Name">As the manual names it.</param>
/// <param name="Type">A fixed type; <see cref="PtxType.None"/> when <paramref name="TypeSlot"/> gives it.</param>
/// <param name="TypeSlot">Which of the opcode's types, from 0; −1 for none.</param>
/// <param name="Wide">The type is twice the slot's.</param>
/// <param name="Sign"><c>!</c> or <c>-</c> when the operand may carry it, else NUL.</param>
/// <param name="PairOptional">The second half of <c>d|p</c> may be left out.</param>
/// <param name="Selectable">May carry a video selector such as <c>.b0</c>.</param>
public sealed record OperandSlot(
    string Name, OperandKind Kind, bool Optional, PtxType Type, int TypeSlot, bool Wide, char Sign, bool PairOptional, bool Selectable);
