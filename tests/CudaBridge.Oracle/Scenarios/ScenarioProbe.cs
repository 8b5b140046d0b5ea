using System.Globalization;
using System.Text;
using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

/// <summary>Runs a <see cref="Scenario"/>.</summary>
internal sealed class ScenarioProbe(Opcode opcode, Scenario scenario) : IProbe
{
    /// <summary>Bytes of shared memory that each thread has for itself.</summary>
    public const int CellBytes = 128;

    public Opcode Opcode => opcode;

    // An even number, so that rows are aligned to 16 bytes.
    public int InputWords => (scenario.Inputs + 1) & ~1;

    public int OutputWords => (scenario.Outputs + scenario.Direct + 1) & ~1;

    public int Together => scenario.Together;

    public bool IsHint => scenario.IsHint;

    public uint Error => scenario.Error;

    public static ScenarioProbe? Of(Instruction instruction) => Scenarios.Of(instruction) is { } scenario ? new(instruction.Opcode, scenario) : null;

    /// <summary>
    /// %a0 … the inputs, %o0 … the outputs, %cell the thread's own shared memory and %generic its generic address, %cells that of thread 0, %thread, %lane, %warp;
    /// %in and %out the thread's rows in global memory; %r0 … (32 bits), %d0 … (64), %h (16), %p and %q are free.
    /// </summary>
    public string Kernel(string name)
    {
        StringBuilder text = new(scenario.Before.Replace("NAME", name, StringComparison.Ordinal));
        text.Append(KernelText.Open(name, InputWords, OutputWords));
        text.Append(CultureInfo.InvariantCulture, $"""
            	.reg .b64 %a<8>, %o<8>, %d<8>, %cell, %cells, %generic; .reg .b32 %lane, %warp, %r<8>; .reg .b16 %h; .reg .pred %p, %q;
            	.shared .align 128 .b8 cells[{Conformance.BlockSize * CellBytes}];
            	mov.u64 %cells, cells; mad.wide.u32 %cell, %thread, {CellBytes}, %cells; cvta.shared.u64 %generic, %cell;
            	and.b32 %lane, %thread, 31; shr.u32 %warp, %thread, 5;

            """);
        for (int i = 0; i < scenario.Inputs; i++) text.Append(CultureInfo.InvariantCulture, $"\tld.global.u64 %a{i}, [%in+{8 * i}];\n");
        for (int i = 0; i < scenario.Outputs; i++) text.Append(CultureInfo.InvariantCulture, $"\tmov.u64 %o{i}, 0;\n");
        text.Append(scenario.Body.Replace("NAME", name, StringComparison.Ordinal)).Append('\n');
        for (int i = 0; i < scenario.Outputs; i++) text.Append(CultureInfo.InvariantCulture, $"\tst.global.u64 [%out+{8 * i}], %o{i};\n");
        return text.Append(KernelText.Close).ToString();
    }

    public IEnumerable<ulong[]> Rows(int count)
    {
        Random random = new(Opcode.Text.Length * 7919 + 19);
        PtxType type = Opcode.Types.Count > 0 && Opcode.Types[0].Info().Bits is >= 16 and <= 64 ? Opcode.Types[0] : PtxType.B64;
        int rows = Error != 0 ? Conformance.BlockSize : (count + Together - 1) / Together * Together;
        for (int i = 0; i < rows; i++) yield return [.. Enumerable.Range(0, InputWords).Select(_ => Word(random, type))];
    }

    private static ulong Word(Random random, PtxType type)
    {
        ulong word = 0;
        for (int shift = 0; shift < 64; shift += type.Info().Bits) word |= Inputs.Value(random, type) << shift;
        return word;
    }

    public Expected[][] Expect(ulong[][] group)
    {
        PtxType type = Opcode.Types.Count > 0 ? Opcode.Types[0] : PtxType.None;
        Format? format = type.Info().Class == PtxTypeClass.Float ? Format.Of(type) : null;
        return [.. scenario.Meaning(group).Select(words => words.Select(word => new Expected(word, ulong.MaxValue, format)).Concat(Enumerable.Repeat(Expected.Anything, OutputWords - words.Length)).ToArray())];
    }

    public string Describe(ulong[] row) => string.Join(", ", row.Take(scenario.Inputs).Select((word, i) => string.Create(CultureInfo.InvariantCulture, $"a{i}=0x{word:x}")));
}
