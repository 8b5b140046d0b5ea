namespace CudaBridge.Ptx;

/// <summary>One spelling of an opcode, such as <c>add.rn.f32</c>, read through one row of the table. Instructions of a module share it.</summary>
public sealed class Opcode
{
    private readonly sbyte[] _choices;

    internal Opcode(string text, Form form, sbyte[] choices)
    {
        Text = text;
        Form = form;
        _choices = choices;
        List<PtxType> types = [];
        for (int i = 0; i < choices.Length; i++)
            if (form.Slots[i].IsType) types.Add(PtxTypes.Find(form.Slots[i].Words[choices[i]]));
        Types = types;
        Vector = Get("vec") is { } vec ? vec[1] - '0' : 1;
    }

    public string Text { get; }

    /// <summary>The word before the first dot.</summary>
    public string Name => Form.Opcode;

    public Form Form { get; }

    /// <summary>The types in the order of the text.</summary>
    public IReadOnlyList<PtxType> Types { get; }

    /// <summary>Elements of the .vec modifier; 1 without it.</summary>
    public int Vector { get; }

    /// <summary>The words behind the first dot, in the order of the form and without dots.</summary>
    public IEnumerable<string> Words => _choices.Select((choice, i) => (choice, i)).Where(c => c.choice >= 0).Select(c => Form.Slots[c.i].Words[c.choice]);

    /// <summary>Whether the word stands in the opcode, given without its dot.</summary>
    public bool Has(string word)
    {
        for (int i = 0; i < _choices.Length; i++)
            if (_choices[i] >= 0 && Form.Slots[i].Words[_choices[i]] == word) return true;
        return false;
    }

    /// <summary>The word chosen for a modifier class such as <c>rnd</c>; null when it was left out or the form has no such class.</summary>
    public string? Get(string modifierClass)
    {
        for (int i = 0; i < _choices.Length; i++)
            if (_choices[i] >= 0 && Form.Slots[i].Name == modifierClass) return Form.Slots[i].Words[_choices[i]];
        return null;
    }

    /// <summary>The type of an operand slot; <see cref="PtxType.None"/> when the table gives none.</summary>
    public PtxType TypeOf(OperandSlot operand)
    {
        if (operand.Type != PtxType.None) return operand.Type;
        if (operand.TypeSlot < 0 || operand.TypeSlot >= Types.Count) return PtxType.None;
        PtxType type = Types[operand.TypeSlot];
        return operand.Wide ? Widen(type) : type;
    }

    /// <summary>Operands by the slots of the form; null for one that was left out.</summary>
    public Operand?[] Assign(IReadOnlyList<Operand> operands) => OperandMatch.Assign(this, operands);

    private static PtxType Widen(PtxType type) => type switch
    {
        PtxType.U8 => PtxType.U16, PtxType.U16 => PtxType.U32, PtxType.U32 => PtxType.U64,
        PtxType.S8 => PtxType.S16, PtxType.S16 => PtxType.S32, PtxType.S32 => PtxType.S64,
        _ => type,
    };

    public override string ToString() => Text;
}
