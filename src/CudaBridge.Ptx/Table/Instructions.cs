namespace CudaBridge.Ptx;

/// <summary>
/// The instruction table: one row per form of the PTX ISA manual, chapter 9.7, columns as the manual prints them. Parser, printer,
/// lowering, interpreter and documentation read it. <see cref="FormPattern"/> explains the columns.
/// </summary>
public static partial class Instructions
{
    private static readonly Form[] s_all;
    private static readonly Dictionary<string, Form[]> s_byOpcode;

    // A constructor and not initialisers: the order of initialisers across the files of a partial class is not defined.
    static Instructions()
    {
        s_all =
        [
            .. Integer, .. FloatingPoint, .. Half, .. Comparison, .. Logic, .. Movement, .. Conversion, .. AsyncCopy, .. Textures,
            .. ControlFlow, .. Synchronisation, .. MemoryBarriers, .. Matrices, .. Video, .. Miscellaneous,
        ];
        s_byOpcode = s_all.GroupBy(form => form.Opcode).ToDictionary(group => group.Key, group => group.ToArray());
    }

    // Instructions of units that only some NVIDIA chips have. They are known by name; the table holds no rows for them.
    private static readonly string[] s_hardwareOnly = ["wgmma", "tcgen05", "clusterlaunchcontrol"];

    /// <summary>Whether an instruction is known to exist although the table holds no rows for it.</summary>
    public static bool IsHardwareOnly(string opcode) => s_hardwareOnly.Contains(opcode);

    /// <summary>Every row, in the manual's order.</summary>
    public static IReadOnlyList<Form> All => s_all;

    /// <summary>The words an instruction may start with.</summary>
    public static IReadOnlyCollection<string> Opcodes => s_byOpcode.Keys;

    /// <summary>The rows of the word before the first dot; empty for an unknown word.</summary>
    public static IReadOnlyList<Form> Find(string opcode) => s_byOpcode.GetValueOrDefault(opcode) ?? [];
}
