using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

/// <summary>A small program around one instruction whose effect is not a number in a register: memory, the order of threads, a count of arrivals, a way through the code.</summary>
/// <param name="Inputs">Words that each thread reads into %a0, %a1, …</param>
/// <param name="Outputs">Words that it writes from %o0, %o1, …, which begin as zero.</param>
/// <param name="Body">PTX; see <see cref="ScenarioProbe.Kernel"/> for the names it may use.</param>
/// <param name="Meaning">What the threads of a group write, from what they read.</param>
internal sealed record Scenario(int Inputs, int Outputs, string Body, Func<ulong[][], ulong[][]> Meaning)
{
    /// <summary>Threads that <see cref="Meaning"/> sees together.</summary>
    public int Together { get; init; } = WarpMeaning.Lanes;

    /// <summary>Words behind the outputs that the program writes by itself.</summary>
    public int Direct { get; init; }

    /// <summary>Module-scope text in front of the kernel; <c>NAME</c> stands for the kernel's name.</summary>
    public string Before { get; init; } = "";

    /// <summary>The instruction has no effect that programs can see: what is seen is that it runs and changes nothing.</summary>
    public bool IsHint { get; init; }

    /// <summary>The error that the launch ends with, 0 for none.</summary>
    public uint Error { get; init; }

    /// <summary>A program of which each thread is on its own.</summary>
    public static Scenario OfThread(int inputs, int outputs, string body, Func<ulong[], ulong[]> meaning) => new(inputs, outputs, body, rows => [.. rows.Select(meaning)]);
}

/// <summary>The programs by the opcode column of the instruction table; an entry gives null for spellings that it does not try.</summary>
internal static class Scenarios
{
    private static readonly Dictionary<string, Func<Instruction, Scenario?>> s_table =
        new[] { ControlScenarios.Table, BarrierScenarios.Table, MemoryBarrierScenarios.Table, CopyScenarios.Table, AddressScenarios.Table, HintScenarios.Table }
            .SelectMany(table => table).ToDictionary();

    public static Scenario? Of(Instruction instruction) => s_table.GetValueOrDefault(instruction.Opcode.Form.FullOpcode)?.Invoke(instruction);

    /// <summary>[place] in the space that the opcode names; generic where it names none. <paramref name="shared"/> and <paramref name="generic"/> are registers.</summary>
    public static string Shared(Opcode opcode, string shared = "%cell", string generic = "%generic") =>
        opcode.Words.Any(word => word.StartsWith("shared", StringComparison.Ordinal)) ? shared : generic;

    public static ulong[] Of(params ulong[] words) => words;
}
