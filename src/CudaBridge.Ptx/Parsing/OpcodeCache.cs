namespace CudaBridge.Ptx;

/// <summary>Resolves spelled opcodes against the instruction table, each spelling once per module.</summary>
internal sealed class OpcodeCache(string text)
{
    private const int MostSuffixes = 24;

    private readonly Dictionary<string, Opcode[]> _known = new(StringComparer.Ordinal);

    /// <summary>Every reading of a spelling, one per row that its dotted part fits.</summary>
    /// <exception cref="PtxException">No row fits.</exception>
    public Opcode[] Resolve(string spelling, int offset)
    {
        if (_known.TryGetValue(spelling, out Opcode[]? readings)) return readings;
        string[] words = spelling.Split('.');
        if (Instructions.Find(words[0]).Count == 0) throw UnknownOpcode(words[0], offset);
        if (words.Length > MostSuffixes) throw new PtxException(text, offset, $"'{words[0]}' with {words.Length - 1} modifiers");
        string[] suffixes = words[1..];
        readings = Read(spelling, words[0], form => form.Match(suffixes));
        if (readings.Length == 0) readings = Read(spelling, words[0], form => form.MatchInAnyOrder(suffixes));
        if (readings.Length == 0) throw UnknownForm(spelling, words[0], suffixes, offset);
        return _known[spelling] = readings;
    }

    private static Opcode[] Read(string spelling, string opcode, Func<Form, sbyte[]?> match)
    {
        List<Opcode> readings = [];
        foreach (Form form in Instructions.Find(opcode))
            if (match(form) is { } choices) readings.Add(new(spelling, form, choices));
        return [.. readings];
    }

    private PtxException UnknownOpcode(string opcode, int offset)
    {
        if (Instructions.IsHardwareOnly(opcode))
            return new(text, offset, $"'{opcode}' drives a unit that only some NVIDIA chips have") { IsHardwareOnly = true };
        string? near = NearestForm.OpcodeLike(opcode);
        return new(text, offset, $"no instruction is called '{opcode}'", near is null ? null : $"the nearest is '{near}'");
    }

    private PtxException UnknownForm(string spelling, string opcode, string[] suffixes, int offset) =>
        new(text, offset, $"'{spelling}' is no form of '{opcode}'", $"the nearest is '{NearestForm.Of(opcode, suffixes)}'");
}
