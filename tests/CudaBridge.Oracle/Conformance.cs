using System.Globalization;
using System.Text;
using CudaBridge.Abi;
using CudaBridge.Compiler;
using CudaBridge.Compiler.Tests.Harness;
using CudaBridge.Ptx;
using CudaBridge.Ptx.Tests;

namespace CudaBridge.Oracle;

/// <summary>What a form's instances were tried on.</summary>
/// <param name="Inputs">Operand rows over all instances; each ran in scalar and in vector mode.</param>
internal sealed record FormResult(Form Form, int Instances, long Inputs, IReadOnlyList<string> Wrong)
{
    public bool IsInterpreted => Instances > 0;
}

/// <summary>Runs the forms of an opcode as CPU code and compares each result with the oracle's.</summary>
internal static class Conformance
{
    private const int BlockSize = 64;
    private const int InstancesPerModule = 60;

    public static List<FormResult> Check(string opcode, int instancesPerForm, int inputsPerInstance)
    {
        List<(Form Form, Instance Instance)> all = [];
        foreach (Form form in Instructions.Find(opcode))
            foreach (string text in FormText.Instances(form, instancesPerForm).Distinct())
                if (Instance.Of(text) is { } instance && instance.Form == form) all.Add((form, instance));
        Dictionary<Form, List<string>> wrong = Instructions.Find(opcode).ToDictionary(form => form, _ => new List<string>());
        Dictionary<Form, long> tried = [];
        foreach ((Form, Instance)[] chunk in all.Chunk(InstancesPerModule)) Run(chunk, inputsPerInstance, wrong, tried);
        return [.. Instructions.Find(opcode).Select(form => new FormResult(form, all.Count(x => x.Form == form), tried.GetValueOrDefault(form), wrong[form]))];
    }

    private static void Run((Form Form, Instance Instance)[] chunk, int inputsPerInstance, Dictionary<Form, List<string>> wrong, Dictionary<Form, long> tried)
    {
        StringBuilder ptx = new(".version 8.7\n.target sm_90\n.address_size 64\n");
        for (int i = 0; i < chunk.Length; i++) ptx.Append(chunk[i].Instance.Kernel($"k{i}", chunk[i].Form.Operands.Count + 1));
        byte[] text = Encoding.UTF8.GetBytes(ptx.ToString());
        using LoadedModule scalar = Load(text, vectorize: false), vector = Load(text, vectorize: true);
        for (int i = 0; i < chunk.Length; i++)
        {
            (Form form, Instance instance) = chunk[i];
            ulong[][] rows = Inputs.For(instance, inputsPerInstance);
            Step[] steps = [.. rows.Select(row => instance.Run(row, row[^1] != 0))];
            foreach ((string mode, LoadedModule module) in new[] { ("scalar", scalar), ("vector", vector) })
                if (FirstDifference(module, $"k{i}", instance, rows, steps) is { } difference) wrong[form].Add($"{mode}: {difference}");
            tried[form] = tried.GetValueOrDefault(form) + rows.Length;
        }
    }

    private static LoadedModule Load(byte[] ptx, bool vectorize)
    {
        TranslationResult result = Translator.Translate(ptx, new TranslationOptions { Vectorize = vectorize, OptimizationLevel = 1 });
        if (result.Diagnostics.Count > 0) throw new InvalidOperationException(string.Join('\n', result.Diagnostics) + "\n" + Encoding.UTF8.GetString(ptx));
        return new LoadedModule(result.Image!);
    }

    private static string? FirstDifference(LoadedModule module, string kernel, Instance instance, ulong[][] rows, Step[] steps)
    {
        int columns = rows[0].Length, threads = (rows.Length + BlockSize - 1) / BlockSize * BlockSize;
        using DeviceArray<ulong> inputs = new(threads * columns), outputs = new(threads * 2);
        for (int i = 0; i < rows.Length; i++) rows[i].CopyTo(inputs.Span[(i * columns)..]);
        (uint error, string message) = module.Launch(kernel, new Dim3((uint)(threads / BlockSize)), new Dim3(BlockSize), 0, inputs, outputs);
        if (error != 0) return $"{instance.Opcode}: error {error} {message}";
        for (int i = 0; i < rows.Length; i++)
            if (!instance.Agrees(steps[i], outputs.Span[2 * i], outputs.Span[2 * i + 1])) return Describe(instance, rows[i], steps[i], outputs.Span[2 * i], outputs.Span[2 * i + 1]);
        return null;
    }

    private static string Describe(Instance instance, ulong[] row, Step step, ulong found, ulong second)
    {
        string operands = string.Join(", ", instance.Sources.Select(slot => string.Create(CultureInfo.InvariantCulture, $"{instance.Form.Operands[slot].Name}=0x{row[slot] & Bits.Mask(instance.TypeOf(slot).Info().Bits):x}")));
        string expectedSecond = instance.HasSecond ? $"|{(instance.UsesCarry ? step.Carry : step.Second)}" : "", foundSecond = instance.HasSecond ? $"|{second != 0}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{instance.Opcode} {operands}{(instance.UsesCarry ? $", carry={row[^1]}" : "")}: 0x{found:x}{foundSecond}, the oracle says 0x{step.Result & instance.ResultMask:x}{expectedSecond}");
    }
}
