using CudaBridge.Ptx;
using CudaBridge.Ptx.Tests;

namespace CudaBridge.Oracle;

/// <summary>Legal instructions of a form: a spread of its modifiers, types and optional operands, and of the selectors of video instructions.</summary>
internal static class Spellings
{
    private static readonly string[] s_source = ["", ".b0", ".h1", ".b3", ".h0", ".b1", ".b2"], s_merge = [".b0", ".h1", ".b3", ".h0", ".b2", ".b1"];
    private static readonly string[] s_halves = ["", ".h32", ".h01", ".h10", ".h33", ".h20"], s_halfMasks = ["", ".h0", ".h1", ".h10"];
    private static readonly string[] s_bytes = ["", ".b7654", ".b0123", ".b6420", ".b5511", ".b3210"], s_byteMasks = ["", ".b0", ".b31", ".b3210", ".b210"];

    /// <summary>The probes of a form, at most so many.</summary>
    public static IReadOnlyList<IProbe> Of(Form form, int most)
    {
        bool selects = form.Operands.Any(operand => operand.Selectable);
        IEnumerable<string> texts = FormText.Instances(form, most).Select((text, i) => selects ? WithSelectors(text, form, i) : text);
        return [.. texts.Distinct().Take(most).Select(ProbeOf).OfType<IProbe>().Where(probe => probe.Opcode.Form == form)];
    }

    private static IProbe? ProbeOf(string text)
    {
        Instruction instruction = (Instruction)Parser.ParseStatements(text)[0];
        // vmad: "only one of the product and c may be negated."
        if (instruction.Opcode.Name == "vmad" && instruction.Operands is [_, var a, var b, SignedOperand] && a is SignedOperand != b is SignedOperand) return null;
        return ScenarioProbe.Of(instruction) ?? MemoryProbe.Of(instruction) ?? TextureProbe.Of(instruction) ?? MatrixProbe.Of(instruction) ?? QuadMatrixProbe.Of(instruction) ?? WarpMatrixProbe.Of(instruction) ?? MatrixMovementProbe.Of(instruction) ?? ElementsProbe.Of(instruction) ?? (IProbe?)RegisterProbe.Of(instruction);
    }

    private static string WithSelectors(string text, Form form, int index)
    {
        int blank = text.IndexOf(' ', StringComparison.Ordinal);
        string[] operands = text[(blank + 1)..^1].Split(", ");
        for (int i = 0; i < operands.Length; i++)
            if (form.Operands[i].Selectable) operands[i] += Choose(form, i, index);
        return $"{text[..blank]} {string.Join(", ", operands)};";
    }

    private static string Choose(Form form, int slot, int index)
    {
        string[] choices = (form.Opcode[^1], slot) switch
        {
            ('2', 0) => s_halfMasks,
            ('2', _) => s_halves,
            ('4', 0) => s_byteMasks,
            ('4', _) => s_bytes,
            (_, 0)   => s_merge,
            _        => s_source,
        };
        return choices[(index * (2 * slot + 1) + slot) % choices.Length];
    }
}
