using CudaBridge.Ptx;

namespace CudaBridge.Ptx.Tests;

/// <summary>Writes legal instructions from the rows of the instruction table.</summary>
internal static class FormText
{
    /// <summary>
    /// Every choice of words and optional operands of a form when there are at most <paramref name="most"/>, else a spread of them.
    /// </summary>
    public static IEnumerable<string> Instances(Form form, int most = 2000)
    {
        int[] radices = [.. form.Slots.Select(slot => slot.Words.Count + (slot.Optional ? 1 : 0)), .. form.Operands.Select(o => o.Optional || o.PairOptional || o.Sign != 0 ? 2 : 1)];
        long total = radices.Aggregate(1L, (product, radix) => product * radix);
        long step = Math.Max(1, total / most);
        for (long i = 0; i < total; i += step) yield return Instance(form, i + (step > 1 ? i / step % step : 0), radices);
    }

    private static string Instance(Form form, long choice, int[] radices)
    {
        int[] digits = new int[radices.Length];
        for (int i = 0; i < radices.Length; i++)
        {
            digits[i] = (int)(choice % radices[i]);
            choice /= radices[i];
        }
        IEnumerable<string> words = form.Slots.Select((slot, i) => digits[i] < slot.Words.Count ? "." + slot.Words[digits[i]] : "");
        int vector = form.Slots.Select((slot, i) => slot.Name == "vec" && digits[i] < slot.Words.Count ? slot.Words[digits[i]][1] - '0' : 1).DefaultIfEmpty(1).Max();
        IEnumerable<string> operands = form.Operands
            .Select((operand, i) => Text(operand, i, digits[form.Slots.Count + i] == 1, vector))
            .Where(text => text.Length > 0);
        return $"{form.Opcode}{string.Concat(words)} {string.Join(", ", operands)}".TrimEnd() + ";";
    }

    private static string Text(OperandSlot operand, int index, bool second, int vector) => operand.Kind switch
    {
        _ when operand.Optional && second => "",
        OperandKind.Address   => $"[%rd{index}]",
        OperandKind.Elements  => "{%r1, %r2}",
        OperandKind.Steps     => "{%r1, %r2, %r3, %r4}",
        OperandKind.Vector    => vector == 1 ? $"%r{index}" : $"{{{string.Join(", ", Enumerable.Range(0, vector).Select(i => $"%r{i}"))}}}",
        OperandKind.Immediate => "16",
        OperandKind.Label     => "$L1",
        OperandKind.Pair      => operand.PairOptional && second ? "%p1" : "%p1|%p2",
        OperandKind.Call      => "(%r0), f, (%r1, 2)",
        _                     => operand.Sign != 0 && second ? $"{operand.Sign}%p{index}" : $"%r{index}",
    };
}
