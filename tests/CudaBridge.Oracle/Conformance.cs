using System.Diagnostics;
using System.Globalization;
using System.Text;
using CudaBridge.Abi;
using CudaBridge.Compiler;
using CudaBridge.Compiler.Tests.Harness;
using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

/// <summary>What a form's spellings were tried on.</summary>
/// <param name="Inputs">Rows of operands over all spellings; each ran in scalar and in vector mode.</param>
/// <param name="Error">The largest part of its documented bound that a result was off; null where the manual defines the bits.</param>
/// <param name="Wrong">The first difference of each spelling and mode, which it begins with.</param>
/// <param name="IsHint">There is no effect that could differ: the instruction ran and left everything else as it was.</param>
internal sealed record FormResult(Form Form, bool IsHint, int Spellings, long Inputs, (double Share, Bound Bound)? Error, IReadOnlyList<string> Wrong);

/// <summary>Runs the forms of an opcode as CPU code and compares each result with the oracle's.</summary>
internal static class Conformance
{
    public const int BlockSize = 64;
    private const int ProbesPerModule = 60;

    /// <summary>Where the time of all threads goes.</summary>
    public static Costs Costs { get; } = new();

    /// <param name="spellings">Most spellings of a form.</param>
    /// <param name="inputs">Rows of operands that the spellings of a form share, where they are not tried on all there are.</param>
    public static List<FormResult> Check(string opcode, int spellings, int inputs)
    {
        List<FormRun> forms = [.. Instructions.Find(opcode).Select(form => new FormRun(form, Spellings.Of(form, spellings), inputs)).Where(form => form.Probes.Count > 0)];
        foreach ((FormRun, IProbe)[] chunk in forms.SelectMany(form => form.Probes.Select(probe => (form, probe))).Chunk(ProbesPerModule)) Run(chunk);
        return [.. forms.Select(form => form.Result)];
    }

    private static void Run((FormRun Form, IProbe Probe)[] chunk)
    {
        StringBuilder ptx = new(".version 8.7\n.target sm_90\n.address_size 64\n");
        for (int i = 0; i < chunk.Length; i++) ptx.Append(chunk[i].Probe.Kernel($"k{i}"));
        byte[] text = Encoding.UTF8.GetBytes(ptx.ToString());
        using LoadedModule scalar = Load(text, vectorize: false), vector = Load(text, vectorize: true);
        for (int i = 0; i < chunk.Length; i++) chunk[i].Form.Try(chunk[i].Probe, $"k{i}", [("scalar", scalar), ("vector", vector)]);
    }

    private static LoadedModule Load(byte[] ptx, bool vectorize)
    {
        using Costs.Clock clock = Costs.Start(vectorize ? Costs.Kind.VectorCode : Costs.Kind.ScalarCode);
        TranslationResult result = Translator.Translate(ptx, new TranslationOptions { Vectorize = vectorize, OptimizationLevel = 1 });
        if (result.Diagnostics.Count > 0) throw new InvalidOperationException(string.Join('\n', result.Diagnostics) + "\n" + Encoding.UTF8.GetString(ptx));
        return new LoadedModule(result.Image!);
    }

    /// <summary>A form while its spellings run.</summary>
    private sealed class FormRun(Form form, IReadOnlyList<IProbe> probes, int inputs)
    {
        private const int RowsAtOnce = 1 << 14;

        private readonly List<string> _wrong = [];
        private long _tried;
        private double _share;
        private Bound? _bound;

        public IReadOnlyList<IProbe> Probes => probes;

        public FormResult Result => new(form, probes[0].IsHint, probes.Count, _tried, _bound is { } bound ? (_share, bound) : null, _wrong);

        public void Try(IProbe probe, string kernel, (string Mode, LoadedModule Module)[] modules)
        {
            string?[] differences = new string?[modules.Length];
            Stopwatch watch = Stopwatch.StartNew();
            foreach (ulong[][] rows in probe.Rows((inputs + probes.Count - 1) / probes.Count).Chunk(RowsAtOnce))
            {
                _tried += rows.Length;
                Compare(probe, kernel, modules, differences, rows);
            }
            _wrong.AddRange(differences.OfType<string>());
            Costs.Slow(probe.Opcode.Text, watch.Elapsed);
        }

        private void Compare(IProbe probe, string kernel, (string Mode, LoadedModule Module)[] modules, string?[] differences, ulong[][] rows)
        {
            // Whole blocks: what is missing repeats what is there.
            int threads = (rows.Length + BlockSize - 1) / BlockSize * BlockSize, columns = probe.InputWords;
            ulong[][] padded = [.. Enumerable.Range(0, threads).Select(i => rows[i % rows.Length])];
            using DeviceArray<ulong> inputs = new(threads * columns);
            using Costs.Clock clock = Costs.Start(Costs.Kind.Oracle);
            Expected[][] expected = [.. padded.Chunk(probe.Together).SelectMany(probe.Expect)];
            _bound ??= expected.SelectMany(row => row).FirstOrDefault(word => word.Bound is not null).Bound;
            clock.Dispose();
            using Costs.Clock running = Costs.Start(Costs.Kind.Launches);
            for (int i = 0; i < modules.Length; i++)
            {
                // Surfaces lie among the inputs, and kernels change them.
                for (int row = 0; row < threads; row++) padded[row].CopyTo(inputs.Span[(row * columns)..]);
                differences[i] ??= FirstDifference(probe, kernel, modules[i].Module, inputs, padded, expected) is { } difference ? $"{modules[i].Mode}: {difference}" : null;
            }
        }

        private string? FirstDifference(IProbe probe, string kernel, LoadedModule module, DeviceArray<ulong> inputs, ulong[][] rows, Expected[][] expected)
        {
            int words = probe.OutputWords;
            using DeviceArray<ulong> outputs = new(rows.Length * words);
            (uint error, string message) = module.Launch(kernel, new Dim3((uint)(rows.Length / BlockSize)), new Dim3(BlockSize), 0, inputs, outputs);
            if (error != probe.Error) return $"{probe.Opcode}: error {error} {message}";
            if (error != 0) return null;
            for (int i = 0; i < rows.Length * words; i++)
                if (!expected[i / words][i % words].Agrees(outputs.Span[i], ref _share))
                    return string.Create(CultureInfo.InvariantCulture, $"{probe.Opcode} {probe.Describe(rows[i / words])}: word {i % words} is 0x{outputs.Span[i]:x}, the oracle says 0x{expected[i / words][i % words].Value:x}");
            return null;
        }
    }
}
